// Add facts of matters, and mark those that they supersede.
// batch: version, supersedes, recorded_at, id, name, parent, since, until
// Each row also carries folded, sought and crc, what it is found by (src/graph/stores/names.py).
UNWIND $rows AS row
CREATE (f:Fact:MatterPeriod) SET f = row
MERGE (n:Matter {id: row.id})
CREATE (f)-[:PERIOD_OF]->(n)
FOREACH (id IN [x IN [row.parent] WHERE x IS NOT NULL] | MERGE (to:Matter {id: id}) CREATE (f)-[:PART_OF]->(to))
WITH row WHERE row.supersedes IS NOT NULL
MATCH (old:MatterPeriod {version: row.supersedes})
SET old.superseded_at = row.recorded_at
