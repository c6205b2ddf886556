-- Posts with two or more persons in substantive tenure on a day.
-- parameters: area, without, on, known_at
-- columns: part, fields
-- part of: count
-- part found: post, persons
-- json: fields
-- scans: without an area every post is looked at
WITH RECURSIVE @held
SELECT 'of' AS part, json_array(count(DISTINCT post)) AS fields FROM held
UNION ALL
SELECT 'found', json_array(post, json_group_array(DISTINCT person)) FROM held
WHERE kind = 'substantive' GROUP BY post HAVING count(DISTINCT person) > 1
