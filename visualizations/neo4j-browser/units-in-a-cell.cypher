// The units in a grid cell, or directly in any other area, with the posts that belong to each and who holds them.
// parameters: area, on, known_at
// columns: id, unit, kinds, post, person, cell, inside, seat, holds, named
// :params {area: '990101001202-01', on: '2026-03-14', known_at: null}
MATCH (register:Register {key: 'register'})
WITH register, CASE WHEN $known_at IS NULL OR $known_at > register.head_recorded_at
  THEN register.head_recorded_at ELSE $known_at END AS known_at
MATCH (area:Body {id: $area}) USING INDEX SEEK area:Body(id)
MATCH cell = (area)<-[:PERIOD_OF]-(c:AreaPeriod)
WHERE c.recorded_at <= known_at AND (c.superseded_at IS NULL OR known_at < c.superseded_at)
  AND (c.since IS NULL OR c.since <= $on) AND (c.until IS NULL OR $on < c.until)
MATCH inside = (area)<-[:WITHIN]-(u:UnitPeriod)-[:PERIOD_OF]->(unit:Body)
WHERE u.recorded_at <= known_at AND (u.superseded_at IS NULL OR known_at < u.superseded_at)
  AND (u.since IS NULL OR u.since <= $on) AND (u.until IS NULL OR $on < u.until)
OPTIONAL MATCH seat = (unit)<-[:IN_ORGANIZATION]-(p:PostPeriod)-[:PERIOD_OF]->(post:Post)
WHERE p.recorded_at <= known_at AND (p.superseded_at IS NULL OR known_at < p.superseded_at)
  AND (p.since IS NULL OR p.since <= $on) AND (p.until IS NULL OR $on < p.until)
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
RETURN u.id AS id, u.name AS unit, u.kinds AS kinds, p.name AS post, name AS person, cell, inside, seat, holds, named
ORDER BY id, post, person
