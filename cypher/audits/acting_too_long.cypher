// Who has been acting in a post since before a day, or for as long as known.
// parameters: area, before, without, on, known_at
// columns: part, fields
// part of: count
// part found: post, person, since
// scans: without an area every post is looked at
// together: asked
@moment
@held
WITH t WHERE t.kind = 'acting'
WITH t.post AS post, t.person AS person, min(coalesce(t.since, '')) AS since, count(*) AS tenures
WITH coalesce(sum(tenures), 0) AS count, collect(CASE WHEN since < $before THEN [post, person, nullIf(since, '')] END) AS found
UNWIND [['of', [count]]] + [f IN found | ['found', f]] AS row
RETURN row[0] AS part, row[1] AS fields
