-- The facts that bear a name among the changes first to last, with what they are found by (null where they lack it), of some nouns.
-- parameters: nouns, first, last
-- columns: noun, id, name, version, recorded_at, superseded_at, erased, folded, sought, crc, dated
SELECT 'place' AS noun, f.id, f.name, f.version, f.recorded_at, f.superseded_at,
  0 AS erased, n.folded, n.sought, n.crc,
  n.recorded_at = f.recorded_at AND n.superseded_at IS f.superseded_at AS dated
FROM areas f LEFT JOIN names n ON n.noun = 'place' AND n.id = f.id AND n.version = f.version
WHERE instr(:nouns, '"place"') AND f.version BETWEEN :first AND :last
UNION ALL
SELECT 'place' AS noun, f.id, f.name, f.version, f.recorded_at, f.superseded_at,
  0 AS erased, n.folded, n.sought, n.crc,
  n.recorded_at = f.recorded_at AND n.superseded_at IS f.superseded_at AS dated
FROM units f LEFT JOIN names n ON n.noun = 'place' AND n.id = f.id AND n.version = f.version
WHERE instr(:nouns, '"place"') AND f.version BETWEEN :first AND :last
UNION ALL
SELECT 'organization' AS noun, f.id, f.name, f.version, f.recorded_at, f.superseded_at,
  0 AS erased, n.folded, n.sought, n.crc,
  n.recorded_at = f.recorded_at AND n.superseded_at IS f.superseded_at AS dated
FROM organizations f LEFT JOIN names n ON n.noun = 'organization' AND n.id = f.id AND n.version = f.version
WHERE instr(:nouns, '"organization"') AND f.version BETWEEN :first AND :last
UNION ALL
SELECT 'post' AS noun, f.id, f.name, f.version, f.recorded_at, f.superseded_at,
  0 AS erased, n.folded, n.sought, n.crc,
  n.recorded_at = f.recorded_at AND n.superseded_at IS f.superseded_at AS dated
FROM posts f LEFT JOIN names n ON n.noun = 'post' AND n.id = f.id AND n.version = f.version
WHERE instr(:nouns, '"post"') AND f.version BETWEEN :first AND :last
UNION ALL
SELECT 'person' AS noun, f.id, f.name, f.version, f.recorded_at, f.superseded_at,
  substr(f.name_seal, 1, 7) = 'erased:' AS erased, n.folded, n.sought, n.crc,
  n.recorded_at = f.recorded_at AND n.superseded_at IS f.superseded_at AS dated
FROM people f LEFT JOIN names n ON n.noun = 'person' AND n.id = f.id AND n.version = f.version
WHERE instr(:nouns, '"person"') AND f.version BETWEEN :first AND :last
UNION ALL
SELECT 'matter' AS noun, f.id, f.name, f.version, f.recorded_at, f.superseded_at,
  0 AS erased, n.folded, n.sought, n.crc,
  n.recorded_at = f.recorded_at AND n.superseded_at IS f.superseded_at AS dated
FROM matters f LEFT JOIN names n ON n.noun = 'matter' AND n.id = f.id AND n.version = f.version
WHERE instr(:nouns, '"matter"') AND f.version BETWEEN :first AND :last
