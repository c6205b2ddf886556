-- Schema 2: what places, posts, people and matters are found by.
--
-- Rules: derived from the facts (src/graph/changes/names.py) when they are written, and no part of the chain: the whole
-- table can be made anew. One row for each fact that bears a name, with the fact's own record times; in order of what is
-- sought, so that a search reads one noun's rows from end to end. `crc` shows a damaged row, whichever version of
-- pypinyin it was made by. A person whose name is erased is found by nothing.

CREATE TABLE names (
  noun TEXT NOT NULL,
  id TEXT NOT NULL,
  version INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL,
  superseded_at INTEGER,
  folded TEXT NOT NULL,
  sought TEXT NOT NULL,
  crc INTEGER NOT NULL,
  PRIMARY KEY (noun, id, version)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER areas_names_supersede AFTER UPDATE OF superseded_at ON areas BEGIN
  UPDATE names SET superseded_at = NEW.superseded_at WHERE noun = 'place' AND id = NEW.id AND version = NEW.version;
END;
CREATE TRIGGER units_names_supersede AFTER UPDATE OF superseded_at ON units BEGIN
  UPDATE names SET superseded_at = NEW.superseded_at WHERE noun = 'place' AND id = NEW.id AND version = NEW.version;
END;
CREATE TRIGGER posts_names_supersede AFTER UPDATE OF superseded_at ON posts BEGIN
  UPDATE names SET superseded_at = NEW.superseded_at WHERE noun = 'post' AND id = NEW.id AND version = NEW.version;
END;
CREATE TRIGGER people_names_supersede AFTER UPDATE OF superseded_at ON people BEGIN
  UPDATE names SET superseded_at = NEW.superseded_at WHERE noun = 'person' AND id = NEW.id AND version = NEW.version;
END;
CREATE TRIGGER matters_names_supersede AFTER UPDATE OF superseded_at ON matters BEGIN
  UPDATE names SET superseded_at = NEW.superseded_at WHERE noun = 'matter' AND id = NEW.id AND version = NEW.version;
END;
CREATE TRIGGER people_names_erase AFTER UPDATE OF name ON people WHEN NEW.name <> OLD.name BEGIN
  UPDATE names SET folded = '', sought = '', crc = 0 WHERE noun = 'person' AND id = NEW.id AND version = NEW.version;
END;
