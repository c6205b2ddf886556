// Every slot of some places on some days: of what kind its gap is (null: filled), by how many persons; in no order.
// parameters: spots, area, matter, tier, requirement, without, on, known_at
// columns: place, day, tier, requirement, leaf, kind, own, have, need, most
// together: asked
@slots
RETURN here.place AS place, at.day AS day, r.tier AS tier, r.id AS requirement, l.leaf AS leaf,
  kind, own, have, r.minimum AS need, r.maximum AS most
