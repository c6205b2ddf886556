-- Add facts of matters, and mark those that they supersede.
-- batch: version, supersedes, recorded_at, id, name, parent, since, until
INSERT INTO matters (version, supersedes, recorded_at, id, name, parent, since, until)
VALUES (:version, :supersedes, :recorded_at, :id, :name, :parent, :since, :until)
