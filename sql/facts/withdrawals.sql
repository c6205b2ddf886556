-- The withdrawals among the changes first to last, in order.
-- parameters: first, last
-- columns: version, supersedes, recorded_at, table_name
SELECT f.version, f.supersedes, f.recorded_at, f.table_name
FROM withdrawals f
WHERE f.version BETWEEN :first AND :last
ORDER BY f.version
