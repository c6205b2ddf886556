// Take the write lock of the register's node before its head is read.
// only here: Neo4j is read-committed; SQLite's BEGIN IMMEDIATE does the same.
// parameters: writer
// columns: number, head, changes, other_writer, idle_ms
MATCH (r:Register {key: 'register'})
SET r.lock = timestamp()
RETURN r.head_number AS number, r.head AS head, r.changes AS changes,
  CASE WHEN r.writer <> $writer THEN r.writer END AS other_writer, timestamp() - r.writing_at AS idle_ms
