// Who has been acting in a post since before a day, or for as long as known.
// parameters: area, before, without, on, known_at
// columns: part, fields
// part of: count
// part found: post, person, since
// scans: without an area every post is looked at
// together: asked
@moment
CALL (known_at) {
  UNWIND CASE WHEN $area IS NULL THEN [1] ELSE [] END AS first
  MATCH (t:Tenure) USING INDEX SEEK t:Tenure(version)
  WHERE t.version >= first AND t.kind = 'acting' AND @in_force(t)
  RETURN t
  UNION
  @posts
  MATCH (post)<-[:OF_POST]-(t:Tenure) WHERE t.kind = 'acting' AND @in_force(t)
  RETURN t
}
WITH t WHERE NOT t.person IN $without
WITH t.post AS post, t.person AS person, min(coalesce(t.since, '')) AS since, count(*) AS tenures
WITH coalesce(sum(tenures), 0) AS count, collect(CASE WHEN since < $before THEN [post, person, nullIf(since, '')] END) AS found
UNWIND [['of', [count]]] + [f IN found | ['found', f]] AS row
RETURN row[0] AS part, row[1] AS fields
