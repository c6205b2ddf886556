-- The posts in force inside an area on a day, with who holds each, and what they answer for there; in no order.
-- parameters: area, on, known_at
-- columns: part, fields
-- part seat: post, person, kind, since, until
-- part plot: place, tier, matter, post
-- json: fields
-- a seat without holder has person null; without an area there is nothing
WITH RECURSIVE @inside
SELECT 'seat' AS part, json_array(p.id, t.person, t.kind, t.since, t.until) AS fields
FROM post_in i CROSS JOIN posts p LEFT JOIN tenures t ON t.post = p.id AND @in_force(t)
WHERE :area IS NOT NULL AND p.id = i.id AND @in_force(p)
UNION ALL
SELECT 'plot', json_array(a.place, a.tier, a.matter, a.post)
FROM inside i CROSS JOIN assignments a CROSS JOIN posts p
WHERE a.place = i.id AND @in_force(a) AND p.id = a.post AND @in_force(p)
