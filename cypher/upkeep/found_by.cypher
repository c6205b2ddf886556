// Add to facts what they are found by (an older schema had none of it).
// only here: SQLite keeps it in a table of its own.
// batch: version, folded, sought, crc
UNWIND $rows AS row
MATCH (f:Fact {version: row.version})
SET f.folded = row.folded, f.sought = row.sought, f.crc = row.crc
