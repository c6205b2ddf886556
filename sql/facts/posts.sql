-- The facts of posts among the changes first to last, in order; all of them, or those known at known_at.
-- parameters: first, last, everything, known_at
-- columns: version, supersedes, recorded_at, superseded_at, id, name, organization, kind, phone, phone_seal, email, email_seal, reports_to, since, until
WITH @moment
SELECT f.version, f.supersedes, f.recorded_at, f.superseded_at, f.id, f.name, f.organization, f.kind, f.phone, f.phone_seal, f.email, f.email_seal, f.reports_to, f.since, f.until
FROM posts f
WHERE f.version BETWEEN :first AND :last AND (:everything OR (@known(f)))
ORDER BY f.version
