-- The days after one and before another on which what the boards of some places say may change; in no order.
-- parameters: places, first, last, known_at
-- columns: place, day
-- places: [place, …]; a day too many is one on which nothing changes
WITH RECURSIVE @lain,
-- all that answers there is named, whichever tier it is of
reach(start, post, since, until) AS MATERIALIZED (
  SELECT DISTINCT b.start, a.post, a.since, a.until
  FROM (SELECT DISTINCT start, place FROM above) b CROSS JOIN assignments a
  WHERE a.place = b.place AND @known(a)
),
named(start, post) AS MATERIALIZED (SELECT DISTINCT start, post FROM reach),
seat(start, organization, since, until) AS MATERIALIZED (
  SELECT n.start, p.organization, p.since, p.until FROM named n CROSS JOIN posts p WHERE p.id = n.post AND @known(p)
),
holding(start, person, since, until) AS MATERIALIZED (
  SELECT n.start, t.person, t.since, t.until FROM named n CROSS JOIN tenures t WHERE t.post = n.post AND @known(t)
),
edge(place, since, until) AS (
  SELECT start, since, until FROM above
  UNION ALL
  SELECT start, since, until FROM reach
  UNION ALL
  SELECT start, since, until FROM seat
  UNION ALL
  SELECT start, since, until FROM holding
  UNION ALL
  SELECT h.start, p.since, p.until FROM holding h CROSS JOIN people p WHERE p.id = h.person AND @known(p)
  UNION ALL
  SELECT s.start, o.since, o.until FROM seat s CROSS JOIN organizations o WHERE o.id = s.organization AND @known(o)
  UNION ALL
  SELECT s.start, u.since, u.until FROM seat s CROSS JOIN units u WHERE u.id = s.organization AND @known(u)
  UNION ALL
  SELECT s.place, e.since, e.until FROM asked s CROSS JOIN (
    SELECT r.since, r.until FROM requirements r WHERE r.id >= '' AND @known(r)
    UNION
    SELECT m.since, m.until FROM matters m WHERE m.id >= '' AND @known(m)
  ) e
)
SELECT place, since FROM edge WHERE since > :first AND since < :last
UNION
SELECT place, until FROM edge WHERE until > :first AND until < :last
