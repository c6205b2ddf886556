// A post's tenures: everyone known to have held it or to come, and which of them holds it that day.
// parameters: post, on, known_at
// columns: person, kind, since, until, holds, seat, tenure, named
// :params {post: 'v02/committee', on: '2026-03-14', known_at: null}
MATCH (register:Register {key: 'register'})
WITH register, CASE WHEN $known_at IS NULL OR $known_at > register.head_recorded_at
  THEN register.head_recorded_at ELSE $known_at END AS known_at
MATCH (post:Post {id: $post}) USING INDEX SEEK post:Post(id)
CALL (known_at, post) {
  MATCH seat = (post)<-[:PERIOD_OF]-(s:PostPeriod)
    WHERE s.recorded_at <= known_at AND (s.superseded_at IS NULL OR known_at < s.superseded_at)
  RETURN seat, s
    ORDER BY coalesce(s.since, '') <= $on DESC,
      CASE WHEN coalesce(s.since, '') <= $on THEN coalesce(s.since, '') ELSE '' END DESC, s.since LIMIT 1
}
OPTIONAL MATCH tenure = (post)<-[:OF_POST]-(t:Tenure)-[:BY_PERSON]->(person:Person)
WHERE t.recorded_at <= known_at AND (t.superseded_at IS NULL OR known_at < t.superseded_at)
CALL (known_at, person) {
  OPTIONAL MATCH named = (person)<-[:PERIOD_OF]-(n:PersonPeriod)
    WHERE n.recorded_at <= known_at AND (n.superseded_at IS NULL OR known_at < n.superseded_at)
  RETURN named, n.name AS name
    ORDER BY coalesce(n.since, '') <= $on DESC,
      CASE WHEN coalesce(n.since, '') <= $on THEN coalesce(n.since, '') ELSE '' END DESC, n.since LIMIT 1
}
RETURN name AS person, t.kind AS kind, t.since AS since, t.until AS until,
  t.recorded_at <= known_at AND (t.superseded_at IS NULL OR known_at < t.superseded_at)
    AND (t.since IS NULL OR t.since <= $on) AND (t.until IS NULL OR $on < t.until)
  AND s.recorded_at <= known_at AND (s.superseded_at IS NULL OR known_at < s.superseded_at)
    AND (s.since IS NULL OR s.since <= $on) AND (s.until IS NULL OR $on < s.until) AS holds,
  seat, tenure, named
ORDER BY since, person
