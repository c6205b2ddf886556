"""The import format, written: a folder of CSV files, or one workbook of the same sheets.

Rules:
- What is written is read back as it was: an empty cell is the column's "none", a list is separated by ``;``, degrees
  keep their seven decimals, text stays text (a name that begins with ``=`` is no formula, an id keeps its zeros).
- Rows are written as they come and never held: memory does not grow with the register.
- Nothing is left behind where writing fails, and nothing that was there is touched.
"""

import csv
import os
import tempfile
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any, TextIO

from graph.model.chinese import TABLE_NAMES, chinese_header, written_word
from graph.model.errors import OutputRefused
from graph.model.facts import Column, Fact, Form, Table, Value
from graph.model.times import Instant, instant_text
from graph.output.files import refusing, write_aside
from graph.output.workbooks import closing

Sheets = Iterable[tuple[Table, Iterator[Fact]]]

MOST_ROWS = 1_048_575
"""Rows that a sheet of a workbook holds below its header."""


def headers(table: Table, lang: str) -> list[str]:
    """Return the first row of a sheet."""
    return [chinese_header(table.name, column.header) if lang == "zh" else column.header for column in table.columns]


def cells(table: Table, fact: Fact, lang: str) -> list[str]:
    """Return a fact as the cells of its row."""
    return [cell(table, column, getattr(fact, column.field), lang) for column in table.columns]


def cell(table: Table, column: Column, value: Value, lang: str) -> str:
    """Return a value as the text of its cell."""
    if value is None:
        return ""
    if isinstance(value, tuple):
        return ";".join(written_word(column, table.name, part, lang) for part in value)
    if column.form is Form.DEGREES and isinstance(value, int):
        return degrees(value)
    if column.form is Form.INSTANT and isinstance(value, int):
        return instant_text(Instant(value))
    return written_word(column, table.name, str(value), lang)


def degrees(value: int) -> str:
    """Return steps of 1e-7 degree as degrees."""
    return format(Decimal(value).scaleb(-7), "f")


def write_csv_folder(folder: str | Path, sheets: Sheets, lang: str) -> int:
    """Write the sheets into a folder that does not exist or is empty, and return how many rows they hold.

    In Chinese each file begins with a byte order mark: a Chinese spreadsheet program takes it for GBK without one.
    """
    into = Path(folder)
    with refusing(into):
        if into.exists() and (not into.is_dir() or any(into.iterdir())):
            raise OutputRefused("output_exists", path=str(into))
        new = not into.exists()
        into.mkdir(parents=True, exist_ok=True)
    written: list[Path] = []
    count = 0
    try:
        for table, facts in sheets:
            file = into / f"{TABLE_NAMES[table.name] if lang == 'zh' else table.name}.csv"
            counted = _Counted(facts)
            write_aside(file, partial(_fill, table, counted, lang))
            written.append(file)
            count += counted.count
    except BaseException:
        for file in written:
            file.unlink(missing_ok=True)
        if new:
            into.rmdir()
        raise
    return count


class _Counted:
    """Facts, counted as they go by."""

    def __init__(self, facts: Iterator[Fact]) -> None:
        self._facts = facts
        self.count = 0

    def __iter__(self) -> Iterator[Fact]:
        for fact in self._facts:
            self.count += 1
            yield fact


def _fill(table: Table, facts: Iterable[Fact], lang: str, out: TextIO) -> None:
    if lang == "zh":
        out.write("\ufeff")
    writer = csv.writer(out)  # CRLF ends a row, so that either break inside a name is quoted
    writer.writerow(headers(table, lang))
    for fact in facts:
        writer.writerow(cells(table, fact, lang))


def write_workbook(path: str | Path, sheets: Sheets, lang: str) -> int:
    """Write the sheets as one workbook in a file that does not exist, and return how many rows they hold."""
    target = Path(path)
    with refusing(target):
        if os.path.lexists(target):
            raise OutputRefused("output_exists", path=str(target))
        with tempfile.TemporaryDirectory(prefix=f".{target.name}.", dir=target.parent) as aside:
            count = _fill_workbook(Path(aside), target, sheets, lang)
            (Path(aside) / target.name).replace(target)
    return count


def _fill_workbook(aside: Path, target: Path, sheets: Sheets, lang: str) -> int:
    from xlsxwriter import Workbook

    book = Workbook(str(aside / target.name), {"constant_memory": True, "tmpdir": str(aside)})
    count = 0
    with closing(book):
        for table, facts in sheets:
            count += _fill_sheet(book, table, facts, lang, target)
    return count


def _fill_sheet(book: Any, table: Table, facts: Iterator[Fact], lang: str, target: Path) -> int:
    """Add one sheet of text cells, and return how many rows it holds."""
    head, text = (book.add_format({"bold": bold, "num_format": "@"}) for bold in (True, False))
    sheet = book.add_worksheet(TABLE_NAMES[table.name] if lang == "zh" else table.name)
    sheet.set_column(0, len(table.columns) - 1, 18, text)
    sheet.freeze_panes(1, 0)
    sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
    for place, words in enumerate(headers(table, lang)):
        sheet.write_string(0, place, words, head)
    row = 0
    for row, fact in enumerate(facts, 1):
        if row > MOST_ROWS:
            raise OutputRefused("too_many_rows", path=str(target), table=table.name, most=MOST_ROWS)
        for place, words in enumerate(cells(table, fact, lang)):
            if words and sheet.write_string(row, place, words, text):
                raise OutputRefused("cannot_write", path=str(target), reason=f"{table.name}, row {row + 1}")
    return row
