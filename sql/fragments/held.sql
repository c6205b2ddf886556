-- The posts inside an area that are in force and held on a day, each with its holders; those whose tenures end are left out.
-- parameters: area, without, on, known_at
@inside,
held(post, person, kind, since) AS MATERIALIZED (
  SELECT i.id, t.person, t.kind, t.since
  FROM post_in i CROSS JOIN tenures t
  WHERE t.post = i.id AND @in_force(t) AND NOT EXISTS (SELECT 1 FROM json_each(:without) g WHERE g.value = t.person)
    AND EXISTS (SELECT 1 FROM posts p WHERE p.id = i.id AND @in_force(p))
)
