// Move the head: the step that makes a changeset visible.
// batch: number, hash, recorded_at, changes
UNWIND $rows AS row
MATCH (r:Register {key: 'register'})
SET r.head_number = row.number, r.head = row.hash, r.head_recorded_at = row.recorded_at, r.changes = row.changes
REMOVE r.writer, r.writing_at, r.lock
