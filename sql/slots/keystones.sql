-- Without whom how many filled slots would be unfilled, and by which posts they fill them; in no order.
-- parameters: spots, area, matter, tier, requirement, without, on, known_at
-- columns: person, slots, posts
-- json: posts
WITH RECURSIVE @slots,
needed(person, post, number, leaf) AS MATERIALIZED (
  SELECT DISTINCT f.person, f.post, s.number, s.leaf
  FROM slot s CROSS JOIN able f CROSS JOIN line m
  WHERE s.kind IS NULL AND s.have = s.minimum AND f.number = s.number AND f.person IS NOT NULL
    AND m.day = s.day AND m.leaf = s.leaf AND m.matter = f.matter
)
SELECT person, count(DISTINCT number || ' ' || leaf), json_group_array(DISTINCT post) FROM needed GROUP BY person
