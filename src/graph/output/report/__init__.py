"""Answers as reports: one description as sheets, one writer for each format."""
