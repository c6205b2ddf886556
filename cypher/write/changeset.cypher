// Add a changeset to the chain.
// batch: number, hash, previous, recorded_at, by, why, source, key, first, count, counts, datum
UNWIND $rows AS row
CREATE (c:Changeset) SET c = row
