// Begin a register: its one node, with an empty head.
// batch: id, zone, created_at, schema
UNWIND $rows AS row
CREATE (r:Register {key: 'register'}) SET r += row, r.head_number = 0, r.changes = 0
