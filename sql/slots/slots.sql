-- Every slot of some places on some days: of what kind its gap is (null: filled), by how many persons; in no order.
-- parameters: spots, area, matter, tier, requirement, without, on, known_at
-- columns: place, day, tier, requirement, leaf, kind, own, have, need, most
WITH RECURSIVE @slots
SELECT place, day, tier, requirement, leaf, kind, own, have, minimum, maximum FROM slot
