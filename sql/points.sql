-- Where some units lie on a day: their points, in ten-millionths of a degree (WGS 84); null where none is known; in no order.
-- parameters: places, on, known_at
-- columns: id, longitude, latitude
-- an id that is no unit has no row
WITH @moment
SELECT u.id, u.longitude, u.latitude
FROM json_each(:places) w CROSS JOIN units u
WHERE u.version = (SELECT r.version FROM units r WHERE r.id = w.value AND @known(r) ORDER BY @standing(r) LIMIT 1)
