-- The places that lay inside an area on any day of a range, whole periods taken together; a few too many, never too few.
-- parameters: area, first, last, known_at
-- columns: id
-- scans: without an area every place is looked at
WITH RECURSIVE @moment,
inside(id) AS (
  SELECT p.id FROM areas p WHERE p.id = :area AND @known(p)
  UNION
  SELECT p.id FROM areas p WHERE :area IS NULL AND p.id >= '' AND @known(p) AND coalesce(p.since, '') < :last AND (p.until IS NULL OR p.until > :first)
  UNION
  SELECT p.id FROM inside i CROSS JOIN areas p
  WHERE :area IS NOT NULL AND p.parent = i.id AND @known(p) AND coalesce(p.since, '') < :last AND (p.until IS NULL OR p.until > :first)
)
SELECT id FROM inside
UNION
SELECT p.id FROM inside i CROSS JOIN units p
WHERE :area IS NOT NULL AND p.area = i.id AND @known(p) AND coalesce(p.since, '') < :last AND (p.until IS NULL OR p.until > :first)
UNION
SELECT p.id FROM units p WHERE :area IS NULL AND p.id >= '' AND @known(p) AND coalesce(p.since, '') < :last AND (p.until IS NULL OR p.until > :first)
