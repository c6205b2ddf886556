-- Places in force on a day whose parent is not: what lies above them answers for them no longer.
-- parameters: area, on, known_at
-- columns: part, fields
-- part of: count
-- part found: place, parent
-- part below: count
-- json: fields
-- scans: without an area every place is looked at
-- below: how many places of the whole register have a chain that breaks, these included
WITH RECURSIVE @moment,
place(id, parent) AS MATERIALIZED (
  SELECT p.id, p.parent FROM areas p WHERE p.id >= '' AND @in_force(p)
  UNION ALL
  SELECT p.id, p.area FROM units p WHERE p.id >= '' AND @in_force(p)
),
orphan(id, parent) AS MATERIALIZED (
  SELECT s.id, s.parent FROM place s
  WHERE s.parent IS NOT NULL AND NOT EXISTS (SELECT 1 FROM areas q WHERE q.id = s.parent AND @in_force(q))
),
below(id) AS (
  SELECT id FROM orphan
  UNION
  SELECT p.id FROM below b CROSS JOIN areas p WHERE p.parent = b.id AND @in_force(p)
  UNION
  SELECT p.id FROM below b CROSS JOIN units p WHERE p.area = b.id AND @in_force(p)
),
inside(id) AS (
  SELECT p.id FROM areas p WHERE p.id = :area AND @in_force(p)
  UNION
  SELECT p.id FROM inside i CROSS JOIN areas p WHERE p.parent = i.id AND @in_force(p)
  UNION
  SELECT p.id FROM inside i CROSS JOIN units p WHERE p.area = i.id AND @in_force(p)
)
SELECT 'of' AS part, json_array(CASE WHEN :area IS NULL THEN (SELECT count(*) FROM place) ELSE (SELECT count(*) FROM inside) END) AS fields
UNION ALL
SELECT 'found', json_array(o.id, o.parent) FROM orphan o WHERE :area IS NULL OR o.id = :area
UNION ALL
SELECT 'below', json_array(count(*)) FROM below
