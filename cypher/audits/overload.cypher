// Who answers at more places than a number, wherever these lie, and holds a post inside the area.
// parameters: area, most, without, on, known_at
// columns: part, fields
// part of: count
// part found: person, places
// scans: without an area every post is looked at
// together: asked
@moment
@held
MATCH (t)-[:BY_PERSON]->(person:Person)
WITH DISTINCT known_at, person
CALL (known_at, person) {
  MATCH (person)<-[:BY_PERSON]-(t:Tenure)-[:OF_POST]->(post:Post)
  WHERE @in_force(t) AND EXISTS { (post)<-[:PERIOD_OF]-(p:PostPeriod) WHERE @in_force(p) }
  MATCH (post)<-[:TO_POST]-(a:Assignment)-[:COVERS]->(place:Body)<-[:PERIOD_OF]-(p:AreaPeriod|UnitPeriod)
  WHERE @in_force(a) AND @in_force(p)
  RETURN count(DISTINCT place) AS places
}
WITH person, places WHERE places > 0
WITH count(*) AS count, collect(CASE WHEN places > $most THEN [person.id, places] END) AS found
UNWIND [['of', [count]]] + [f IN found | ['found', f]] AS row
RETURN row[0] AS part, row[1] AS fields
