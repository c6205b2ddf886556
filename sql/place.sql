-- The periods of one place as known, and the places directly in it on a day; in no order.
-- parameters: place, on, known_at
-- columns: part, fields
-- part as_of: known_at, head, recorded_at
-- part period: name, level, kinds, parent, since, until
-- part below: id
-- json: fields
WITH @moment
SELECT 'as_of' AS part, json_array(m.known_at, c.hash, c.recorded_at) AS fields
FROM moment m LEFT JOIN changesets c
  ON c.recorded_at = (SELECT max(recorded_at) FROM changesets WHERE recorded_at <= m.known_at)
UNION ALL
SELECT 'period', json_array(p.name, p.level, json('[]'), p.parent, p.since, p.until)
FROM areas p WHERE p.id = :place AND @known(p)
UNION ALL
SELECT 'period', json_array(p.name, NULL, json(p.kinds), p.area, p.since, p.until)
FROM units p WHERE p.id = :place AND @known(p)
UNION ALL
SELECT 'below', json_array(p.id) FROM areas p WHERE p.parent = :place AND @in_force(p)
UNION ALL
SELECT 'below', json_array(p.id) FROM units p WHERE p.area = :place AND @in_force(p)
