"""The lines of a ledger, from a sheet of a workbook: merged cells filled from their top left.

Rules:
- The reader begins at the first column that holds anything; blank columns before it are put back.
- A filled cell is as its first one: its text, that it is a date, what is odd in it (told at the first cell only).
- Merged ranges do not overlap in a sound workbook; more of them in one row than it has cells is damage.
"""

from collections import deque
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from python_calamine import CalamineSheet

from graph.intake.ledger import Line
from graph.intake.package import BadBook
from graph.intake.records import CELL_LIMIT, Flaws, Odd
from graph.intake.scan import Scan
from graph.intake.typed import Typed, as_text
from graph.model.ids import trimmed


@dataclass(slots=True)
class _Merged:
    top: int
    left: int
    bottom: int
    right: int
    text: str = ""
    day: bool = False
    odd: bool = False


@dataclass(slots=True)
class _Cells:
    """One row as it is made."""

    texts: list[str]
    days: set[int] = field(default_factory=set)
    odd: dict[int, Odd | None] = field(default_factory=dict)


class SheetLedger:
    """The lines of one sheet."""

    exact = True

    def __init__(self, sheet: CalamineSheet, scan: Scan) -> None:
        self.textual: Collection[int] = ()
        self._sheet, self._odd = sheet, scan.odd
        self._left = sheet.start[1] if sheet.start else 0
        width = sheet.end[1] + 1 if sheet.end else 0
        ranges = sorted(sheet.merged_cell_ranges or ())
        self._ahead = deque(_Merged(*first, *last) for first, last in ranges if first != last and first[1] < width)
        self._active: list[_Merged] = []

    def __iter__(self) -> Iterator[Line]:
        number = width = 0
        for number, row in enumerate(self._sheet.iter_rows(), 1):
            yield self._line(number - 1, self._typed(number - 1, row))
            width = self._left + len(row)
        for after in range(number, max(self._odd, default=-1) + 1):
            yield self._line(after, self._typed(after, [""] * (width - self._left)))

    def _typed(self, row: int, values: Sequence[Typed]) -> _Cells:
        cells = _Cells([""] * self._left)
        for place, value in enumerate(values, self._left):
            if isinstance(value, str):
                cells.texts.append(value)
                continue
            if isinstance(value, datetime) and not (value.hour or value.minute or value.second or value.microsecond):
                value = value.date()  # noqa: PLW2901  a day that was typed with a time format
            text, fault = as_text(value, textual=place in self.textual)
            cells.texts.append(text)
            if fault:
                cells.odd[place] = fault
            elif type(value) is date:
                cells.days.add(place)
        cells.odd |= {place: Odd(code) for place, code in self._odd.get(row, {}).items()}
        return cells

    def _line(self, row: int, cells: _Cells) -> Line:
        blank = not cells.odd and not any(map(trimmed, cells.texts))
        self._fill(row, cells)
        texts = cells.texts
        long = {place: len(text) for place, text in enumerate(texts) if len(text) > CELL_LIMIT}
        flaws = Flaws(None, False, long, False, cells.odd) if long or cells.odd else None
        return Line(row + 1, [text[:CELL_LIMIT] for text in texts], flaws, blank, cells.days)

    def _fill(self, row: int, cells: _Cells) -> None:
        """Fill what merged cells cover in a row."""
        self._active = [one for one in self._active if one.bottom >= row]
        while self._ahead and self._ahead[0].top <= row:
            self._active.append(self._ahead.popleft())
        if len(self._active) > len(cells.texts) + 1:
            raise BadBook("damaged_workbook")
        for one in self._active:
            if one.top == row and one.left < len(cells.texts):
                one.text, one.day, one.odd = cells.texts[one.left], one.left in cells.days, one.left in cells.odd
            for place in range(one.left, min(one.right + 1, len(cells.texts))):
                if (row, place) == (one.top, one.left) or trimmed(cells.texts[place]):
                    continue
                cells.texts[place] = one.text
                if one.day:
                    cells.days.add(place)
                if one.odd:
                    cells.odd[place] = None
