// Of some unfilled slots, who answers meanwhile at the nearest place above, by a post of whatever kind; in no order.
// parameters: slots, spots, area, matter, tier, requirement, without, on, known_at
// columns: place, day, requirement, leaf, at, post, person
// together: asked
// slots: [[place, day, requirement, leaf], …], all at spots
@moment
@wanted
@spots
CALL (known_at, at, chain, asking) {
  WITH known_at, at, chain, [r IN asking | r.tier] AS tiers
  UNWIND chain AS b
  @answering
  RETURN collect(one) AS above
}
@asked
UNWIND [w IN wanted WHERE w.place = here.place AND w.day = at.day] AS w
UNWIND w.slots AS s
UNWIND [r IN asked WHERE r.id = s.requirement] AS r
UNWIND [l IN lines WHERE l.leaf = s.leaf] AS l
CALL (here, above, r, l) {
  UNWIND above AS a
  WITH here, r, l, a
  WHERE a.person IS NOT NULL AND a.tier = r.tier AND a.matter IN l.matters
    AND (size(a.unit_kinds) = 0 OR any(k IN a.unit_kinds WHERE k IN here.kinds))
  RETURN a AS nearest
  ORDER BY a.distance, CASE a.tenure WHEN 'substantive' THEN 0 WHEN 'concurrent' THEN 1 ELSE 2 END, a.post, a.person LIMIT 1
}
RETURN here.place AS place, at.day AS day, r.id AS requirement, l.leaf AS leaf,
  nearest.place AS at, nearest.post AS post, nearest.person AS person
