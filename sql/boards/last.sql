-- The last printing of each place's board, among those that hang on a day: by its day, then by its record time.
-- parameters: places, on, known_at
-- columns: place, id, day, known_at, content, paper, recorded_at
-- places: [place, …]
WITH @moment,
asked(place) AS MATERIALIZED (SELECT value FROM json_each(:places)),
hanging AS (
  SELECT f.place, f.id, f.day, f.known_at, f.content, f.paper, f.recorded_at,
    row_number() OVER (PARTITION BY f.place ORDER BY f.day DESC, f.recorded_at DESC, f.version DESC) AS latest
  FROM asked a CROSS JOIN printings f WHERE f.place = a.place AND @in_force(f)
)
SELECT place, id, day, known_at, content, paper, recorded_at FROM hanging WHERE latest = 1
ORDER BY place
