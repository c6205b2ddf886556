-- What bears a name like the one sought, and its periods as known; one page, in no order.
-- scans: a piece of a name has no beginning to look up; the rows of one noun in `names` are read from end to end, and nothing else is.
-- parameters: noun, id, text, after_rank, after_id, limit, known_at
-- columns: part, fields
-- part as_of: known_at, head, recorded_at
-- part found: id, rank
-- part period: id, rank, name, level, kinds, above, area, since, until
-- json: fields
WITH @moment,
found AS MATERIALIZED (
  SELECT n.id, min(@matching(n)) AS rank
  FROM names n
  WHERE n.noun = :noun AND instr(n.sought, :text) AND @known(n)
  GROUP BY n.id
  HAVING rank > :after_rank OR (rank = :after_rank AND n.id > :after_id)
  ORDER BY rank, n.id LIMIT :limit
)
SELECT 'as_of' AS part, json_array(m.known_at, c.hash, c.recorded_at) AS fields
FROM moment m LEFT JOIN changesets c
  ON c.recorded_at = (SELECT max(recorded_at) FROM changesets WHERE recorded_at <= m.known_at)
UNION ALL
SELECT 'found', json_array(id, rank) FROM found
UNION ALL
SELECT 'period', json_array(p.id, @matching(n), p.name, p.level, json('[]'), p.parent, NULL, p.since, p.until)
FROM found f CROSS JOIN areas p CROSS JOIN names n
WHERE p.id = f.id AND @known(p) AND n.noun = :noun AND n.id = p.id AND n.version = p.version
UNION ALL
SELECT 'period', json_array(p.id, @matching(n), p.name, NULL, json(p.kinds), p.area, NULL, p.since, p.until)
FROM found f CROSS JOIN units p CROSS JOIN names n
WHERE p.id = f.id AND @known(p) AND n.noun = :noun AND n.id = p.id AND n.version = p.version
UNION ALL
SELECT 'period', json_array(p.id, @matching(n), p.name, NULL, json('[]'), p.parent, p.area, p.since, p.until)
FROM found f CROSS JOIN organizations p CROSS JOIN names n
WHERE p.id = f.id AND @known(p) AND n.noun = :noun AND n.id = p.id AND n.version = p.version
UNION ALL
SELECT 'period', json_array(p.id, @matching(n), p.name, NULL, json('[]'), p.organization, NULL, p.since, p.until)
FROM found f CROSS JOIN posts p CROSS JOIN names n
WHERE p.id = f.id AND @known(p) AND n.noun = :noun AND n.id = p.id AND n.version = p.version
UNION ALL
SELECT 'period', json_array(p.id, @matching(n), p.name, NULL, json('[]'), NULL, NULL, p.since, p.until)
FROM found f CROSS JOIN people p CROSS JOIN names n
WHERE p.id = f.id AND @known(p) AND n.noun = :noun AND n.id = p.id AND n.version = p.version
UNION ALL
SELECT 'period', json_array(p.id, @matching(n), p.name, NULL, json('[]'), p.parent, NULL, p.since, p.until)
FROM found f CROSS JOIN matters p CROSS JOIN names n
WHERE p.id = f.id AND @known(p) AND n.noun = :noun AND n.id = p.id AND n.version = p.version
