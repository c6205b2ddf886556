-- The unfilled slots that a question names, each with what is asked of its place.
-- parameters: slots, spots, area, matter, tier, requirement, without, on, known_at
-- slots: [[place, day, requirement, leaf], …], all at spots
@slots,
wanted(place, day, requirement, leaf) AS MATERIALIZED (
  SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3 FROM json_each(:slots)
),
want AS MATERIALIZED (
  SELECT q.number, q.place, q.day, q.requirement, w.leaf, q.tier, q.kinds, q.post_kinds, q.parent, q.answered_at
  FROM wanted w CROSS JOIN asked q WHERE q.place = w.place AND q.day = w.day AND q.requirement = w.requirement
)
