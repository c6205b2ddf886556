// The slots of some places on some days, and how many persons fill each: a row for each slot, and what fits it.
// parameters: spots, area, matter, tier, requirement, without, on, known_at
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
  RETURN collect(one) AS own
}
UNWIND asked AS r
// what fits a slot but for its leaf, and by matter the persons: few matters stand for many leaves
WITH at, lines, here, r, [
  s IN CASE r.answered_at WHEN 'chain' THEN own + above ELSE own END
  WHERE s.tier = r.tier AND (size(r.post_kinds) = 0 OR s.post_kind IN r.post_kinds)
    AND (size(s.unit_kinds) = 0 OR any(k IN s.unit_kinds WHERE k IN here.kinds))
] AS able
CALL (able) {
  UNWIND able AS s
  WITH s.matter AS matter, max(s.answers) AS answers, collect(DISTINCT s.person) AS persons,
    collect(DISTINCT CASE s.distance WHEN 0 THEN s.person END) AS own
  RETURN collect({matter: matter, answers: answers, persons: persons, own: own}) AS filling
}
UNWIND lines AS l
WITH at, here, r, able, l, [f IN filling WHERE f.matter IN l.matters] AS fits
WHERE r.matter IN l.matters
WITH at, here, r, able, l, [f IN fits | f.answers] AS answers,
  size(reduce(own = [], f IN fits | own + [p IN f.own WHERE NOT p IN own])) AS own,
  size(reduce(all = [], f IN fits | all + [p IN f.persons WHERE NOT p IN all])) AS have
// own: persons by the place itself; have: in all; nothing ever fitted where there is no answer
WITH at, here, r, able, l, own, have, CASE WHEN have >= r.minimum THEN null WHEN have > 0 THEN 'partial'
  WHEN true IN answers THEN 'vacant' WHEN false IN answers THEN 'lapsed' ELSE 'unassigned' END AS kind
