// Add facts of people, and mark those that they supersede.
// batch: version, supersedes, recorded_at, id, name, name_seal, since, until
// Each row also carries folded, sought and crc, what it is found by (src/graph/stores/names.py).
UNWIND $rows AS row
CREATE (f:Fact:PersonPeriod) SET f = row
MERGE (n:Person {id: row.id})
CREATE (f)-[:PERIOD_OF]->(n)
WITH row WHERE row.supersedes IS NOT NULL
MATCH (old:PersonPeriod {version: row.supersedes})
SET old.superseded_at = row.recorded_at
