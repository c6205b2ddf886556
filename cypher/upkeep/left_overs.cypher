// Remove some facts that a broken import left after the head, and the marks they made; returns how many.
// only here: SQLite rolls a broken import back by itself.
// parameters: changes, limit
// columns: removed
MATCH (f:Fact) WHERE f.version > $changes
WITH f LIMIT $limit
OPTIONAL MATCH (old:Fact {version: f.supersedes})
SET old.superseded_at = null
DETACH DELETE f
RETURN count(*) AS removed
