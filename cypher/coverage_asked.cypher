// What a question about coverage names, as far as it is known: the area or unit, the matter, the requirement, persons.
// parameters: area, matter, requirement, without, known_at
// columns: part, fields
// part as_of: known_at, head, recorded_at
// part area: since, until
// part unit: since, until
// part matter: since, until
// part requirement: id
// part person: id
// together: asked
// A requirement has no node of its own: it is found among the facts, which are read by their version.
@moment
CALL (known_at) {
  OPTIONAL MATCH (c:Changeset) WHERE c.recorded_at <= known_at
  RETURN c AS changeset ORDER BY c.recorded_at DESC LIMIT 1
}
CALL (known_at, changeset) {
  RETURN 'as_of' AS part, [known_at, changeset.hash, changeset.recorded_at] AS fields
  UNION ALL
  MATCH (:Body {id: $area})<-[:PERIOD_OF]-(p:AreaPeriod) WHERE @known(p)
  RETURN 'area' AS part, [p.since, p.until] AS fields
  UNION ALL
  MATCH (:Body {id: $area})<-[:PERIOD_OF]-(p:UnitPeriod) WHERE @known(p)
  RETURN 'unit' AS part, [p.since, p.until] AS fields
  UNION ALL
  MATCH (:Matter {id: $matter})<-[:PERIOD_OF]-(m:MatterPeriod) WHERE @known(m)
  RETURN 'matter' AS part, [m.since, m.until] AS fields
  UNION ALL
  UNWIND CASE WHEN $requirement IS NULL THEN [] ELSE [1] END AS first
  MATCH (r:Requirement) USING INDEX SEEK r:Requirement(version)
  WHERE r.version >= first AND r.id = $requirement AND @known(r)
  WITH DISTINCT r.id AS id
  RETURN 'requirement' AS part, [id] AS fields
  UNION ALL
  UNWIND $without AS one
  MATCH (:Person {id: one})<-[:PERIOD_OF]-(n:PersonPeriod) WHERE @known(n)
  WITH DISTINCT n.id AS id
  RETURN 'person' AS part, [id] AS fields
}
RETURN part, fields
