// The places in force inside an area: a row for each. None without an area.
// parameters: area, on
MATCH (start:Body {id: $area})<-[:PERIOD_OF]-(p:AreaPeriod) USING INDEX SEEK start:Body(id)
WHERE @in_force(p)
MATCH (start)
  ((:Body)<-[:WITHIN]-(q:AreaPeriod|UnitPeriod WHERE @in_force(q))-[:PERIOD_OF]->(:Body))*
  (node:Body)
WITH known_at, node
