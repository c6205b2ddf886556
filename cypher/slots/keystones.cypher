// Without whom how many filled slots would be unfilled, and by which posts they fill them; in no order.
// parameters: spots, area, matter, tier, requirement, without, on, known_at
// columns: person, slots, posts
// together: asked
@slots
WITH here, at, r, l, [s IN able WHERE s.matter IN l.matters AND s.person IS NOT NULL] AS needed
WHERE kind IS NULL AND have = r.minimum
CALL (needed) {
  UNWIND needed AS s
  RETURN s.person AS person, collect(DISTINCT s.post) AS posts
}
WITH person, posts, count(*) AS slots
WITH person, collect({posts: posts, slots: slots}) AS found
RETURN person, reduce(count = 0, f IN found | count + f.slots) AS slots,
  reduce(all = [], f IN found | all + [p IN f.posts WHERE NOT p IN all]) AS posts
