"""Meaning: rows of a question become answers, the same for every engine. Pure."""
