-- The changesets from number first to last, in order.
-- parameters: first, last
-- columns: number, hash, previous, recorded_at, by, why, source, key, first, count, counts, datum
-- A register below schema 3 has no column datum: there the name means the one outside, which is null.
SELECT number, hash, previous, recorded_at, by, why, source, key, first, count, counts,
  (SELECT datum FROM changesets AS own WHERE own.number = c.number)
FROM (SELECT NULL AS datum) AS older CROSS JOIN changesets AS c
WHERE number BETWEEN :first AND :last
ORDER BY number
