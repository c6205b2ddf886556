// Some posts: their periods, and every tenure known of each with the name of who holds it; in no order.
// parameters: posts, on, known_at
// columns: part, fields
// part as_of: known_at, head, recorded_at
// part period: post, name, organization_name, since, until
// part tenure: post, person, person_name, kind, since, until
@moment
CALL (known_at) {
  OPTIONAL MATCH (c:Changeset) WHERE c.recorded_at <= known_at
  RETURN c AS changeset ORDER BY c.recorded_at DESC LIMIT 1
}
CALL (known_at, changeset) {
  RETURN 'as_of' AS part, [known_at, changeset.hash, changeset.recorded_at] AS fields
  UNION ALL
  UNWIND $posts AS id
  MATCH (:Post {id: id})<-[:PERIOD_OF]-(p:PostPeriod) WHERE @known(p)
  CALL (known_at, p) {
    OPTIONAL MATCH (p)-[:IN_ORGANIZATION]->(:Body)<-[:PERIOD_OF]-(o:OrganizationPeriod|UnitPeriod) WHERE @known(o)
    RETURN o.name AS organization_name ORDER BY @standing(o) LIMIT 1
  }
  RETURN 'period' AS part, [p.id, p.name, organization_name, p.since, p.until] AS fields
  UNION ALL
  UNWIND $posts AS id
  MATCH (:Post {id: id})<-[:OF_POST]-(t:Tenure) WHERE @known(t)
  CALL (known_at, t) {
    OPTIONAL MATCH (t)-[:BY_PERSON]->(:Person)<-[:PERIOD_OF]-(n:PersonPeriod) WHERE @known(n)
    RETURN n.name AS person_name ORDER BY @standing(n) LIMIT 1
  }
  RETURN 'tenure' AS part, [t.post, t.person, person_name, t.kind, t.since, t.until] AS fields
}
RETURN part, fields
