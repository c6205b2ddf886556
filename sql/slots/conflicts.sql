-- Who answers in several tiers of one place for one leaf, by what stands at the place itself; in no order.
-- parameters: spots, area, matter, tier, requirement, without, on, known_at
-- columns: part, fields
-- part of: count
-- part found: place, day, person, leaf, tiers
-- json: fields
WITH RECURSIVE @slots,
answering(place, day, person, tier, matter, fits) AS MATERIALIZED (
  SELECT DISTINCT h.place, h.day, s.person, s.tier, s.matter,
    s.unit_kinds = '[]' OR EXISTS (SELECT 1 FROM json_each(s.unit_kinds) k CROSS JOIN json_each(h.kinds) u WHERE u.value = k.value)
  FROM here h CROSS JOIN standing s
  WHERE s.place = h.place AND s.day = h.day AND s.person IS NOT NULL
    AND (:area IS NULL OR :area = h.place OR EXISTS (SELECT 1 FROM link l WHERE l.start = h.parent AND l.day = h.day AND l.place = :area))
)
SELECT 'of' AS part, json_array(count(DISTINCT json_array(place, day, person))) AS fields FROM answering
UNION ALL
SELECT 'found', json_array(a.place, a.day, a.person, m.leaf, json_group_array(DISTINCT a.tier))
FROM answering a CROSS JOIN line m WHERE a.fits AND m.day = a.day AND m.matter = a.matter
GROUP BY a.place, a.day, a.person, m.leaf HAVING count(DISTINCT a.tier) > 1
