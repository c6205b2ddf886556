// The withdrawals among the changes first to last, in order.
// parameters: first, last
// columns: version, supersedes, recorded_at, table_name
MATCH (f:Withdrawal)
WHERE f.version >= $first AND f.version <= $last
RETURN f.version AS version, f.supersedes AS supersedes, f.recorded_at AS recorded_at, f.table_name AS table_name
ORDER BY version
