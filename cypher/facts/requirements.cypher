// The facts of requirements among the changes first to last, in order; all of them, or those known at known_at.
// parameters: first, last, everything, known_at
// columns: version, supersedes, recorded_at, superseded_at, id, scheme, area, tier, place_kinds, matter, minimum, maximum, answered_at, post_kinds, citation, since, until
@moment
MATCH (f:Requirement)
WHERE f.version >= $first AND f.version <= $last AND ($everything OR (@known(f)))
RETURN f.version AS version, f.supersedes AS supersedes, f.recorded_at AS recorded_at, f.superseded_at AS superseded_at, f.id AS id, f.scheme AS scheme, f.area AS area, f.tier AS tier, f.place_kinds AS place_kinds, f.matter AS matter, f.minimum AS minimum, f.maximum AS maximum, f.answered_at AS answered_at, f.post_kinds AS post_kinds, f.citation AS citation, f.since AS since, f.until AS until
ORDER BY version
