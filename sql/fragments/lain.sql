-- Some places and all that they ever lay in between two days, each with its periods.
-- parameters: places, first, last, known_at
-- places: [place, …]
@moment,
asked(place) AS MATERIALIZED (SELECT value FROM json_each(:places)),
period(start, place, parent, since, until) AS (
  SELECT s.place, p.id, p.parent, p.since, p.until FROM asked s CROSS JOIN areas p
  WHERE p.id = s.place AND @known(p) AND coalesce(p.since, '') <= :last AND (p.until IS NULL OR p.until > :first)
  UNION
  SELECT s.place, p.id, p.area, p.since, p.until FROM asked s CROSS JOIN units p
  WHERE p.id = s.place AND @known(p) AND coalesce(p.since, '') <= :last AND (p.until IS NULL OR p.until > :first)
  UNION
  SELECT b.start, p.id, p.parent, p.since, p.until FROM period b CROSS JOIN areas p
  WHERE p.id = b.parent AND @known(p) AND coalesce(p.since, '') <= :last AND (p.until IS NULL OR p.until > :first)
),
above AS MATERIALIZED (SELECT * FROM period)
