-- The facts of assignments among the changes first to last, in order; all of them, or those known at known_at.
-- parameters: first, last, everything, known_at
-- columns: version, supersedes, recorded_at, superseded_at, id, post, place, tier, matter, unit_kinds, ground, since, until
-- json: unit_kinds
WITH @moment
SELECT f.version, f.supersedes, f.recorded_at, f.superseded_at, f.id, f.post, f.place, f.tier, f.matter, f.unit_kinds, f.ground, f.since, f.until
FROM assignments f
WHERE f.version BETWEEN :first AND :last AND (:everything OR (@known(f)))
ORDER BY f.version
