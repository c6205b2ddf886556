// Posts with two or more persons in substantive tenure on a day.
// parameters: area, without, on, known_at
// columns: part, fields
// part of: count
// part found: post, persons
// scans: without an area every post is looked at
// together: asked
@moment
@held
WITH post, collect(DISTINCT CASE t.kind WHEN 'substantive' THEN t.person END) AS persons
WITH count(*) AS count, collect(CASE WHEN size(persons) > 1 THEN [post.id, persons] END) AS found
UNWIND [['of', [count]]] + [f IN found | ['found', f]] AS row
RETURN row[0] AS part, row[1] AS fields
