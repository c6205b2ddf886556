-- The slots that more persons fill by the place itself than their requirement allows; in no order.
-- parameters: spots, area, matter, tier, requirement, without, on, known_at
-- columns: part, fields
-- part of: count
-- part found: place, day, tier, requirement, leaf, own, most
-- json: fields
WITH RECURSIVE @slots
SELECT 'of' AS part, json_array(count(maximum)) AS fields FROM slot
UNION ALL
SELECT 'found', json_array(place, day, tier, requirement, leaf, own, maximum) FROM slot WHERE own > maximum
