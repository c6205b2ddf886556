// The posts inside an area that are in force and held on a day, each with its holders; those whose tenures end are left out.
// parameters: area, without, on
CALL (known_at) {
  UNWIND CASE WHEN $area IS NULL THEN [1] ELSE [] END AS first
  MATCH (s:PostPeriod) USING INDEX SEEK s:PostPeriod(version)
  WHERE s.version >= first AND @in_force(s)
  MATCH (s)-[:PERIOD_OF]->(post:Post)
  RETURN post
  UNION
  @posts
  WITH known_at, post WHERE EXISTS { (post)<-[:PERIOD_OF]-(s:PostPeriod) WHERE @in_force(s) }
  RETURN post
}
MATCH (post)<-[:OF_POST]-(t:Tenure)
WHERE @in_force(t) AND NOT t.person IN $without
