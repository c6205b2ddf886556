"""The lines of a ledger, from a CSV file; those of a sheet come from ``graph.intake.ledger_sheet``.

Rules:
- Lines come one by one, with their number as a spreadsheet shows it, in bounded memory.
- A line is blank when it holds nothing of its own; cells that a merged one fills do not count.
"""

import io
from collections.abc import Collection, Iterator
from typing import BinaryIO, NamedTuple, Protocol

from graph.intake.encodings import KEEP_BYTES, Encoding
from graph.intake.records import Flaws, records
from graph.model.ids import trimmed


class Line(NamedTuple):
    """One row of a ledger."""

    number: int
    cells: list[str]
    flaws: Flaws | None
    blank: bool
    days: Collection[int] = ()
    """Cells that a spreadsheet holds as dates; they read YYYY-MM-DD."""


class Ledger(Protocol):
    """A file or sheet of lines."""

    exact: bool
    """Merged cells are known, and filled."""
    textual: Collection[int]
    """Columns of ids and names, in which a date or fraction is a fault: set before the rows are read."""

    def __iter__(self) -> Iterator[Line]: ...


class CsvLedger:
    """The lines of a CSV stream."""

    exact = False

    def __init__(self, stream: BinaryIO, encoding: Encoding) -> None:
        self.textual: Collection[int] = ()
        self._stream, self._encoding = stream, encoding

    def __iter__(self) -> Iterator[Line]:
        if self._encoding.skip:
            self._stream.read(self._encoding.skip)
        text = io.TextIOWrapper(self._stream, encoding=self._encoding.codec, errors=KEEP_BYTES, newline="")
        try:
            for number, (cells, flaws) in enumerate(records(text), 1):
                yield Line(number, cells, flaws, flaws is None and not any(map(trimmed, cells)))
        finally:
            text.detach()
