-- Add facts of areas, and mark those that they supersede.
-- batch: version, supersedes, recorded_at, id, name, level, parent, since, until
INSERT INTO areas (version, supersedes, recorded_at, id, name, level, parent, since, until)
VALUES (:version, :supersedes, :recorded_at, :id, :name, :level, :parent, :since, :until)
