"""What files propose: rows as read and typed, before they are compared with the register."""

from array import array
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from graph.changes.claims import Claims
from graph.model.facts import TABLES, Table, Value
from graph.model.faults import Fault
from graph.model.times import Day


@dataclass(frozen=True, slots=True)
class ProposedRow:
    """One row: its number as a spreadsheet shows it, and its values in the order of its sheet's ``fields``.

    ``was_since`` names the stored row whose since is corrected; None where the cell is absent or empty.
    A spoiled row has a cell that is at fault: it proposes nothing, but what refers to it is not at fault again.
    """

    number: int
    values: tuple[Value, ...]
    was_since: Day | None = None
    withdrawn: bool = False
    spoiled: bool = False


class Origins:
    """Where each row of a sheet comes from that a mapping made: rows of several files stand in one sheet."""

    def __init__(self) -> None:
        self._places: dict[tuple[str, int], tuple[str, Mapping[str, str]]] = {}
        self._which: list[tuple[str, Mapping[str, str]]] = []
        self._row = array("L")

    def add(self, file: str, row: int, labels: Mapping[str, str]) -> int:
        """Note a row's file, number there and labels by header; return its number in the sheet."""
        self._which.append(self._places.setdefault((file, id(labels)), (file, labels)))
        self._row.append(row)
        return len(self._row)

    def placed(self, fault: Fault) -> Fault:
        """Return a fault of the sheet as one of the file that its row comes from."""
        if fault.row is None:
            return fault
        file, labels = self._which[fault.row - 1]
        about = dict(fault.about)
        if (other := about.get("other_row")) is not None:
            about["other_row"] = self._other(int(other), file)
        column = labels.get(fault.column, fault.column) if fault.column else fault.column
        return replace(fault, file=file, row=self._row[fault.row - 1], column=column, about=about)

    def _other(self, number: int, file: str) -> str:
        there, row = self._which[number - 1][0], self._row[number - 1]
        return str(row) if there == file else f"{row} ({there.replace(chr(0), ', ')})"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One file read: its name, table, the fields its columns fill, and its rows."""

    file: str
    table_name: str
    fields: tuple[str, ...]
    rows: list[ProposedRow]
    complete: bool = True
    """False where the file could not be read to its end: what refers to its rows may not be at fault."""
    labels: Mapping[str, str] = field(default_factory=dict)
    """What the file calls a column, by its header, where it calls it otherwise (in Chinese)."""
    origins: Origins | None = None
    """Where the rows come from, where a mapping made them; their numbers are then those of this sheet alone."""

    def placed(self, fault: Fault) -> Fault:
        """Return a fault of this sheet as people see its file: by the names of its columns, in the file of its row."""
        if fault.file != self.file:
            return fault
        if self.origins is not None:
            return self.origins.placed(fault)
        return replace(fault, column=self.labels.get(fault.column, fault.column)) if fault.column else fault

    @property
    def table(self) -> Table:
        return TABLES[self.table_name]

    def take(self) -> Iterator[ProposedRow]:
        """Yield the rows in order and let each go, so that a large sheet is not held beside what is made of it."""
        self.rows.reverse()
        while self.rows:
            yield self.rows.pop()


@dataclass(frozen=True, slots=True)
class Submission:
    """All sheets of one import, in the order of ``TABLES``, the digest of their bytes, and files that were ignored."""

    sheets: tuple[Sheet, ...]
    source: str
    ignored: tuple[str, ...] = field(default=())
    claims: Claims | None = None
    """What a ledger says of who holds which post; settled before rows are compared."""

    def placed(self, fault: Fault) -> Fault:
        """Return a fault as people see its file."""
        for sheet in self.sheets:
            if sheet.file == fault.file:
                return sheet.placed(fault)
        return fault
