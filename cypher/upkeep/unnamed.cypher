// The named facts among the changes first to last that lack what they are found by.
// parameters: first, last
// columns: noun, id, name, version, recorded_at, superseded_at
CALL () {
  MATCH (f:AreaPeriod) WHERE f.version >= $first AND f.version <= $last AND f.sought IS NULL
  RETURN 'place' AS noun, f
  UNION ALL
  MATCH (f:UnitPeriod) WHERE f.version >= $first AND f.version <= $last AND f.sought IS NULL
  RETURN 'place' AS noun, f
  UNION ALL
  MATCH (f:PostPeriod) WHERE f.version >= $first AND f.version <= $last AND f.sought IS NULL
  RETURN 'post' AS noun, f
  UNION ALL
  MATCH (f:PersonPeriod) WHERE f.version >= $first AND f.version <= $last AND f.sought IS NULL
  RETURN 'person' AS noun, f
  UNION ALL
  MATCH (f:MatterPeriod) WHERE f.version >= $first AND f.version <= $last AND f.sought IS NULL
  RETURN 'matter' AS noun, f
}
RETURN noun, f.id AS id, f.name AS name, f.version AS version, f.recorded_at AS recorded_at,
  f.superseded_at AS superseded_at
