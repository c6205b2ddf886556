// The time predicates, in the one place of this engine. A query names them as @moment, @known(x) and @in_force(x).
// moment: the record time that a question sees: known_at, or the head's if absent or later
MATCH (register:Register {key: 'register'})
WITH register, CASE WHEN $known_at IS NULL OR $known_at > register.head_recorded_at
  THEN register.head_recorded_at ELSE $known_at END AS known_at
// known: the fact was known at that record time
x.recorded_at <= known_at AND (x.superseded_at IS NULL OR known_at < x.superseded_at)
// in_force: the fact was known, and its period holds the day $on
x.recorded_at <= known_at AND (x.superseded_at IS NULL OR known_at < x.superseded_at)
  AND (x.since IS NULL OR x.since <= $on) AND (x.until IS NULL OR $on < x.until)
// standing: an order that puts the period that stands on $on first: in force, else the last begun, else the first to come
coalesce(x.since, '') <= $on DESC, CASE WHEN coalesce(x.since, '') <= $on THEN coalesce(x.since, '') ELSE '' END DESC, x.since
