-- Add what facts are found by.
-- only here: Neo4j keeps it on the fact's own node.
-- batch: noun, id, version, recorded_at, superseded_at, folded, sought, crc
INSERT INTO names (noun, id, version, recorded_at, superseded_at, folded, sought, crc)
VALUES (:noun, :id, :version, :recorded_at, :superseded_at, :folded, :sought, :crc)
