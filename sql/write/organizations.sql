-- Add facts of organizations, and mark those that they supersede.
-- batch: version, supersedes, recorded_at, id, name, area, parent, since, until
INSERT INTO organizations (version, supersedes, recorded_at, id, name, area, parent, since, until)
VALUES (:version, :supersedes, :recorded_at, :id, :name, :area, :parent, :since, :until)
