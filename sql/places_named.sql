-- The places that bear a name in any period known.
-- parameters: name, known_at
-- columns: id, level, kinds, since, until
-- json: kinds
WITH @moment
SELECT p.id, p.level, '[]' AS kinds, p.since, p.until FROM areas p WHERE p.name = :name AND @known(p)
UNION ALL
SELECT p.id, NULL, p.kinds, p.since, p.until FROM units p WHERE p.name = :name AND @known(p)
