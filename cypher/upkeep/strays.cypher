// Facts and changesets that a question could see and no changeset holds: the first few.
// only here: SQLite asks its own questions for it.
// parameters: limit
// columns: what, number
MATCH (r:Register {key: 'register'})
CALL (r) {
  MATCH (f:Fact|AreaPeriod|UnitPeriod|OrganizationPeriod|PostPeriod|PersonPeriod|Tenure|MatterPeriod|Requirement|Assignment|Printing|Withdrawal)
  WHERE f.version < 1 OR (f.version > r.changes AND f.recorded_at <= r.head_recorded_at)
  RETURN 'change' AS what, f.version AS number
  UNION
  MATCH (c:Changeset)
  WHERE c.number < 1 OR c.number > r.head_number
  RETURN 'changeset' AS what, c.number AS number
}
WITH what, number ORDER BY what, number LIMIT $limit
RETURN what, number
