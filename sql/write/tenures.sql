-- Add facts of tenures, and mark those that they supersede.
-- batch: version, supersedes, recorded_at, id, post, person, kind, since, until
INSERT INTO tenures (version, supersedes, recorded_at, id, post, person, kind, since, until)
VALUES (:version, :supersedes, :recorded_at, :id, :post, :person, :kind, :since, :until)
