"""Tables and lines for people on a terminal or in a pipe: Chinese takes two columns, nothing is cut, wide cells wrap.

Rules:
- Control characters in a name are shown as escapes: a name never moves the cursor or forges a line.
- Every text is printed as text: no markup of the table library is read from data.
"""

import unicodedata
from collections.abc import Collection, Iterable, Sequence
from io import StringIO

PIPE_WIDTH = 120

Lines = str | tuple[str, ...] | None
"""A cell: one text, or several that each begin a line."""


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
    rows: Iterable[Sequence[Lines]],
    *,
    whole: Collection[int] = (),
    right: Collection[int] = (),
    width: int = PIPE_WIDTH,
) -> str:
    """Return rows under headings as text, each cell wrapped to fit the width, but for columns that stay ``whole``.

    The columns ``right`` hold numbers, which stand at their right edge.
    """
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    drawn = Table(box=SIMPLE_HEAD, pad_edge=False, expand=False)
    cells = [
        [Text("\n".join(map(shown, cell)) if isinstance(cell, tuple) else shown(cell)) for cell in row] for row in rows
    ]
    for place, heading in enumerate(headings):
        number = place in right
        needed = max((row[place].cell_len for row in cells), default=1) if number else None
        drawn.add_column(
            Text(heading),
            overflow="fold",
            no_wrap=place in whole,
            justify="right" if number else "left",
            min_width=needed and max(needed, *(Text(word).cell_len for word in heading.split())),
        )
    for row in cells:
        drawn.add_row(*row)
    out = StringIO()
    Console(file=out, width=width, color_system=None, legacy_windows=False).print(drawn)
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines() if line.strip())
