// Of some unfilled slots, who held each last, and until when; in no order.
// parameters: slots, spots, area, matter, tier, requirement, without, on, known_at
// columns: place, day, requirement, leaf, person, post, until
// together: asked
// slots: [[place, day, requirement, leaf], …], all at spots
@moment
@wanted
@able
UNWIND [w IN wanted WHERE w.place = here.place AND w.day = at.day] AS w
WITH *, [s IN w.slots WHERE s.requirement = r.id | s.leaf] AS leaves WHERE size(leaves) > 0
// what of each fitting assignment, its post and a tenure of it was in force together and is over, or ends on $on
CALL (known_at, at, here, chain, r) {
  UNWIND [here] + CASE r.answered_at WHEN 'chain' THEN chain ELSE [] END AS b
  WITH known_at, at, here, r, b.node AS node
  MATCH (node)<-[:COVERS]-(a:Assignment)-[:TO_POST]->(post:Post)
  WHERE a.tier = r.tier AND @known(a) AND (a.since IS NULL OR a.since <= at.day)
    AND (size(a.unit_kinds) = 0 OR any(k IN a.unit_kinds WHERE k IN here.kinds))
  CALL (known_at, at, post) {
    MATCH (post)<-[:PERIOD_OF]-(p:PostPeriod) WHERE @known(p)
    RETURN p.kind AS post_kind ORDER BY @standing(p, at) LIMIT 1
  }
  WITH known_at, at, a, post, post_kind WHERE size(r.post_kinds) = 0 OR post_kind IN r.post_kinds
  MATCH (post)<-[:PERIOD_OF]-(p:PostPeriod) WHERE @known(p)
  MATCH (post)<-[:OF_POST]-(t:Tenure) WHERE @known(t)
  WITH at, a, t, [a.since, p.since, t.since] AS begun,
    [a.until, p.until, t.until, CASE WHEN at.day >= $on AND t.person IN $without THEN $on END] AS ended
  WITH at, a, t, reduce(last = '', d IN begun | CASE WHEN d > last THEN d ELSE last END) AS since,
    reduce(first = '~', d IN ended | CASE WHEN d < first THEN d ELSE first END) AS until
  WHERE since < until AND until <= at.day
  RETURN collect({matter: a.matter, person: t.person, post: a.post, until: until}) AS past
}
UNWIND leaves AS leaf
UNWIND [l IN lines WHERE l.leaf = leaf] AS l
CALL (able, past, l) {
  WITH past, l, [s IN able WHERE s.matter IN l.matters | s.person] AS counting
  UNWIND [h IN past WHERE h.matter IN l.matters AND NOT coalesce(h.person IN counting, false)] AS h
  RETURN h ORDER BY h.until DESC, h.person, h.post LIMIT 1
}
RETURN here.place AS place, at.day AS day, r.id AS requirement, leaf, h.person AS person, h.post AS post, h.until AS until
