-- What some ids are called on a day: the name that stands then, and what it is within; in no order.
-- parameters: places, posts, people, matters, requirements, on, known_at
-- columns: noun, id, name, within
-- a place is within the area above it, a post in its organization or unit, a requirement (named by its citation) in its scheme
WITH @moment
SELECT 'place' AS noun, p.id, p.name,
  (SELECT q.name FROM areas q WHERE q.id = p.parent AND @known(q) ORDER BY @standing(q) LIMIT 1) AS within
FROM json_each(:places) w CROSS JOIN areas p
WHERE p.version = (SELECT r.version FROM areas r WHERE r.id = w.value AND @known(r) ORDER BY @standing(r) LIMIT 1)
UNION ALL
SELECT 'place', p.id, p.name,
  (SELECT q.name FROM areas q WHERE q.id = p.area AND @known(q) ORDER BY @standing(q) LIMIT 1)
FROM json_each(:places) w CROSS JOIN units p
WHERE p.version = (SELECT r.version FROM units r WHERE r.id = w.value AND @known(r) ORDER BY @standing(r) LIMIT 1)
UNION ALL
SELECT 'post', p.id, p.name, coalesce(
  (SELECT o.name FROM organizations o WHERE o.id = p.organization AND @known(o) ORDER BY @standing(o) LIMIT 1),
  (SELECT u.name FROM units u WHERE u.id = p.organization AND @known(u) ORDER BY @standing(u) LIMIT 1)
)
FROM json_each(:posts) w CROSS JOIN posts p
WHERE p.version = (SELECT r.version FROM posts r WHERE r.id = w.value AND @known(r) ORDER BY @standing(r) LIMIT 1)
UNION ALL
SELECT 'person', n.id, n.name, NULL
FROM json_each(:people) w CROSS JOIN people n
WHERE n.version = (SELECT r.version FROM people r WHERE r.id = w.value AND @known(r) ORDER BY @standing(r) LIMIT 1)
UNION ALL
SELECT 'matter', m.id, m.name, NULL
FROM json_each(:matters) w CROSS JOIN matters m
WHERE m.version = (SELECT r.version FROM matters r WHERE r.id = w.value AND @known(r) ORDER BY @standing(r) LIMIT 1)
UNION ALL
SELECT 'requirement', n.id, n.citation, n.scheme
FROM json_each(:requirements) w CROSS JOIN requirements n
WHERE n.version = (SELECT r.version FROM requirements r WHERE r.id = w.value AND @known(r) ORDER BY @standing(r) LIMIT 1)
