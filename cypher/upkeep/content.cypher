// Tell whether a database holds anything at all.
// only here: a new SQLite register is a new file.
// parameters:
// columns: holds
MATCH (n) WITH n LIMIT 1
RETURN count(n) > 0 AS holds
