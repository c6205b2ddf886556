// Reporting lines: the posts of an organization and of those directly below it, who holds them, who reports to whom.
// parameters: organization, on, known_at
// columns: organization, post, reports_to, person, kind, below, seat, superior, holds, named
// :params {organization: 'group', on: '2026-03-14', known_at: null}
MATCH (register:Register {key: 'register'})
WITH register, CASE WHEN $known_at IS NULL OR $known_at > register.head_recorded_at
  THEN register.head_recorded_at ELSE $known_at END AS known_at
MATCH (asked:Body {id: $organization}) USING INDEX SEEK asked:Body(id)
CALL (known_at, asked) {
  MATCH below = (asked)<-[:PERIOD_OF]-(o:OrganizationPeriod|UnitPeriod)
    WHERE o.recorded_at <= known_at AND (o.superseded_at IS NULL OR known_at < o.superseded_at)
      AND (o.since IS NULL OR o.since <= $on) AND (o.until IS NULL OR $on < o.until)
  RETURN below, o, asked AS body
  UNION
  MATCH below = (asked)<-[:PART_OF]-(o:OrganizationPeriod)-[:PERIOD_OF]->(body:Body)
    WHERE o.recorded_at <= known_at AND (o.superseded_at IS NULL OR known_at < o.superseded_at)
      AND (o.since IS NULL OR o.since <= $on) AND (o.until IS NULL OR $on < o.until)
  RETURN below, o, body
}
OPTIONAL MATCH seat = (body)<-[:IN_ORGANIZATION]-(p:PostPeriod)-[:PERIOD_OF]->(post:Post)
WHERE p.recorded_at <= known_at AND (p.superseded_at IS NULL OR known_at < p.superseded_at)
  AND (p.since IS NULL OR p.since <= $on) AND (p.until IS NULL OR $on < p.until)
CALL (known_at, p) {
  OPTIONAL MATCH superior = (p)-[:REPORTS_TO]->(:Post)<-[:PERIOD_OF]-(s:PostPeriod)
    WHERE s.recorded_at <= known_at AND (s.superseded_at IS NULL OR known_at < s.superseded_at)
  RETURN superior, s.name AS reports_to
    ORDER BY coalesce(s.since, '') <= $on DESC,
      CASE WHEN coalesce(s.since, '') <= $on THEN coalesce(s.since, '') ELSE '' END DESC, s.since LIMIT 1
}
OPTIONAL MATCH holds = (post)<-[:OF_POST]-(t:Tenure)-[:BY_PERSON]->(person:Person)
WHERE t.recorded_at <= known_at AND (t.superseded_at IS NULL OR known_at < t.superseded_at)
  AND (t.since IS NULL OR t.since <= $on) AND (t.until IS NULL OR $on < t.until)
CALL (known_at, person) {
  OPTIONAL MATCH named = (person)<-[:PERIOD_OF]-(n:PersonPeriod)
    WHERE n.recorded_at <= known_at AND (n.superseded_at IS NULL OR known_at < n.superseded_at)
  RETURN named, n.name AS name
    ORDER BY coalesce(n.since, '') <= $on DESC,
      CASE WHEN coalesce(n.since, '') <= $on THEN coalesce(n.since, '') ELSE '' END DESC, n.since LIMIT 1
}
RETURN o.name AS organization, p.name AS post, reports_to, name AS person, t.kind AS kind,
  below, seat, superior, holds, named
ORDER BY organization, post, person
