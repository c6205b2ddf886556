-- Add a changeset to the chain.
-- batch: number, hash, previous, recorded_at, by, why, source, key, first, count, counts, datum
INSERT INTO changesets (number, hash, previous, recorded_at, by, why, source, key, first, count, counts, datum)
VALUES (:number, :hash, :previous, :recorded_at, :by, :why, :source, :key, :first, :count, :counts, :datum)
