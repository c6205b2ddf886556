"""A folder of files to a submission: the files found by name, each read once, and the digest of their bytes.

Rules:
- Names are compared with their case. A ``.csv`` of an unknown name is a fault; any other file is ignored, and listed.
- Only plain files are read, links to them too. What stands in a file's place is looked at before it is opened, and
  never waited for: a pipe without a writer would block for ever.
- A file that could not be read still stands in the submission, as a sheet that is not complete; so does a table whose
  file seems to be misnamed. What refers to their rows is not at fault again.
- ``source`` is the SHA-256 over the sorted lines ``name NUL sha256-of-bytes LF`` of the files read.
"""

import errno
import hashlib
import io
import os
import stat
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, cast

from graph.changes.proposal import Sheet, Submission
from graph.intake.cells import nearest, suggested
from graph.intake.csv_file import read_csv
from graph.model.facts import TABLES
from graph.model.faults import Faults

FILES = tuple(f"{name}.csv" for name in TABLES)

_KINDS = {
    stat.S_IFDIR: "directory",
    stat.S_IFIFO: "pipe",
    stat.S_IFSOCK: "socket",
    stat.S_IFCHR: "device",
    stat.S_IFBLK: "device",
}


class _Digesting(io.RawIOBase):
    """A file whose bytes are digested as they are read, so that digest and rows come from the same bytes."""

    def __init__(self, file: io.FileIO) -> None:
        self._file = file
        self.digest = hashlib.sha256()

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        count = self._file.readinto(buffer) or 0
        self.digest.update(buffer[:count])
        return count


def read_folder(path: str | Path, faults: Faults) -> Submission:
    """Read the files of a folder; everything that is wrong with them is added to ``faults``."""
    folder = Path(path)
    before = len(faults)
    shown = _plain(str(path))
    names = _names(folder, shown, faults)
    known = [name for name in FILES if name in names]
    strange = [name for name in names if name not in FILES and name.lower().endswith(".csv")]
    ignored = tuple(_plain(name) for name in names if name not in FILES and name not in strange)
    misnamed = _misnamed(strange, known, faults)
    if not known and len(faults) == before:
        faults.add("no_known_files", shown, known=", ".join(FILES))
    pool: dict[str, str] = {}
    sheets: list[Sheet] = []
    lines: list[bytes] = []
    for table in TABLES.values():
        name = f"{table.name}.csv"
        if name in known:
            sheet, digest = _read(folder, name, faults, pool)
            sheets.append(sheet)
            if digest:
                lines.append(f"{name}\0{digest}\n".encode())
        elif name in misnamed:
            sheets.append(Sheet(misnamed[name], table.name, (), [], complete=False))
    return Submission(tuple(sheets), hashlib.sha256(b"".join(sorted(lines))).hexdigest(), ignored)


def _names(folder: Path, shown: str, faults: Faults) -> list[str]:
    """Return the names in a folder, sorted; none where it cannot be read."""
    try:
        if shown and stat.S_ISDIR(folder.stat().st_mode):
            return sorted(entry.name for entry in folder.iterdir())
        faults.add("not_a_folder" if shown else "folder_absent", shown)
    except (FileNotFoundError, NotADirectoryError, ValueError):  # ValueError: a NUL in the path
        faults.add("folder_absent", shown)
    except OSError as error:
        _add_unreadable(shown, error, faults)
    return []


def _misnamed(strange: list[str], known: list[str], faults: Faults) -> dict[str, str]:
    """Report the CSV files of unknown names; return them by the absent file that each seems to be."""
    meant: dict[str, str] = {}
    for name in strange:
        shown = _plain(name)
        faults.add("unknown_file", shown, nearest=suggested(shown, FILES))
        near = nearest(shown, FILES)
        if near and near not in known:
            meant.setdefault(near, shown)
    return meant


def _read(folder: Path, name: str, faults: Faults, pool: dict[str, str]) -> tuple[Sheet, str | None]:
    """Return the sheet of one file and the digest of its bytes (None where it could not be opened)."""
    table = TABLES[name.removesuffix(".csv")]
    sheet = Sheet(name, table.name, (), [], complete=False)
    try:
        file = _opened(folder / name, faults)
        if file is None:
            return sheet, None
        with file:
            raw = _Digesting(file)
            stream = cast(BinaryIO, io.BufferedReader(raw, 1 << 16))
            sheet = read_csv(stream, table, name, faults, pool)
            with suppress(OSError):  # what stopped the reading is reported already
                while stream.read(1 << 16):
                    pass
            return sheet, raw.digest.hexdigest()
    except OSError as error:
        _add_unreadable(name, error, faults)
        return sheet, None


def _opened(path: Path, faults: Faults) -> io.FileIO | None:
    """Open a plain file for reading; anything else is a fault. Never waits."""
    mode = path.stat().st_mode
    if stat.S_ISREG(mode):
        # Something else may stand there by now: do not wait for it either, and look again at what was opened.
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        mode = os.fstat(handle).st_mode
        if stat.S_ISREG(mode):
            return io.FileIO(handle)
        os.close(handle)
    faults.add("not_a_file", path.name, kind=_KINDS.get(stat.S_IFMT(mode), "device"))
    return None


def _add_unreadable(file: str, error: OSError, faults: Faults) -> None:
    if error.errno == errno.ELOOP:
        faults.add("endless_link", file)
    else:
        faults.add("unreadable", file, reason=error.strerror or type(error).__name__)


def _plain(name: str) -> str:
    """Return a file's name as text that can be printed, even where its bytes are no UTF-8."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
