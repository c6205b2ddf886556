// The facts that bear a name among the changes first to last, with what they are found by (null where they lack it), of some nouns.
// parameters: nouns, first, last
// columns: noun, id, name, version, recorded_at, superseded_at, erased, folded, sought, crc, dated
CALL () {
  MATCH (f:AreaPeriod) WHERE 'place' IN $nouns AND f.version >= $first AND f.version <= $last
  RETURN 'place' AS noun, false AS erased, f
  UNION ALL
  MATCH (f:UnitPeriod) WHERE 'place' IN $nouns AND f.version >= $first AND f.version <= $last
  RETURN 'place' AS noun, false AS erased, f
  UNION ALL
  MATCH (f:OrganizationPeriod) WHERE 'organization' IN $nouns AND f.version >= $first AND f.version <= $last
  RETURN 'organization' AS noun, false AS erased, f
  UNION ALL
  MATCH (f:PostPeriod) WHERE 'post' IN $nouns AND f.version >= $first AND f.version <= $last
  RETURN 'post' AS noun, false AS erased, f
  UNION ALL
  MATCH (f:PersonPeriod) WHERE 'person' IN $nouns AND f.version >= $first AND f.version <= $last
  RETURN 'person' AS noun, f.name_seal STARTS WITH 'erased:' AS erased, f
  UNION ALL
  MATCH (f:MatterPeriod) WHERE 'matter' IN $nouns AND f.version >= $first AND f.version <= $last
  RETURN 'matter' AS noun, false AS erased, f
}
RETURN noun, f.id AS id, f.name AS name, f.version AS version, f.recorded_at AS recorded_at,
  f.superseded_at AS superseded_at, erased, f.folded AS folded, f.sought AS sought, f.crc AS crc, true AS dated
