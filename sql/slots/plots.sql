-- The plots that exactly one person is to answer for (minimum and maximum are 1), and the persons who do; in no order.
-- parameters: spots, area, matter, tier, requirement, without, on, known_at
-- columns: part, fields
-- part plot: place, tier, requirement, slots, unfilled, shared
-- part person: person, place, tier, requirement
-- json: fields
WITH RECURSIVE @slots,
single AS MATERIALIZED (SELECT * FROM slot WHERE minimum = 1 AND maximum = 1)
SELECT 'plot' AS part, json_array(place, tier, requirement, count(*), sum(kind IS NOT NULL), sum(own > 1)) AS fields
FROM single GROUP BY number
UNION ALL
SELECT DISTINCT 'person', json_array(f.person, s.place, s.tier, s.requirement)
FROM single s CROSS JOIN able f CROSS JOIN line m
WHERE f.number = s.number AND f.distance = 0 AND f.person IS NOT NULL AND m.day = s.day AND m.leaf = s.leaf AND m.matter = f.matter
