-- What a question about coverage names, as far as it is known: the area or unit, the matter, the requirement, persons.
-- parameters: area, matter, requirement, without, known_at
-- columns: part, fields
-- part as_of: known_at, head, recorded_at
-- part area: since, until
-- part unit: since, until
-- part matter: since, until
-- part requirement: id
-- part person: id
-- json: fields
WITH @moment
SELECT 'as_of' AS part, json_array(m.known_at, c.hash, c.recorded_at) AS fields
FROM moment m LEFT JOIN changesets c
  ON c.recorded_at = (SELECT max(recorded_at) FROM changesets WHERE recorded_at <= m.known_at)
UNION ALL
SELECT 'area', json_array(p.since, p.until) FROM areas p WHERE p.id = :area AND @known(p)
UNION ALL
SELECT 'unit', json_array(p.since, p.until) FROM units p WHERE p.id = :area AND @known(p)
UNION ALL
SELECT 'matter', json_array(m.since, m.until) FROM matters m WHERE m.id = :matter AND @known(m)
UNION ALL
SELECT DISTINCT 'requirement', json_array(r.id) FROM requirements r WHERE r.id = :requirement AND @known(r)
UNION ALL
SELECT DISTINCT 'person', json_array(n.id)
FROM json_each(:without) w CROSS JOIN people n WHERE n.id = w.value AND @known(n)
