-- The places inside an area on a day (all of them without one), each with the area of the answer that it counts in.
-- parameters: area, level, on, known_at
-- columns: part, fields
-- part area: id, name, level
-- part place: id, counts_in
-- json: fields
-- scans: without an area every place is looked at
WITH RECURSIVE @moment,
start(id, name, level) AS MATERIALIZED (
  SELECT p.id, p.name, p.level FROM areas p WHERE p.id = :area AND @in_force(p)
  UNION ALL
  SELECT p.id, p.name, p.level FROM areas p WHERE :area IS NULL AND p.id >= '' AND @in_force(p)
    AND (p.parent IS NULL OR NOT EXISTS (SELECT 1 FROM areas q WHERE q.id = p.parent AND @in_force(q)))
),
-- counts_in: the area of the level that is asked for, else the one directly below (without an area: at the end of the chain)
inside(id, name, level, counts_in, area) AS (
  SELECT id, name, level, CASE WHEN :area IS NULL AND (:level IS NULL OR level = :level) THEN id END, 1 FROM start
  UNION ALL
  SELECT p.id, p.name, p.level, CASE WHEN p.level = :level OR (:level IS NULL AND i.counts_in IS NULL) THEN p.id ELSE i.counts_in END, 1
  FROM inside i CROSS JOIN areas p WHERE p.parent = i.id AND i.area AND @in_force(p)
  UNION ALL
  SELECT p.id, p.name, NULL, i.counts_in, 0
  FROM inside i CROSS JOIN units p WHERE p.area = i.id AND i.area AND @in_force(p)
),
every AS MATERIALIZED (
  SELECT id, name, level, counts_in FROM inside
  UNION ALL
  SELECT p.id, p.name, NULL, NULL FROM units p WHERE :area IS NULL AND p.id >= '' AND @in_force(p)
    AND (p.area IS NULL OR NOT EXISTS (SELECT 1 FROM areas q WHERE q.id = p.area AND @in_force(q)))
)
SELECT 'area' AS part, json_array(id, name, level) AS fields FROM start WHERE id = :area
UNION ALL
SELECT 'area', json_array(id, name, level) FROM every WHERE counts_in = id AND level IS NOT NULL
UNION ALL
SELECT 'place', json_array(id, counts_in) FROM every
