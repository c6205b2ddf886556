// Of the places of @spots those inside an area, each with what asks it, by however many of its kinds: a row for each spot.
// only here: SQLite has it as a table within its slots; Cypher has no tables in a question, so a shared step is a file.
// parameters: area
// area: null for every place.
UNWIND places AS here
WITH *, [here.place] + [c IN chain | c.place] AS inside
WHERE $area IS NULL OR $area IN inside
WITH *, [
  r IN asking WHERE (r.area IS NULL OR r.area IN inside) AND any(k IN here.asked_as WHERE k IN r.place_kinds)
] AS asked
