"""Names as they are sought: one folding, for what is written and for what is typed.

Rules:
- Width, letter case, blanks, apostrophes and the two dots of ü do not count in a search (ids are compared as they are,
  see ``graph.model.ids``). The folding happens in Python, once at writing and once a question, never in a query.
- So much of a name is looked at: ``LIMIT`` marks.
- A ledger is matched to people by the name itself; only blanks between Chinese characters do not count there.
"""

import re
import unicodedata

LIMIT = 1_000

_DROPPED = frozenset("'’`·•")
_CHINESE = "[\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
_BETWEEN = re.compile(rf"(?<={_CHINESE})[^\S\r\n\t]+(?={_CHINESE})")


def folded(text: str) -> str:
    """Return text as a search compares it."""
    wide = unicodedata.normalize("NFKC", text[:LIMIT]).casefold().replace("ü", "v")
    if wide.isalnum():
        return wide[:LIMIT]
    return "".join(mark for mark in wide if not _drops(mark))[:LIMIT]


def _drops(mark: str) -> bool:
    """Tell whether a mark does not count; marks of private use and not yet assigned ones do (rare names have them)."""
    return mark in _DROPPED or mark.isspace() or unicodedata.category(mark) in ("Cc", "Cf", "Cs")


def bare_name(text: str) -> str:
    """Return a name without outer blanks, and without those between Chinese characters: ledgers widen short names."""
    return _BETWEEN.sub("", text.strip())
