-- Held posts that answer at no place on a day.
-- parameters: area, without, on, known_at
-- columns: part, fields
-- part of: count
-- part found: post
-- json: fields
-- scans: without an area every post is looked at
WITH RECURSIVE @held
SELECT 'of' AS part, json_array(count(DISTINCT post)) AS fields FROM held
UNION ALL
SELECT 'found', json_array(h.post) FROM (SELECT DISTINCT post FROM held) h
WHERE NOT EXISTS (
  SELECT 1 FROM assignments a WHERE a.post = h.post AND @in_force(a)
    AND (EXISTS (SELECT 1 FROM areas p WHERE p.id = a.place AND @in_force(p)) OR EXISTS (SELECT 1 FROM units p WHERE p.id = a.place AND @in_force(p)))
)
