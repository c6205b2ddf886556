-- The unfilled slots of some places on some days: of what kind, and how many persons of how many; in no order.
-- parameters: spots, area, matter, tier, requirement, without, on, known_at
-- columns: place, day, tier, requirement, leaf, kind, have, need
WITH RECURSIVE @slots
SELECT place, day, tier, requirement, leaf, kind, have, minimum FROM slot WHERE kind IS NOT NULL
