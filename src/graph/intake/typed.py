"""Cells of a workbook, which have types, to the text that a CSV file would hold. Pure.

Rules:
- A whole number becomes its digits and a date its ``YYYY-MM-DD``; the reader of the column then judges the text.
- In columns of ids, references and words, another number, a date or a time is a fault: the spreadsheet has changed what
  was typed (1-2 became a date, 001 a 1). So is a number of more than 15 digits, of which a spreadsheet keeps 15.
"""

from datetime import date, datetime, time, timedelta

from graph.intake.records import Odd
from graph.model.chinese import header_names
from graph.model.facts import Form, Table
from graph.model.ids import trimmed

Typed = str | float | int | bool | date | datetime | time | timedelta | None

EXACT = 10**15
"""From here on a spreadsheet has rounded a whole number."""

_TEXTUAL = (Form.ID, Form.REFERENCE, Form.NAME, Form.TEXT, Form.WORD, Form.LIST, Form.INSTANT)


def textual_places(table: Table, header: list[str]) -> frozenset[int]:
    """Return which columns hold text, by their names in row 1."""
    forms = {column.header: column.form for column in table.columns}
    names = header_names(table.name)
    return frozenset(
        place for place, cell in enumerate(header) if forms.get(names.get(trimmed(cell), ""), Form.DAY) in _TEXTUAL
    )


def as_text(value: Typed, *, textual: bool) -> tuple[str, Odd | None]:
    """Return a typed cell as text, and what is wrong with it."""
    if value is None or isinstance(value, str):
        return value or "", None
    if isinstance(value, bool):
        return str(value).upper(), None
    if isinstance(value, int | float):
        return _number(value, textual=textual)
    text = value.isoformat(" ") if isinstance(value, datetime) else str(value)
    return text, Odd("date_as_text", {"value": text}) if textual else None


def _number(value: float, *, textual: bool) -> tuple[str, Odd | None]:
    if abs(value) >= EXACT:
        return str(value), Odd("number_rounded", {"value": str(value)})
    if float(value).is_integer():
        return str(int(value)), None
    text = f"{value:.15f}".rstrip("0") if abs(value) < 1 else repr(value)  # never 1e-05
    return text, Odd("number_as_text", {"value": text}) if textual else None
