"""Tables and lines for people on a terminal or in a pipe: Chinese takes two columns, nothing is cut, wide cells wrap.

Rules:
- Control characters in a name are shown as escapes: a name never moves the cursor or forges a line.
- Every text is printed as text: no markup of the table library is read from data.
"""

import unicodedata
from collections.abc import Collection, Iterable, Sequence
from io import StringIO

PIPE_WIDTH = 120


def shown(text: str | None) -> str:
    """Return text for people; None is a dash, control characters are escapes."""
    if text is None:
        return "-"
    if text.isprintable():
        return text
    return "".join(mark if _harmless(mark) else mark.encode("unicode_escape").decode() for mark in text)


def _harmless(mark: str) -> bool:
    return mark.isprintable() or unicodedata.category(mark) == "Zs"  # blanks of any width


def table(
    headings: Sequence[str],
    rows: Iterable[Sequence[str | None]],
    *,
    whole: Collection[int] = (),
    width: int = PIPE_WIDTH,
) -> str:
    """Return rows under headings as text, each cell wrapped to fit the width, but for columns that stay ``whole``."""
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    drawn = Table(box=SIMPLE_HEAD, pad_edge=False, expand=False)
    for place, heading in enumerate(headings):
        drawn.add_column(Text(heading), overflow="fold", no_wrap=place in whole)
    for row in rows:
        drawn.add_row(*(Text(shown(cell)) for cell in row))
    out = StringIO()
    Console(file=out, width=width, color_system=None, legacy_windows=False).print(drawn)
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines() if line.strip())
