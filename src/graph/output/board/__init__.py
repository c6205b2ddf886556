"""Responsibility boards: from a board's content to print-ready files."""
