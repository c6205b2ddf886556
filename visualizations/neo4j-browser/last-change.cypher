// What changed in the last changeset, as known at a time: each fact, what it replaced, whether it is in force that day.
// parameters: on, known_at
// columns: number, recorded_at, why, fact, in_force_that_day, replaced, refers, changeset
// :params {on: '2026-03-14', known_at: null}
// At most 300 facts; a first import has thousands. fact is a Withdrawal where something was taken back.
MATCH (register:Register {key: 'register'})
WITH register, CASE WHEN $known_at IS NULL OR $known_at > register.head_recorded_at
  THEN register.head_recorded_at ELSE $known_at END AS known_at
CALL (known_at) {
  MATCH (c:Changeset) WHERE c.recorded_at <= known_at
  RETURN c AS changeset ORDER BY c.recorded_at DESC LIMIT 1
}
CALL (changeset) {
  MATCH (f:Fact) USING INDEX f:Fact(version)
  WHERE f.version >= changeset.first AND f.version < changeset.first + changeset.count
  RETURN f AS fact ORDER BY f.version LIMIT 300
}
OPTIONAL MATCH (replaced:Fact {version: fact.supersedes})
OPTIONAL MATCH refers = (fact)-->(node)
WHERE NOT node:Register
WITH changeset, known_at, fact, replaced, collect(refers) AS refers
RETURN changeset.number AS number, datetime({epochMillis: changeset.recorded_at / 1000}) AS recorded_at,
  changeset.why AS why, fact,
  NOT fact:Withdrawal
  AND fact.recorded_at <= known_at AND (fact.superseded_at IS NULL OR known_at < fact.superseded_at)
    AND (fact.since IS NULL OR fact.since <= $on) AND (fact.until IS NULL OR $on < fact.until) AS in_force_that_day,
  replaced, refers, changeset
ORDER BY fact.version
