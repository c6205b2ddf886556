-- Add facts of people, and mark those that they supersede.
-- batch: version, supersedes, recorded_at, id, name, name_seal, since, until
INSERT INTO people (version, supersedes, recorded_at, id, name, name_seal, since, until)
VALUES (:version, :supersedes, :recorded_at, :id, :name, :name_seal, :since, :until)
