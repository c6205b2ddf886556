// The last printing of each place's board, among those that hang on a day: by its day, then by its record time.
// parameters: places, on, known_at
// columns: place, id, day, known_at, content, paper, recorded_at
// places: [place, …]
@moment
UNWIND $places AS asked
CALL (asked, known_at) {
  MATCH (:Body {id: asked})<-[:OF_BOARD]-(f:Printing)
  WHERE @in_force(f)
  RETURN f ORDER BY f.day DESC, f.recorded_at DESC, f.version DESC LIMIT 1
}
RETURN f.place AS place, f.id AS id, f.day AS day, f.known_at AS known_at, f.content AS content, f.paper AS paper,
  f.recorded_at AS recorded_at
ORDER BY place
