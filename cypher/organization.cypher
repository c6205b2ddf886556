// One organization and those directly below it on a day: their posts, who holds each, whom each reports to; in no order.
// parameters: organization, on, known_at
// columns: part, fields
// part as_of: known_at, head, recorded_at
// part period: name, since, until
// part below: id, name
// part seat: post, post_name, phone, organization, reports_to, reports_to_name, person, person_name, kind, since, until
@moment
CALL (known_at) {
  OPTIONAL MATCH (c:Changeset) WHERE c.recorded_at <= known_at
  RETURN c AS changeset ORDER BY c.recorded_at DESC LIMIT 1
}
CALL (known_at) {
  MATCH (asked:Body {id: $organization})<-[:PART_OF]-(o:OrganizationPeriod) WHERE @in_force(o)
  RETURN collect({id: o.id, name: o.name}) AS inside
}
CALL (known_at) {
  MATCH (asked:Body {id: $organization})<-[:PERIOD_OF]-(o:OrganizationPeriod) WHERE @in_force(o)
  RETURN collect(o.id) AS itself
}
CALL (known_at, changeset, inside, itself) {
  RETURN 'as_of' AS part, [known_at, changeset.hash, changeset.recorded_at] AS fields
  UNION ALL
  MATCH (:Body {id: $organization})<-[:PERIOD_OF]-(o:OrganizationPeriod) WHERE @known(o)
  RETURN 'period' AS part, [o.name, o.since, o.until] AS fields
  UNION ALL
  UNWIND inside AS one
  RETURN 'below' AS part, [one.id, one.name] AS fields
  UNION ALL
  UNWIND itself + [one IN inside | one.id] AS id
  MATCH (:Body {id: id})<-[:IN_ORGANIZATION]-(p:PostPeriod)-[:PERIOD_OF]->(post:Post)
  WHERE @in_force(p)
  CALL (known_at, p) {
    OPTIONAL MATCH (p)-[:REPORTS_TO]->(:Post)<-[:PERIOD_OF]-(q:PostPeriod) WHERE @known(q)
    RETURN q.name AS reports_to_name ORDER BY @standing(q) LIMIT 1
  }
  CALL (known_at, post) {
    OPTIONAL MATCH (post)<-[:OF_POST]-(t:Tenure) WHERE @in_force(t)
    RETURN t
  }
  CALL (known_at, t) {
    OPTIONAL MATCH (t)-[:BY_PERSON]->(:Person)<-[:PERIOD_OF]-(n:PersonPeriod) WHERE @known(n)
    RETURN n.name AS person_name ORDER BY @standing(n) LIMIT 1
  }
  RETURN 'seat' AS part, [p.id, p.name, p.phone, p.organization, p.reports_to, reports_to_name,
    t.person, person_name, t.kind, t.since, t.until] AS fields
}
RETURN part, fields
