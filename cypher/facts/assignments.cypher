// The facts of assignments among the changes first to last, in order; all of them, or those known at known_at.
// parameters: first, last, everything, known_at
// columns: version, supersedes, recorded_at, superseded_at, id, post, place, tier, matter, unit_kinds, ground, since, until
@moment
MATCH (f:Assignment)
WHERE f.version >= $first AND f.version <= $last AND ($everything OR (@known(f)))
RETURN f.version AS version, f.supersedes AS supersedes, f.recorded_at AS recorded_at, f.superseded_at AS superseded_at, f.id AS id, f.post AS post, f.place AS place, f.tier AS tier, f.matter AS matter, f.unit_kinds AS unit_kinds, f.ground AS ground, f.since AS since, f.until AS until
ORDER BY version
