-- Add facts of assignments, and mark those that they supersede.
-- batch: version, supersedes, recorded_at, id, post, place, tier, matter, unit_kinds, ground, since, until
INSERT INTO assignments (version, supersedes, recorded_at, id, post, place, tier, matter, unit_kinds, ground, since, until)
VALUES (:version, :supersedes, :recorded_at, :id, :post, :place, :tier, :matter, :unit_kinds, :ground, :since, :until)
