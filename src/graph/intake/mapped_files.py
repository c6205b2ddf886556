"""The files and sheets that a mapping names, found in what is imported: a folder, or one file.

Rules:
- A file is opened once for each source that reads it, a workbook once for all; each is digested as it is read.
- What the mapping does not name is listed as ignored; hidden sheets that it does not name are noted.
"""

import io
from collections.abc import Callable
from contextlib import ExitStack, suppress
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, BinaryIO, cast

from graph.intake.cells import suggested
from graph.intake.encodings import UTF_8, Encoding, recognised, sample
from graph.intake.files import Digesting, add_unreadable, opened, plain
from graph.intake.ledger import CsvLedger, Ledger
from graph.intake.mapping import LedgerMap, Source, path_text
from graph.intake.package import BadBook
from graph.intake.patterns import bare
from graph.intake.workbook_names import absent, is_workbook
from graph.model.faults import Faults, in_sheet

if TYPE_CHECKING:
    from graph.intake.book import Book

Use = Callable[[str, Ledger], None]
"""What is done with the lines of a source: its file as faults name it, and they."""


class SourceFiles:
    """Finds and opens the sources of a mapping."""

    def __init__(
        self, path: Path, mapping: LedgerMap, faults: Faults, encoding: Encoding | None, stack: ExitStack
    ) -> None:
        self._path, self._mapping, self._faults = path, mapping, faults
        self._encoding, self._stack = encoding, stack
        self._folder = False
        self.digests = {mapping.file: mapping.digest}
        self._books: dict[str, Book] = {}
        self._bad: set[str] = set()
        self._sheets: dict[str, set[str]] = {}

    def found(self) -> bool:
        """Tell whether anything stands where it should; what does not is told."""
        shown = plain(str(self._path))
        try:
            self._folder = self._path.is_dir()
            if self._folder or self._path.exists():
                return True
            self._faults.add(absent(shown), shown)
        except ValueError:  # a NUL in the path
            self._faults.add(absent(shown), shown)
        except OSError as error:
            add_unreadable(shown, error, self._faults)
        return False

    def read(self, source: Source, labels: tuple[str, ...], use: Use) -> bool:
        """Open a source and use its lines; False where it could not be read to its end, which is told."""
        found = self._file_of(source)
        if found is None:
            return False
        name, path = found
        before = len(self._faults)
        try:
            if is_workbook(path):
                self._read_sheet(source, name, path, use)
            elif source.sheet:
                self._report(source, "sheet", "map_no_workbook", value=name)
            else:
                self._read_csv(source, name, path, labels, use)
        except BadBook as bad:
            self._faults.add(bad.code, name, None, None, **bad.about)
        except OSError as error:
            add_unreadable(name, error, self._faults)
        return len(self._faults) == before

    def ignored(self) -> tuple[str, ...]:
        """Return the files and sheets that the mapping does not name."""
        names: list[str] = []
        if self._folder:
            named = {PurePath(source.file).parts[0] for source in self._mapping.sources if source.file}
            with suppress(OSError):
                names = sorted(one.name for one in self._path.iterdir() if one.name not in named)
        names = [plain(name) for name in names if plain(name) != self._mapping.file]
        for file, book in self._books.items():
            for sheet, visible in book.sheets.items():
                if sheet in self._sheets.get(file, ()):
                    continue
                if visible:
                    names.append(f"{file}, {sheet}")
                else:
                    self._faults.note("hidden_sheet", in_sheet(file, sheet))
        return tuple(names)

    def check_unchanged(self) -> None:
        for name, book in self._books.items():
            try:
                if book.changed():
                    self._faults.add("unreadable", name, reason="it changed while it was read")
            except OSError as error:
                add_unreadable(name, error, self._faults)

    def _report(self, source: Source, key: str, code: str, /, **about: str) -> None:
        at = (*source.at, key)
        self._faults.add(code, self._mapping.file, self._mapping.line(at), path_text(at), **about)

    def _file_of(self, source: Source) -> tuple[str, Path] | None:
        """Return a source's name and path; None where it is not there."""
        if not self._folder:
            name = plain(self._path.name)
            if source.file in (None, name):
                return name, self._path
            self._report(source, "file", "source_absent", value=str(source.file), there=name)
            return None
        if source.file is None:
            self._report(source, "file", "map_missing_key", key="file")
            return None
        path = self._path / source.file
        if not path.exists() and not path.is_symlink():
            there = tuple(sorted(plain(one.name) for one in self._path.iterdir())[:200])
            self._report(source, "file", "source_absent", value=source.file, there=suggested(source.file, there)[:300])
            return None
        return source.file, path

    def _read_csv(self, source: Source, name: str, path: Path, labels: tuple[str, ...], use: Use) -> None:
        file = opened(path, self._faults)
        if file is None:
            return
        with file:
            encoding = source.encoding or self._encoding or self._recognised(file, name, labels)
            raw = Digesting(file)
            stream = cast(BinaryIO, io.BufferedReader(raw, 1 << 16))
            use(name, CsvLedger(stream, encoding))
            while stream.read(1 << 16):
                pass
            self.digests[name] = raw.digest.hexdigest()

    def _recognised(self, file: io.FileIO, name: str, labels: tuple[str, ...]) -> Encoding:
        """Return a file's encoding, and go back to its beginning; one that is not UTF-8 is noted once with a sample."""
        encoding, text = recognised(file, lambda line: any(label in bare(line) for label in labels))
        file.seek(0)
        if encoding.name != UTF_8.name and name not in self.digests:
            first, second = sample(text)
            self._faults.note("encoding_taken", name, encoding=encoding.name, first=first, second=second)
        return encoding

    def _read_sheet(self, source: Source, name: str, path: Path, use: Use) -> None:
        from graph.intake.ledger_sheet import SheetLedger

        book = self._book(name, path)
        sheet = self._sheet_of(source, book) if book else None
        if book is None or sheet is None:
            return
        self._sheets.setdefault(name, set()).add(sheet)
        file = in_sheet(name, sheet)
        try:
            use(file, SheetLedger(*book.sheet(sheet)))
        except BadBook as bad:
            self._faults.add(bad.code, file, None, None, **bad.about)

    def _book(self, name: str, path: Path) -> "Book | None":
        from graph.intake.book import open_book

        if name in self._bad:
            self._faults.follows()
            return None
        if name not in self._books:
            self._bad.add(name)  # until it opened
            book = open_book(path, self._faults, self._stack)
            if book is None:
                return None
            self._bad.discard(name)
            self._books[name], self.digests[name] = book, book.digest
        return self._books[name]

    def _sheet_of(self, source: Source, book: "Book") -> str | None:
        if source.sheet in book.sheets:
            return source.sheet
        visible = tuple(name for name, seen in book.sheets.items() if seen)
        if source.sheet is None and len(visible) == 1:
            return visible[0]
        there = ", ".join(visible[:20])
        if source.sheet is None:
            self._report(source, "sheet", "sheet_needed", there=there)
        else:
            self._report(source, "sheet", "sheet_absent", value=source.sheet, there=there)
        return None
