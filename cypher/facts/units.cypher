// The facts of units among the changes first to last, in order; all of them, or those known at known_at.
// parameters: first, last, everything, known_at
// columns: version, supersedes, recorded_at, superseded_at, id, name, kinds, area, since, until, longitude, latitude
@moment
MATCH (f:UnitPeriod)
WHERE f.version >= $first AND f.version <= $last AND ($everything OR (@known(f)))
RETURN f.version AS version, f.supersedes AS supersedes, f.recorded_at AS recorded_at, f.superseded_at AS superseded_at, f.id AS id, f.name AS name, f.kinds AS kinds, f.area AS area, f.since AS since, f.until AS until, f.longitude AS longitude, f.latitude AS latitude
ORDER BY version
