// Facts whose relationships do not say what their properties say: the first few versions.
// only here: SQLite holds a reference once, as a value; its indexes are checked by its own integrity check.
// parameters: limit
// columns: version
CALL () {
  MATCH (f:AreaPeriod|UnitPeriod|OrganizationPeriod|PostPeriod|PersonPeriod|MatterPeriod)
  WHERE COUNT { (f)-[:PERIOD_OF]->(n) WHERE n.id = f.id } <> 1 OR COUNT { (f)-[:PERIOD_OF]->() } <> 1
  RETURN f
  UNION
  MATCH (f:AreaPeriod|UnitPeriod)
  WITH f, [x IN [coalesce(f.parent, f.area)] WHERE x IS NOT NULL] AS said
  WHERE COLLECT { MATCH (f)-[:WITHIN]->(n) RETURN n.id } <> said
  RETURN f
  UNION
  MATCH (f:OrganizationPeriod|MatterPeriod)
  WITH f, [x IN [f.parent] WHERE x IS NOT NULL] AS said
  WHERE COLLECT { MATCH (f)-[:PART_OF]->(n) RETURN n.id } <> said
  RETURN f
  UNION
  MATCH (f:OrganizationPeriod)
  WITH f, [x IN [f.area] WHERE x IS NOT NULL] AS said
  WHERE COLLECT { MATCH (f)-[:IN_AREA]->(n) RETURN n.id } <> said
  RETURN f
  UNION
  MATCH (f:PostPeriod)
  WITH f, [x IN [f.organization] WHERE x IS NOT NULL] AS body, [x IN [f.reports_to] WHERE x IS NOT NULL] AS superior
  WHERE COLLECT { MATCH (f)-[:IN_ORGANIZATION]->(n) RETURN n.id } <> body
    OR COLLECT { MATCH (f)-[:REPORTS_TO]->(n) RETURN n.id } <> superior
  RETURN f
  UNION
  MATCH (f:Tenure)
  WHERE COLLECT { MATCH (f)-[:OF_POST]->(n) RETURN n.id } <> [f.post]
    OR COLLECT { MATCH (f)-[:BY_PERSON]->(n) RETURN n.id } <> [f.person]
  RETURN f
  UNION
  MATCH (f:Requirement)
  WITH f, [x IN [f.area] WHERE x IS NOT NULL] AS said
  WHERE COLLECT { MATCH (f)-[:APPLIES_IN]->(n) RETURN n.id } <> said
    OR COUNT { (f)-[:APPLIES_EVERYWHERE]->(:Register) } <> 1 - size(said)
    OR COLLECT { MATCH (f)-[:ABOUT]->(n) RETURN n.id } <> [f.matter]
  RETURN f
  UNION
  MATCH (f:Assignment)
  WHERE COLLECT { MATCH (f)-[:TO_POST]->(n) RETURN n.id } <> [f.post]
    OR COLLECT { MATCH (f)-[:COVERS]->(n) RETURN n.id } <> [f.place]
    OR COLLECT { MATCH (f)-[:ABOUT]->(n) RETURN n.id } <> [f.matter]
  RETURN f
  UNION
  MATCH (f:Printing)
  WHERE COLLECT { MATCH (f)-[:OF_BOARD]->(n) RETURN n.id } <> [f.place]
  RETURN f
}
WITH f ORDER BY f.version LIMIT $limit
RETURN f.version AS version
