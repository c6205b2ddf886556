// The days after one and before another on which what fills the slots of some places may change; in no order.
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
  RETURN collect(r.since) + collect(r.until) AS required, collect(CASE r.answered_at WHEN 'chain' THEN r.tier END) AS chained
}
CALL (known_at) {
  MATCH (m:MatterPeriod) USING INDEX SEEK m:MatterPeriod(version)
  WHERE m.version >= 1 AND @known(m)
  RETURN collect(m.since) + collect(m.until) AS matters
}
CALL (known_at, required, matters, chained) {
  UNWIND required + matters AS day
  WITH DISTINCT day WHERE day > $first AND day < $last
  UNWIND $places AS place
  RETURN place, day
  UNION
  // the places and all that they ever lay in between these days; above a place only what may answer at the chain counts
  @lain
  CALL (known_at, chained, node, starts) {
    MATCH (node)<-[:COVERS]-(a:Assignment)-[:TO_POST]->(post:Post)
    WHERE @known(a) AND (node.id IN starts OR a.tier IN chained)
    WITH known_at, post, a.tier IN chained AS counts_below, collect(a.since) + collect(a.until) AS some
    CALL (known_at, post) {
      MATCH (post)<-[:PERIOD_OF|OF_POST]-(f:PostPeriod|Tenure) WHERE @known(f)
      RETURN collect(f.since) + collect(f.until) AS more
    }
    UNWIND some + more AS day
    WITH DISTINCT counts_below, day WHERE day > $first AND day < $last
    RETURN collect(day) AS own, collect(CASE WHEN counts_below THEN day END) AS below
  }
  UNWIND starts AS place
  UNWIND days + CASE place WHEN node.id THEN own ELSE below END AS day
  WITH place, day WHERE day > $first AND day < $last
  RETURN place, day
}
RETURN place, day
