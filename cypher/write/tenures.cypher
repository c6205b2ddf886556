// Add facts of tenures, and mark those that they supersede.
// batch: version, supersedes, recorded_at, id, post, person, kind, since, until
UNWIND $rows AS row
CREATE (f:Fact:Tenure) SET f = row
MERGE (post:Post {id: row.post})
CREATE (f)-[:OF_POST]->(post)
MERGE (person:Person {id: row.person})
CREATE (f)-[:BY_PERSON]->(person)
WITH row WHERE row.supersedes IS NOT NULL
MATCH (old:Tenure {version: row.supersedes})
SET old.superseded_at = row.recorded_at
