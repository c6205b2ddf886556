"""Cells of one kind each, for files: a named thing becomes its name and its id, several become two joined cells.

Rules:
- Every column has a heading of its own; nothing is left out, nothing is cut.
- A closed list's code is spoken; a share stays a number, so that a spreadsheet can reckon with it.
"""

from collections.abc import Iterator, Sequence

from graph.meaning.board_difference import Difference
from graph.meaning.names import Named
from graph.model.words import ALL, spoken
from graph.output.messages import MESSAGES, say
from graph.output.report.differences import difference_text
from graph.output.report.sheets import Cell, Column, Detail, Form, Sheet, Value

SHORT = {"first": "short_first", "direct": "short_direct", "specific": "short_specific"}
"""The message of each tier where a heading has little room."""

Flat = str | int | float | None


def heading(column: Column, lang: str) -> str:
    """Return a column's heading."""
    words = word(column.code, lang)
    return words if column.tier is None else say(lang, "titled", title=say(lang, SHORT[column.tier]), of=words)


def headings(columns: Sequence[Column], lang: str) -> list[str]:
    """Return the headings of the flat cells of columns."""
    return [words for column in columns for words in _headings(column, lang)]


def _headings(column: Column, lang: str) -> list[str]:
    words = heading(column, lang)
    if column.form in (Form.NAMED, Form.PLACE, Form.MANY):
        more = [say(lang, "lies_in", noun=words)] if column.form is Form.PLACE else []
        return [words, say(lang, "id_of", noun=words), *more]
    return [words]


def forms(columns: Sequence[Column]) -> list[Form]:
    """Return the form of each flat cell of columns."""
    return [
        form
        for column in columns
        for form in ([Form.TEXT] * len(_headings(column, "en")) if _named(column) else [column.form])
    ]


def _named(column: Column) -> bool:
    return column.form in (Form.NAMED, Form.PLACE, Form.MANY)


def rows(sheet: Sheet, lang: str) -> Iterator[list[Flat]]:
    """Yield a sheet's rows as flat cells."""
    for row in sheet.rows:
        yield [flat for column, cell in zip(sheet.columns, row, strict=True) for flat in _flat(column, cell, lang)]


def _flat(column: Column, cell: Cell, lang: str) -> list[Flat]:
    if isinstance(cell, tuple):
        return [several([name(one, lang) for one in cell], lang), ";".join(one.id for one in cell)]
    if isinstance(cell, Named):
        return [name(cell, lang), cell.id, *([cell.within] if column.form is Form.PLACE else [])]
    if isinstance(cell, Detail):
        return [detail(cell, lang)]
    if cell is None:
        return [None] * (3 if column.form is Form.PLACE else 2 if _named(column) else 1)
    if column.form in (Form.WORD, Form.DAY):
        return [word(str(cell), lang)]
    return [cell]


def name(one: Named, lang: str) -> str:
    """Return what something is called; what has no name, by its id."""
    return one.name or (say(lang, "all_matters") if one.id == ALL else one.id)


def called(one: Named) -> str:
    """Return a name with its id."""
    return one.id if one.name is None else f"{one.name} ({one.id})"


def detail(cell: Detail, lang: str) -> str:
    """Return keys with their values as one text."""
    return several([f"{word(key, lang)} {_value(key, value, lang)}" for key, value in cell.pairs], lang)


def _value(key: str, value: Value | Difference, lang: str) -> str:
    if isinstance(value, Difference):
        return difference_text(value, lang)
    if isinstance(value, tuple):
        between = " | " if key == "differs" else " + "
        return between.join(_value(key, one, lang) for one in value)
    if isinstance(value, Named):
        return called(value)
    if value is None:
        return say(lang, "as_long_as_known")
    return spoken(str(value), lang) if key in ("tier", "tiers", "kind", "table") else str(value)


def word(code: str, lang: str) -> str:
    """Return the word of a closed list's value, or the message of a code."""
    found = spoken(code, lang)
    return say(lang, code) if found == code and code in MESSAGES else found


def several(names: Sequence[str], lang: str) -> str:
    """Return names as one text."""
    return ("、" if lang == "zh" else "; ").join(names)
