"""Row 1 of a sheet: where the known columns stand, by their English or Chinese names. Pure.

Rules:
- One column is named once, whatever the language; a name that is not known suggests the nearest of both languages.
- A header that is at fault may hide any column: where its rows would only seem wrong for want of that column they are
  spoiled. A header without the key leaves nothing to propose.
"""

import csv
from collections.abc import Callable
from typing import NamedTuple

from graph.intake.cells import keys, nearest, suggested
from graph.model.chinese import header_names
from graph.model.facts import Table
from graph.model.ids import trimmed

Report = Callable[..., None]


class Header(NamedTuple):
    """What row 1 says: where the known columns stand, what each is called, and what its faults mean for the rows."""

    places: dict[str, int]
    labels: tuple[str, ...]
    keyless: bool
    doubtful: bool

    @property
    def names(self) -> dict[str, str]:
        """Return what each known header is called in this sheet, where it is called otherwise."""
        named = {header: self.labels[place] for header, place in self.places.items() if self.labels[place] != header}
        if "last_day" in self.places and "until" not in self.places:
            named["until"] = self.labels[self.places["last_day"]]
        return named


def letters(place: int) -> str:
    """Return what a spreadsheet calls a column: A, B, … Z, AA."""
    text = ""
    while place >= 0:
        text = chr(ord("A") + place % 26) + text
        place = place // 26 - 1
    return text


def read_header(table: Table, cells: list[str], report: Report) -> Header:
    """Return what row 1 says; what is wrong with it is reported."""
    known = header_names(table.name)
    names = [trimmed(cell) for cell in cells]
    present = {known[name] for name in names if name in known}
    absent = tuple(name for name, header in known.items() if header not in present)
    needed = {column.header for column in table.columns if column.needed}
    lacking = not needed <= present
    places: dict[str, int] = {}
    doubtful = False
    for place, name in enumerate(names):
        header = known.get(name)
        if header in places:
            report("doubled_column", name, first=letters(places[header]), again=letters(place))
            doubtful = True
        elif header is not None:
            places[header] = place
        elif name:
            report("unknown_column", name, nearest=_suggestion(name, table))
            doubtful |= lacking or (bool(absent) and nearest(name, absent) is not None)
        else:
            report("empty_header_cell", letters(place))
            doubtful |= lacking
    missing = [name for name in keys(table) if name not in places]
    for name in missing:
        report("missing_column", name)
    labels = tuple(name or letters(place) for place, name in enumerate(names))
    return Header(places, labels, bool(missing), doubtful)


def _suggestion(name: str, table: Table) -> str:
    """Return the nearest of the names in the language of a name, or all of these."""
    known = tuple(one for one in header_names(table.name) if one.isascii() == name.isascii())
    return suggested(name, known)


def is_header(table: Table, line: str) -> bool:
    """Tell whether a line is a row 1 of nothing but known columns."""
    try:
        cells = next(csv.reader([line]), [])
    except csv.Error:
        return False
    names = [name for name in map(trimmed, cells) if name]
    return bool(names) and all(name in header_names(table.name) for name in names)
