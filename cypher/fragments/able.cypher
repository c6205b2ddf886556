// What fits the slots of some places on some days but for their leaves: a row for each place, day and requirement.
// only here: SQLite has it as the table able within its slots, and makes no table that a question does not read.
// parameters: spots, area, matter, tier, requirement, without, on
@spots
// where what answers for a place may stand: there, or anywhere above
CALL (known_at, at, chain, asking) {
  WITH known_at, at, chain, [r IN asking WHERE r.answered_at = 'chain' | r.tier] AS tiers
  UNWIND CASE WHEN size(tiers) > 0 THEN chain ELSE [] END AS b
  @answering
  RETURN collect(one) AS above
}
@asked
CALL (known_at, at, here, asked) {
  WITH known_at, at, here AS b, [r IN asked | r.tier] AS tiers
  @answering
  RETURN collect(one) AS there
}
UNWIND asked AS r
// what fits a slot but for its leaf
WITH *, [
  s IN CASE r.answered_at WHEN 'chain' THEN there + above ELSE there END
  WHERE s.tier = r.tier AND (size(r.post_kinds) = 0 OR s.post_kind IN r.post_kinds)
    AND (size(s.unit_kinds) = 0 OR any(k IN s.unit_kinds WHERE k IN here.kinds))
] AS able
