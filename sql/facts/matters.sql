-- The facts of matters among the changes first to last, in order; all of them, or those known at known_at.
-- parameters: first, last, everything, known_at
-- columns: version, supersedes, recorded_at, superseded_at, id, name, parent, since, until
WITH @moment
SELECT f.version, f.supersedes, f.recorded_at, f.superseded_at, f.id, f.name, f.parent, f.since, f.until
FROM matters f
WHERE f.version BETWEEN :first AND :last AND (:everything OR (@known(f)))
ORDER BY f.version
