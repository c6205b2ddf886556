-- How many slots some places have, by place, tier and leaf: all, filled, of these filled above, and unfilled by kind.
-- parameters: spots, area, matter, tier, requirement, without, on, known_at
-- columns: place, tier, leaf, slots, filled, filled_above, unassigned, lapsed, vacant, partial
WITH RECURSIVE @slots
SELECT place, tier, leaf, count(*), sum(kind IS NULL), sum(kind IS NULL AND own < minimum),
  sum(kind IS 'unassigned'), sum(kind IS 'lapsed'), sum(kind IS 'vacant'), sum(kind IS 'partial')
FROM slot GROUP BY place, tier, leaf
