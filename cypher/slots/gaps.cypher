// The unfilled slots of some places on some days: of what kind, and how many persons of how many; in no order.
// parameters: spots, area, matter, tier, requirement, without, on, known_at
// columns: place, day, tier, requirement, leaf, kind, have, need
// together: asked
@slots
WITH at, here, r, l, kind, have WHERE kind IS NOT NULL
RETURN here.place AS place, at.day AS day, r.tier AS tier, r.id AS requirement, l.leaf AS leaf, kind, have, r.minimum AS need
