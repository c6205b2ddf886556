-- The rows of the whole answer for one incident: chain, matters, assignments with holders, requirements; in no order.
-- parameters: place, matter, on, known_at
-- columns: part, rows
-- part as_of: known_at, head, recorded_at
-- part chain: distance, id, name, level, kinds, parent
-- part matter: id, parent, name
-- part assignment: distance, place, id, tier, matter, unit_kinds, ground, since, until, answers, post, post_name, post_kind, phone, organization, organization_name, person, person_name, tenure_kind, tenure_since, tenure_until
-- part requirement: id, area, tier, place_kinds, matter, minimum, answered_at, post_kinds, citation
-- json: rows
WITH RECURSIVE @moment,
chain(distance, id, name, level, kinds, parent) AS (
  SELECT 0, p.id, p.name, p.level, '[]', p.parent FROM areas p WHERE p.id = :place AND @in_force(p)
  UNION ALL
  SELECT 0, p.id, p.name, NULL, p.kinds, p.area FROM units p WHERE p.id = :place AND @in_force(p)
  UNION ALL
  SELECT c.distance + 1, p.id, p.name, p.level, '[]', p.parent
  FROM chain c CROSS JOIN areas p WHERE p.id = c.parent AND @in_force(p)
),
-- the matter asked about and those above it
above(id, parent, name) AS (
  SELECT m.id, m.parent, m.name FROM matters m WHERE m.id = :matter AND @in_force(m)
  UNION ALL
  SELECT m.id, m.parent, m.name FROM above a CROSS JOIN matters m WHERE m.id = a.parent AND @in_force(m)
),
-- those below it; under the root, and where no matter is named, every matter in force (also one whose parent is not)
below(id, parent, name) AS (
  SELECT m.id, m.parent, m.name FROM matters m WHERE coalesce(:matter, 'all') = 'all' AND m.id >= '' AND @in_force(m)
  UNION ALL
  SELECT m.id, m.parent, m.name FROM matters m WHERE :matter <> 'all' AND m.parent = :matter AND @in_force(m)
  UNION ALL
  SELECT m.id, m.parent, m.name
  FROM below b CROSS JOIN matters m WHERE :matter <> 'all' AND m.parent = b.id AND @in_force(m)
),
-- a matter may stand here twice, as the root does where the root is asked about: that changes no answer
related(id, parent, name) AS MATERIALIZED (
  SELECT id, parent, name FROM above UNION ALL SELECT id, parent, name FROM below UNION ALL SELECT 'all', NULL, NULL
)
SELECT 'as_of' AS part, json_array(json_array(m.known_at, c.hash, c.recorded_at)) AS rows
FROM moment m LEFT JOIN changesets c
  ON c.recorded_at = (SELECT max(recorded_at) FROM changesets WHERE recorded_at <= m.known_at)
UNION ALL
SELECT 'chain', json_group_array(json_array(distance, id, name, level, json(kinds), parent)) FROM chain
UNION ALL
SELECT 'matter', json_group_array(json_array(id, parent, name)) FROM related
UNION ALL
-- names are those in force, in a join; only where there is none is the standing one sought, which takes a sort
-- `+` keeps the few related matters from being indexed anew, with a Bloom filter, on every call
SELECT 'assignment', json_group_array(json_array(
  c.distance, a.place, a.id, a.tier, a.matter, json(a.unit_kinds), a.ground, a.since, a.until,
  (a.until IS NULL OR :on < a.until) AND @in_force(p),
  p.id, p.name, p.kind, p.phone, p.organization,
  coalesce(
    o.name,
    (SELECT s.name FROM organizations s WHERE s.id = p.organization AND @known(s) ORDER BY @standing(s) LIMIT 1),
    (SELECT u.name FROM units u WHERE u.id = p.organization AND @known(u) ORDER BY @standing(u) LIMIT 1)
  ),
  t.person,
  coalesce(n.name, (SELECT s.name FROM people s WHERE s.id = t.person AND @known(s) ORDER BY @standing(s) LIMIT 1)),
  t.kind, t.since, t.until
))
FROM chain c CROSS JOIN assignments a CROSS JOIN posts p
  LEFT JOIN organizations o ON o.id = p.organization AND @in_force(o)
  LEFT JOIN tenures t ON t.post = p.id AND (a.until IS NULL OR :on < a.until) AND @in_force(p) AND @in_force(t)
  LEFT JOIN people n ON n.id = t.person AND @in_force(n)
WHERE a.place = c.id AND @known(a) AND (a.since IS NULL OR a.since <= :on)
  AND (a.matter = 'all' OR EXISTS (SELECT 1 FROM related m WHERE +m.id = a.matter))
  AND p.id = a.post AND (
    @in_force(p)
    OR p.version = (SELECT s.version FROM posts s WHERE s.id = a.post AND @known(s) ORDER BY @standing(s) LIMIT 1)
  )
UNION ALL
SELECT 'requirement', json_group_array(json_array(
  r.id, r.area, r.tier, json(r.place_kinds), r.matter, r.minimum, r.answered_at, json(r.post_kinds), r.citation
))
FROM (SELECT NULL AS id UNION ALL SELECT id FROM chain) c CROSS JOIN requirements r
WHERE r.area IS c.id AND @in_force(r) AND (r.matter = 'all' OR EXISTS (SELECT 1 FROM related m WHERE +m.id = r.matter))
