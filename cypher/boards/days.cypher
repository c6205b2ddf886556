// The days after one and before another on which what the boards of some places say may change; in no order.
// parameters: places, first, last, known_at
// columns: place, day
// together: asked
// places: [place, …]; a day too many is one on which nothing changes
CYPHER statefulShortestPlanningMode=all_if_possible
// ANY from its start alone: planned in an almost empty register it would scan every place, and stay so after an import
@moment
// what changes for every place
CALL (known_at) {
  MATCH (r:Requirement) USING INDEX SEEK r:Requirement(version)
  WHERE r.version >= 1 AND @known(r)
  RETURN collect(r.since) + collect(r.until) AS required
}
CALL (known_at) {
  MATCH (m:MatterPeriod) USING INDEX SEEK m:MatterPeriod(version)
  WHERE m.version >= 1 AND @known(m)
  RETURN collect(m.since) + collect(m.until) AS matters
}
CALL (known_at, required, matters) {
  UNWIND required + matters AS day
  WITH DISTINCT day WHERE day > $first AND day < $last
  UNWIND $places AS place
  RETURN place, day
  UNION
  // the places and all that they ever lay in between these days
  @lain
  // all that answers there is named, whichever tier it is of
  CALL (known_at, node) {
    MATCH (node)<-[:COVERS]-(a:Assignment)-[:TO_POST]->(post:Post)
    WHERE @known(a)
    WITH known_at, post, collect(a.since) + collect(a.until) AS some
    CALL (known_at, post) {
      MATCH (post)<-[:PERIOD_OF|OF_POST]-(f:PostPeriod|Tenure) WHERE @known(f)
      RETURN collect(f.since) + collect(f.until) AS more
    }
    CALL (known_at, post) {
      MATCH (post)<-[:OF_POST]-(t:Tenure)-[:BY_PERSON]->(person:Person) WHERE @known(t)
      WITH DISTINCT known_at, person
      MATCH (person)<-[:PERIOD_OF]-(p:PersonPeriod) WHERE @known(p)
      RETURN collect(p.since) + collect(p.until) AS people
    }
    CALL (known_at, post) {
      MATCH (post)<-[:PERIOD_OF]-(s:PostPeriod)-[:IN_ORGANIZATION]->(body:Body) WHERE @known(s)
      WITH DISTINCT known_at, body
      MATCH (body)<-[:PERIOD_OF]-(o:OrganizationPeriod|UnitPeriod) WHERE @known(o)
      RETURN collect(o.since) + collect(o.until) AS bodies
    }
    UNWIND some + more + people + bodies AS day
    WITH DISTINCT day WHERE day > $first AND day < $last
    RETURN collect(day) AS named
  }
  UNWIND starts AS place
  UNWIND days + named AS day
  WITH place, day WHERE day > $first AND day < $last
  RETURN place, day
}
RETURN place, day
