-- Schema 1 of a register in one SQLite file.
--
-- Rules: every fact is one row, never overwritten. `version` is the number of the change that added it, counted over the
-- whole register; `superseded_at` is set once, by the trigger, when a later change supersedes it. Days are ISO text,
-- instants are microseconds since 1970 UTC, lists are JSON arrays sorted by bytes, degrees are integers of 1e-7 degree.
-- A personal value has a seal beside it: its salt, or `erased:` and its digest (docs/canonical-form.md).

CREATE TABLE register (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  id TEXT NOT NULL,
  zone TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  head_number INTEGER NOT NULL,
  head TEXT,
  head_recorded_at INTEGER,
  changes INTEGER NOT NULL
) STRICT;

CREATE TABLE changesets (
  number INTEGER PRIMARY KEY,
  hash TEXT NOT NULL UNIQUE,
  previous TEXT NOT NULL,
  recorded_at INTEGER NOT NULL UNIQUE,
  by TEXT NOT NULL,
  why TEXT NOT NULL,
  source TEXT,
  key TEXT NOT NULL UNIQUE,
  first INTEGER NOT NULL,
  count INTEGER NOT NULL,
  counts TEXT NOT NULL
) STRICT;

CREATE TABLE areas (
  version INTEGER PRIMARY KEY,
  supersedes INTEGER UNIQUE REFERENCES areas(version),
  recorded_at INTEGER NOT NULL,
  superseded_at INTEGER,
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  level TEXT NOT NULL,
  parent TEXT,
  since TEXT,
  until TEXT
) STRICT;

CREATE TABLE units (
  version INTEGER PRIMARY KEY,
  supersedes INTEGER UNIQUE REFERENCES units(version),
  recorded_at INTEGER NOT NULL,
  superseded_at INTEGER,
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  kinds TEXT NOT NULL,
  area TEXT,
  since TEXT,
  until TEXT,
  longitude INTEGER,
  latitude INTEGER
) STRICT;

CREATE TABLE organizations (
  version INTEGER PRIMARY KEY,
  supersedes INTEGER UNIQUE REFERENCES organizations(version),
  recorded_at INTEGER NOT NULL,
  superseded_at INTEGER,
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  area TEXT,
  parent TEXT,
  since TEXT,
  until TEXT
) STRICT;

CREATE TABLE posts (
  version INTEGER PRIMARY KEY,
  supersedes INTEGER UNIQUE REFERENCES posts(version),
  recorded_at INTEGER NOT NULL,
  superseded_at INTEGER,
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  organization TEXT,
  kind TEXT,
  phone TEXT,
  phone_seal TEXT,
  email TEXT,
  email_seal TEXT,
  reports_to TEXT,
  since TEXT,
  until TEXT
) STRICT;

CREATE TABLE people (
  version INTEGER PRIMARY KEY,
  supersedes INTEGER UNIQUE REFERENCES people(version),
  recorded_at INTEGER NOT NULL,
  superseded_at INTEGER,
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  name_seal TEXT NOT NULL,
  since TEXT,
  until TEXT
) STRICT;

CREATE TABLE tenures (
  version INTEGER PRIMARY KEY,
  supersedes INTEGER UNIQUE REFERENCES tenures(version),
  recorded_at INTEGER NOT NULL,
  superseded_at INTEGER,
  id TEXT,
  post TEXT NOT NULL,
  person TEXT NOT NULL,
  kind TEXT NOT NULL,
  since TEXT,
  until TEXT
) STRICT;

CREATE TABLE matters (
  version INTEGER PRIMARY KEY,
  supersedes INTEGER UNIQUE REFERENCES matters(version),
  recorded_at INTEGER NOT NULL,
  superseded_at INTEGER,
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  parent TEXT,
  since TEXT,
  until TEXT
) STRICT;

CREATE TABLE requirements (
  version INTEGER PRIMARY KEY,
  supersedes INTEGER UNIQUE REFERENCES requirements(version),
  recorded_at INTEGER NOT NULL,
  superseded_at INTEGER,
  id TEXT NOT NULL,
  scheme TEXT NOT NULL,
  area TEXT,
  tier TEXT NOT NULL,
  place_kinds TEXT NOT NULL,
  matter TEXT NOT NULL,
  minimum INTEGER NOT NULL,
  maximum INTEGER,
  answered_at TEXT NOT NULL,
  post_kinds TEXT NOT NULL,
  citation TEXT,
  since TEXT,
  until TEXT
) STRICT;

CREATE TABLE assignments (
  version INTEGER PRIMARY KEY,
  supersedes INTEGER UNIQUE REFERENCES assignments(version),
  recorded_at INTEGER NOT NULL,
  superseded_at INTEGER,
  id TEXT NOT NULL,
  post TEXT NOT NULL,
  place TEXT NOT NULL,
  tier TEXT NOT NULL,
  matter TEXT NOT NULL,
  unit_kinds TEXT NOT NULL,
  ground TEXT,
  since TEXT,
  until TEXT
) STRICT;

CREATE TABLE withdrawals (
  version INTEGER PRIMARY KEY,
  supersedes INTEGER NOT NULL UNIQUE,
  recorded_at INTEGER NOT NULL,
  table_name TEXT NOT NULL
) STRICT;

CREATE INDEX areas_id ON areas(id);
CREATE INDEX areas_parent ON areas(parent);
CREATE INDEX areas_name ON areas(name);
CREATE INDEX units_id ON units(id);
CREATE INDEX units_area ON units(area);
CREATE INDEX units_name ON units(name);
CREATE INDEX organizations_id ON organizations(id);
CREATE INDEX organizations_area ON organizations(area);
CREATE INDEX organizations_parent ON organizations(parent);
CREATE INDEX posts_id ON posts(id);
CREATE INDEX posts_organization ON posts(organization);
CREATE INDEX posts_reports_to ON posts(reports_to);
CREATE INDEX people_id ON people(id);
CREATE INDEX tenures_id ON tenures(id);
CREATE INDEX tenures_post ON tenures(post);
CREATE INDEX tenures_person ON tenures(person);
CREATE INDEX matters_id ON matters(id);
CREATE INDEX matters_parent ON matters(parent);
CREATE INDEX requirements_id ON requirements(id);
CREATE INDEX requirements_area ON requirements(area);
CREATE INDEX requirements_matter ON requirements(matter);
CREATE INDEX assignments_id ON assignments(id);
CREATE INDEX assignments_place ON assignments(place);
CREATE INDEX assignments_post ON assignments(post);
CREATE INDEX assignments_matter ON assignments(matter);

CREATE TRIGGER areas_supersede AFTER INSERT ON areas WHEN NEW.supersedes IS NOT NULL BEGIN
  UPDATE areas SET superseded_at = NEW.recorded_at WHERE version = NEW.supersedes;
END;
CREATE TRIGGER areas_withdraw AFTER INSERT ON withdrawals WHEN NEW.table_name = 'areas' BEGIN
  UPDATE areas SET superseded_at = NEW.recorded_at WHERE version = NEW.supersedes;
END;
CREATE TRIGGER areas_kept BEFORE DELETE ON areas BEGIN
  SELECT RAISE(ABORT, 'nothing is deleted from a register');
END;
CREATE TRIGGER units_supersede AFTER INSERT ON units WHEN NEW.supersedes IS NOT NULL BEGIN
  UPDATE units SET superseded_at = NEW.recorded_at WHERE version = NEW.supersedes;
END;
CREATE TRIGGER units_withdraw AFTER INSERT ON withdrawals WHEN NEW.table_name = 'units' BEGIN
  UPDATE units SET superseded_at = NEW.recorded_at WHERE version = NEW.supersedes;
END;
CREATE TRIGGER units_kept BEFORE DELETE ON units BEGIN
  SELECT RAISE(ABORT, 'nothing is deleted from a register');
END;
CREATE TRIGGER organizations_supersede AFTER INSERT ON organizations WHEN NEW.supersedes IS NOT NULL BEGIN
  UPDATE organizations SET superseded_at = NEW.recorded_at WHERE version = NEW.supersedes;
END;
CREATE TRIGGER organizations_withdraw AFTER INSERT ON withdrawals WHEN NEW.table_name = 'organizations' BEGIN
  UPDATE organizations SET superseded_at = NEW.recorded_at WHERE version = NEW.supersedes;
END;
CREATE TRIGGER organizations_kept BEFORE DELETE ON organizations BEGIN
  SELECT RAISE(ABORT, 'nothing is deleted from a register');
END;
CREATE TRIGGER posts_supersede AFTER INSERT ON posts WHEN NEW.supersedes IS NOT NULL BEGIN
  UPDATE posts SET superseded_at = NEW.recorded_at WHERE version = NEW.supersedes;
END;
CREATE TRIGGER posts_withdraw AFTER INSERT ON withdrawals WHEN NEW.table_name = 'posts' BEGIN
  UPDATE posts SET superseded_at = NEW.recorded_at WHERE version = NEW.supersedes;
END;
CREATE TRIGGER posts_kept BEFORE DELETE ON posts BEGIN
  SELECT RAISE(ABORT, 'nothing is deleted from a register');
END;
CREATE TRIGGER people_supersede AFTER INSERT ON people WHEN NEW.supersedes IS NOT NULL BEGIN
  UPDATE people SET superseded_at = NEW.recorded_at WHERE version = NEW.supersedes;
END;
CREATE TRIGGER people_withdraw AFTER INSERT ON withdrawals WHEN NEW.table_name = 'people' BEGIN
  UPDATE people SET superseded_at = NEW.recorded_at WHERE version = NEW.supersedes;
END;
CREATE TRIGGER people_kept BEFORE DELETE ON people BEGIN
  SELECT RAISE(ABORT, 'nothing is deleted from a register');
END;
CREATE TRIGGER tenures_supersede AFTER INSERT ON tenures WHEN NEW.supersedes IS NOT NULL BEGIN
  UPDATE tenures SET superseded_at = NEW.recorded_at WHERE version = NEW.supersedes;
END;
CREATE TRIGGER tenures_withdraw AFTER INSERT ON withdrawals WHEN NEW.table_name = 'tenures' BEGIN
  UPDATE tenures SET superseded_at = NEW.recorded_at WHERE version = NEW.supersedes;
END;
CREATE TRIGGER tenures_kept BEFORE DELETE ON tenures BEGIN
  SELECT RAISE(ABORT, 'nothing is deleted from a register');
END;
CREATE TRIGGER matters_supersede AFTER INSERT ON matters WHEN NEW.supersedes IS NOT NULL BEGIN
  UPDATE matters SET superseded_at = NEW.recorded_at WHERE version = NEW.supersedes;
END;
CREATE TRIGGER matters_withdraw AFTER INSERT ON withdrawals WHEN NEW.table_name = 'matters' BEGIN
  UPDATE matters SET superseded_at = NEW.recorded_at WHERE version = NEW.supersedes;
END;
CREATE TRIGGER matters_kept BEFORE DELETE ON matters BEGIN
  SELECT RAISE(ABORT, 'nothing is deleted from a register');
END;
CREATE TRIGGER requirements_supersede AFTER INSERT ON requirements WHEN NEW.supersedes IS NOT NULL BEGIN
  UPDATE requirements SET superseded_at = NEW.recorded_at WHERE version = NEW.supersedes;
END;
CREATE TRIGGER requirements_withdraw AFTER INSERT ON withdrawals WHEN NEW.table_name = 'requirements' BEGIN
  UPDATE requirements SET superseded_at = NEW.recorded_at WHERE version = NEW.supersedes;
END;
CREATE TRIGGER requirements_kept BEFORE DELETE ON requirements BEGIN
  SELECT RAISE(ABORT, 'nothing is deleted from a register');
END;
CREATE TRIGGER assignments_supersede AFTER INSERT ON assignments WHEN NEW.supersedes IS NOT NULL BEGIN
  UPDATE assignments SET superseded_at = NEW.recorded_at WHERE version = NEW.supersedes;
END;
CREATE TRIGGER assignments_withdraw AFTER INSERT ON withdrawals WHEN NEW.table_name = 'assignments' BEGIN
  UPDATE assignments SET superseded_at = NEW.recorded_at WHERE version = NEW.supersedes;
END;
CREATE TRIGGER assignments_kept BEFORE DELETE ON assignments BEGIN
  SELECT RAISE(ABORT, 'nothing is deleted from a register');
END;
