-- Who has been acting in a post since before a day, or for as long as known.
-- parameters: area, before, without, on, known_at
-- columns: part, fields
-- part of: count
-- part found: post, person, since
-- json: fields
-- scans: without an area every post is looked at
WITH RECURSIVE @inside,
acting(post, person, since) AS MATERIALIZED (
  SELECT t.post, t.person, t.since FROM post_in i CROSS JOIN tenures t
  WHERE t.post = i.id AND t.kind = 'acting' AND @in_force(t)
    AND NOT EXISTS (SELECT 1 FROM json_each(:without) g WHERE g.value = t.person)
)
SELECT 'of' AS part, json_array(count(*)) AS fields FROM acting
UNION ALL
SELECT 'found', json_array(post, person, nullif(min(coalesce(since, '')), '')) FROM acting
WHERE coalesce(since, '') < :before GROUP BY post, person
