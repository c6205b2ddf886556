// What some ids are called on a day: the name that stands then, and what it is within; in no order.
// parameters: places, posts, people, matters, requirements, on, known_at
// columns: noun, id, name, within
// a place is within the area above it, a post in its organization or unit, a requirement (named by its citation) in its scheme
@moment
CALL (known_at) {
  UNWIND $places AS id
  CALL (known_at, id) {
    MATCH (:Body {id: id})<-[:PERIOD_OF]-(p:AreaPeriod|UnitPeriod) WHERE @known(p)
    RETURN p ORDER BY @standing(p) LIMIT 1
  }
  CALL (known_at, p) {
    OPTIONAL MATCH (p)-[:WITHIN]->(:Body)<-[:PERIOD_OF]-(q:AreaPeriod) WHERE @known(q)
    RETURN q.name AS within ORDER BY @standing(q) LIMIT 1
  }
  RETURN 'place' AS noun, p.id AS id, p.name AS name, within
  UNION ALL
  UNWIND $posts AS id
  CALL (known_at, id) {
    MATCH (:Post {id: id})<-[:PERIOD_OF]-(p:PostPeriod) WHERE @known(p)
    RETURN p ORDER BY @standing(p) LIMIT 1
  }
  CALL (known_at, p) {
    OPTIONAL MATCH (p)-[:IN_ORGANIZATION]->(:Body)<-[:PERIOD_OF]-(o:OrganizationPeriod|UnitPeriod) WHERE @known(o)
    RETURN o.name AS within ORDER BY o:OrganizationPeriod DESC, @standing(o) LIMIT 1
  }
  RETURN 'post' AS noun, p.id AS id, p.name AS name, within
  UNION ALL
  UNWIND $people AS id
  CALL (known_at, id) {
    MATCH (:Person {id: id})<-[:PERIOD_OF]-(n:PersonPeriod) WHERE @known(n)
    RETURN n ORDER BY @standing(n) LIMIT 1
  }
  RETURN 'person' AS noun, n.id AS id, n.name AS name, null AS within
  UNION ALL
  UNWIND $matters AS id
  CALL (known_at, id) {
    MATCH (:Matter {id: id})<-[:PERIOD_OF]-(m:MatterPeriod) WHERE @known(m)
    RETURN m ORDER BY @standing(m) LIMIT 1
  }
  RETURN 'matter' AS noun, m.id AS id, m.name AS name, null AS within
  UNION ALL
  UNWIND CASE WHEN size($requirements) > 0 THEN [1] ELSE [] END AS first
  MATCH (one:Requirement) USING INDEX SEEK one:Requirement(version)
  WHERE one.version >= first AND one.id IN $requirements AND @known(one)
  WITH one ORDER BY one.id, @standing(one)
  WITH one.id AS id, collect(one)[0] AS r
  RETURN 'requirement' AS noun, r.id AS id, r.citation AS name, r.scheme AS within
}
RETURN noun, id, name, within
