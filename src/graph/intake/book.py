"""One XLSX workbook, opened with care: weighed, looked through, and its sheets handed out one by one.

Rules:
- Nothing is opened before it is weighed (``graph.intake.package``), no sheet laid out before it was looked through
  (``graph.intake.scan``).
- What the reader cannot read, its panics too, is a ``BadBook``; a workbook that changes while it is read is a fault.
"""

import hashlib
import io
import os
from contextlib import ExitStack
from pathlib import Path

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from graph.intake.files import opened
from graph.intake.package import BadBook, Package, told
from graph.intake.scan import Scan, scanned
from graph.model.books import OLD, names_workbook
from graph.model.faults import Faults


class Book:
    """An open workbook that was weighed: its sheets by name, in order, and the digest of its bytes."""

    def __init__(
        self, book: CalamineWorkbook, package: Package, digest: str, path: Path, before: os.stat_result
    ) -> None:
        self._book, self._package, self.digest = book, package, digest
        self._path, self._before = path, _stamp(before)
        self._entries = package.sheets()
        sheets = [one for one in book.sheets_metadata if one.typ is SheetTypeEnum.WorkSheet]
        self.sheets = {one.name: one.visible is SheetVisibleEnum.Visible for one in sheets}
        """Each sheet, and whether it is visible."""

    def sheet(self, name: str) -> tuple[CalamineSheet, Scan]:
        """Return a sheet and what was found in it; raise BadBook where it cannot be read."""
        with kindly():
            entry = self._entries.get(name)
            if entry is None:
                raise BadBook("damaged_workbook")
            scan = scanned(self._package.inflated(entry), self._package.inflated(entry))
            return self._book.get_sheet_by_name(name), scan

    def changed(self) -> bool:
        """Tell whether the file is another by now than the one that was weighed."""
        return _stamp(self._path.stat()) != self._before


def open_book(path: Path, faults: Faults, stack: ExitStack) -> Book | None:
    """Open a workbook until the stack is left; None where none stands there, which is told. Raises BadBook, OSError."""
    file = opened(path, faults)
    if file is None:
        return None
    stack.enter_context(file)
    before = os.fstat(file.fileno())
    digest = hashlib.file_digest(file, "sha256").hexdigest()
    file.seek(0)
    told(file.read(4_096), file)
    package = Package(file, file.seek(0, io.SEEK_END))
    package.check()
    with kindly():
        return Book(stack.enter_context(reader_of(path)), package, digest, path, before)


def reader_of(path: str | Path) -> CalamineWorkbook:
    """Return the reader of a workbook; it goes by a name's ending, and is given the bytes alone under a wrong one."""
    if not names_workbook(Path(path).name, OLD):
        return CalamineWorkbook.from_path(path)
    with Path(path).open("rb") as file:
        return CalamineWorkbook.from_filelike(file)


def _stamp(stat: os.stat_result) -> tuple[int, ...]:
    """Return what tells whether a file is still the one that was weighed: the reader opens it again."""
    return stat.st_dev, stat.st_ino, stat.st_size, stat.st_mtime_ns


class kindly:  # noqa: N801  reads as the context that it is
    """Turn what the reader says of a file that it cannot read, its panics too, into a fault."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        if isinstance(error, CalamineError | ValueError) or (kind and kind.__name__ == "PanicException"):
            raise BadBook("damaged_workbook") from error
