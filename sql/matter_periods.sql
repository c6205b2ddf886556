-- The periods of one matter as known.
-- parameters: matter, known_at
-- columns: since, until
WITH @moment
SELECT m.since, m.until FROM matters m WHERE m.id = :matter AND @known(m)
