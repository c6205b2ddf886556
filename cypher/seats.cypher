// The posts in force inside an area on a day, with who holds each, and what they answer for there; in no order.
// parameters: area, on, known_at
// columns: part, fields
// part seat: post, person, kind, since, until
// part plot: place, tier, matter, post
// a seat without holder has person null; without an area there is nothing
@moment
CALL (known_at) {
  @posts
  MATCH (post)<-[:PERIOD_OF]-(p:PostPeriod) WHERE @in_force(p)
  CALL (known_at, post) {
    OPTIONAL MATCH (post)<-[:OF_POST]-(t:Tenure) WHERE @in_force(t)
    RETURN t
  }
  RETURN 'seat' AS part, [p.id, t.person, t.kind, t.since, t.until] AS fields
  UNION ALL
  @inside
  MATCH (node)<-[:COVERS]-(a:Assignment)-[:TO_POST]->(post:Post) WHERE @in_force(a)
  MATCH (post)<-[:PERIOD_OF]-(p:PostPeriod) WHERE @in_force(p)
  RETURN 'plot' AS part, [a.place, a.tier, a.matter, a.post] AS fields
}
RETURN part, fields
