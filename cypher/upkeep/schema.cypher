// Say which schema the register has.
// only here: SQLite keeps it in the file's header.
// parameters: schema
// columns: schema
MATCH (r:Register {key: 'register'})
SET r.schema = $schema
RETURN r.schema AS schema
