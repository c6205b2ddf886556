-- How many names there are, and how many facts that bear one.
-- only here: Neo4j keeps what a fact is found by on the fact's own node.
-- parameters:
-- columns: names, facts
SELECT (SELECT count(*) FROM names), (SELECT count(*) FROM areas) + (SELECT count(*) FROM units)
  + (SELECT count(*) FROM posts) + (SELECT count(*) FROM people) + (SELECT count(*) FROM matters)
