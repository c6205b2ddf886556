-- The changesets from number first to last, in order.
-- parameters: first, last
-- columns: number, hash, previous, recorded_at, by, why, source, key, first, count, counts
SELECT number, hash, previous, recorded_at, by, why, source, key, first, count, counts
FROM changesets
WHERE number BETWEEN :first AND :last
ORDER BY number
