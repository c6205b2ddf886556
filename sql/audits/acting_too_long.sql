-- Who has been acting in a post since before a day, or for as long as known.
-- parameters: area, before, without, on, known_at
-- columns: part, fields
-- part of: count
-- part found: post, person, since
-- json: fields
-- scans: without an area every post is looked at
WITH RECURSIVE @held
SELECT 'of' AS part, json_array(count(*)) AS fields FROM held WHERE kind = 'acting'
UNION ALL
SELECT 'found', json_array(post, person, nullif(min(coalesce(since, '')), '')) FROM held
WHERE kind = 'acting' AND coalesce(since, '') < :before GROUP BY post, person
