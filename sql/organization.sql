-- One organization and those directly below it on a day: their posts, who holds each, whom each reports to; in no order.
-- parameters: organization, on, known_at
-- columns: part, fields
-- part as_of: known_at, head, recorded_at
-- part period: name, since, until
-- part below: id, name
-- part seat: post, post_name, phone, organization, reports_to, reports_to_name, person, person_name, kind, since, until
-- json: fields
WITH @moment,
bodies AS MATERIALIZED (
  SELECT o.id FROM organizations o WHERE o.id = :organization AND @in_force(o)
  UNION
  SELECT o.id FROM organizations o WHERE o.parent = :organization AND @in_force(o)
)
SELECT 'as_of' AS part, json_array(m.known_at, c.hash, c.recorded_at) AS fields
FROM moment m LEFT JOIN changesets c
  ON c.recorded_at = (SELECT max(recorded_at) FROM changesets WHERE recorded_at <= m.known_at)
UNION ALL
SELECT 'period', json_array(o.name, o.since, o.until) FROM organizations o WHERE o.id = :organization AND @known(o)
UNION ALL
SELECT 'below', json_array(o.id, o.name) FROM organizations o WHERE o.parent = :organization AND @in_force(o)
UNION ALL
SELECT 'seat', json_array(
  p.id, p.name, p.phone, p.organization, p.reports_to,
  (SELECT q.name FROM posts q WHERE q.id = p.reports_to AND @known(q) ORDER BY @standing(q) LIMIT 1),
  t.person,
  (SELECT n.name FROM people n WHERE n.id = t.person AND @known(n) ORDER BY @standing(n) LIMIT 1),
  t.kind, t.since, t.until
)
FROM bodies b CROSS JOIN posts p LEFT JOIN tenures t ON t.post = p.id AND @in_force(t)
WHERE p.organization = b.id AND @in_force(p)
