-- The places in force inside an area, the organizations and the posts that belong to them; without an area, all of them.
-- parameters: area, on, known_at
@moment,
place_in(id) AS (
  SELECT p.id FROM areas p WHERE p.id = :area AND @in_force(p)
  UNION
  SELECT p.id FROM place_in i CROSS JOIN areas p WHERE p.parent = i.id AND @in_force(p)
  UNION
  SELECT p.id FROM place_in i CROSS JOIN units p WHERE p.area = i.id AND @in_force(p)
),
inside(id) AS MATERIALIZED (SELECT id FROM place_in),
organization_in(id) AS MATERIALIZED (
  SELECT DISTINCT o.id FROM inside i CROSS JOIN organizations o
  WHERE o.area = i.id AND o.version = (SELECT s.version FROM organizations s WHERE s.id = o.id AND @known(s) ORDER BY @standing(s) LIMIT 1)
  UNION
  SELECT id FROM inside
),
post_in(id) AS MATERIALIZED (
  SELECT p.id FROM posts p WHERE :area IS NULL AND p.id >= '' AND @known(p)
  UNION
  SELECT p.id FROM organization_in o CROSS JOIN posts p
  WHERE p.organization = o.id AND p.version = (SELECT s.version FROM posts s WHERE s.id = p.id AND @known(s) ORDER BY @standing(s) LIMIT 1)
  UNION
  SELECT a.post FROM inside i CROSS JOIN assignments a WHERE a.place = i.id AND @in_force(a)
)
