// Say that a writer writes in batches; each batch repeats it, so that a broken one can be told from a slow one.
// only here: SQLite writes any changeset in one transaction.
// parameters: writer
// columns: writer
MATCH (r:Register {key: 'register'})
SET r.writer = $writer, r.writing_at = timestamp()
RETURN r.writer AS writer
