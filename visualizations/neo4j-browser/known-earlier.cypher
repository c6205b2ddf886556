// Who held a post on a day, as known at an earlier time and as known now: believed then only, now only, or both times.
// parameters: post, on, known_at
// columns: believed, person, kind, since, until, seat, tenure, named, replaced_by
// :params {post: 'v02/committee', on: '2026-02-15', known_at: 1767225600000000}
// known_at is in microseconds: `:param known_at => datetime('2026-01-01T08:00:00+08:00').epochMillis * 1000` sets it.
// replaced_by: the correction or withdrawal that took the place of what was believed then.
MATCH (register:Register {key: 'register'})
WITH register, CASE WHEN $known_at IS NULL OR $known_at > register.head_recorded_at
  THEN register.head_recorded_at ELSE $known_at END AS known_at
WITH register.head_recorded_at AS head, known_at AS earlier
MATCH (post:Post {id: $post}) USING INDEX SEEK post:Post(id)
CALL (head, earlier, post) {
  WITH post, earlier AS known_at
  MATCH (post)<-[:OF_POST]-(t:Tenure)
    WHERE t.recorded_at <= known_at AND (t.superseded_at IS NULL OR known_at < t.superseded_at)
      AND (t.since IS NULL OR t.since <= $on) AND (t.until IS NULL OR $on < t.until)
  RETURN t, 'then' AS belief
  UNION ALL
  WITH post, head AS known_at
  MATCH (post)<-[:OF_POST]-(t:Tenure)
    WHERE t.recorded_at <= known_at AND (t.superseded_at IS NULL OR known_at < t.superseded_at)
      AND (t.since IS NULL OR t.since <= $on) AND (t.until IS NULL OR $on < t.until)
  RETURN t, 'now' AS belief
}
WITH head AS known_at, post, t, collect(belief) AS beliefs
CALL (known_at, post) {
  OPTIONAL MATCH seat = (post)<-[:PERIOD_OF]-(s:PostPeriod)
    WHERE s.recorded_at <= known_at AND (s.superseded_at IS NULL OR known_at < s.superseded_at)
  RETURN seat
    ORDER BY coalesce(s.since, '') <= $on DESC,
      CASE WHEN coalesce(s.since, '') <= $on THEN coalesce(s.since, '') ELSE '' END DESC, s.since LIMIT 1
}
MATCH tenure = (post)<-[:OF_POST]-(t)-[:BY_PERSON]->(person:Person)
CALL (known_at, person) {
  OPTIONAL MATCH named = (person)<-[:PERIOD_OF]-(n:PersonPeriod)
    WHERE n.recorded_at <= known_at AND (n.superseded_at IS NULL OR known_at < n.superseded_at)
  RETURN named, n.name AS name
    ORDER BY coalesce(n.since, '') <= $on DESC,
      CASE WHEN coalesce(n.since, '') <= $on THEN coalesce(n.since, '') ELSE '' END DESC, n.since LIMIT 1
}
OPTIONAL MATCH (c:Changeset {recorded_at: t.superseded_at})
CALL (t, c) {
  OPTIONAL MATCH (replaced_by:Fact) USING INDEX replaced_by:Fact(version)
  WHERE replaced_by.version >= c.first AND replaced_by.version < c.first + c.count AND replaced_by.supersedes = t.version
  RETURN replaced_by
}
RETURN CASE size(beliefs) WHEN 2 THEN 'both' ELSE beliefs[0] END AS believed, name AS person, t.kind AS kind,
  t.since AS since, t.until AS until, seat, tenure, named, replaced_by
ORDER BY believed DESC, person
