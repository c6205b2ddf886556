// The places that bear a name in any period known.
// parameters: name, known_at
// columns: id, level, kinds, since, until
@moment
CALL (known_at) {
  MATCH (p:AreaPeriod) WHERE p.name = $name AND @known(p) RETURN p
  UNION ALL
  MATCH (p:UnitPeriod) WHERE p.name = $name AND @known(p) RETURN p
}
RETURN p.id AS id, p.level AS level, coalesce(p.kinds, []) AS kinds, p.since AS since, p.until AS until
