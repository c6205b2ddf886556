// The facts of printings among the changes first to last, in order; all of them, or those known at known_at.
// parameters: first, last, everything, known_at
// columns: version, supersedes, recorded_at, superseded_at, id, place, day, known_at, content, paper, since, until
@moment
MATCH (f:Printing)
WHERE f.version >= $first AND f.version <= $last AND ($everything OR (@known(f)))
RETURN f.version AS version, f.supersedes AS supersedes, f.recorded_at AS recorded_at, f.superseded_at AS superseded_at, f.id AS id, f.place AS place, f.day AS day, f.known_at AS known_at, f.content AS content, f.paper AS paper, f.since AS since, f.until AS until
ORDER BY version
