-- Add facts of requirements, and mark those that they supersede.
-- batch: version, supersedes, recorded_at, id, scheme, area, tier, place_kinds, matter, minimum, maximum, answered_at, post_kinds, citation, since, until
INSERT INTO requirements (version, supersedes, recorded_at, id, scheme, area, tier, place_kinds, matter, minimum, maximum, answered_at, post_kinds, citation, since, until)
VALUES (:version, :supersedes, :recorded_at, :id, :scheme, :area, :tier, :place_kinds, :matter, :minimum, :maximum, :answered_at, :post_kinds, :citation, :since, :until)
