// Assignments in an area that nobody fulfils that day: in force, but of a post that is vacant or not in force.
// parameters: area, on, known_at
// columns: assignment, tier, matter, place, post, post_in_force, covers, assigned
// :params {area: '990101001', on: '2026-03-14', known_at: null}
MATCH (register:Register {key: 'register'})
WITH register, CASE WHEN $known_at IS NULL OR $known_at > register.head_recorded_at
  THEN register.head_recorded_at ELSE $known_at END AS known_at
MATCH (start:Body {id: $area})<-[:PERIOD_OF]-(top:AreaPeriod) USING INDEX SEEK start:Body(id)
WHERE top.recorded_at <= known_at AND (top.superseded_at IS NULL OR known_at < top.superseded_at)
  AND (top.since IS NULL OR top.since <= $on) AND (top.until IS NULL OR $on < top.until)
MATCH (start)
  ((:Body)<-[:WITHIN]-(deep:AreaPeriod|UnitPeriod
    WHERE deep.recorded_at <= known_at AND (deep.superseded_at IS NULL OR known_at < deep.superseded_at)
      AND (deep.since IS NULL OR deep.since <= $on) AND (deep.until IS NULL OR $on < deep.until))-[:PERIOD_OF]->(:Body))*
  (node:Body)
WITH known_at, node
MATCH covers = (a:Assignment)-[:COVERS]->(node)<-[:PERIOD_OF]-(p:AreaPeriod|UnitPeriod)
WHERE a.recorded_at <= known_at AND (a.superseded_at IS NULL OR known_at < a.superseded_at)
  AND (a.since IS NULL OR a.since <= $on) AND (a.until IS NULL OR $on < a.until)
  AND p.recorded_at <= known_at AND (p.superseded_at IS NULL OR known_at < p.superseded_at)
    AND (p.since IS NULL OR p.since <= $on) AND (p.until IS NULL OR $on < p.until)
MATCH (a)-[:TO_POST]->(post:Post)
WHERE NOT EXISTS {
  MATCH (post)<-[:PERIOD_OF]-(q:PostPeriod), (post)<-[:OF_POST]-(t:Tenure)
  WHERE q.recorded_at <= known_at AND (q.superseded_at IS NULL OR known_at < q.superseded_at)
    AND (q.since IS NULL OR q.since <= $on) AND (q.until IS NULL OR $on < q.until)
    AND t.recorded_at <= known_at AND (t.superseded_at IS NULL OR known_at < t.superseded_at)
      AND (t.since IS NULL OR t.since <= $on) AND (t.until IS NULL OR $on < t.until)
}
CALL (known_at, post) {
  OPTIONAL MATCH (post)<-[:PERIOD_OF]-(s:PostPeriod)
    WHERE s.recorded_at <= known_at AND (s.superseded_at IS NULL OR known_at < s.superseded_at)
  RETURN s
    ORDER BY coalesce(s.since, '') <= $on DESC,
      CASE WHEN coalesce(s.since, '') <= $on THEN coalesce(s.since, '') ELSE '' END DESC, s.since LIMIT 1
}
OPTIONAL MATCH assigned = (a)-[:TO_POST]->(post)<-[:PERIOD_OF]-(s)
RETURN a.id AS assignment, a.tier AS tier, a.matter AS matter, p.name AS place, s.name AS post,
  s.recorded_at <= known_at AND (s.superseded_at IS NULL OR known_at < s.superseded_at)
    AND (s.since IS NULL OR s.since <= $on) AND (s.until IS NULL OR $on < s.until) AS post_in_force,
  covers, assigned
ORDER BY assignment
