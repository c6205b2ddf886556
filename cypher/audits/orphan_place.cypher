// Places in force on a day whose parent is not: what lies above them answers for them no longer.
// parameters: area, on, known_at
// columns: part, fields
// part of: count
// part found: place, parent
// part below: count
// scans: without an area every place is looked at
// together: asked
// below: how many places of the whole register have a chain that breaks, these included
@moment
CALL (known_at) {
  MATCH (p:AreaPeriod|UnitPeriod) USING INDEX SEEK p:AreaPeriod(version) USING INDEX SEEK p:UnitPeriod(version)
  WHERE p.version >= 1 AND @in_force(p)
  RETURN count(*) AS places, collect(CASE
    WHEN EXISTS { (p)-[:WITHIN]->(:Body) } AND NOT EXISTS { (p)-[:WITHIN]->(:Body)<-[:PERIOD_OF]-(q:AreaPeriod) WHERE @in_force(q) }
    THEN p END) AS orphans
}
CALL (known_at, orphans) {
  UNWIND orphans AS o
  MATCH (o)-[:PERIOD_OF]->(start:Body)
  MATCH (start)
    ((:Body)<-[:WITHIN]-(q:AreaPeriod|UnitPeriod WHERE @in_force(q))-[:PERIOD_OF]->(:Body))*
    (node:Body)
  RETURN count(DISTINCT node) AS below
}
CALL (known_at) {
  MATCH (start:Body {id: $area})<-[:PERIOD_OF]-(p:AreaPeriod) USING INDEX SEEK start:Body(id)
  WHERE @in_force(p)
  MATCH (start)
    ((:Body)<-[:WITHIN]-(q:AreaPeriod|UnitPeriod WHERE @in_force(q))-[:PERIOD_OF]->(:Body))*
    (node:Body)
  RETURN count(DISTINCT node) AS inside
}
UNWIND [['of', [CASE WHEN $area IS NULL THEN places ELSE inside END]], ['below', [below]]]
  + [o IN orphans WHERE $area IS NULL OR o.id = $area | ['found', [o.id, coalesce(o.parent, o.area)]]] AS row
RETURN row[0] AS part, row[1] AS fields
