"""Write the faults of a workbook back: into a copy with its cells marked, or, of a large one, its rows at fault alone.

Rules:
- The workbook itself is never written to.
- Up to ``MOST_ROWS`` rows (and ``MOST_BYTES`` unpacked) the copy keeps its formatting. Above that this would take
  minutes: the rows at fault are written plainly, in a workbook that can be corrected and imported by itself.
"""

from itertools import islice
from pathlib import Path
from typing import BinaryIO

from graph.intake.source import is_workbook
from graph.model.errors import BadValue
from graph.model.faults import Faults
from graph.output.files import write_bytes_aside

MOST_ROWS = 20_000
MOST_BYTES = 64 << 20

_UNOPENED = frozenset(["damaged_workbook", "sheet_too_large", "workbook_too_large"])


def check_mark(source: str | Path, *, mapped: bool = False) -> None:
    """Raise BadValue where the faults of a source could not be marked."""
    if mapped:
        raise BadValue(mark="not_with_map")
    if not is_workbook(source):
        raise BadValue(mark="only_for_workbook")


def mark_faults(source: str | Path, faults: Faults, target: str | Path, lang: str) -> bool:
    """Write the faults back into a copy; False where the workbook is at fault as a whole."""
    listed = list(faults)
    if any(one.code in _UNOPENED for one in listed) or not any(one.sheet for one in listed):
        return False
    from graph.intake.workbook import rows_and_bytes, text_rows
    from graph.output.marks import Marks, marked_copy, write_rows

    sheets = {one.sheet for one in listed if one.sheet}
    headers = {name: next(islice(text_rows(source, name), 1), []) for name in sheets}
    marks = Marks(listed, headers, lang)
    rows, size = rows_and_bytes(source)
    copy = marked_copy(Path(source), marks) if rows <= MOST_ROWS and size <= MOST_BYTES else None
    if copy is None:
        write_bytes_aside(target, lambda out: write_rows(lambda name: text_rows(source, name), marks, out))
    else:
        write_bytes_aside(target, lambda out: _write(out, copy))
    return True


def _write(out: BinaryIO, data: bytes) -> None:
    out.write(data)
