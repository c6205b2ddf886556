-- Schema 4: the printings of responsibility boards, facts like any other.
--
-- Rules: `known_at` is the record time that a board was read at, `content` the digest of what it says (docs/boards.md).
-- A register of an older schema has none, and its changesets name no such table: its heads stay as they are.

CREATE TABLE printings (
  version INTEGER PRIMARY KEY,
  supersedes INTEGER UNIQUE REFERENCES printings(version),
  recorded_at INTEGER NOT NULL,
  superseded_at INTEGER,
  id TEXT NOT NULL,
  place TEXT NOT NULL,
  day TEXT NOT NULL,
  known_at INTEGER NOT NULL,
  content TEXT NOT NULL,
  paper TEXT NOT NULL,
  since TEXT,
  until TEXT
) STRICT;

CREATE INDEX printings_id ON printings(id);
CREATE INDEX printings_place ON printings(place);

CREATE TRIGGER printings_supersede AFTER INSERT ON printings WHEN NEW.supersedes IS NOT NULL BEGIN
  UPDATE printings SET superseded_at = NEW.recorded_at WHERE version = NEW.supersedes;
END;
CREATE TRIGGER printings_withdraw AFTER INSERT ON withdrawals WHEN NEW.table_name = 'printings' BEGIN
  UPDATE printings SET superseded_at = NEW.recorded_at WHERE version = NEW.supersedes;
END;
CREATE TRIGGER printings_kept BEFORE DELETE ON printings BEGIN
  SELECT RAISE(ABORT, 'nothing is deleted from a register');
END;
