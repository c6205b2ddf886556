// Add facts of units, and mark those that they supersede.
// batch: version, supersedes, recorded_at, id, name, kinds, area, since, until, longitude, latitude
// Each row also carries folded, sought and crc, what it is found by (src/graph/stores/names.py).
UNWIND $rows AS row
CREATE (f:Fact:UnitPeriod) SET f = row
MERGE (n:Body {id: row.id}) SET n:Place:Unit
CREATE (f)-[:PERIOD_OF]->(n)
FOREACH (id IN [x IN [row.area] WHERE x IS NOT NULL] | MERGE (to:Body {id: id}) CREATE (f)-[:WITHIN]->(to))
WITH row WHERE row.supersedes IS NOT NULL
MATCH (old:UnitPeriod {version: row.supersedes})
SET old.superseded_at = row.recorded_at
