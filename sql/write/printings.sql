-- Add facts of printings, and mark those that they supersede.
-- batch: version, supersedes, recorded_at, id, place, day, known_at, content, paper, since, until
INSERT INTO printings (version, supersedes, recorded_at, id, place, day, known_at, content, paper, since, until)
VALUES (:version, :supersedes, :recorded_at, :id, :place, :day, :known_at, :content, :paper, :since, :until)
