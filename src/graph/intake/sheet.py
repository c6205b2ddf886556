"""Records of one table to one sheet, in one pass: what a CSV file and a sheet of a workbook have in common.

Rules:
- The header is row 1 and each record is one row, even where a quoted name holds line breaks. Wholly blank rows count,
  and are skipped.
- One run finds all faults. Where a quote swallowed whole lines, the sheet is not complete.
- Faults name columns as the sheet does. Characters for private use in a name (some rare characters of GB 18030 come in
  as such) are noted: no other system need show them alike.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from graph.changes.proposal import ProposedRow, Sheet
from graph.intake.cells import no_text
from graph.intake.header import Header, letters, read_header
from graph.intake.points import to_wgs84_in
from graph.intake.records import CELL_LIMIT, CELLS_KEPT, Flaws, Record
from graph.intake.rows import Problem, RowReader
from graph.model.datum import WGS84
from graph.model.facts import Table
from graph.model.faults import Faults
from graph.model.ids import trimmed

NO_TEXT_LISTED = 100
"""So many rows of one file are listed as no text, the others counted: it is one wrong encoding, not so many faults."""

PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")


def private_points(cell: str) -> str:
    """Return the characters for private use in a cell, as code points."""
    return ", ".join(f"U+{ord(mark):04X}" for mark in sorted(set(PRIVATE.findall(cell))))


class Shared:
    """What the sheets of one import share: each id once, the kinds that are in no table, and the datum of points."""

    def __init__(self, datum: str = WGS84) -> None:
        self.datum = datum
        self.pool: dict[str, str] = {}
        self.unknown_kinds: set[str] = set()


def note_kinds(shared: Shared, file: str, faults: Faults) -> None:
    """Say how many kinds are in no table of known kinds."""
    if shared.unknown_kinds:
        kinds = sorted(shared.unknown_kinds)
        faults.note("unknown_kinds", file, count=str(len(kinds)), kinds=", ".join(kinds[:20]))


class SheetReader:
    """Reads one sheet: row 1, then each row, with every fault reported."""

    def __init__(self, table: Table, file: str, faults: Faults, shared: Shared) -> None:
        self._table, self._file, self._faults, self._shared = table, file, faults, shared
        self._row = 1
        self._rows: list[ProposedRow] = []
        self._complete = True
        self._no_text = 0

    def read(self, found: Iterator[Record]) -> Sheet:
        """Read all records; what stops the stream is a fault, and the sheet then not complete."""
        fields: tuple[str, ...] = ()
        labels: dict[str, str] = {}
        try:
            header = self._read_header(next(found, None))
            if header is None:
                self._complete = False
            else:
                reader = RowReader(self._table, header.places, self._shared.pool, self._shared.unknown_kinds)
                fields, labels = reader.fields, header.names
                self._read_rows(found, header, reader)
        except OSError as error:
            self._faults.add("unreadable", self._file, self._row, reason=error.strerror or str(error))
            self._complete = False
        sheet = Sheet(self._file, self._table.name, fields, self._rows, self._complete, labels)
        if self._shared.datum != WGS84:
            to_wgs84_in(sheet, self._shared.datum, self._faults)
        return sheet

    def _report(self, code: str, column: str | None = None, /, **about: str) -> None:
        if code == "not_utf8":
            self._no_text += 1
            if self._no_text > NO_TEXT_LISTED:
                self._faults.follows()
                return
        self._faults.add(code, self._file, self._row, column, **about)

    def _read_header(self, first: Record | None) -> Header | None:
        """Return what row 1 says, or None where nothing below it can be understood."""
        if first is None:
            self._faults.add("empty_file", self._file)
            return None
        cells, flaws = first
        before = len(self._faults)
        if flaws and flaws.quote:
            self._report(flaws.quote[0], letters(flaws.quote[1]))
        elif flaws and (flaws.long or flaws.odd):
            self._report_cells(flaws, ())
        elif len(cells) >= CELLS_KEPT:
            self._report("too_many_columns", most=str(CELLS_KEPT - 1))
        elif not any(map(trimmed, cells)):
            self._report("no_header")
        for place, cell in enumerate(cells):
            if len(self._faults) == before and (fault := no_text(cell)):
                self._report(fault.code, letters(place), **fault.about)
        return read_header(self._table, cells, self._report) if len(self._faults) == before else None

    def _read_rows(self, found: Iterator[Record], header: Header, reader: RowReader) -> None:
        width = len(header.labels)
        name_at = header.places.get("name")
        for self._row, (cells, flaws) in enumerate(found, 2):
            if flaws is None and len(cells) == width and trimmed(cells[0]):
                row, problems = reader.read(self._row, cells)
                self._rows.append(row)
                if problems:
                    self._report_all(problems, header)
                if name_at is not None and PRIVATE.search(cells[name_at]):
                    self._note_private(cells[name_at], header.labels[name_at])
            elif flaws or any(map(trimmed, cells)):
                self._rows.append(self._odd_row(cells, flaws, header, reader))
        if header.keyless:
            self._rows, self._complete = [], False
        elif header.doubtful:
            self._rows = [replace(row, spoiled=True) for row in self._rows]

    def _odd_row(self, cells: list[str], flaws: Flaws | None, header: Header, reader: RowReader) -> ProposedRow:
        """Read a row that begins blank or has a bad shape; where cells may stand in wrong columns, only for its id."""
        width = len(header.labels)
        shifted = True
        if flaws and not flaws.quote:
            self._report_cells(flaws, header.labels)
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
        lost = {*(flaws.long if flaws else ()), *(flaws.odd if flaws else ()), *range(len(cells), width)}
        if flaws and flaws.odd and not any(map(trimmed, cells)):
            lost.update(range(width))  # a row of odd cells alone is not at fault for what it lacks
        row, problems = reader.read(self._row, [*cells[:width], *[""] * (width - len(cells))], lost)
        if not shifted:
            self._report_all(problems, header)
            return row
        for place, cell in enumerate(cells):
            if fault := no_text(cell):
                self._report(fault.code, header.labels[place] if place < width else letters(place), **fault.about)
                break
        return replace(row, spoiled=True)

    def _report_cells(self, flaws: Flaws, labels: tuple[str, ...]) -> None:
        """Report the cells that cannot be read at all: too long, or odd ones of a workbook."""
        named = dict(enumerate(labels))
        for place, length in flaws.long.items():
            label = named.get(place) or letters(place)
            self._report("cell_too_long", label, length=f"{length:,}", limit=f"{CELL_LIMIT:,}")
        for place, odd in sorted(flaws.odd.items()):
            if odd:
                self._report(odd.code, named.get(place) or letters(place), **odd.about)

    def _report_all(self, problems: list[Problem], header: Header) -> None:
        names = header.names
        for code, column, about in problems:
            told = {key: names.get(it, it) if key in ("empty", "filled") else it for key, it in about.items()}
            self._report(code, names.get(column, column), **told)

    def _note_private(self, cell: str, column: str) -> None:
        about = {"value": trimmed(cell), "points": private_points(cell)}
        self._faults.note("private_use", self._file, self._row, column, **about)
