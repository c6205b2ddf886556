// The facts of posts among the changes first to last, in order; all of them, or those known at known_at.
// parameters: first, last, everything, known_at
// columns: version, supersedes, recorded_at, superseded_at, id, name, organization, kind, phone, phone_seal, email, email_seal, reports_to, since, until
@moment
MATCH (f:PostPeriod)
WHERE f.version >= $first AND f.version <= $last AND ($everything OR (@known(f)))
RETURN f.version AS version, f.supersedes AS supersedes, f.recorded_at AS recorded_at, f.superseded_at AS superseded_at, f.id AS id, f.name AS name, f.organization AS organization, f.kind AS kind, f.phone AS phone, f.phone_seal AS phone_seal, f.email AS email, f.email_seal AS email_seal, f.reports_to AS reports_to, f.since AS since, f.until AS until
ORDER BY version
