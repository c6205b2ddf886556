// The slots of some places on some days, and how many persons fill each: a row for each slot, and what fits it.
// parameters: spots, area, matter, tier, requirement, without, on, known_at
@moment
@able
// by matter the persons: few matters stand for many leaves
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
