-- The days after one and before another on which what fills the slots of some places may change; in no order.
-- parameters: places, first, last, known_at
-- columns: place, day
-- places: [place, …]; a day too many is one on which nothing changes
WITH RECURSIVE @lain,
-- above a place only what may answer at the chain counts
chained(tier) AS MATERIALIZED (SELECT DISTINCT r.tier FROM requirements r WHERE r.id >= '' AND r.answered_at = 'chain' AND @known(r)),
reach(start, post, since, until) AS MATERIALIZED (
  SELECT DISTINCT b.start, a.post, a.since, a.until
  FROM (SELECT DISTINCT start, place FROM above) b CROSS JOIN assignments a
  WHERE a.place = b.place AND @known(a) AND (b.place = b.start OR EXISTS (SELECT 1 FROM chained c WHERE c.tier = a.tier))
),
held(start, post) AS MATERIALIZED (SELECT DISTINCT start, post FROM reach),
edge(place, since, until) AS (
  SELECT start, since, until FROM above
  UNION ALL
  SELECT start, since, until FROM reach
  UNION ALL
  SELECT h.start, p.since, p.until FROM held h CROSS JOIN posts p WHERE p.id = h.post AND @known(p)
  UNION ALL
  SELECT h.start, t.since, t.until FROM held h CROSS JOIN tenures t WHERE t.post = h.post AND @known(t)
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
