"""The rows of one sheet of a workbook as records, with what is odd in their cells.

Rules:
- The reader begins at the first column that holds anything; blank columns before it are put back, so that columns keep
  their letters. Rows begin with row 1.
- A merged range shows one value for many cells: among the rows it is a fault, told at its first cell.
- Rows in which only a formula without a value stands come too: nothing that is told gets lost.
"""

from collections.abc import Iterator, Sequence

from python_calamine import CalamineSheet

from graph.intake.header import letters
from graph.intake.records import CELL_LIMIT, CELLS_KEPT, Flaws, Odd, Record
from graph.intake.scan import Scan
from graph.intake.typed import Typed, as_text, textual_places
from graph.model.facts import Table

MERGED_ROWS = 100_000
"""So many rows of merged ranges are followed; in the rest their blank cells are judged as blank."""


class SheetRows:
    """One sheet's rows."""

    def __init__(self, sheet: CalamineSheet, scan: Scan, table: Table) -> None:
        self._sheet, self._table = sheet, table
        self._left = sheet.start[1] if sheet.start else 0
        self._odd: dict[int, dict[int, Odd | None]] = {
            row: {place: Odd(code) for place, code in cells.items()} for row, cells in scan.odd.items()
        }
        self._add_merged()

    def records(self) -> Iterator[Record]:
        """Yield each row."""
        textual: frozenset[int] | None = None
        number = width = 0
        for number, row in enumerate(self._sheet.iter_rows(), 1):
            cells, flaws = self._record(number - 1, row, textual or frozenset())
            if textual is None:
                textual, width = textual_places(self._table, cells), len(cells)
            yield cells, flaws
        for after in range(number, max(self._odd, default=-1) + 1):
            yield self._flawed(after, [""] * width, {})

    def _record(self, number: int, row: Sequence[Typed], textual: frozenset[int]) -> Record:
        cells = [""] * self._left
        odd: dict[int, Odd | None] = {}
        for place, value in enumerate(row, self._left):
            if isinstance(value, str):
                cells.append(value)
            else:
                text, fault = as_text(value, textual=place in textual)
                cells.append(text)
                if fault:
                    odd[place] = fault
        return self._flawed(number, cells, odd)

    def _flawed(self, number: int, cells: list[str], odd: dict[int, Odd | None]) -> Record:
        odd |= self._odd.get(number, {})
        long = {place: len(cell) for place, cell in enumerate(cells) if len(cell) > CELL_LIMIT}
        wide = len(cells) > CELLS_KEPT
        if not (odd or long or wide):
            return cells, None
        return [cell[:CELL_LIMIT] for cell in cells[:CELLS_KEPT]], Flaws(None, False, long, wide, odd)

    def _add_merged(self) -> None:
        last = self._sheet.end[0] if self._sheet.end else 0
        budget = MERGED_ROWS
        for (first, left), (bottom, right) in self._sheet.merged_cell_ranges or ():
            if bottom < 1 or first > last or (first, left) == (bottom, right):
                continue
            top = max(first, 1)
            name = f"{letters(left)}{top + 1}:{letters(right)}{bottom + 1}"
            for row in range(top, min(bottom, last, top + max(budget, 1)) + 1):
                cells = self._odd.setdefault(row, {})
                cells.update(dict.fromkeys(range(left, min(right, CELLS_KEPT) + 1)))
                budget -= 1
            self._odd[top][left] = Odd("merged_cells", {"range": name})
