// Everything of a person: every tenure known, and what they answer for through the posts held that day.
// parameters: person, on, known_at
// columns: post, kind, since, until, holds, tier, place, matter, named, tenure, plot, located
// :params {person: 'p027', on: '2026-03-14', known_at: null}
MATCH (register:Register {key: 'register'})
WITH register, CASE WHEN $known_at IS NULL OR $known_at > register.head_recorded_at
  THEN register.head_recorded_at ELSE $known_at END AS known_at
MATCH (one:Person {id: $person}) USING INDEX SEEK one:Person(id)
CALL (known_at, one) {
  OPTIONAL MATCH named = (one)<-[:PERIOD_OF]-(n:PersonPeriod)
    WHERE n.recorded_at <= known_at AND (n.superseded_at IS NULL OR known_at < n.superseded_at)
  RETURN named
    ORDER BY coalesce(n.since, '') <= $on DESC,
      CASE WHEN coalesce(n.since, '') <= $on THEN coalesce(n.since, '') ELSE '' END DESC, n.since LIMIT 1
}
MATCH (one)<-[:BY_PERSON]-(t:Tenure)-[:OF_POST]->(post:Post)
WHERE t.recorded_at <= known_at AND (t.superseded_at IS NULL OR known_at < t.superseded_at)
CALL (known_at, post) {
  MATCH (post)<-[:PERIOD_OF]-(s:PostPeriod)
    WHERE s.recorded_at <= known_at AND (s.superseded_at IS NULL OR known_at < s.superseded_at)
  RETURN s
    ORDER BY coalesce(s.since, '') <= $on DESC,
      CASE WHEN coalesce(s.since, '') <= $on THEN coalesce(s.since, '') ELSE '' END DESC, s.since LIMIT 1
}
MATCH tenure = (one)<-[:BY_PERSON]-(t)-[:OF_POST]->(post)<-[:PERIOD_OF]-(s)
WITH *, t.recorded_at <= known_at AND (t.superseded_at IS NULL OR known_at < t.superseded_at)
  AND (t.since IS NULL OR t.since <= $on) AND (t.until IS NULL OR $on < t.until)
  AND s.recorded_at <= known_at AND (s.superseded_at IS NULL OR known_at < s.superseded_at)
    AND (s.since IS NULL OR s.since <= $on) AND (s.until IS NULL OR $on < s.until) AS holds
OPTIONAL MATCH plot = (post)<-[:TO_POST]-(a:Assignment)-[:COVERS]->(place:Body)<-[:PERIOD_OF]-(p:AreaPeriod|UnitPeriod)
WHERE holds
  AND a.recorded_at <= known_at AND (a.superseded_at IS NULL OR known_at < a.superseded_at)
    AND (a.since IS NULL OR a.since <= $on) AND (a.until IS NULL OR $on < a.until)
  AND p.recorded_at <= known_at AND (p.superseded_at IS NULL OR known_at < p.superseded_at)
    AND (p.since IS NULL OR p.since <= $on) AND (p.until IS NULL OR $on < p.until)
OPTIONAL MATCH located = (p)-[:WITHIN]->(:Body)
RETURN s.name AS post, t.kind AS kind, t.since AS since, t.until AS until, holds,
  a.tier AS tier, p.name AS place, a.matter AS matter, named, tenure, plot, located
ORDER BY since, post, tier, place, matter
