-- The facts of requirements among the changes first to last, in order; all of them, or those known at known_at.
-- parameters: first, last, everything, known_at
-- columns: version, supersedes, recorded_at, superseded_at, id, scheme, area, tier, place_kinds, matter, minimum, maximum, answered_at, post_kinds, citation, since, until
-- json: place_kinds, post_kinds
WITH @moment
SELECT f.version, f.supersedes, f.recorded_at, f.superseded_at, f.id, f.scheme, f.area, f.tier, f.place_kinds, f.matter, f.minimum, f.maximum, f.answered_at, f.post_kinds, f.citation, f.since, f.until
FROM requirements f
WHERE f.version BETWEEN :first AND :last AND (:everything OR (@known(f)))
ORDER BY f.version
