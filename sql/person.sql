-- One person: the name, every tenure known, and the plots answered for through them on a day; in no order.
-- parameters: person, on, known_at
-- columns: part, fields
-- part as_of: known_at, head, recorded_at
-- part person: name, since, until
-- part tenure: post, post_name, phone, organization, organization_name, kind, since, until, holds
-- part plot: place, place_name, tier, matter, matter_name, post, assignment, unit_kinds, ground, since, until
-- json: fields
WITH @moment,
-- every tenure known, with the period of its post that stands on the day; it holds the post where all are in force
held AS MATERIALIZED (
  SELECT t.*, (SELECT p.version FROM posts p WHERE p.id = t.post AND @known(p) ORDER BY @standing(p) LIMIT 1) AS post_version,
    (t.since IS NULL OR t.since <= :on) AND (t.until IS NULL OR :on < t.until) AS current
  FROM tenures t WHERE t.person = :person AND @known(t)
),
answering AS MATERIALIZED (
  SELECT DISTINCT h.post FROM held h CROSS JOIN posts p
  WHERE h.current AND p.version = h.post_version AND @in_force(p)
)
SELECT 'as_of' AS part, json_array(m.known_at, c.hash, c.recorded_at) AS fields
FROM moment m LEFT JOIN changesets c
  ON c.recorded_at = (SELECT max(recorded_at) FROM changesets WHERE recorded_at <= m.known_at)
UNION ALL
SELECT 'person', json_array(n.name, n.since, n.until) FROM people n WHERE n.id = :person AND @known(n)
UNION ALL
SELECT 'tenure', json_array(
  h.post, p.name, p.phone, p.organization,
  coalesce(
    (SELECT o.name FROM organizations o WHERE o.id = p.organization AND @known(o) ORDER BY @standing(o) LIMIT 1),
    (SELECT u.name FROM units u WHERE u.id = p.organization AND @known(u) ORDER BY @standing(u) LIMIT 1)
  ),
  h.kind, h.since, h.until, h.current AND @in_force(p)
)
FROM held h CROSS JOIN posts p WHERE p.version = h.post_version
UNION ALL
SELECT 'plot', json_array(
  a.place, p.name, a.tier, a.matter,
  (SELECT m.name FROM matters m WHERE m.id = a.matter AND @known(m) ORDER BY @standing(m) LIMIT 1),
  a.post, a.id, json(a.unit_kinds), a.ground, a.since, a.until
)
FROM answering h CROSS JOIN assignments a CROSS JOIN areas p
WHERE a.post = h.post AND @in_force(a) AND p.id = a.place AND @in_force(p)
UNION ALL
SELECT 'plot', json_array(
  a.place, p.name, a.tier, a.matter,
  (SELECT m.name FROM matters m WHERE m.id = a.matter AND @known(m) ORDER BY @standing(m) LIMIT 1),
  a.post, a.id, json(a.unit_kinds), a.ground, a.since, a.until
)
FROM answering h CROSS JOIN assignments a CROSS JOIN units p
WHERE a.post = h.post AND @in_force(a) AND p.id = a.place AND @in_force(p)
