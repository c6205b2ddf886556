-- How many slots some places have, by the area each counts in and by tier: all, filled, of these filled above, unfilled by kind.
-- parameters: spots, counts_in, area, matter, tier, requirement, without, on, known_at
-- columns: area, tier, slots, filled, filled_above, unassigned, lapsed, vacant, partial
-- counts_in: {place: area, …}; a place that it does not hold counts in null
WITH RECURSIVE @slots,
within(place, area) AS MATERIALIZED (SELECT key, value FROM json_each(:counts_in))
SELECT w.area, s.tier, count(*), sum(s.kind IS NULL), sum(s.kind IS NULL AND s.own < s.minimum),
  sum(s.kind IS 'unassigned'), sum(s.kind IS 'lapsed'), sum(s.kind IS 'vacant'), sum(s.kind IS 'partial')
FROM slot s LEFT JOIN within w ON w.place = s.place GROUP BY w.area, s.tier
