// The facts of people among the changes first to last, in order; all of them, or those known at known_at.
// parameters: first, last, everything, known_at
// columns: version, supersedes, recorded_at, superseded_at, id, name, name_seal, since, until
@moment
MATCH (f:PersonPeriod)
WHERE f.version >= $first AND f.version <= $last AND ($everything OR (@known(f)))
RETURN f.version AS version, f.supersedes AS supersedes, f.recorded_at AS recorded_at, f.superseded_at AS superseded_at, f.id AS id, f.name AS name, f.name_seal AS name_seal, f.since AS since, f.until AS until
ORDER BY version
