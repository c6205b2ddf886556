-- The named facts among the changes first to last that lack what they are found by.
-- parameters: first, last
-- columns: noun, id, name, version, recorded_at, superseded_at
SELECT 'place' AS noun, f.id, f.name, f.version, f.recorded_at, f.superseded_at
FROM areas f WHERE f.version BETWEEN :first AND :last
  AND NOT EXISTS (SELECT 1 FROM names n WHERE n.noun = 'place' AND n.id = f.id AND n.version = f.version)
UNION ALL
SELECT 'place' AS noun, f.id, f.name, f.version, f.recorded_at, f.superseded_at
FROM units f WHERE f.version BETWEEN :first AND :last
  AND NOT EXISTS (SELECT 1 FROM names n WHERE n.noun = 'place' AND n.id = f.id AND n.version = f.version)
UNION ALL
SELECT 'post' AS noun, f.id, f.name, f.version, f.recorded_at, f.superseded_at
FROM posts f WHERE f.version BETWEEN :first AND :last
  AND NOT EXISTS (SELECT 1 FROM names n WHERE n.noun = 'post' AND n.id = f.id AND n.version = f.version)
UNION ALL
SELECT 'person' AS noun, f.id, f.name, f.version, f.recorded_at, f.superseded_at
FROM people f WHERE f.version BETWEEN :first AND :last
  AND NOT EXISTS (SELECT 1 FROM names n WHERE n.noun = 'person' AND n.id = f.id AND n.version = f.version)
UNION ALL
SELECT 'matter' AS noun, f.id, f.name, f.version, f.recorded_at, f.superseded_at
FROM matters f WHERE f.version BETWEEN :first AND :last
  AND NOT EXISTS (SELECT 1 FROM names n WHERE n.noun = 'matter' AND n.id = f.id AND n.version = f.version)
