-- The facts of units among the changes first to last, in order; all of them, or those known at known_at.
-- parameters: first, last, everything, known_at
-- columns: version, supersedes, recorded_at, superseded_at, id, name, kinds, area, since, until, longitude, latitude
-- json: kinds
WITH @moment
SELECT f.version, f.supersedes, f.recorded_at, f.superseded_at, f.id, f.name, f.kinds, f.area, f.since, f.until, f.longitude, f.latitude
FROM units f
WHERE f.version BETWEEN :first AND :last AND (:everything OR (@known(f)))
ORDER BY f.version
