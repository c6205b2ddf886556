"""One CSV stream to one sheet, in one pass.

Rules:
- UTF-8, a byte order mark tolerated. The header is row 1 and each record is one row, even where a quoted name holds
  line breaks. Wholly blank rows count, and are skipped.
- One run finds all faults. Where a quote swallowed whole lines, the sheet is not complete.
- A header that is at fault may hide any column: where its rows would only seem wrong for want of that column they are
  spoiled. A header without the key leaves nothing to propose.
"""

import io
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import BinaryIO, NamedTuple

from graph.changes.proposal import ProposedRow, Sheet
from graph.intake.cells import keys, nearest, no_text, suggested
from graph.intake.records import CELL_LIMIT, CELLS_KEPT, Flaws, Record, records
from graph.intake.rows import Problem, RowReader
from graph.model.facts import Table
from graph.model.faults import Faults
from graph.model.ids import trimmed

NO_TEXT_LISTED = 100
"""So many rows of one file are listed as no text, the others counted: it is one wrong encoding, not so many faults."""

Report = Callable[..., None]


class _Header(NamedTuple):
    """What row 1 says: where the known columns stand, what each is called, and what its faults mean for the rows."""

    places: dict[str, int]
    labels: tuple[str, ...]
    keyless: bool
    doubtful: bool


def letters(place: int) -> str:
    """Return what a spreadsheet calls a column: A, B, … Z, AA."""
    text = ""
    while place >= 0:
        text = chr(ord("A") + place % 26) + text
        place = place // 26 - 1
    return text


def known_headers(table: Table) -> tuple[str, ...]:
    """Return every header that a table's file may have."""
    extra = () if table.name == "people" else ("was_since", "withdrawn")
    return (*table.headers, "last_day", *extra)


def _header(table: Table, cells: list[str], report: Report) -> _Header:
    known = known_headers(table)
    names = [trimmed(cell) for cell in cells]
    absent = tuple(name for name in known if name not in names)
    needed = {column.header for column in table.columns if column.needed}
    places: dict[str, int] = {}
    doubtful = False
    for place, name in enumerate(names):
        if name in places:
            report("doubled_column", name, first=letters(places[name]), again=letters(place))
            doubtful = True
        elif name in known:
            places[name] = place
        else:
            if name:
                report("unknown_column", name, nearest=suggested(name, known))
            else:
                report("empty_header_cell", letters(place))
            doubtful |= not needed.isdisjoint(absent) or (bool(absent) and nearest(name, absent) is not None)
    missing = [name for name in keys(table) if name not in places]
    for name in missing:
        report("missing_column", name)
    labels = tuple(name or letters(place) for place, name in enumerate(names))
    return _Header(places, labels, bool(missing), doubtful)


class _SheetReader:
    """Reads one file: row 1, then each row, with every fault reported."""

    def __init__(self, table: Table, file: str, faults: Faults, pool: dict[str, str]) -> None:
        self._table, self._file, self._faults, self._pool = table, file, faults, pool
        self._row = 1
        self._rows: list[ProposedRow] = []
        self._complete = True
        self._no_text = 0

    def read(self, found: Iterator[Record]) -> Sheet:
        fields: tuple[str, ...] = ()
        try:
            header = self._read_header(next(found, None))
            if header is None:
                self._complete = False
            else:
                reader = RowReader(self._table, header.places, self._pool)
                fields = reader.fields
                self._read_rows(found, header, reader)
        except OSError as error:
            self._faults.add("unreadable", self._file, self._row, reason=error.strerror or str(error))
            self._complete = False
        return Sheet(self._file, self._table.name, fields, self._rows, self._complete)

    def _report(self, code: str, column: str | None = None, /, **about: str) -> None:
        if code == "not_utf8":
            self._no_text += 1
            if self._no_text > NO_TEXT_LISTED:
                self._faults.follows()
                return
        self._faults.add(code, self._file, self._row, column, **about)

    def _read_header(self, first: Record | None) -> _Header | None:
        """Return what row 1 says, or None where nothing below it can be understood."""
        if first is None:
            self._faults.add("empty_file", self._file)
            return None
        cells, flaws = first
        before = len(self._faults)
        if flaws and flaws.quote:
            self._report(flaws.quote[0], letters(flaws.quote[1]))
        elif flaws and flaws.long:
            self._report_long(flaws.long, ())
        elif len(cells) >= CELLS_KEPT:
            self._report("too_many_columns", most=str(CELLS_KEPT - 1))
        elif not any(map(trimmed, cells)):
            self._report("no_header")
        for place, cell in enumerate(cells):
            if len(self._faults) == before and (fault := no_text(cell)):
                self._report(fault.code, letters(place), **fault.about)
        return _header(self._table, cells, self._report) if len(self._faults) == before else None

    def _read_rows(self, found: Iterator[Record], header: _Header, reader: RowReader) -> None:
        width = len(header.labels)
        for self._row, (cells, flaws) in enumerate(found, 2):
            if flaws is None and len(cells) == width and trimmed(cells[0]):
                row, problems = reader.read(self._row, cells)
                self._rows.append(row)
                if problems:
                    self._report_all(problems)
            elif flaws or any(map(trimmed, cells)):
                self._rows.append(self._odd_row(cells, flaws, header, reader))
        if header.keyless:
            self._rows, self._complete = [], False
        elif header.doubtful:
            self._rows = [replace(row, spoiled=True) for row in self._rows]

    def _odd_row(self, cells: list[str], flaws: Flaws | None, header: _Header, reader: RowReader) -> ProposedRow:
        """Read a row that begins blank or has a bad shape; where cells may stand in wrong columns, only for its id."""
        width = len(header.labels)
        long = flaws.long if flaws else {}
        shifted = True
        if not (flaws and flaws.quote):
            self._report_long(long, header.labels)
        if flaws and flaws.quote:
            code, place = flaws.quote
            self._report(code, header.labels[place] if place < width else letters(place))
            self._complete &= not flaws.swallowed
        elif (flaws and flaws.wide) or len(cells) > width:
            self._report("too_many_cells", cells=str(len(cells)), columns=str(width))
        elif len(cells) < width:
            self._report("too_few_cells", cells=str(len(cells)), columns=str(width))
        else:
            shifted = False
        lost = {*long, *range(len(cells), width)}
        row, problems = reader.read(self._row, [*cells[:width], *[""] * (width - len(cells))], lost)
        if not shifted:
            self._report_all(problems)
            return row
        for place, cell in enumerate(cells):
            if fault := no_text(cell):
                self._report(fault.code, header.labels[place] if place < width else letters(place), **fault.about)
                break
        return replace(row, spoiled=True)

    def _report_long(self, long: dict[int, int], labels: tuple[str, ...]) -> None:
        for place, length in long.items():
            label = labels[place] if place < len(labels) else letters(place)
            self._report("cell_too_long", label, length=f"{length:,}", limit=f"{CELL_LIMIT:,}")

    def _report_all(self, problems: list[Problem]) -> None:
        for problem in problems:
            self._report(problem.code, problem.column, **problem.about)


def read_csv(stream: BinaryIO, table: Table, file: str, faults: Faults, pool: dict[str, str] | None = None) -> Sheet:
    """Read one CSV stream; the stream is left open. ``pool`` keeps each id once over several files."""
    text = io.TextIOWrapper(stream, encoding="utf-8-sig", errors="surrogateescape", newline="")
    try:
        return _SheetReader(table, file, faults, {} if pool is None else pool).read(records(text))
    finally:
        text.detach()
