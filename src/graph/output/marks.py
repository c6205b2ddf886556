"""Faults written back into a workbook: cells at fault are coloured, and a comment says what is wrong.

Rules:
- A fault of a row stands at its first cell, a fault of a sheet at A1. One comment holds all faults of a cell.
- Comments that stand there already are kept, above what is added.
- What an earlier mark made, known by its comment's author, is removed first: the copy shows what is wrong now. The
  colour alone proves nothing, for spreadsheet programs use it too.
- Text is written as text: nothing that a cell holds becomes a formula.
"""

import io
import re
import warnings
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, BinaryIO

from graph.model.faults import Fault
from graph.output.fault_words import message

COLOUR = "FFC7CE"
AUTHOR = "zeren"
_BETWEEN = f"\n—— {AUTHOR} ——\n"
"""Stands between the comment of somebody else and what is added to it; their name stands after ours then."""
_TEXT_MOST = 2_000
"""So many characters of faults stand in one comment."""


class Marks:
    """What is said of which cell: by sheet, row and column, counted from 1."""

    def __init__(self, faults: Iterable[Fault], headers: Mapping[str, Sequence[str]], lang: str) -> None:
        self.headers = headers
        self._cells: dict[str, dict[int, dict[int, list[str]]]] = {}
        for fault in faults:
            if fault.sheet:
                column = _place(fault.column, headers.get(fault.sheet, ()))
                row = self._cells.setdefault(fault.sheet, {}).setdefault(fault.row or 1, {})
                row.setdefault(column, []).append(message(fault, lang))

    @property
    def sheets(self) -> list[str]:
        return list(self._cells)

    def rows(self, sheet: str) -> Mapping[int, Mapping[int, str]]:
        """Return the comments of a sheet."""
        return {
            row: {column: "\n".join(said)[:_TEXT_MOST] for column, said in cells.items()}
            for row, cells in self._cells[sheet].items()
        }


def _place(column: str | None, header: Sequence[str]) -> int:
    """Return where a column stands, by its name in row 1, else by its letters."""
    if column is None:
        return 1
    for place, name in enumerate(header, 1):
        if name.strip() == column:
            return place
    if not re.fullmatch("[A-Z]{1,3}", column):
        return 1
    place = 0
    for letter in column:
        place = place * 26 + ord(letter) - ord("A") + 1
    return place


def marked_copy(source: Path, marks: Marks) -> bytes | None:
    """Return a copy of a workbook with its formatting and the marks; None where openpyxl does not understand it."""
    import openpyxl

    out = io.BytesIO()
    try:
        with warnings.catch_warnings(action="ignore"):  # it tells of every part that it drops
            data = io.BytesIO(source.read_bytes())  # a name would have to end as it should
            book = openpyxl.load_workbook(data, keep_vba=source.suffix.lower() == ".xlsm")
            for sheet in book.worksheets:
                _unmark_sheet(sheet)
            for name in marks.sheets:
                _mark_sheet(book[name], marks.rows(name))
            book.save(out)
    except Exception:  # noqa: BLE001  it raises whatever its parts raise, and plain rows are still to be had
        return None
    return out.getvalue()


def _unmark_sheet(sheet: Any) -> None:
    """Remove what an earlier mark made."""
    from openpyxl.comments import Comment
    from openpyxl.styles import PatternFill

    for row in sheet.iter_rows():
        for cell in row:
            ours, _, author = ((cell.comment and cell.comment.author) or "").partition(", ")
            if ours != AUTHOR:
                continue
            before, between, _ = cell.comment.text.partition(_BETWEEN)
            cell.comment = Comment(before, author) if author and between else None
            if str(cell.fill.fgColor.rgb).endswith(COLOUR):
                cell.fill = PatternFill()


def _mark_sheet(sheet: Any, rows: Mapping[int, Mapping[int, str]]) -> None:
    from openpyxl.cell.cell import MergedCell
    from openpyxl.comments import Comment
    from openpyxl.styles import PatternFill

    fill = PatternFill("solid", fgColor=COLOUR)
    for row, cells in rows.items():
        for column, text in cells.items():
            cell = sheet.cell(row, column)
            if isinstance(cell, MergedCell):
                first = next(one for one in sheet.merged_cells.ranges if cell.coordinate in one)
                cell = sheet.cell(first.min_row, first.min_col)
            said, author = text, AUTHOR
            if cell.comment:
                said, author = f"{cell.comment.text}{_BETWEEN}{text}", f"{AUTHOR}, {cell.comment.author or '?'}"
            cell.fill = fill
            cell.comment = Comment(said, author, height=90, width=320)


def write_rows(rows_of: Callable[[str], Iterable[Sequence[str]]], marks: Marks, out: BinaryIO) -> None:
    """Write a plain workbook of the rows at fault, below the header of each sheet; comments give their own rows."""
    import xlsxwriter

    with xlsxwriter.Workbook(out, {"constant_memory": True, "strings_to_formulas": False}) as book:
        bad = book.add_format({"bg_color": f"#{COLOUR}", "num_format": "@"})
        plain = book.add_format({"num_format": "@"})
        for name in marks.sheets:
            sheet = book.add_worksheet(name)
            marked = marks.rows(name)
            written = 0
            for number, row in enumerate(rows_of(name), 1):
                if number != 1 and number not in marked:
                    continue
                said = marked.get(number, {})
                for place in range(max(len(row), *said, 1) if said else len(row)):
                    text = row[place] if place < len(row) else ""
                    if place + 1 in said:
                        if text:
                            sheet.write_string(written, place, text, bad)
                        else:
                            sheet.write_blank(written, place, None, bad)
                        sheet.write_comment(written, place, f"[{number}] {said[place + 1]}", {"author": AUTHOR})
                    elif text:
                        sheet.write_string(written, place, text, plain)
                written += 1
