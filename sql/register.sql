-- What the register is and where its head stands.
-- parameters:
-- columns: id, zone, created_at, number, head, recorded_at, changes, schema
SELECT id, zone, created_at, head_number, head, head_recorded_at, changes, user_version
FROM register CROSS JOIN pragma_user_version
