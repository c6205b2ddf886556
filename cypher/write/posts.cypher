// Add facts of posts, and mark those that they supersede.
// batch: version, supersedes, recorded_at, id, name, organization, kind, phone, phone_seal, email, email_seal, reports_to, since, until
// Each row also carries folded, sought and crc, what it is found by (src/graph/stores/names.py).
UNWIND $rows AS row
CREATE (f:Fact:PostPeriod) SET f = row
MERGE (n:Post {id: row.id})
CREATE (f)-[:PERIOD_OF]->(n)
FOREACH (id IN [x IN [row.organization] WHERE x IS NOT NULL] | MERGE (to:Body {id: id}) CREATE (f)-[:IN_ORGANIZATION]->(to))
FOREACH (id IN [x IN [row.reports_to] WHERE x IS NOT NULL] | MERGE (to:Post {id: id}) CREATE (f)-[:REPORTS_TO]->(to))
WITH row WHERE row.supersedes IS NOT NULL
MATCH (old:PostPeriod {version: row.supersedes})
SET old.superseded_at = row.recorded_at
