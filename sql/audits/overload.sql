-- Who answers at more places than a number, wherever these lie, and holds a post inside the area.
-- parameters: area, most, without, on, known_at
-- columns: part, fields
-- part of: count
-- part found: person, places
-- json: fields
-- scans: without an area every post is looked at
WITH RECURSIVE @held,
answering(person, place) AS MATERIALIZED (
  SELECT DISTINCT h.person, a.place
  FROM (SELECT DISTINCT person FROM held) h CROSS JOIN tenures t CROSS JOIN assignments a
  WHERE t.person = h.person AND @in_force(t) AND a.post = t.post AND @in_force(a)
    AND EXISTS (SELECT 1 FROM posts p WHERE p.id = t.post AND @in_force(p))
    AND (EXISTS (SELECT 1 FROM areas p WHERE p.id = a.place AND @in_force(p)) OR EXISTS (SELECT 1 FROM units p WHERE p.id = a.place AND @in_force(p)))
)
SELECT 'of' AS part, json_array(count(DISTINCT person)) AS fields FROM answering
UNION ALL
SELECT 'found', json_array(person, count(*)) FROM answering GROUP BY person HAVING count(*) > :most
