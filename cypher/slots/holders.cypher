// Who answers for some places on some days, by tier and leaf: at the place itself, or above for its slots; in no order.
// parameters: spots, area, matter, tier, requirement, without, on, known_at
// columns: place, day, tier, leaf, at, post, person, kind
// person, kind: null where an assignment is in force and nobody holds its post
// together: asked
@moment
@spots
@asked
CALL (known_at, at, here) {
  WITH known_at, at, here AS b, ['first', 'direct', 'specific'] AS tiers
  @answering
  RETURN collect(one) AS there
}
CALL (known_at, at, chain, asked) {
  WITH known_at, at, chain, [r IN asked WHERE r.answered_at = 'chain' | r.tier] AS tiers
  UNWIND CASE WHEN size(tiers) > 0 THEN chain ELSE [] END AS b
  @answering
  RETURN collect(one) AS above
}
UNWIND lines AS l
UNWIND [s IN there WHERE $tier IS NULL OR s.tier = $tier] + [
  s IN above WHERE any(
    r IN asked WHERE r.answered_at = 'chain' AND r.tier = s.tier AND r.matter IN l.matters
      AND (size(r.post_kinds) = 0 OR s.post_kind IN r.post_kinds)
  )
] AS s
WITH at, here, l, s
WHERE s.answers AND s.matter IN l.matters
  AND (size(s.unit_kinds) = 0 OR any(k IN s.unit_kinds WHERE k IN here.kinds))
RETURN DISTINCT here.place AS place, at.day AS day, s.tier AS tier, l.leaf AS leaf, s.place AS at, s.post AS post,
  s.person AS person, s.tenure AS kind
