"""One XLSX workbook to a submission: its sheets by name, each as a CSV file of that name would be read.

Rules:
- A sheet bears the English or the Chinese name of its table. Another sheet with anything in it is a fault; hidden
  sheets are noted and not read.
- What a reader of values would lose is a fault: a formula without a stored value, an error, merged cells among rows.
- It is opened with care by ``graph.intake.book``.
- ``source`` is the SHA-256 of the workbook's bytes.
"""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from python_calamine import CalamineSheet, SheetTypeEnum, SheetVisibleEnum

from graph.changes.proposal import Sheet, Submission
from graph.intake.book import Book, kindly, open_book, reader_of
from graph.intake.cells import nearest, suggested
from graph.intake.files import add_unreadable, plain
from graph.intake.package import BadBook, Package
from graph.intake.scan import Scan
from graph.intake.sheet import Shared, SheetReader, note_kinds
from graph.intake.sheet_rows import SheetRows
from graph.intake.typed import as_text
from graph.model.chinese import TABLE_NAMES
from graph.model.datum import WGS84
from graph.model.facts import TABLES, Table
from graph.model.faults import Faults, in_sheet

SHEETS = {name: table for table in TABLES.values() for name in (table.name, TABLE_NAMES[table.name])}
"""The names that a sheet may have, each with its table."""


def read_workbook(path: str | Path, faults: Faults, datum: str = WGS84) -> Submission:
    """Read the sheets of a workbook; everything that is wrong with them is added to ``faults``."""
    shown = plain(Path(path).name)
    try:
        with ExitStack() as stack:
            book = open_book(Path(path), faults, stack)
            if book is None:
                return Submission((), "")
            submission = _Reading(book, shown, faults, Shared(datum)).read()
            if book.changed():
                faults.add("unreadable", shown, reason="it changed while it was read")
            return submission
    except BadBook as bad:
        faults.add(bad.code, shown, None, None, **bad.about)
    except OSError as error:
        add_unreadable(shown, error, faults)
    return Submission((), "")


class _Reading:
    """Reads one workbook that was weighed."""

    def __init__(self, book: Book, shown: str, faults: Faults, shared: Shared) -> None:
        self._book, self._shown, self._faults = book, shown, faults
        self._sheets: dict[str, Sheet] = {}
        self._shared = shared
        self._unknown: list[str] = []

    def read(self) -> Submission:
        """Return all sheets; one that is at fault as a whole stands there as not complete."""
        before = len(self._faults)
        for name, visible in self._book.sheets.items():
            if visible:
                self._read_sheet(name)
            else:
                self._faults.note("hidden_sheet", in_sheet(self._shown, name))
        self._suggest()
        if not self._sheets and (self._unknown or len(self._faults) == before):
            self._faults.add("no_known_sheets", self._shown, known=", ".join(SHEETS))
        note_kinds(self._shared, self._shown, self._faults)
        return Submission(tuple(self._sheets[name] for name in TABLES if name in self._sheets), self._book.digest)

    def _read_sheet(self, name: str) -> None:
        file = in_sheet(self._shown, name)
        table = SHEETS.get(name)
        if table is not None and table.name in self._sheets:
            self._faults.add("doubled_table", file, other=self._sheets[table.name].file.partition("\0")[2])
            return
        try:
            sheet, scan = self._book.sheet(name)
        except BadBook as bad:
            self._faults.add(bad.code, file, None, None, **bad.about)
            if table is not None:
                self._sheets[table.name] = Sheet(file, table.name, (), [], complete=False)
            return
        if table is not None:
            self._sheets[table.name] = self._rows(sheet, scan, table, file)
        elif sheet.start is not None or scan.odd:
            self._unknown.append(name)

    def _rows(self, sheet: CalamineSheet, scan: Scan, table: Table, file: str) -> Sheet:
        rows = SheetRows(sheet, scan, table)
        return SheetReader(table, file, self._faults, self._shared).read(rows.records())

    def _suggest(self) -> None:
        """Report sheets of unknown names; the absent table that each seems to hold is not complete."""
        for name in self._unknown:
            known = tuple(one for one in SHEETS if one.isascii() == name.isascii())
            file = in_sheet(self._shown, name)
            self._faults.add("unknown_sheet", file, nearest=suggested(name, known))
            near = nearest(name, known)
            if near and SHEETS[near].name not in self._sheets:
                self._sheets[SHEETS[near].name] = Sheet(file, SHEETS[near].name, (), [], complete=False)


def rows_and_bytes(path: str | Path) -> tuple[int, int]:
    """Return how many rows the visible sheets of a workbook have that was read before, and its size unpacked."""
    rows = 0
    with kindly(), reader_of(path) as book:
        for one in book.sheets_metadata:
            if one.typ is SheetTypeEnum.WorkSheet and one.visible is SheetVisibleEnum.Visible:
                end = book.get_sheet_by_name(one.name).end
                rows += end[0] + 1 if end else 0
    with Path(path).open("rb") as file:
        return rows, Package(file, 0).size


def text_rows(path: str | Path, name: str) -> Iterator[list[str]]:
    """Yield the rows of one sheet of a workbook that was read before, as text."""
    with kindly(), reader_of(path) as book:
        sheet = book.get_sheet_by_name(name)
        left = [""] * (sheet.start[1] if sheet.start else 0)
        for row in sheet.iter_rows():
            yield left + [as_text(value, textual=False)[0] for value in row]
