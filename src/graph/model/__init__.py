"""The nouns: facts, periods, levels, ids, words and errors. Pure: no clock, file, environment or network."""
