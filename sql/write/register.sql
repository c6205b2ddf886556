-- Begin a register: its one row, with an empty head.
-- batch: id, zone, created_at, schema
INSERT INTO register (one, id, zone, created_at, head_number, changes)
SELECT 1, :id, :zone, :created_at, 0, 0 WHERE :schema > 0
