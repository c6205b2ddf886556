// What the register is and where its head stands.
// parameters:
// columns: id, zone, created_at, number, head, recorded_at, changes, schema
MATCH (r:Register {key: 'register'})
RETURN r.id AS id, r.zone AS zone, r.created_at AS created_at, r.head_number AS number, r.head AS head,
  r.head_recorded_at AS recorded_at, r.changes AS changes, r.schema AS schema
