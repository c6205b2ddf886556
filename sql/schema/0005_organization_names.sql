-- Schema 5: what organizations are found by.
--
-- Rules: rows of `names` as those of every other noun (0002_names.sql); a register of an older schema gets them when it
-- is opened. No fact and no changeset is touched: its heads stay as they are.

CREATE TRIGGER organizations_names_supersede AFTER UPDATE OF superseded_at ON organizations BEGIN
  UPDATE names SET superseded_at = NEW.superseded_at
  WHERE noun = 'organization' AND id = NEW.id AND version = NEW.version;
END;
