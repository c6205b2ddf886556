"""Names as they are sought: one folding, for what is written and for what is typed.

Rules:
- Width, letter case, blanks, apostrophes and the two dots of ü do not count in a search (ids are compared as they are,
  see ``graph.model.ids``). The folding happens in Python, once at writing and once a question, never in a query.
- So much of a name is looked at: ``LIMIT`` marks.
"""

import unicodedata

LIMIT = 1_000

_DROPPED = frozenset("'’`·•")


def folded(text: str) -> str:
    """Return text as a search compares it."""
    wide = unicodedata.normalize("NFKC", text[:LIMIT]).casefold().replace("ü", "v")
    if wide.isalnum():
        return wide[:LIMIT]
    return "".join(mark for mark in wide if not _drops(mark))[:LIMIT]


def _drops(mark: str) -> bool:
    """Tell whether a mark does not count; marks of private use and not yet assigned ones do (rare names have them)."""
    return mark in _DROPPED or mark.isspace() or unicodedata.category(mark) in ("Cc", "Cf", "Cs")
