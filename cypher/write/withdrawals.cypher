// Withdraw facts that should never have been there, and mark them.
// batch: version, supersedes, recorded_at, table_name
UNWIND $rows AS row
CREATE (f:Fact:Withdrawal) SET f = row
WITH row
MATCH (old:Fact {version: row.supersedes})
SET old.superseded_at = row.recorded_at
