"""A report as a workbook: what it speaks of and its summary on the first sheet, then a sheet for each table.

Rules:
- Text is written as text: nothing is a formula, an id keeps its zeros. Headers stay in view and can be filtered by.
- Rows are written as they come. A table longer than a sheet is continued on another.
- Own coverage and coverage are coloured by value, and stand as numbers: colour says nothing that the cell does not.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO

from graph.model.errors import OutputRefused
from graph.output.messages import say
from graph.output.report.about import lines, title
from graph.output.report.flat import Flat, forms, headings, rows
from graph.output.report.sheets import Form, Report, Sheet
from graph.output.workbooks import closing

MOST_ROWS = 1_048_575
"""Rows that a sheet holds below its header."""

WIDTHS = {Form.COUNT: 10, Form.SHARE: 11, Form.DAY: 12, Form.WORD: 14}
SHEET_NAME = 31


def write_xlsx(report: Report, out: BinaryIO, lang: str, aside: str | Path) -> None:
    """Write a report as a workbook; ``aside`` is a folder for what is written before it is packed."""
    from xlsxwriter import Workbook

    with TemporaryDirectory(prefix=".zeren-", dir=aside) as folder, _until_done(out) as packed:
        book = Workbook(packed, {"constant_memory": True, "tmpdir": folder, "in_memory": False})
        with closing(book):
            _Book(book, report, lang).fill()


@contextmanager
def _until_done(out: BinaryIO) -> Iterator["_Packed"]:
    packed = _Packed(out)
    try:
        yield packed
    finally:
        packed.done = True


class _Packed:
    """A stream that a packer may write to until it is done: one that failed tries again when it is thrown away."""

    def __init__(self, out: BinaryIO) -> None:
        self._out, self._place, self.done = out, 0, False

    def write(self, data: bytes) -> int:
        if not self.done:
            self._out.write(data)
        self._place += len(data)
        return len(data)

    def seek(self, place: int) -> int:
        if not self.done:
            self._out.seek(place)
        self._place = place
        return place

    def tell(self) -> int:
        return self._place

    def flush(self) -> None:
        if not self.done:
            self._out.flush()


class _Book:
    """The sheets of one workbook."""

    def __init__(self, book: Any, report: Report, lang: str) -> None:
        self._book, self._report, self._lang = book, report, lang
        self._formats = {
            None: book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"}),
            Form.COUNT: book.add_format({"num_format": "0", "valign": "top"}),
            Form.SHARE: book.add_format({"num_format": "0.00%", "valign": "top"}),
        }
        self._head = book.add_format(
            {"bold": True, "num_format": "@", "text_wrap": True, "bottom": 1, "bg_color": "#E8EEF4"}
        )
        self._big = book.add_format({"bold": True, "font_size": 14})
        self._low, self._middle, self._high = (
            book.add_format({"bg_color": colour, "font_color": ink, "bold": bold})
            for colour, ink, bold in (
                ("#F4C7C3", "#7A0B00", True),
                ("#FCE8B2", "#5B4300", False),
                ("#D9EAD3", "#1E4620", False),
            )
        )

    def fill(self) -> None:
        sheets = list(self._report.sheets())
        first = self._sheet(say(self._lang, "sheet_summary"))
        for sheet in sheets:
            if not sheet.brief:
                self._table(sheet)
        self._first(first, [sheet for sheet in sheets if sheet.brief])  # last: some of it is counted over the others

    def _first(self, sheet: Any, sheets: Iterable[Sheet]) -> None:
        """Fill the sheet that says what the report speaks of, with the tables that are short."""
        sheet.set_column(0, 0, 28)
        sheet.set_column(1, 40, 13)
        sheet.write_string(0, 0, title(self._report.about, self._lang), self._big)
        row = 1
        for row, (words, value) in enumerate(lines(self._report.about, self._lang), 1):
            sheet.write_string(row, 0, words)
            sheet.write_string(row, 1, value)
        for one in sheets:
            row += 2
            sheet.write_string(row, 0, say(self._lang, one.title), self._big)
            row += 1
            row = self._rows(sheet, one, row, rows(one, self._lang))

    def _table(self, sheet: Sheet) -> None:
        """Add a table of its own, continued on further sheets where it is longer than one."""
        left, number = rows(sheet, self._lang), 0
        first = next(left, None)
        while number == 0 or first is not None:
            number += 1
            name = say(self._lang, sheet.title).replace("：", ":").split(":")[0]
            page = self._sheet(name if number == 1 else f"{name} {number}")
            found = [] if first is None else [first]
            last = self._rows(page, sheet, 0, chain(found, islice(left, MOST_ROWS - len(found))))
            page.freeze_panes(1, 1)
            page.autofilter(0, 0, max(last, 1), len(headings(sheet.columns, self._lang)) - 1)
            if first is None:
                page.write_string(1, 0, say(self._lang, sheet.empty))
            first = next(left, None)

    def _sheet(self, name: str) -> Any:
        sheet = self._book.add_worksheet(name[:SHEET_NAME])
        sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        about = self._report.about
        head = about.as_of.head[:12] if about.as_of else "-"
        sheet.set_footer(f"&L{say(self._lang, 'on')} {about.on}   {say(self._lang, 'head')} {head}&R&P / &N")
        return sheet

    def _rows(self, sheet: Any, table: Sheet, top: int, found: Iterator[list[Flat]] | Iterable[list[Flat]]) -> int:
        """Write a table's header and rows from a row of the sheet on, and return the last row written."""
        kinds = forms(table.columns)
        for place, words in enumerate(headings(table.columns, self._lang)):
            sheet.write_string(top, place, words, self._head)
            if not table.brief:
                sheet.set_column(place, place, WIDTHS.get(kinds[place], 24))
        last = top
        for last, row in enumerate(found, top + 1):
            self._row(sheet, last, kinds, row)
        for place, form in enumerate(kinds):
            if form is Form.SHARE and last > top:
                self._coloured(sheet, top + 1, place, last)
        return last

    def _row(self, sheet: Any, number: int, kinds: Sequence[Form], row: Sequence[Flat]) -> None:
        for place, (form, cell) in enumerate(zip(kinds, row, strict=True)):
            if isinstance(cell, int | float):
                refused = sheet.write_number(number, place, cell, self._formats.get(form))
            elif cell:
                refused = sheet.write_string(number, place, cell, self._formats[None])
            else:
                continue
            if refused:
                reason = f"{sheet.name}, row {number + 1}"
                raise OutputRefused("cannot_write", path=self._report.about.store, reason=reason)

    def _coloured(self, sheet: Any, top: int, place: int, last: int) -> None:
        sheet.conditional_format(top, place, last, place, {"type": "blanks", "stop_if_true": True})
        for criteria, value, look in (("<", 0.9, self._low), ("<", 1, self._middle), (">=", 1, self._high)):
            said = {"type": "cell", "criteria": criteria, "value": value, "format": look, "stop_if_true": True}
            sheet.conditional_format(top, place, last, place, said)
