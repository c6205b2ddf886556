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
// matching: how well a name fits what is sought, 0 best (id, whole name, beginning, part, pinyin); null where it does not
CASE WHEN x.id = $id THEN 0 WHEN x.folded = $text THEN 1
  WHEN x.folded STARTS WITH $text OR x.sought CONTAINS '\n\t' + $text THEN 2
  WHEN x.folded CONTAINS $text THEN 3 WHEN x.sought CONTAINS '\n' + $text THEN 4 END
// standing: an order that puts the period that stands on $on first: in force, else the last begun, else the first to come
coalesce(x.since, '') <= $on DESC, CASE WHEN coalesce(x.since, '') <= $on THEN coalesce(x.since, '') ELSE '' END DESC, x.since
