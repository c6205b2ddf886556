-- The time predicates, in the one place of this engine. A query names them as @moment, @known(x) and @in_force(x).
-- moment: the record time that a question sees: known_at, or the head's if absent or later
moment(known_at) AS MATERIALIZED (
  SELECT min(coalesce(:known_at, head_recorded_at), head_recorded_at) FROM register
)
-- known: the fact was known at that record time
x.recorded_at <= (SELECT known_at FROM moment) AND (x.superseded_at IS NULL OR (SELECT known_at FROM moment) < x.superseded_at)
-- in_force: the fact was known, and its period holds the day :on
x.recorded_at <= (SELECT known_at FROM moment) AND (x.superseded_at IS NULL OR (SELECT known_at FROM moment) < x.superseded_at)
  AND (x.since IS NULL OR x.since <= :on) AND (x.until IS NULL OR :on < x.until)
-- standing: an order that puts the period that stands on :on first: in force, else the last begun, else the first to come
coalesce(x.since, '') <= :on DESC, CASE WHEN coalesce(x.since, '') <= :on THEN coalesce(x.since, '') END DESC, x.since
