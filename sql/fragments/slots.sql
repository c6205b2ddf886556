-- The slots of some places on some days, and how many persons fill each: `slot`, and what it is made from.
-- parameters: spots, area, matter, tier, requirement, without, on, known_at
-- spots: [[place, day], …]; without: [person, …], whose tenures end on :on; area (the places inside it), matter,
-- tier, requirement: null for every one.
-- SQLite counts each mention of a table below as a copy of all that it is made from, up to 1,000: mention few, once.
@moment,
spot(place, day) AS MATERIALIZED (SELECT value ->> 0, value ->> 1 FROM json_each(:spots)),
days(day) AS MATERIALIZED (SELECT DISTINCT day FROM spot),
-- matters in force; one whose parent is not hangs under the root; leaf: nothing hangs under it
tree(day, id, parent, leaf) AS MATERIALIZED (
  SELECT d.day, m.id, CASE WHEN EXISTS (SELECT 1 FROM matters p WHERE p.id = m.parent AND @in_force(p, d)) THEN m.parent ELSE 'all' END,
    NOT EXISTS (SELECT 1 FROM matters p WHERE p.parent = m.id AND @in_force(p, d))
  FROM days d CROSS JOIN matters m WHERE m.id <> 'all' AND m.id >= '' AND @in_force(m, d)
  UNION ALL
  SELECT day, 'all', NULL, NOT EXISTS (SELECT 1 FROM matters p WHERE p.id <> 'all' AND p.id >= '' AND @in_force(p, d)) FROM days d
),
-- each leaf with itself and every matter above it
every_line(day, leaf, matter) AS (
  SELECT day, id, id FROM tree WHERE leaf
  UNION ALL
  SELECT l.day, l.leaf, t.parent
  FROM every_line l CROSS JOIN tree t WHERE t.day = l.day AND t.id = l.matter AND t.parent IS NOT NULL
),
line(day, leaf, matter) AS MATERIALIZED (
  SELECT day, leaf, matter
  FROM (SELECT *, max(matter = :matter) OVER (PARTITION BY day, leaf) AS under FROM every_line)
  WHERE :matter IS NULL OR under
),
-- the places in force, and the chain above each: once for all that lie in the same place
here(place, day, asked_as, kinds, parent) AS MATERIALIZED (
  SELECT s.place, s.day, json_array(p.level), '[]', p.parent FROM spot s CROSS JOIN areas p WHERE p.id = s.place AND @in_force(p, s)
  UNION ALL
  SELECT s.place, s.day, p.kinds, p.kinds, p.area FROM spot s CROSS JOIN units p WHERE p.id = s.place AND @in_force(p, s)
),
link(start, day, distance, place, parent) AS MATERIALIZED (
  SELECT h.start, h.day, 1, p.id, p.parent
  FROM (SELECT DISTINCT parent AS start, day FROM here) h CROSS JOIN areas p WHERE p.id = h.start AND @in_force(p, h)
  UNION ALL
  SELECT l.start, l.day, l.distance + 1, p.id, p.parent
  FROM link l CROSS JOIN areas p WHERE p.id = l.parent AND @in_force(p, l)
),
-- requirements in force that ask for a leaf, once for each kind of place
asking AS MATERIALIZED (
  SELECT d.day, a.value AS kind, r.id, r.area, r.tier, r.matter, r.minimum, r.maximum, r.answered_at, r.post_kinds
  FROM days d CROSS JOIN requirements r CROSS JOIN json_each(r.place_kinds) a
  WHERE r.id >= '' AND @in_force(r, d) AND (:tier IS NULL OR r.tier = :tier) AND (:requirement IS NULL OR r.id = :requirement)
    AND EXISTS (SELECT 1 FROM line l WHERE l.day = d.day AND l.matter = r.matter)
),
-- a requirement asks a place once, by however many of its kinds
asked AS MATERIALIZED (
  SELECT row_number() OVER () AS number, c.* FROM (
    SELECT DISTINCT h.place, h.day, h.kinds, h.parent,
      k.id AS requirement, k.tier, k.matter, k.minimum, k.maximum, k.answered_at, k.post_kinds
    FROM here h CROSS JOIN json_each(h.asked_as) u CROSS JOIN asking k
    WHERE k.kind = u.value AND k.day = h.day
      AND (k.area IS NULL OR k.area = h.place
        OR EXISTS (SELECT 1 FROM link l WHERE l.start = h.parent AND l.day = h.day AND l.place = k.area))
      AND (:area IS NULL OR :area = h.place
        OR EXISTS (SELECT 1 FROM link l WHERE l.start = h.parent AND l.day = h.day AND l.place = :area))
  ) c
),
-- the assignments there and above, each with the period of its post that stands on the day, and who holds it
covering AS MATERIALIZED (
  SELECT b.place, b.day, a.id, a.tier, a.matter, a.unit_kinds, a.post, a.until IS NULL OR b.day < a.until AS current,
    coalesce(
      (SELECT p.version FROM posts p WHERE p.id = a.post AND @in_force(p, b)),
      (SELECT p.version FROM posts p WHERE p.id = a.post AND @known(p) ORDER BY @standing(p, b) LIMIT 1)
    ) AS post_version
  FROM (SELECT place, day FROM here UNION SELECT place, day FROM link) b CROSS JOIN assignments a
  WHERE a.place = b.place AND @known(a) AND (a.since IS NULL OR a.since <= b.day)
),
standing AS MATERIALIZED (
  SELECT c.place, c.day, c.id, c.tier, c.matter, c.unit_kinds, c.post, p.kind AS post_kind,
    c.current AND @in_force(p, c) AS answers, t.person, t.kind AS tenure_kind
  FROM covering c CROSS JOIN posts p LEFT JOIN tenures t
    ON t.post = c.post AND c.current AND @in_force(p, c) AND @in_force(t, c)
    AND (c.day < :on OR NOT EXISTS (SELECT 1 FROM json_each(:without) g WHERE g.value = t.person))
  WHERE p.version = c.post_version
),
-- where what answers for a place may stand: there, or anywhere above
reach AS (
  SELECT q.number, q.day, iif(s.above, l.place, q.place) AS at, iif(s.above, l.distance, 0) AS distance, q.tier, q.kinds, q.post_kinds
  FROM asked q CROSS JOIN (SELECT 0 AS above UNION ALL SELECT 1) s
    LEFT JOIN link l ON s.above AND l.start = q.parent AND l.day = q.day
  WHERE NOT s.above OR (q.answered_at = 'chain' AND l.place IS NOT NULL)
),
-- what fits a slot but for its leaf
able(number, day, matter, answers, person, post, distance) AS MATERIALIZED (
  SELECT q.number, q.day, s.matter, s.answers, s.person, s.post, q.distance
  FROM reach q CROSS JOIN standing s
  WHERE s.place = q.at AND s.day = q.day AND s.tier = q.tier
    AND (q.post_kinds = '[]' OR EXISTS (SELECT 1 FROM json_each(q.post_kinds) k WHERE k.value = s.post_kind))
    AND (s.unit_kinds = '[]' OR EXISTS (SELECT 1 FROM json_each(s.unit_kinds) k CROSS JOIN json_each(q.kinds) u WHERE u.value = k.value))
),
filled(number, leaf, own, have, answers) AS MATERIALIZED (
  SELECT f.number, m.leaf, count(DISTINCT f.person) FILTER (WHERE f.distance = 0), count(DISTINCT f.person), max(f.answers)
  FROM able f CROSS JOIN line m WHERE m.matter = f.matter AND m.day = f.day
  GROUP BY f.number, m.leaf
),
-- own: persons by the place itself; have: in all; answers: null where nothing ever fitted, 0 where nothing is in force
slot AS (
  SELECT q.number, q.place, q.day, q.tier, q.requirement, l.leaf, q.minimum, q.maximum,
    coalesce(f.own, 0) AS own, coalesce(f.have, 0) AS have,
    CASE WHEN coalesce(f.have, 0) >= q.minimum THEN NULL WHEN f.have > 0 THEN 'partial'
      WHEN f.answers THEN 'vacant' WHEN f.answers = 0 THEN 'lapsed' ELSE 'unassigned' END AS kind
  FROM asked q CROSS JOIN line l LEFT JOIN filled f ON f.number = q.number AND f.leaf = l.leaf
  WHERE l.day = q.day AND l.matter = q.matter
)
