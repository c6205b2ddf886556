"""One XLSX workbook to a submission: its sheets by name, each as a CSV file of that name would be read.

Rules:
- A sheet bears the English or the Chinese name of its table. Another sheet with anything in it is a fault; hidden
  sheets are noted and not read.
- What a reader of values would lose is a fault: a formula without a stored value, an error, merged cells among rows.
- Nothing is opened before it is weighed (``graph.intake.package``) and looked through (``graph.intake.scan``).
- ``source`` is the SHA-256 of the workbook's bytes.
"""

import hashlib
import io
import os
from collections.abc import Iterator
from pathlib import Path

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from graph.changes.proposal import Sheet, Submission
from graph.intake.cells import nearest, suggested
from graph.intake.files import add_unreadable, opened, plain
from graph.intake.package import BadBook, Package, told
from graph.intake.scan import Scan, scanned
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
        file = opened(Path(path), faults)
        if file is None:
            return Submission((), "")
        with file:
            before = _stamp(os.fstat(file.fileno()))
            digest = hashlib.file_digest(file, "sha256").hexdigest()
            file.seek(0)
            told(file.read(4_096), file)
            package = Package(file, file.seek(0, io.SEEK_END))
            package.check()
            submission = _Reading(Path(path), shown, package, faults, Shared(datum)).read(digest)
            if _stamp(Path(path).stat()) != before:
                faults.add("unreadable", shown, reason="it changed while it was read")
            return submission
    except BadBook as bad:
        faults.add(bad.code, shown, None, None, **bad.about)
    except OSError as error:
        add_unreadable(shown, error, faults)
    return Submission((), "")


def _stamp(stat: os.stat_result) -> tuple[int, ...]:
    """Return what tells whether a file is still the one that was weighed: the reader opens it again."""
    return stat.st_dev, stat.st_ino, stat.st_size, stat.st_mtime_ns


class _Reading:
    """Reads one workbook that was weighed."""

    def __init__(self, path: Path, shown: str, package: Package, faults: Faults, shared: Shared) -> None:
        self._path, self._shown, self._package, self._faults = path, shown, package, faults
        self._entries = package.sheets()
        self._sheets: dict[str, Sheet] = {}
        self._shared = shared
        self._unknown: list[str] = []

    def read(self, digest: str) -> Submission:
        """Return all sheets; one that is at fault as a whole stands there as not complete."""
        before = len(self._faults)
        with _kindly(), CalamineWorkbook.from_path(self._path) as book:
            for about in book.sheets_metadata:
                if about.typ is not SheetTypeEnum.WorkSheet:
                    continue
                if about.visible is SheetVisibleEnum.Visible:
                    self._read_sheet(book, about.name)
                else:
                    self._faults.note("hidden_sheet", in_sheet(self._shown, about.name))
        self._suggest()
        if not self._sheets and len(self._faults) == before:
            self._faults.add("no_known_sheets", self._shown, known=", ".join(SHEETS))
        note_kinds(self._shared, self._shown, self._faults)
        return Submission(tuple(self._sheets[name] for name in TABLES if name in self._sheets), digest)

    def _read_sheet(self, book: CalamineWorkbook, name: str) -> None:
        file = in_sheet(self._shown, name)
        table = SHEETS.get(name)
        if table is not None and table.name in self._sheets:
            self._faults.add("doubled_table", file, other=self._sheets[table.name].file.partition("\0")[2])
            return
        try:
            with _kindly():
                scan = self._scanned(name)
                sheet = book.get_sheet_by_name(name)
        except BadBook as bad:
            self._faults.add(bad.code, file, None, None, **bad.about)
            if table is not None:
                self._sheets[table.name] = Sheet(file, table.name, (), [], complete=False)
            return
        if table is not None:
            self._sheets[table.name] = self._rows(sheet, scan, table, file)
        elif sheet.start is not None or scan.odd:
            self._unknown.append(name)

    def _scanned(self, name: str) -> Scan:
        entry = self._entries.get(name)
        if entry is None:
            raise BadBook("damaged_workbook")
        return scanned(self._package.inflated(entry), self._package.inflated(entry))

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


class _kindly:  # noqa: N801  reads as the context that it is
    """Turn what the reader says of a file that it cannot read, its panics too, into a fault."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        if isinstance(error, CalamineError | ValueError) or (kind and kind.__name__ == "PanicException"):
            raise BadBook("damaged_workbook") from error


def rows_and_bytes(path: str | Path) -> tuple[int, int]:
    """Return how many rows the visible sheets of a workbook have that was read before, and its size unpacked."""
    rows = 0
    with _kindly(), CalamineWorkbook.from_path(path) as book:
        for one in book.sheets_metadata:
            if one.typ is SheetTypeEnum.WorkSheet and one.visible is SheetVisibleEnum.Visible:
                end = book.get_sheet_by_name(one.name).end
                rows += end[0] + 1 if end else 0
    with Path(path).open("rb") as file:
        return rows, Package(file, 0).size


def text_rows(path: str | Path, name: str) -> Iterator[list[str]]:
    """Yield the rows of one sheet of a workbook that was read before, as text."""
    with _kindly(), CalamineWorkbook.from_path(path) as book:
        sheet = book.get_sheet_by_name(name)
        left = [""] * (sheet.start[1] if sheet.start else 0)
        for row in sheet.iter_rows():
            yield left + [as_text(value, textual=False)[0] for value in row]
