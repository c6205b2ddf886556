"""One CSV stream to one sheet, in bounded memory and one pass, whatever the stream holds.

Rules:
- UTF-8, a byte order mark tolerated; LF, CRLF and lone CR end a line. Quoting is RFC 4180 as the csv module's strict
  mode sees it: a quote inside an unquoted cell is text, text after a closing quote is a fault.
- The header is row 1 and each record is one row, even where a quoted name holds line breaks. Wholly blank rows count,
  and are skipped.
- A cell is kept up to ``CELL_LIMIT`` characters, a row up to ``CELLS_KEPT`` cells; the rest is counted, not held.
- After a fault reading goes on as a spreadsheet would read on, so that one run finds them all. Where a quote swallowed
  whole lines, the sheet is not complete.
- A header that is at fault may hide any column: where its rows would only seem wrong for want of that column they are
  spoiled. A header without the key leaves nothing to propose.
"""

import csv
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from enum import Enum
from typing import BinaryIO, NamedTuple

from graph.changes.proposal import ProposedRow, Sheet
from graph.intake.cells import Problem, RowReader, keys, nearest, no_text, suggested
from graph.model.facts import Table
from graph.model.faults import Faults
from graph.model.ids import trimmed

CELL_LIMIT = 32_767
CELLS_KEPT = 256
NO_TEXT_LISTED = 100
"""So many rows of one file are listed as no text, the others counted: it is one wrong encoding, not so many faults."""

_QUOTED = re.compile(r'(?:[^"]+|"")*+')
_END = re.compile(r"[,\r\n]")
_FAR_END = re.compile(r',(?="|\Z)|[\r\n]')
"""The next comma that matters where cells are counted no longer: one before a quote, or at the end of a piece."""

Report = Callable[..., None]


class Flaws(NamedTuple):
    """What is wrong with the shape of one record."""

    quote: tuple[str, int] | None
    """The fault of the first quote that is at fault, and the cell that it stands in."""
    swallowed: bool
    """A quote that is at fault took in line breaks, and with them rows."""
    long: dict[int, int]
    """Cells above the limit: which, and how many characters."""
    wide: bool
    """More cells than are kept."""


Record = tuple[list[str], Flaws | None]


class _Lines:
    """Lines with their ends, in pieces of at most ``CELL_LIMIT`` + 2 characters; CR LF is never cut in two."""

    def __init__(self, text: io.TextIOWrapper) -> None:
        self._text = text
        self._ahead = ""

    def next(self) -> str:
        line, self._ahead = self._ahead, ""
        if line != "\r":
            line += self._text.readline(CELL_LIMIT + 1)
        if line.endswith("\r"):
            self._ahead = self._text.read(1)
            if self._ahead == "\n":
                line, self._ahead = line + "\n", ""
        return line


class _State(Enum):
    START = "at the start of a cell"
    PLAIN = "in a cell without quotes"
    QUOTED = "in a quoted cell"
    CLOSED = "after a quote in a quoted cell"


class _Record:
    """One record that is fed piece by piece: the thorough way, for quotes over several lines and for bad shapes."""

    def __init__(self) -> None:
        self._state = _State.START
        self._cells: list[str] = []
        self._parts: list[str] = []
        self._size = 0
        self._broken = False
        self._quote: tuple[str, int] | None = None
        self._swallowed = False
        self._long: dict[int, int] = {}
        self._count = 0
        self._ended = False

    def feed(self, piece: str) -> bool:
        """Take in a piece; tell whether the record ends with it."""
        at = 0
        while at < len(piece):
            if self._state is _State.QUOTED:
                at = self._quoted(piece, at)
            elif self._state is _State.CLOSED:
                at = self._closed(piece, at)
            elif self._state is _State.START and piece[at] == '"':
                self._state, at = _State.QUOTED, at + 1
            else:
                self._state = _State.PLAIN
                end = (_END if self._count < CELLS_KEPT else _FAR_END).search(piece, at)
                self._take(piece[at : end.start() if end else len(piece)])
                if end is None:
                    return False
                self._close()
                if end.group() != ",":
                    self._ended = True
                    return True
                at = end.end()
        return False

    def finish(self) -> Record:
        """Return the record; a quote that is still open here is never closed."""
        if self._state is _State.QUOTED:
            self._spoil("unbalanced_quote")
        if not self._ended:
            self._close()
        wide = self._count > CELLS_KEPT
        if not (self._quote or self._long or wide):
            return self._cells, None
        return self._cells, Flaws(self._quote, self._swallowed, self._long, wide)

    def _quoted(self, piece: str, at: int) -> int:
        run = _QUOTED.match(piece, at)
        end = run.end() if run else at
        self._take(piece[at:end].replace('""', '"'))
        if end < len(piece):
            self._state = _State.CLOSED
            return end + 1
        self._broken |= piece.endswith(("\r", "\n"))
        return end

    def _closed(self, piece: str, at: int) -> int:
        if piece[at] == '"':
            self._take('"')
            self._state = _State.QUOTED
            return at + 1
        if piece[at] not in ",\r\n":
            self._spoil("unbalanced_quote" if self._broken else "stray_quote")
        self._state = _State.PLAIN
        return at

    def _take(self, text: str) -> None:
        if self._size < CELL_LIMIT and self._count < CELLS_KEPT:
            self._parts.append(text[: CELL_LIMIT - self._size])
        self._size += len(text)

    def _close(self) -> None:
        if self._count < CELLS_KEPT:
            self._cells.append("".join(self._parts))
            if self._size > CELL_LIMIT:
                self._long[self._count] = self._size
        self._count += 1
        self._parts, self._size, self._broken, self._state = [], 0, False, _State.START

    def _spoil(self, code: str) -> None:
        self._quote = self._quote or (code, self._count)
        self._swallowed |= self._broken


def records(text: io.TextIOWrapper) -> Iterator[Record]:
    """Yield each record. Lines without quotes are split, whole lines are left to the csv module, the rest is fed."""
    lines = _Lines(text)
    while line := lines.next():
        if len(line) <= CELL_LIMIT:
            if '"' not in line:
                yield line.rstrip("\r\n").split(","), None
                continue
            try:
                yield next(csv.reader((line,), strict=True)), None
                continue
            except csv.Error:
                pass
        record = _Record()
        while line and not record.feed(line):
            line = lines.next()
        yield record.finish()


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
                report("unknown_column", name, column=name, nearest=suggested(name, known))
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
        shifted = True
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
        long = flaws.long if flaws else {}
        if not shifted:
            self._report_long(long, header.labels)
        lost = {*long, *range(len(cells), width)}
        row, problems = reader.read(self._row, [*cells[:width], *[""] * (width - len(cells))], lost)
        if not shifted:
            self._report_all(problems)
        return replace(row, spoiled=True) if shifted else row

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
