"""A report for people on a terminal or in a pipe: what it speaks of, then its tables, the long one a piece at a time.

Rules:
- A long table is drawn in pieces under the same headings, so that memory does not grow with it.
- Of several things in one cell the first are named, and how many there are: never a cut that looks whole.
- Rows with much to say are entries of several lines, which need no width and can be read aloud.
- An empty table says what that means, before anything else could be taken for it.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from math import floor

from graph.meaning.names import Named
from graph.output.messages import say
from graph.output.report.about import lines, title
from graph.output.report.flat import SHORT, called, detail, heading, several, word
from graph.output.report.sheets import Cell, Column, Detail, Form, Report, Sheet
from graph.output.tables import PIPE_WIDTH, Lines, shown, table

PIECE = 200
SHOWN, SHOWN_ON_A_LINE = 3, 6
"""So many of several are named in a cell of a table, and on a line of an entry."""


def text_parts(report: Report, lang: str, *, width: int = PIPE_WIDTH) -> Iterator[str]:
    """Yield the text, some lines at a time."""
    sheets = [sheet for sheet in report.sheets() if not sheet.filed]
    yield shown(title(report.about, lang))
    for words, value in lines(report.about, lang):
        yield f"  {words}: {shown(value)}"
    for sheet in sheets:
        yield ""
        yield from sheet_text(sheet, lang, width=width)


def sheet_text(sheet: Sheet, lang: str, *, width: int = PIPE_WIDTH) -> Iterator[str]:
    """Yield a sheet's title and its table, or its entries."""
    yield say(lang, sheet.title)
    rows = _Counted(sheet.rows)
    yield from _entries(sheet, rows, lang) if sheet.columns[0].line is not None else _tables(sheet, rows, lang, width)
    if not rows.count:
        yield f"  {say(lang, sheet.empty)}"
    elif sheet.main:
        yield say(lang, "row_count", count=rows.count)


class _Counted:
    """Rows, counted as they go by."""

    def __init__(self, rows: Iterable[Sequence[Cell]]) -> None:
        self._rows, self.count = rows, 0

    def __iter__(self) -> Iterator[Sequence[Cell]]:
        for row in self._rows:
            self.count += 1
            yield row


def _tables(sheet: Sheet, rows: Iterable[Sequence[Cell]], lang: str, width: int) -> Iterator[str]:
    columns = [column for column in sheet.columns if not column.detail]
    places = [place for place, column in enumerate(sheet.columns) if not column.detail]
    own = [column for column in columns if not column.joins]
    heads = [say(lang, column.heads) if column.heads else heading(column, lang) for column in own]
    right = [place for place, one in enumerate(own) if one.form in (Form.COUNT, Form.SHARE) and not one.heads]
    whole = [place for place, one in enumerate(own) if one.form is Form.DAY]
    left = ([row[place] for place in places] for row in rows)
    while piece := list(islice(left, PIECE)):
        yield table(heads, [_cells(columns, row, lang) for row in piece], whole=whole, right=right, width=width)


def _cells(columns: Sequence[Column], row: Sequence[Cell], lang: str) -> list[Lines]:
    """Return the cells of one line of a table, each with what joins it; a count of 0 joins nothing."""
    found: list[list[str]] = []
    for column, cell in zip(columns, row, strict=True):
        words = _text(column, cell, lang)
        if not column.joins:
            found.append([])
        if column.labelled:
            label = say(lang, SHORT[column.tier]) if column.tier else heading(column, lang)
            words = None if column.quiet(cell) else f"{label} {words}"
        found[-1] += [] if words is None else [words]
    return [tuple(parts) or None for parts in found]


def _entries(sheet: Sheet, rows: Iterable[Sequence[Cell]], lang: str) -> Iterator[str]:
    """Yield entries of several lines; what several share is said once above them."""
    before = ""
    for row in rows:
        lines: dict[int, list[str]] = {}
        for column, cell in zip(sheet.columns, row, strict=True):
            words = None if column.line is None else _text(column, cell, lang, SHOWN_ON_A_LINE)
            if words is not None:
                line = lines.setdefault(column.line or 0, [])
                line.append(_said(column, words, lang, first=not line))
        first = "   ".join(lines.pop(0))
        if first != before:
            yield ""
            yield shown(first)
        before = first
        for number, said in sorted(lines.items()):
            yield ("  " if number == 1 else "    ") + shown(("   " if number == 1 else ", ").join(said))


def _said(column: Column, words: str, lang: str, *, first: bool) -> str:
    """Return what a cell says in an entry, with its heading where it needs one."""
    if column.line == 0 or (column.line == 1 and column.form is Form.WORD):
        return words
    if column.line == 1:
        return f"{heading(column, lang)} {words}"
    if first:
        return say(lang, "titled", title=heading(column, lang), of=words)
    return words if column.form is Form.NAMED else f"{heading(column, lang)} {words}"


def _text(column: Column, cell: Cell, lang: str, most: int = SHOWN) -> str | None:
    """Return a cell for people."""
    if column.form is Form.SHARE:
        return percent(cell if isinstance(cell, float) else None, lang)
    if cell is None:
        return None
    if isinstance(cell, Named):
        within = f" · {cell.within}" if cell.within and column.form is Form.PLACE else ""
        return called(cell) + within
    if isinstance(cell, Detail):
        return detail(cell, lang) or None
    if isinstance(cell, tuple):
        return some(cell, lang, most)
    return word(str(cell), lang) if column.form in (Form.WORD, Form.DAY) else str(cell)


def some(cell: tuple[Named, ...], lang: str, most: int = SHOWN) -> str:
    """Return several, the first of them named; and how many they are, where there are more."""
    first = several([called(one) for one in cell[:most]], lang)
    return first if len(cell) <= most else say(lang, "and_more", first=first, count=len(cell))


def percent(share: float | None, lang: str) -> str:
    """Return a share for people, cut off after one decimal: what is not whole never reads as 100 %."""
    return say(lang, "not_applicable") if share is None else f"{floor(round(share * 1000, 6)) / 10:.1f}%"
