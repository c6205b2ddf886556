// Add facts of areas, and mark those that they supersede.
// batch: version, supersedes, recorded_at, id, name, level, parent, since, until
// Each row also carries folded, sought and crc, what it is found by (src/graph/stores/names.py).
UNWIND $rows AS row
CREATE (f:Fact:AreaPeriod) SET f = row
MERGE (n:Body {id: row.id}) SET n:Place:Area
CREATE (f)-[:PERIOD_OF]->(n)
FOREACH (id IN [x IN [row.parent] WHERE x IS NOT NULL] | MERGE (to:Body {id: id}) CREATE (f)-[:WITHIN]->(to))
WITH row WHERE row.supersedes IS NOT NULL
MATCH (old:AreaPeriod {version: row.supersedes})
SET old.superseded_at = row.recorded_at
