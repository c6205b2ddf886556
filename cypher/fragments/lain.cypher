// Some places and all that they ever lay in between two days: a row for each, with those that lay there and the days of its periods.
// parameters: places, first, last
// places: [place, …]
UNWIND $places AS id
MATCH (start:Body {id: id}) USING INDEX SEEK start:Body(id)
MATCH ANY (start)
  ((:Body)<-[:PERIOD_OF]-(q:AreaPeriod|UnitPeriod
    WHERE @known(q) AND coalesce(q.since, '') <= $last AND (q.until IS NULL OR q.until > $first))-[:WITHIN]->(:Body))*
  (node:Body)
WITH node, collect(DISTINCT id) AS starts
CALL (known_at, node) {
  MATCH (node)<-[:PERIOD_OF]-(p:AreaPeriod|UnitPeriod)
  WHERE @known(p) AND coalesce(p.since, '') <= $last AND (p.until IS NULL OR p.until > $first)
  RETURN count(p) AS periods, collect(p.since) + collect(p.until) AS days
}
WITH node, starts, days WHERE periods > 0
