// Add facts of printings, and mark those that they supersede.
// batch: version, supersedes, recorded_at, id, place, day, known_at, content, paper, since, until
UNWIND $rows AS row
CREATE (f:Fact:Printing) SET f = row
MERGE (place:Body {id: row.place})
CREATE (f)-[:OF_BOARD]->(place)
WITH row WHERE row.supersedes IS NOT NULL
MATCH (old:Printing {version: row.supersedes})
SET old.superseded_at = row.recorded_at
