// Handovers in an area between two days: the posts whose holders differ, who held each before and who holds it on the day.
// parameters: area, before, on, known_at
// columns: id, post, left, came, seat, left_by, taken_by
// :params {area: '990101001', before: '2026-02-19', on: '2026-04-15', known_at: null}
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
CALL (known_at, node) {
  CALL (known_at, node) {
    RETURN node AS body
    UNION
    MATCH (node)<-[:IN_AREA]-(o:OrganizationPeriod)-[:PERIOD_OF]->(body:Body)
      WHERE o.recorded_at <= known_at AND (o.superseded_at IS NULL OR known_at < o.superseded_at)
    CALL (known_at, body) {
      MATCH (body)<-[:PERIOD_OF]-(s:OrganizationPeriod)
        WHERE s.recorded_at <= known_at AND (s.superseded_at IS NULL OR known_at < s.superseded_at)
      RETURN s
        ORDER BY coalesce(s.since, '') <= $on DESC,
          CASE WHEN coalesce(s.since, '') <= $on THEN coalesce(s.since, '') ELSE '' END DESC, s.since LIMIT 1
    }
    WITH body WHERE s = o
    RETURN body
  }
  MATCH (body)<-[:IN_ORGANIZATION]-(p:PostPeriod)-[:PERIOD_OF]->(post:Post)
    WHERE p.recorded_at <= known_at AND (p.superseded_at IS NULL OR known_at < p.superseded_at)
  CALL (known_at, post) {
    MATCH (post)<-[:PERIOD_OF]-(s:PostPeriod)
      WHERE s.recorded_at <= known_at AND (s.superseded_at IS NULL OR known_at < s.superseded_at)
    RETURN s
      ORDER BY coalesce(s.since, '') <= $on DESC,
        CASE WHEN coalesce(s.since, '') <= $on THEN coalesce(s.since, '') ELSE '' END DESC, s.since LIMIT 1
  }
  WITH post WHERE s = p
  RETURN post
  UNION
  MATCH (node)<-[:COVERS]-(a:Assignment)-[:TO_POST]->(post:Post)
    WHERE a.recorded_at <= known_at AND (a.superseded_at IS NULL OR known_at < a.superseded_at)
      AND (a.since IS NULL OR a.since <= $on) AND (a.until IS NULL OR $on < a.until)
  RETURN post
}
WITH DISTINCT known_at, post
CALL (known_at, post) {
  MATCH seat = (post)<-[:PERIOD_OF]-(p:PostPeriod)
    WHERE p.recorded_at <= known_at AND (p.superseded_at IS NULL OR known_at < p.superseded_at)
  RETURN seat, p
    ORDER BY coalesce(p.since, '') <= $on DESC,
      CASE WHEN coalesce(p.since, '') <= $on THEN coalesce(p.since, '') ELSE '' END DESC, p.since LIMIT 1
}
CALL (known_at, post) {
  WITH known_at, post, {day: $before} AS earlier
  OPTIONAL MATCH one = (post)<-[:OF_POST]-(t:Tenure)-[:BY_PERSON]->(:Person)<-[:PERIOD_OF]-(n:PersonPeriod)
  WHERE n.recorded_at <= known_at AND (n.superseded_at IS NULL OR known_at < n.superseded_at)
    AND t.recorded_at <= known_at AND (t.superseded_at IS NULL OR known_at < t.superseded_at)
      AND (t.since IS NULL OR t.since <= earlier.day) AND (t.until IS NULL OR earlier.day < t.until)
  RETURN collect(one) AS left_by, collect(DISTINCT t.person) AS old, collect(DISTINCT n.name) AS left
}
CALL (known_at, post) {
  OPTIONAL MATCH one = (post)<-[:OF_POST]-(t:Tenure)-[:BY_PERSON]->(:Person)<-[:PERIOD_OF]-(n:PersonPeriod)
  WHERE n.recorded_at <= known_at AND (n.superseded_at IS NULL OR known_at < n.superseded_at)
    AND t.recorded_at <= known_at AND (t.superseded_at IS NULL OR known_at < t.superseded_at)
      AND (t.since IS NULL OR t.since <= $on) AND (t.until IS NULL OR $on < t.until)
  RETURN collect(one) AS taken_by, collect(DISTINCT t.person) AS new, collect(DISTINCT n.name) AS came
}
WITH * WHERE any(person IN old WHERE NOT person IN new) OR any(person IN new WHERE NOT person IN old)
RETURN post.id AS id, p.name AS post, left, came, seat, left_by, taken_by
ORDER BY id
