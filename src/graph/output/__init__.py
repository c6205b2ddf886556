"""Output: every file and text that leaves: the one JSON serializer, words for people, tables, the example's files."""
