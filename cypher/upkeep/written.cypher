// Tell whether a change is written already (a batch whose answer was lost is sent again).
// only here: SQLite writes any changeset in one transaction.
// parameters: version
// columns: written
OPTIONAL MATCH (f:Fact {version: $version})
RETURN f IS NOT NULL AS written
