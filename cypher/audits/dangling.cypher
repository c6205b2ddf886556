// Facts in force on a day that rest on something which is not: of which table, by which column, on what.
// parameters: area, without, on, known_at
// columns: part, fields
// part of: count
// part found: table, id, column, refers_to, place, post, person, matter, since
// scans: without an area every fact in force is looked at
// together: asked
@moment
CALL (known_at) {
  UNWIND CASE WHEN $area IS NULL THEN [1] ELSE [] END AS first
  MATCH (f:Assignment|Tenure|PostPeriod|OrganizationPeriod|Requirement)
    USING INDEX SEEK f:Assignment(version) USING INDEX SEEK f:Tenure(version) USING INDEX SEEK f:PostPeriod(version)
    USING INDEX SEEK f:OrganizationPeriod(version) USING INDEX SEEK f:Requirement(version)
  WHERE f.version >= first
  RETURN f
  UNION
  @inside
  MATCH (node)<-[:COVERS|IN_AREA|APPLIES_IN]-(f:Assignment|OrganizationPeriod|Requirement)
  RETURN f
  UNION
  @posts
  MATCH (post)<-[:TO_POST|OF_POST|PERIOD_OF]-(f:Assignment|Tenure|PostPeriod)
  RETURN f
}
WITH known_at, f, CASE WHEN f:Assignment THEN 'assignments' WHEN f:Tenure THEN 'tenures' WHEN f:PostPeriod THEN 'posts'
  WHEN f:OrganizationPeriod THEN 'organizations' ELSE 'requirements' END AS table
WHERE @in_force(f) AND (table <> 'tenures' OR NOT f.person IN $without)
WITH known_at, f, table, CASE table WHEN 'posts' THEN f.id ELSE f.post END AS post
CALL (known_at, f) {
  MATCH (f)-[e:COVERS|TO_POST|ABOUT|OF_POST|IN_ORGANIZATION|REPORTS_TO|IN_AREA|PART_OF|APPLIES_IN]->(to:Body|Post|Matter)
  WHERE NOT (to:Matter AND to.id = 'all') AND NOT EXISTS {
    (to)<-[:PERIOD_OF]-(s:AreaPeriod|UnitPeriod|OrganizationPeriod|PostPeriod|MatterPeriod) WHERE @in_force(s) }
  RETURN collect([CASE type(e) WHEN 'COVERS' THEN 'place' WHEN 'TO_POST' THEN 'post' WHEN 'OF_POST' THEN 'post'
    WHEN 'ABOUT' THEN 'matter' WHEN 'IN_ORGANIZATION' THEN 'organization' WHEN 'REPORTS_TO' THEN 'reports_to'
    WHEN 'PART_OF' THEN 'parent' ELSE 'area' END, to.id]) AS loose
}
WITH count(DISTINCT [table, f.id, post, f.person, f.since]) AS count,
  collect([x IN loose | [table, f.id, x[0], x[1], coalesce(f.place, f.area), post, f.person, f.matter, f.since]]) AS found
CALL (count, found) {
  RETURN 'of' AS part, [count] AS fields
  UNION ALL
  UNWIND found AS some
  UNWIND some AS one
  RETURN 'found' AS part, one AS fields
}
RETURN part, fields
