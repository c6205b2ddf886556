-- Of some unfilled slots, who answers meanwhile at the nearest place above, by a post of whatever kind; in no order.
-- parameters: slots, spots, area, matter, tier, requirement, without, on, known_at
-- columns: place, day, requirement, leaf, at, post, person
-- slots: [[place, day, requirement, leaf], …], all at spots
WITH RECURSIVE @wanted,
answering_above AS (
  SELECT w.place, w.day, w.requirement, w.leaf, l.place AS at, s.post, s.person,
    row_number() OVER (
      PARTITION BY w.number, w.leaf
      ORDER BY l.distance, CASE s.tenure_kind WHEN 'substantive' THEN 0 WHEN 'concurrent' THEN 1 ELSE 2 END, s.post, s.person
    ) AS rank
  FROM want w CROSS JOIN link l CROSS JOIN standing s CROSS JOIN line m
  WHERE l.start = w.parent AND l.day = w.day AND s.place = l.place AND s.day = w.day AND s.tier = w.tier AND s.person IS NOT NULL
    AND (s.unit_kinds = '[]' OR EXISTS (SELECT 1 FROM json_each(s.unit_kinds) k CROSS JOIN json_each(w.kinds) u WHERE u.value = k.value))
    AND m.day = w.day AND m.leaf = w.leaf AND m.matter = s.matter
)
SELECT place, day, requirement, leaf, at, post, person FROM answering_above WHERE rank = 1
