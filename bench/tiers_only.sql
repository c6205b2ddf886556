-- PostgreSQL: the slots of everything inside an area, by tier: all, filled, of these filled above, unfilled by kind.
-- Parameters: area, day, record time, matter. The best single statement that we found: chains as arrays, made from the
-- top; persons counted once for each requirement, place and leaf, and never where one assignment is enough to know.
PREPARE tiers_only(text, text, bigint, text) AS
WITH RECURSIVE
up(id, parent, distance) AS (
  SELECT a.id, a.parent, 0 FROM areas a
  WHERE a.id = $1 AND a.recorded_at <= $3 AND (a.superseded_at IS NULL OR $3 < a.superseded_at)
    AND (a.since IS NULL OR a.since <= $2) AND (a.until IS NULL OR $2 < a.until)
  UNION ALL
  SELECT a.id, a.parent, u.distance + 1 FROM up u JOIN areas a ON a.id = u.parent
  WHERE a.recorded_at <= $3 AND (a.superseded_at IS NULL OR $3 < a.superseded_at)
    AND (a.since IS NULL OR a.since <= $2) AND (a.until IS NULL OR $2 < a.until)
),
inside(id, level, above) AS (
  SELECT a.id, a.level, (SELECT array_agg(u.id ORDER BY u.distance) FROM up u WHERE u.distance > 0)
  FROM areas a WHERE a.id = $1 AND EXISTS (SELECT 1 FROM up)
    AND a.recorded_at <= $3 AND (a.superseded_at IS NULL OR $3 < a.superseded_at)
    AND (a.since IS NULL OR a.since <= $2) AND (a.until IS NULL OR $2 < a.until)
  UNION ALL
  SELECT a.id, a.level, i.id || i.above FROM inside i JOIN areas a ON a.parent = i.id
  WHERE a.recorded_at <= $3 AND (a.superseded_at IS NULL OR $3 < a.superseded_at)
    AND (a.since IS NULL OR a.since <= $2) AND (a.until IS NULL OR $2 < a.until)
),
tree(id, parent) AS (
  SELECT m.id, coalesce(m.parent, 'all') FROM matters m WHERE m.id <> 'all'
    AND m.recorded_at <= $3 AND (m.superseded_at IS NULL OR $3 < m.superseded_at)
    AND (m.since IS NULL OR m.since <= $2) AND (m.until IS NULL OR $2 < m.until)
  UNION ALL SELECT 'all', NULL
),
every_line(leaf, matter) AS (
  SELECT t.id, t.id FROM tree t WHERE NOT EXISTS (SELECT 1 FROM tree b WHERE b.parent = t.id)
  UNION ALL
  SELECT l.leaf, t.parent FROM every_line l JOIN tree t ON t.id = l.matter WHERE t.parent IS NOT NULL
),
line(leaf, matter) AS MATERIALIZED (
  SELECT l.leaf, l.matter FROM every_line l
  WHERE $4 IS NULL OR EXISTS (SELECT 1 FROM every_line u WHERE u.leaf = l.leaf AND u.matter = $4)
),
asked AS MATERIALIZED (
  SELECT i.id AS place, i.above, r.id AS requirement, r.tier, r.matter, r.minimum, r.answered_at, r.post_kinds
  FROM requirements r JOIN inside i ON i.level = ANY (r.place_kinds)
  WHERE (r.area IS NULL OR r.area = i.id OR r.area = ANY (i.above)) AND r.matter IN (SELECT matter FROM line)
    AND r.recorded_at <= $3 AND (r.superseded_at IS NULL OR $3 < r.superseded_at)
    AND (r.since IS NULL OR r.since <= $2) AND (r.until IS NULL OR $2 < r.until)
),
reach AS (
  SELECT place, requirement, tier, post_kinds, place AS at, true AS own FROM asked
  UNION ALL
  SELECT q.place, q.requirement, q.tier, q.post_kinds, u.at, false FROM asked q CROSS JOIN unnest(q.above) u(at) WHERE q.answered_at = 'chain'
),
able AS (
  SELECT r.place, r.requirement, r.own, l.leaf, (a.until IS NULL OR $2 < a.until) AS answers, t.person
  FROM reach r
  JOIN assignments a ON a.place = r.at AND a.tier = r.tier AND (a.since IS NULL OR a.since <= $2)
    AND a.recorded_at <= $3 AND (a.superseded_at IS NULL OR $3 < a.superseded_at)
  JOIN posts p ON p.id = a.post AND (r.post_kinds = '{}' OR p.kind = ANY (r.post_kinds))
    AND p.recorded_at <= $3 AND (p.superseded_at IS NULL OR $3 < p.superseded_at)
  JOIN line l ON l.matter = a.matter
  LEFT JOIN tenures t ON t.post = a.post AND (a.until IS NULL OR $2 < a.until)
    AND t.recorded_at <= $3 AND (t.superseded_at IS NULL OR $3 < t.superseded_at)
    AND (t.since IS NULL OR t.since <= $2) AND (t.until IS NULL OR $2 < t.until)
),
filled AS (
  SELECT place, requirement, leaf, count(DISTINCT person) AS have, count(DISTINCT person) FILTER (WHERE own) AS own_have,
    bool_or(answers) AS answers
  FROM able GROUP BY place, requirement, leaf
)
SELECT q.tier, count(*), count(*) FILTER (WHERE f.have >= q.minimum),
  count(*) FILTER (WHERE f.have >= q.minimum AND f.own_have < q.minimum),
  count(*) FILTER (WHERE f.place IS NULL),
  count(*) FILTER (WHERE f.have = 0 AND NOT f.answers),
  count(*) FILTER (WHERE f.have = 0 AND f.answers AND q.minimum > 0),
  count(*) FILTER (WHERE f.have > 0 AND f.have < q.minimum)
FROM asked q JOIN line l ON l.matter = q.matter
LEFT JOIN filled f ON f.place = q.place AND f.requirement = q.requirement AND f.leaf = l.leaf
GROUP BY q.tier;
