// Held posts that answer at no place on a day.
// parameters: area, without, on, known_at
// columns: part, fields
// part of: count
// part found: post
// scans: without an area every post is looked at
// together: asked
@moment
@held
WITH DISTINCT known_at, post
WITH post, EXISTS {
  (post)<-[:TO_POST]-(a:Assignment)-[:COVERS]->(:Body)<-[:PERIOD_OF]-(p:AreaPeriod|UnitPeriod)
  WHERE @in_force(a) AND @in_force(p)
} AS answers
WITH count(*) AS count, collect(CASE WHEN NOT answers THEN [post.id] END) AS found
UNWIND [['of', [count]]] + [f IN found | ['found', f]] AS row
RETURN row[0] AS part, row[1] AS fields
