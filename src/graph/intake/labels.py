"""The rows of a ledger's header to one label for each column: the path from the top. Pure.

Rules:
- Parts are joined by ``/``; a blank part, or one that repeats what stands above it (merged downwards), is left out.
- A column without a header is called by its letter.
- Where merged cells are not known (a CSV file), a blank cell above the last row takes the one on its left, if its
  column is named in a row below: that is what merging leaves.
"""

from collections.abc import Sequence

from graph.intake.header import letters
from graph.model.ids import trimmed


def labels_of(rows: Sequence[Sequence[str]], *, exact: bool) -> tuple[str, ...]:
    """Return the label of each column; ``exact``: merged cells were filled in already."""
    width = max(map(len, rows), default=0)
    cells = [[" ".join(cell.split()) for cell in row] + [""] * (width - len(row)) for row in rows]
    if not exact:
        _fill_left(cells)
    return tuple(_path([row[place] for row in cells]) or letters(place) for place in range(width))


def _fill_left(cells: list[list[str]]) -> None:
    for number, row in enumerate(cells[:-1]):
        for place in range(1, len(row)):
            if not row[place] and any(below[place] for below in cells[number + 1 :]):
                row[place] = row[place - 1]


def _path(parts: Sequence[str]) -> str:
    found: list[str] = []
    for part in map(trimmed, parts):
        if part and (not found or found[-1] != part):
            found.append(part)
    return "/".join(found)


def unnamed(rows: Sequence[Sequence[str]], width: int) -> frozenset[int]:
    """Return the columns of which no row of the header says anything."""
    return frozenset(
        place for place in range(width) if not any(place < len(row) and trimmed(row[place]) for row in rows)
    )
