// One person: the name, every tenure known, and the plots answered for through them on a day; in no order.
// parameters: person, on, known_at
// columns: part, fields
// part as_of: known_at, head, recorded_at
// part person: name, since, until
// part tenure: post, post_name, phone, organization, organization_name, kind, since, until, holds
// part plot: place, place_name, tier, matter, matter_name, post, assignment, unit_kinds, ground, since, until
@moment
CALL (known_at) {
  OPTIONAL MATCH (c:Changeset) WHERE c.recorded_at <= known_at
  RETURN c AS changeset ORDER BY c.recorded_at DESC LIMIT 1
}
// every tenure known, with the period of its post that stands on the day; it holds the post where all are in force
CALL (known_at) {
  MATCH (:Person {id: $person})<-[:BY_PERSON]-(t:Tenure)-[:OF_POST]->(post:Post)
  WHERE @known(t)
  CALL (known_at, post) {
    MATCH (post)<-[:PERIOD_OF]-(p:PostPeriod) WHERE @known(p)
    RETURN p ORDER BY @standing(p) LIMIT 1
  }
  RETURN collect({tenure: t, post: post, period: p, holds: (@in_force(t)) AND (@in_force(p))}) AS held
}
CALL (known_at, changeset, held) {
  RETURN 'as_of' AS part, [known_at, changeset.hash, changeset.recorded_at] AS fields
  UNION ALL
  MATCH (:Person {id: $person})<-[:PERIOD_OF]-(n:PersonPeriod) WHERE @known(n)
  RETURN 'person' AS part, [n.name, n.since, n.until] AS fields
  UNION ALL
  UNWIND held AS h
  WITH known_at, h.tenure AS t, h.period AS p, h.holds AS holds
  CALL (known_at, p) {
    OPTIONAL MATCH (p)-[:IN_ORGANIZATION]->(:Body)<-[:PERIOD_OF]-(o:OrganizationPeriod|UnitPeriod) WHERE @known(o)
    RETURN o.name AS organization_name ORDER BY o:OrganizationPeriod DESC, @standing(o) LIMIT 1
  }
  RETURN 'tenure' AS part,
    [t.post, p.name, p.phone, p.organization, organization_name, t.kind, t.since, t.until, holds] AS fields
  UNION ALL
  UNWIND held AS h
  WITH known_at, h WHERE h.holds
  WITH DISTINCT known_at, h.post AS post
  MATCH (post)<-[:TO_POST]-(a:Assignment)-[:COVERS]->(place:Body)<-[:PERIOD_OF]-(p:AreaPeriod|UnitPeriod)
  WHERE @in_force(a) AND @in_force(p)
  CALL (known_at, a) {
    OPTIONAL MATCH (a)-[:ABOUT]->(:Matter)<-[:PERIOD_OF]-(m:MatterPeriod) WHERE @known(m)
    RETURN m.name AS matter_name ORDER BY @standing(m) LIMIT 1
  }
  RETURN 'plot' AS part,
    [a.place, p.name, a.tier, a.matter, matter_name, a.post, a.id, a.unit_kinds, a.ground, a.since, a.until] AS fields
}
RETURN part, fields
