"""Text in drawings: wrapped by its width, so that a name of five or of fifty characters fits its box.

Rules:
- Chinese takes two columns; a line breaks at a blank, beside a Chinese character, or where a word is too long for it.
- Nothing is cut. Control characters are shown as escapes (``graph.output.tables``).
"""

import re
import unicodedata
from functools import lru_cache

from graph.output.tables import shown

_TOKENS = re.compile(r"[ \u3000]+|[!-~]+|.", re.DOTALL)
_NEVER_FIRST = "，。、；：？！）》」』〕】”’…·%"


@lru_cache(4096)  # the same posts and matters stand in most drawings of a register
def wrapped(text: str, columns: int) -> tuple[str, ...]:
    """Return a text as lines of at most so many columns; a closing mark may hang over by one."""
    lines, line, used = list[str](), "", 0
    for token in _tokens(shown(text), columns):
        width = text_width(token)
        if line and used + width > columns and token not in _NEVER_FIRST:
            lines.append(line.rstrip())
            line, used = "", 0
            if token.isspace():
                continue
        line += token
        used += width
    return (*lines, line.rstrip()) if line.strip() or not lines else tuple(lines)


def _tokens(text: str, columns: int) -> list[str]:
    found = []
    for token in _TOKENS.findall(text):
        found += [token[start : start + columns] for start in range(0, len(token), columns)]
    return found


def text_width(text: str) -> int:
    """Return how many columns a text takes."""
    return sum(2 if unicodedata.east_asian_width(mark) in "WFA" else 1 for mark in text)
