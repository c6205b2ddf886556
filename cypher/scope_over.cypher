// The places that lay inside an area on any day of a range, whole periods taken together; a few too many, never too few.
// parameters: area, first, last, known_at
// columns: id
// scans: without an area every place is looked at
// together: asked
CYPHER statefulShortestPlanningMode=all_if_possible
// ANY from its start alone: planned in an almost empty register it would scan every place, and stay so after an import
@moment
CALL (known_at) {
  MATCH (start:Body {id: $area}) USING INDEX SEEK start:Body(id)
  WITH known_at, start, EXISTS { (start)<-[:PERIOD_OF]-(p:AreaPeriod) WHERE @known(p) } AS is_area
  MATCH ANY (start)
    ((:Body)<-[:WITHIN]-(q:AreaPeriod|UnitPeriod
      WHERE @known(q) AND coalesce(q.since, '') < $last AND (q.until IS NULL OR q.until > $first))-[:PERIOD_OF]->(:Body))*
    (place:Body)
  WITH place WHERE is_area
  RETURN place.id AS id
  UNION
  UNWIND CASE WHEN $area IS NULL THEN [1] ELSE [] END AS from
  MATCH (p:AreaPeriod|UnitPeriod) USING INDEX SEEK p:AreaPeriod(version) USING INDEX SEEK p:UnitPeriod(version)
  WHERE p.version >= from AND @known(p) AND coalesce(p.since, '') < $last AND (p.until IS NULL OR p.until > $first)
  RETURN p.id AS id
}
RETURN id
