// The places inside an area on a day (all of them without one), each with the area of the answer that it counts in.
// parameters: area, level, on, known_at
// columns: part, fields
// part area: id, name, level
// part place: id, counts_in
// scans: without an area every place is looked at
// together: asked
@moment
CALL (known_at) {
  MATCH (start:Body {id: $area})<-[:PERIOD_OF]-(p:AreaPeriod) WHERE @in_force(p)
  RETURN start, p
  UNION ALL
  UNWIND CASE WHEN $area IS NULL THEN [1] ELSE [] END AS first
  MATCH (p:AreaPeriod) USING INDEX SEEK p:AreaPeriod(version)
  WHERE p.version >= first AND @in_force(p)
    AND NOT EXISTS { (p)-[:WITHIN]->(:Body)<-[:PERIOD_OF]-(q:AreaPeriod) WHERE @in_force(q) }
  MATCH (p)-[:PERIOD_OF]->(start:Body)
  RETURN start, p
}
// counts_in: the area of the level that is asked for, else the one directly below (without an area: at the end of the chain)
CALL (known_at, start, p) {
  MATCH (start) ((:Body)<-[:WITHIN]-(q:AreaPeriod WHERE @in_force(q))-[:PERIOD_OF]->(:Body))* (place:Body)
  WITH place, coalesce(q[-1], p) AS area, CASE WHEN $area IS NULL THEN [p] + q ELSE q END AS below
  RETURN place, area, CASE WHEN $level IS NULL THEN below[0].id ELSE [b IN below WHERE b.level = $level][0].id END AS counts_in
}
CALL (known_at, place, area, counts_in) {
  WITH area, counts_in WHERE area.id = counts_in OR area.id = $area
  RETURN 'area' AS part, [area.id, area.name, area.level] AS fields
  UNION ALL
  RETURN 'place' AS part, [place.id, counts_in] AS fields
  UNION ALL
  MATCH (place)<-[:WITHIN]-(u:UnitPeriod) WHERE @in_force(u)
  RETURN 'place' AS part, [u.id, counts_in] AS fields
}
RETURN part, fields
UNION ALL
@moment
UNWIND CASE WHEN $area IS NULL THEN [1] ELSE [] END AS first
MATCH (u:UnitPeriod) USING INDEX SEEK u:UnitPeriod(version)
WHERE u.version >= first AND @in_force(u)
  AND NOT EXISTS { (u)-[:WITHIN]->(:Body)<-[:PERIOD_OF]-(q:AreaPeriod) WHERE @in_force(q) }
RETURN 'place' AS part, [u.id, null] AS fields
