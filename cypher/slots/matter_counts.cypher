// How many slots some places have, by place, tier and leaf: all, filled, of these filled above, and unfilled by kind.
// parameters: spots, area, matter, tier, requirement, without, on, known_at
// columns: place, tier, leaf, slots, filled, filled_above, unassigned, lapsed, vacant, partial
// together: asked
@slots
RETURN here.place AS place, r.tier AS tier, l.leaf AS leaf, count(*) AS slots,
  count(CASE WHEN kind IS NULL THEN 1 END) AS filled,
  count(CASE WHEN kind IS NULL AND own < r.minimum THEN 1 END) AS filled_above,
  count(CASE kind WHEN 'unassigned' THEN 1 END) AS unassigned,
  count(CASE kind WHEN 'lapsed' THEN 1 END) AS lapsed,
  count(CASE kind WHEN 'vacant' THEN 1 END) AS vacant,
  count(CASE kind WHEN 'partial' THEN 1 END) AS partial
