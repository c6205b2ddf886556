-- The time predicates, in the one place of this engine. A query names them as @moment, @known(x) and @in_force(x).
-- moment: the record time that a question sees: known_at, or the head's if absent or later
moment(known_at) AS MATERIALIZED (
  SELECT min(coalesce(:known_at, head_recorded_at), head_recorded_at) FROM register
)
-- known: the fact was known at that record time
(SELECT known_at FROM moment) BETWEEN x.recorded_at AND coalesce(x.superseded_at - 1, 9223372036854775807)
-- in_force: the fact was known, and its period holds the day :on
(SELECT known_at FROM moment) BETWEEN x.recorded_at AND coalesce(x.superseded_at - 1, 9223372036854775807)
  AND (x.since IS NULL OR x.since <= :on) AND (x.until IS NULL OR :on < x.until)
-- matching: how well a name fits what is sought, 0 best (id, whole name, beginning, part, pinyin); null where it does not
CASE WHEN x.id = :id THEN 0 WHEN x.folded = :text THEN 1
  WHEN substr(x.folded, 1, length(:text)) = :text OR instr(x.sought, char(10) || char(9) || :text) THEN 2
  WHEN instr(x.folded, :text) THEN 3 WHEN instr(x.sought, char(10) || :text) THEN 4 END
-- standing: an order that puts the period that stands on :on first: in force, else the last begun, else the first to come
coalesce(x.since, '') <= :on DESC, CASE WHEN coalesce(x.since, '') <= :on THEN coalesce(x.since, '') END DESC, x.since
