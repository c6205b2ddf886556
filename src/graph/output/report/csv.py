"""A report's main sheet as CSV; what it speaks of goes into a JSON file beside it.

Rules:
- It opens right in a spreadsheet program: a byte order mark says that it is UTF-8, CRLF ends a row, and no text is
  taken for a formula: one that begins like a formula gets an apostrophe before it.
"""

import csv
from collections.abc import Iterable, Iterator
from io import StringIO
from itertools import chain

from graph.output.report.flat import Flat, headings, rows
from graph.output.report.sheets import Sheet

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a formula begins with in some spreadsheet program, full-width forms too."""


def harmless(cell: Flat) -> Flat:
    """Return a cell that no spreadsheet program takes for a formula; numbers stay numbers."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell


def csv_parts(sheets: Iterable[Sheet], lang: str) -> Iterator[bytes]:
    """Yield the bytes of the main sheet, a row at a time."""
    sheet = next(sheet for sheet in sheets if sheet.main)
    yield b"\xef\xbb\xbf"
    head: list[Flat] = [*headings(sheet.columns, lang)]
    for row in chain([head], rows(sheet, lang)):
        line = StringIO()
        csv.writer(line).writerow([harmless(cell) for cell in row])  # CRLF, so that either break in a name is quoted
        yield line.getvalue().encode()
