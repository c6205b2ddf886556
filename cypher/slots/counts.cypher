// How many slots some places have, by the area each counts in and by tier: all, filled, of these filled above, unfilled by kind.
// parameters: spots, counts_in, area, matter, tier, requirement, without, on, known_at
// columns: area, tier, slots, filled, filled_above, unassigned, lapsed, vacant, partial
// counts_in: {place: area, …}; a place that it does not hold counts in null
// together: asked
@slots
RETURN $counts_in[here.place] AS area, r.tier AS tier, count(*) AS slots,
  count(CASE WHEN kind IS NULL THEN 1 END) AS filled,
  count(CASE WHEN kind IS NULL AND own < r.minimum THEN 1 END) AS filled_above,
  count(CASE kind WHEN 'unassigned' THEN 1 END) AS unassigned,
  count(CASE kind WHEN 'lapsed' THEN 1 END) AS lapsed,
  count(CASE kind WHEN 'vacant' THEN 1 END) AS vacant,
  count(CASE kind WHEN 'partial' THEN 1 END) AS partial
