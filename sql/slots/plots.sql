-- The plots that exactly one person is to answer for (minimum and maximum are 1), and the persons who do; in no order.
-- parameters: spots, area, matter, tier, requirement, without, on, known_at
-- columns: part, fields
-- part plot: place, tier, requirement, slots, unfilled, shared
-- part person: person, place, tier, requirement
-- json: fields
WITH RECURSIVE @slots
SELECT 'plot' AS part, json_array(place, tier, requirement, count(*), sum(kind IS NOT NULL), sum(own > 1)) AS fields
FROM slot WHERE minimum = 1 AND maximum = 1 GROUP BY number
UNION ALL
SELECT DISTINCT 'person', json_array(f.person, q.place, q.tier, q.requirement)
FROM asked q CROSS JOIN able f CROSS JOIN line m
WHERE q.minimum = 1 AND q.maximum = 1 AND f.number = q.number AND f.distance = 0 AND f.person IS NOT NULL
  AND m.day = q.day AND m.matter = f.matter
  AND EXISTS (SELECT 1 FROM line l WHERE l.day = q.day AND l.leaf = m.leaf AND l.matter = q.matter)
