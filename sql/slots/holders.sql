-- Who answers for some places on some days, by tier and leaf: at the place itself, or above for its slots; in no order.
-- parameters: spots, area, matter, tier, requirement, without, on, known_at
-- columns: place, day, tier, leaf, at, post, person, kind
-- person, kind: null where an assignment is in force and nobody holds its post
WITH RECURSIVE @slots,
reached(place, day, tier, matter, asked_for, at, post, person, kind) AS MATERIALIZED (
  SELECT h.place, h.day, s.tier, s.matter, NULL, s.place, s.post, s.person, s.tenure_kind
  FROM here h CROSS JOIN standing s
  WHERE s.place = h.place AND s.day = h.day AND s.answers AND (:tier IS NULL OR s.tier = :tier)
    AND (s.unit_kinds = '[]' OR EXISTS (SELECT 1 FROM json_each(s.unit_kinds) k CROSS JOIN json_each(h.kinds) u WHERE u.value = k.value))
    AND (:area IS NULL OR :area = h.place OR EXISTS (SELECT 1 FROM link l WHERE l.start = h.parent AND l.day = h.day AND l.place = :area))
  UNION ALL
  SELECT q.place, q.day, q.tier, s.matter, q.matter, s.place, s.post, s.person, s.tenure_kind
  FROM asked q CROSS JOIN link l CROSS JOIN standing s
  WHERE q.answered_at = 'chain' AND l.start = q.parent AND l.day = q.day
    AND s.place = l.place AND s.day = q.day AND s.tier = q.tier AND s.answers
    AND (q.post_kinds = '[]' OR EXISTS (SELECT 1 FROM json_each(q.post_kinds) k WHERE k.value = s.post_kind))
    AND (s.unit_kinds = '[]' OR EXISTS (SELECT 1 FROM json_each(s.unit_kinds) k CROSS JOIN json_each(q.kinds) u WHERE u.value = k.value))
)
SELECT DISTINCT r.place, r.day, r.tier, m.leaf, r.at, r.post, r.person, r.kind
FROM reached r CROSS JOIN line m
WHERE m.day = r.day AND m.matter = r.matter
  AND (r.asked_for IS NULL OR EXISTS (SELECT 1 FROM line a WHERE a.day = r.day AND a.leaf = m.leaf AND a.matter = r.asked_for))
