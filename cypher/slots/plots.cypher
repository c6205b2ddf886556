// The plots that exactly one person is to answer for (minimum and maximum are 1), and the persons who do; in no order.
// parameters: spots, area, matter, tier, requirement, without, on, known_at
// columns: part, fields
// part plot: place, tier, requirement, slots, unfilled, shared
// part person: person, place, tier, requirement
// together: asked
@slots
WITH here, at, r, l, kind, own, [s IN able WHERE s.distance = 0 AND s.matter IN l.matters | s.person] AS persons
WHERE r.minimum = 1 AND r.maximum = 1
WITH here.place AS place, at.day AS day, r.tier AS tier, r.id AS requirement, count(*) AS slots,
  count(CASE WHEN kind IS NOT NULL THEN 1 END) AS unfilled, count(CASE WHEN own > 1 THEN 1 END) AS shared,
  collect(persons) AS all
CALL (place, tier, requirement, slots, unfilled, shared, all) {
  RETURN 'plot' AS part, [place, tier, requirement, slots, unfilled, shared] AS fields
  UNION ALL
  UNWIND all AS persons
  UNWIND persons AS person
  WITH DISTINCT place, tier, requirement, person
  RETURN 'person' AS part, [person, place, tier, requirement] AS fields
}
RETURN part, fields
