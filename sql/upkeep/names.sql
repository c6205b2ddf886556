-- How many names there are, and how many facts that bear one, of some nouns.
-- only here: Neo4j keeps what a fact is found by on the fact's own node.
-- parameters: nouns
-- columns: names, facts
SELECT (SELECT count(*) FROM names),
  iif(instr(:nouns, '"place"'), (SELECT count(*) FROM areas) + (SELECT count(*) FROM units), 0)
  + iif(instr(:nouns, '"organization"'), (SELECT count(*) FROM organizations), 0)
  + iif(instr(:nouns, '"post"'), (SELECT count(*) FROM posts), 0)
  + iif(instr(:nouns, '"person"'), (SELECT count(*) FROM people), 0)
  + iif(instr(:nouns, '"matter"'), (SELECT count(*) FROM matters), 0)
