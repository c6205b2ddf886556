-- Of some unfilled slots, who held each last, and until when; in no order.
-- parameters: slots, spots, area, matter, tier, requirement, without, on, known_at
-- columns: place, day, requirement, leaf, person, post, until
-- slots: [[place, day, requirement, leaf], …], all at spots
WITH RECURSIVE @wanted,
-- what of each fitting assignment, its post and a tenure of it was in force together and is over, or ends on :on
past(number, leaf, person, post, until) AS (
  SELECT w.number, w.leaf, t.person, a.post,
    min(coalesce(a.until, '~'), coalesce(p.until, '~'), coalesce(t.until, '~'),
      CASE WHEN w.day >= :on AND EXISTS (SELECT 1 FROM json_each(:without) g WHERE g.value = t.person) THEN :on ELSE '~' END) AS until
  FROM want w CROSS JOIN reach r CROSS JOIN assignments a CROSS JOIN line m CROSS JOIN posts p CROSS JOIN tenures t
  WHERE r.number = w.number AND a.place = r.at AND @known(a) AND a.tier = w.tier AND (a.since IS NULL OR a.since <= w.day)
    AND m.day = w.day AND m.leaf = w.leaf AND m.matter = a.matter
    AND (a.unit_kinds = '[]' OR EXISTS (SELECT 1 FROM json_each(a.unit_kinds) k CROSS JOIN json_each(w.kinds) u WHERE u.value = k.value))
    AND (w.post_kinds = '[]' OR EXISTS (
      SELECT 1 FROM json_each(w.post_kinds) k
      WHERE k.value = (SELECT s.kind FROM posts s WHERE s.id = a.post AND @known(s) ORDER BY @standing(s, w) LIMIT 1)))
    AND p.id = a.post AND @known(p) AND t.post = a.post AND @known(t)
    AND max(coalesce(a.since, ''), coalesce(p.since, ''), coalesce(t.since, '')) < min(coalesce(a.until, '~'), coalesce(p.until, '~'), coalesce(t.until, '~'),
      CASE WHEN w.day >= :on AND EXISTS (SELECT 1 FROM json_each(:without) g WHERE g.value = t.person) THEN :on ELSE '~' END)
),
last_held AS (
  SELECT *, row_number() OVER (PARTITION BY number, leaf ORDER BY until DESC, person, post) AS rank
  FROM past f JOIN want w USING (number, leaf)
  WHERE f.until <= w.day AND NOT EXISTS (
    SELECT 1 FROM able b CROSS JOIN line m
    WHERE b.number = f.number AND b.person = f.person AND m.day = w.day AND m.leaf = f.leaf AND m.matter = b.matter)
)
SELECT place, day, requirement, leaf, person, post, until FROM last_held WHERE rank = 1
