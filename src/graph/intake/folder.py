"""A folder of files to a submission: the files found by name, each read once, and the digest of their bytes.

Rules:
- A file bears the English or the Chinese name of its table, compared with its case; one table has one file. A ``.csv``
  of an unknown name is a fault; any other file is ignored, and listed.
- A file is looked through once for its encoding, unless that is named, and then read; what is not UTF-8 is noted.
- A file that could not be read still stands in the submission, as a sheet that is not complete; so does a table whose
  file seems to be misnamed. What refers to their rows is not at fault again.
- ``source`` is the SHA-256 over the sorted lines ``name NUL sha256-of-bytes LF`` of the files read.
"""

import hashlib
import io
import stat
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import BinaryIO, cast

from graph.changes.proposal import Sheet, Submission
from graph.intake.cells import nearest, suggested
from graph.intake.csv_file import read_csv
from graph.intake.encodings import UTF_8, Encoding, recognised, sample
from graph.intake.files import Digesting, add_unreadable, opened, plain
from graph.intake.header import is_header
from graph.intake.sheet import Shared, note_kinds
from graph.intake.workbook_names import absent
from graph.model.chinese import TABLE_NAMES
from graph.model.datum import WGS84
from graph.model.facts import TABLES, Table
from graph.model.faults import Faults

FILES = {f"{name}.csv": table for table in TABLES.values() for name in (table.name, TABLE_NAMES[table.name])}
"""The names that a file may have, each with its table."""


def read_folder(path: str | Path, faults: Faults, encoding: Encoding | None = None, datum: str = WGS84) -> Submission:
    """Read the files of a folder; everything that is wrong with them is added to ``faults``."""
    folder = Path(path)
    before = len(faults)
    shown = plain(str(path))
    names = _names(folder, shown, faults)
    known = [name for name in FILES if name in names]
    strange = [name for name in names if name not in FILES and name.lower().endswith(".csv")]
    ignored = tuple(plain(name) for name in names if name not in FILES and name not in strange)
    files = _by_table(known, faults)
    misnamed = _misnamed(strange, {*files}, faults)
    if not known and len(faults) == before:
        faults.add("no_known_files", shown, known=", ".join(f"{name}.csv" for name in TABLES))
    shared = Shared(datum)
    sheets: list[Sheet] = []
    lines: list[bytes] = []
    for table in TABLES.values():
        if table.name in files:
            name = files[table.name]
            sheet, digest = _read(folder, name, faults, shared, encoding)
            sheets.append(sheet)
            if digest:
                lines.append(f"{name}\0{digest}\n".encode())
        elif table.name in misnamed:
            sheets.append(Sheet(misnamed[table.name], table.name, (), [], complete=False))
    note_kinds(shared, shown, faults)
    return Submission(tuple(sheets), hashlib.sha256(b"".join(sorted(lines))).hexdigest(), ignored)


def _by_table(known: list[str], faults: Faults) -> dict[str, str]:
    """Return the file of each table; a second one of another language is a fault."""
    files: dict[str, str] = {}
    for name in known:
        table = FILES[name].name
        if table in files:
            faults.add("doubled_table", name, other=files[table])
        files.setdefault(table, name)
    return files


def _names(folder: Path, shown: str, faults: Faults) -> list[str]:
    """Return the names in a folder, sorted; none where it cannot be read."""
    try:
        if shown and stat.S_ISDIR(folder.stat().st_mode):
            return sorted(entry.name for entry in folder.iterdir())
        faults.add("not_a_folder" if shown else absent(shown), shown)
    except (FileNotFoundError, NotADirectoryError, ValueError):  # ValueError: a NUL in the path
        faults.add(absent(shown), shown)
    except OSError as error:
        add_unreadable(shown, error, faults)
    return []


def _misnamed(strange: list[str], present: set[str], faults: Faults) -> dict[str, str]:
    """Report the CSV files of unknown names; return them by the absent table that each seems to hold."""
    meant: dict[str, str] = {}
    for name in strange:
        shown = plain(name)
        known = tuple(one for one in FILES if one.isascii() == shown.isascii())
        faults.add("unknown_file", shown, nearest=suggested(shown, known))
        near = nearest(shown, known)
        if near and FILES[near].name not in present:
            meant.setdefault(FILES[near].name, shown)
    return meant


def _read(
    folder: Path, name: str, faults: Faults, shared: Shared, encoding: Encoding | None
) -> tuple[Sheet, str | None]:
    """Return the sheet of one file and the digest of its bytes (None where it could not be opened)."""
    table = FILES[name]
    sheet = Sheet(name, table.name, (), [], complete=False)
    try:
        file = opened(folder / name, faults)
        if file is None:
            return sheet, None
        with file:
            taken = encoding or _recognised(file, table, name, faults)
            raw = Digesting(file)
            stream = cast(BinaryIO, io.BufferedReader(raw, 1 << 16))
            sheet = read_csv(stream, table, name, faults, shared, taken)
            with suppress(OSError):  # what stopped the reading is reported already
                while stream.read(1 << 16):
                    pass
            return sheet, raw.digest.hexdigest()
    except OSError as error:
        add_unreadable(name, error, faults)
        return sheet, None


def _recognised(file: io.FileIO, table: Table, name: str, faults: Faults) -> Encoding:
    """Return a file's encoding, and go back to its beginning; one that is not UTF-8 is noted with a sample."""
    encoding, text = recognised(file, partial(is_header, table))
    file.seek(0)
    if encoding.name != UTF_8.name:
        first, second = sample(text)
        faults.note("encoding_taken", name, encoding=encoding.name, first=first, second=second)
    return encoding
