// Where some units lie on a day: their points, in ten-millionths of a degree (WGS 84); null where none is known; in no order.
// parameters: places, on, known_at
// columns: id, longitude, latitude
// an id that is no unit has no row
@moment
UNWIND $places AS id
CALL (known_at, id) {
  MATCH (:Body {id: id})<-[:PERIOD_OF]-(u:UnitPeriod) WHERE @known(u)
  RETURN u ORDER BY @standing(u) LIMIT 1
}
RETURN u.id AS id, u.longitude AS longitude, u.latitude AS latitude
