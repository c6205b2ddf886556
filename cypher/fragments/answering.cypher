// What stands at a place `b` on a day `at` in some `tiers`, each with the period of its post that stands then, and who holds it.
// only here: Cypher says it twice in a question, of the place and of what lies above; SQLite joins one table, standing.
// parameters: without, on
// without: [person, …], whose tenures end on $on.
WITH known_at, at, tiers, b, b.node AS node
MATCH (node)<-[:COVERS]-(a:Assignment)-[:TO_POST]->(post:Post)
WHERE a.tier IN tiers AND @known(a) AND (a.since IS NULL OR a.since <= at.day)
CALL (known_at, at, post) {
  MATCH (post)<-[:PERIOD_OF]-(p:PostPeriod) WHERE @known(p)
  RETURN p ORDER BY @standing(p, at) LIMIT 1
}
WITH known_at, at, b, a, post, p.kind AS post_kind, (a.until IS NULL OR at.day < a.until) AND @in_force(p, at) AS answers
OPTIONAL MATCH (post)<-[:OF_POST]-(t:Tenure)
WHERE answers AND @in_force(t, at) AND (at.day < $on OR NOT t.person IN $without)
WITH {
  distance: b.distance, place: b.place, tier: a.tier, matter: a.matter, unit_kinds: a.unit_kinds,
  post: a.post, post_kind: post_kind, answers: answers, person: t.person, tenure: t.kind
} AS one
