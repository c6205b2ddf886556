// Add facts of requirements, and mark those that they supersede.
// batch: version, supersedes, recorded_at, id, scheme, area, tier, place_kinds, matter, minimum, maximum, answered_at, post_kinds, citation, since, until
UNWIND $rows AS row
CREATE (f:Fact:Requirement) SET f = row
FOREACH (id IN [x IN [row.area] WHERE x IS NOT NULL] | MERGE (to:Body {id: id}) CREATE (f)-[:APPLIES_IN]->(to))
FOREACH (_ IN [x IN [row.area] WHERE x IS NULL] | MERGE (to:Register {key: 'register'}) CREATE (f)-[:APPLIES_EVERYWHERE]->(to))
MERGE (matter:Matter {id: row.matter})
CREATE (f)-[:ABOUT]->(matter)
WITH row WHERE row.supersedes IS NOT NULL
MATCH (old:Requirement {version: row.supersedes})
SET old.superseded_at = row.recorded_at
