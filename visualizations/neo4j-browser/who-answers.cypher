// Who answers for a place and a matter: the chain upward, and at each place the assignments, their posts and who holds them.
// parameters: place, matter, on, known_at
// columns: distance, tier, matter, post, person, chain, answers, holds, named
// :params {place: 'wangyu-u02', matter: 'venue_fire', on: '2026-03-14', known_at: null}
// matter null asks for every matter. An assignment whose post nobody holds stands without a person.
MATCH (register:Register {key: 'register'})
WITH register, CASE WHEN $known_at IS NULL OR $known_at > register.head_recorded_at
  THEN register.head_recorded_at ELSE $known_at END AS known_at
MATCH (asked:Body {id: $place}) USING INDEX SEEK asked:Body(id)
CALL (known_at) {
  MATCH (one:Matter {id: $matter}) USING INDEX SEEK one:Matter(id)
  MATCH (one)
    ((:Matter)<-[:PERIOD_OF]-(q:MatterPeriod
      WHERE q.recorded_at <= known_at AND (q.superseded_at IS NULL OR known_at < q.superseded_at)
        AND (q.since IS NULL OR q.since <= $on) AND (q.until IS NULL OR $on < q.until))-[:PART_OF]->(:Matter))*
    (above:Matter)
  RETURN collect(above.id) + ['all'] AS matters
}
CALL (known_at, asked) {
  OPTIONAL MATCH (asked)<-[:PERIOD_OF]-(u:UnitPeriod)
    WHERE u.recorded_at <= known_at AND (u.superseded_at IS NULL OR known_at < u.superseded_at)
      AND (u.since IS NULL OR u.since <= $on) AND (u.until IS NULL OR $on < u.until)
  RETURN coalesce(u.kinds, []) AS kinds
}
MATCH chain = (asked)
  ((:Body)<-[:PERIOD_OF]-(q:AreaPeriod|UnitPeriod
    WHERE q.recorded_at <= known_at AND (q.superseded_at IS NULL OR known_at < q.superseded_at)
      AND (q.since IS NULL OR q.since <= $on) AND (q.until IS NULL OR $on < q.until))-[:WITHIN]->(:Body)){0,9}
  (place:Body)<-[:PERIOD_OF]-(p:AreaPeriod|UnitPeriod)
WHERE p.recorded_at <= known_at AND (p.superseded_at IS NULL OR known_at < p.superseded_at)
  AND (p.since IS NULL OR p.since <= $on) AND (p.until IS NULL OR $on < p.until)
OPTIONAL MATCH answers = (place)<-[:COVERS]-(a:Assignment)-[:TO_POST]->(post:Post)<-[:PERIOD_OF]-(s:PostPeriod)
WHERE (a.matter IN matters OR $matter IS NULL)
  AND (size(a.unit_kinds) = 0 OR any(kind IN a.unit_kinds WHERE kind IN kinds))
  AND a.recorded_at <= known_at AND (a.superseded_at IS NULL OR known_at < a.superseded_at)
    AND (a.since IS NULL OR a.since <= $on) AND (a.until IS NULL OR $on < a.until)
  AND s.recorded_at <= known_at AND (s.superseded_at IS NULL OR known_at < s.superseded_at)
    AND (s.since IS NULL OR s.since <= $on) AND (s.until IS NULL OR $on < s.until)
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
RETURN size(q) AS distance, a.tier AS tier, a.matter AS matter, s.name AS post, name AS person,
  chain, answers, holds, named
ORDER BY distance, tier, matter, post, person
