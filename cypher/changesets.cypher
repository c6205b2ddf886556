// The changesets from number first to last, in order.
// parameters: first, last
// columns: number, hash, previous, recorded_at, by, why, source, key, first, count, counts, datum
MATCH (c:Changeset)
WHERE c.number >= $first AND c.number <= $last
RETURN c.number AS number, c.hash AS hash, c.previous AS previous, c.recorded_at AS recorded_at, c.by AS by, c.why AS why,
  c.source AS source, c.key AS key, c.first AS first, c.count AS count, c.counts AS counts,
  c.datum AS datum
ORDER BY number
