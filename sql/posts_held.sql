-- Some posts: their periods, and every tenure known of each with the name of who holds it; in no order.
-- parameters: posts, on, known_at
-- columns: part, fields
-- part as_of: known_at, head, recorded_at
-- part period: post, name, organization_name, since, until
-- part tenure: post, person, person_name, kind, since, until
-- json: fields
WITH @moment
SELECT 'as_of' AS part, json_array(m.known_at, c.hash, c.recorded_at) AS fields
FROM moment m LEFT JOIN changesets c
  ON c.recorded_at = (SELECT max(recorded_at) FROM changesets WHERE recorded_at <= m.known_at)
UNION ALL
SELECT 'period', json_array(
  p.id, p.name,
  coalesce(
    (SELECT o.name FROM organizations o WHERE o.id = p.organization AND @known(o) ORDER BY @standing(o) LIMIT 1),
    (SELECT u.name FROM units u WHERE u.id = p.organization AND @known(u) ORDER BY @standing(u) LIMIT 1)
  ),
  p.since, p.until
)
FROM json_each(:posts) w CROSS JOIN posts p WHERE p.id = w.value AND @known(p)
UNION ALL
SELECT 'tenure', json_array(
  t.post, t.person,
  (SELECT n.name FROM people n WHERE n.id = t.person AND @known(n) ORDER BY @standing(n) LIMIT 1),
  t.kind, t.since, t.until
)
FROM json_each(:posts) w CROSS JOIN tenures t WHERE t.post = w.value AND @known(t)
