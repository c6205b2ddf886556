// The periods of one place as known, and the places directly in it on a day; in no order.
// parameters: place, on, known_at
// columns: part, fields
// part as_of: known_at, head, recorded_at
// part period: name, level, kinds, parent, since, until
// part below: id
@moment
CALL (known_at) {
  OPTIONAL MATCH (c:Changeset) WHERE c.recorded_at <= known_at
  RETURN c AS changeset ORDER BY c.recorded_at DESC LIMIT 1
}
CALL (known_at, changeset) {
  RETURN 'as_of' AS part, [known_at, changeset.hash, changeset.recorded_at] AS fields
  UNION ALL
  MATCH (:Body {id: $place})<-[:PERIOD_OF]-(p:AreaPeriod|UnitPeriod) WHERE @known(p)
  RETURN 'period' AS part,
    [p.name, p.level, coalesce(p.kinds, []), coalesce(p.parent, p.area), p.since, p.until] AS fields
  UNION ALL
  MATCH (:Body {id: $place})<-[:WITHIN]-(p:AreaPeriod|UnitPeriod) WHERE @in_force(p)
  RETURN 'below' AS part, [p.id] AS fields
}
RETURN part, fields
