// The places in force inside an area: a row for each. None without an area.
// parameters: area, on
MATCH (start:Body {id: $area})<-[:PERIOD_OF]-(top:AreaPeriod) USING INDEX SEEK start:Body(id)
WHERE @in_force(top)
MATCH (start)
  ((:Body)<-[:WITHIN]-(deep:AreaPeriod|UnitPeriod WHERE @in_force(deep))-[:PERIOD_OF]->(:Body))*
  (node:Body)
WITH known_at, node
