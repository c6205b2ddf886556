// The slots that more persons fill by the place itself than their requirement allows; in no order.
// parameters: spots, area, matter, tier, requirement, without, on, known_at
// columns: part, fields
// part of: count
// part found: place, day, tier, requirement, leaf, own, most
// together: asked
@slots
WITH count(r.maximum) AS count,
  collect(CASE WHEN own > r.maximum THEN [here.place, at.day, r.tier, r.id, l.leaf, own, r.maximum] END) AS found
UNWIND [['of', [count]]] + [f IN found | ['found', f]] AS row
RETURN row[0] AS part, row[1] AS fields
