// A matter with everything below it, and what is required for each.
// parameters: matter, on, known_at
// columns: depth, matter, name, requirement, tier, place_kinds, minimum, citation, tree, period, asks, applies
// :params {matter: 'fire_safety', on: '2026-03-14', known_at: null}
// What is required for a matter above this one counts here too: ask for that one, or for 'all'.
MATCH (register:Register {key: 'register'})
WITH register, CASE WHEN $known_at IS NULL OR $known_at > register.head_recorded_at
  THEN register.head_recorded_at ELSE $known_at END AS known_at
MATCH (asked:Matter {id: $matter}) USING INDEX SEEK asked:Matter(id)
MATCH tree = (asked)
  ((:Matter)<-[:PART_OF]-(q:MatterPeriod
    WHERE q.recorded_at <= known_at AND (q.superseded_at IS NULL OR known_at < q.superseded_at)
      AND (q.since IS NULL OR q.since <= $on) AND (q.until IS NULL OR $on < q.until))-[:PERIOD_OF]->(:Matter))*
  (matter:Matter)
CALL (known_at, matter) {
  OPTIONAL MATCH (matter)<-[:PERIOD_OF]-(m:MatterPeriod)
    WHERE m.recorded_at <= known_at AND (m.superseded_at IS NULL OR known_at < m.superseded_at)
      AND (m.since IS NULL OR m.since <= $on) AND (m.until IS NULL OR $on < m.until)
  RETURN m
}
CALL (known_at, matter) {
  OPTIONAL MATCH asks = (matter)<-[:ABOUT]-(r:Requirement)
    WHERE r.recorded_at <= known_at AND (r.superseded_at IS NULL OR known_at < r.superseded_at)
      AND (r.since IS NULL OR r.since <= $on) AND (r.until IS NULL OR $on < r.until)
  RETURN asks, r
}
CALL (known_at, r) {
  OPTIONAL MATCH applies = (r)-[:APPLIES_IN]->(:Body)<-[:PERIOD_OF]-(a:AreaPeriod)
    WHERE a.recorded_at <= known_at AND (a.superseded_at IS NULL OR known_at < a.superseded_at)
      AND (a.since IS NULL OR a.since <= $on) AND (a.until IS NULL OR $on < a.until)
  RETURN applies
}
RETURN size(q) AS depth, matter.id AS matter, m.name AS name, r.id AS requirement, r.tier AS tier,
  r.place_kinds AS place_kinds, r.minimum AS minimum, r.citation AS citation, tree, m AS period, asks, applies
ORDER BY depth, matter, requirement
