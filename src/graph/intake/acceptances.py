"""A CSV file of accepted findings: which, why, by whom, and until when.

Rules:
- Columns ``finding``, ``reason``, ``by`` and ``until`` (发现, 理由, 批准人, 失效日期), each once and in any order;
  each cell is filled. ``until`` is the first day on which the finding is no longer silenced.
- A finding is named once. Everything that is wrong is a fault with its row and column; nothing is dropped in silence.
"""

import io
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from graph.intake.cells import no_text
from graph.intake.encodings import KEEP_BYTES, recognised
from graph.intake.files import add_unreadable, plain
from graph.intake.header import letters
from graph.intake.records import Record, records
from graph.model.faults import Faults
from graph.model.ids import trimmed
from graph.model.times import Day, parse_day

COLUMNS = {"finding": "发现", "reason": "理由", "by": "批准人", "until": "失效日期"}
"""Each column with its Chinese name."""

MOST = 64 << 20
"""Bytes of the largest file that is read."""


class Accepted(NamedTuple):
    """One row."""

    finding: str
    reason: str
    by: str
    until: Day


def read_acceptances(path: str | Path, faults: Faults) -> dict[str, Accepted]:
    """Return the rows of a file by their findings; what is wrong with it is added to ``faults``."""
    file = plain(Path(path).name)
    try:
        with Path(path).open("rb") as stream:
            data = stream.read(MOST + 1)
    except OSError as error:
        add_unreadable(file, error, faults)
        return {}
    if len(data) > MOST:
        faults.add("unreadable", file, reason=f"> {MOST >> 20} MiB")
        return {}
    encoding, _ = recognised(io.BytesIO(data), _is_header)
    text = io.TextIOWrapper(io.BytesIO(data[encoding.skip :]), encoding.codec, KEEP_BYTES, newline="")
    rows = enumerate(records(text), start=1)
    _, (header, _) = next(rows, (1, ([], None)))
    return _Reader(header, file, faults).read(rows)


def _is_header(line: str) -> bool:
    return {trimmed(cell) for cell in line.split(",")} <= {*COLUMNS, *COLUMNS.values()}


class _Reader:
    """Reads the rows below one header."""

    def __init__(self, header: list[str], file: str, faults: Faults) -> None:
        self._file, self._faults = file, faults
        self._rows: dict[str, int] = {}
        names = {chinese: column for column, chinese in COLUMNS.items()}
        self._places: dict[str, int] = {}
        for place, cell in enumerate(map(trimmed, header)):
            column = names.get(cell, cell)
            if column not in COLUMNS:
                faults.add("unknown_column", file, 1, cell, nearest=", ".join(COLUMNS))
            elif column in self._places:
                faults.add("doubled_column", file, 1, cell, first=letters(self._places[column]), again=letters(place))
            else:
                self._places[column] = place
        self._missing = [column for column in COLUMNS if column not in self._places]
        for column in self._missing:
            faults.add("missing_column", file, 1, column)

    def read(self, rows: Iterable[tuple[int, Record]]) -> dict[str, Accepted]:
        """Return the rows that are whole, by their findings."""
        found: dict[str, Accepted] = {}
        for number, (cells, flaws) in () if self._missing else rows:
            if not any(map(trimmed, cells)):
                continue
            if flaws is not None:
                self._faults.add("unbalanced_quote", self._file, number)
                continue
            row = self._row(cells, number)
            if row is not None:
                found[row.finding] = row
        return found

    def _row(self, cells: list[str], number: int) -> Accepted | None:
        before = len(self._faults)
        values = {column: trimmed(cells[place]) if place < len(cells) else "" for column, place in self._places.items()}
        for column, value in values.items():
            if not value:
                self._faults.add("missing_value", self._file, number, column)
            elif fault := no_text(value):
                self._faults.add(fault.code, self._file, number, column, **fault.about)
        day = values["until"]
        try:
            parse_day(day)
        except ValueError:
            if day:
                self._faults.add("day_form", self._file, number, "until", value=day)
        first = self._rows.setdefault(values["finding"], number)
        if values["finding"] and first != number:
            about = {"id": values["finding"], "other_row": str(first)}
            self._faults.add("same_row_twice", self._file, number, "finding", **about)
        if len(self._faults) > before:
            return None
        return Accepted(values["finding"], values["reason"], values["by"], Day(day))
