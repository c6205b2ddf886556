// Who answers in several tiers of one place for one leaf, by what stands at the place itself; in no order.
// parameters: spots, area, matter, tier, requirement, without, on, known_at
// columns: part, fields
// part of: count
// part found: place, day, person, leaf, tiers
// together: asked
@moment
@spots
@asked
CALL (known_at, at, here) {
  WITH known_at, at, here AS b, ['first', 'direct', 'specific'] AS tiers
  @answering
  RETURN collect(one) AS there
}
CALL (here, there) {
  UNWIND there AS s
  WITH s, size(s.unit_kinds) = 0 OR any(k IN s.unit_kinds WHERE k IN here.kinds) AS fits WHERE s.person IS NOT NULL
  RETURN s.person AS person, collect(DISTINCT CASE WHEN fits THEN {tier: s.tier, matter: s.matter} END) AS answering
}
CALL (lines, answering) {
  UNWIND CASE WHEN size(answering) > 1 THEN lines ELSE [] END AS l
  UNWIND [s IN answering WHERE s.matter IN l.matters] AS s
  WITH l.leaf AS leaf, collect(DISTINCT s.tier) AS tiers WHERE size(tiers) > 1
  RETURN collect({leaf: leaf, tiers: tiers}) AS leaves
}
WITH count(*) AS count, collect([l IN leaves | [here.place, at.day, person, l.leaf, l.tiers]]) AS found
CALL (count, found) {
  RETURN 'of' AS part, [count] AS fields
  UNION ALL
  UNWIND found AS some
  UNWIND some AS one
  RETURN 'found' AS part, one AS fields
}
RETURN part, fields
