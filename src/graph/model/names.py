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
    return wide.translate(_COUNTS)[:LIMIT]


class _Counts(dict[int, int | None]):
    """Each mark with itself, or None where it does not count; those of private use and not yet assigned ones count.

    Rare names have such. A mark is looked up in the tables of Unicode once.
    """

    def __missing__(self, mark: int) -> int | None:
        one = chr(mark)
        dropped = one in _DROPPED or one.isspace() or unicodedata.category(one) in ("Cc", "Cf", "Cs")
        self[mark] = None if dropped else mark
        return self[mark]


_COUNTS = _Counts()


def bare_name(text: str) -> str:
    """Return a name without outer blanks, and without those between Chinese characters: ledgers widen short names."""
    return _BETWEEN.sub("", text.strip())
