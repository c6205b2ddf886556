// The posts that belong to the places of @inside: a row for each, once. None without an area.
// only here: SQLite has it as the table post_in within its inside, and makes no table that a question does not read.
// parameters: area, on
@inside
CALL (known_at, node) {
  // of the place itself, or of an organization in it; both by the period that stands
  CALL (known_at, node) {
    RETURN node AS body
    UNION
    MATCH (node)<-[:IN_AREA]-(o:OrganizationPeriod)-[:PERIOD_OF]->(body:Body) WHERE @known(o)
    CALL (known_at, body) {
      MATCH (body)<-[:PERIOD_OF]-(s:OrganizationPeriod) WHERE @known(s)
      RETURN s ORDER BY @standing(s) LIMIT 1
    }
    WITH body WHERE s = o
    RETURN body
  }
  MATCH (body)<-[:IN_ORGANIZATION]-(p:PostPeriod)-[:PERIOD_OF]->(post:Post) WHERE @known(p)
  CALL (known_at, post) {
    MATCH (post)<-[:PERIOD_OF]-(s:PostPeriod) WHERE @known(s)
    RETURN s ORDER BY @standing(s) LIMIT 1
  }
  WITH post WHERE s = p
  RETURN post
  UNION
  // or assigned to the place
  MATCH (node)<-[:COVERS]-(a:Assignment)-[:TO_POST]->(post:Post) WHERE @in_force(a)
  RETURN post
}
WITH DISTINCT known_at, post
