-- Withdraw facts that should never have been there; a trigger marks them.
-- batch: version, supersedes, recorded_at, table_name
INSERT INTO withdrawals (version, supersedes, recorded_at, table_name)
VALUES (:version, :supersedes, :recorded_at, :table_name)
