-- The facts of tenures among the changes first to last, in order; all of them, or those known at known_at.
-- parameters: first, last, everything, known_at
-- columns: version, supersedes, recorded_at, superseded_at, id, post, person, kind, since, until
WITH @moment
SELECT f.version, f.supersedes, f.recorded_at, f.superseded_at, f.id, f.post, f.person, f.kind, f.since, f.until
FROM tenures f
WHERE f.version BETWEEN :first AND :last AND (:everything OR (@known(f)))
ORDER BY f.version
