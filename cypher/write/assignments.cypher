// Add facts of assignments, and mark those that they supersede.
// batch: version, supersedes, recorded_at, id, post, place, tier, matter, unit_kinds, ground, since, until
UNWIND $rows AS row
CREATE (f:Fact:Assignment) SET f = row
MERGE (post:Post {id: row.post})
CREATE (f)-[:TO_POST]->(post)
MERGE (place:Body {id: row.place})
CREATE (f)-[:COVERS]->(place)
MERGE (matter:Matter {id: row.matter})
CREATE (f)-[:ABOUT]->(matter)
WITH row WHERE row.supersedes IS NOT NULL
MATCH (old:Assignment {version: row.supersedes})
SET old.superseded_at = row.recorded_at
