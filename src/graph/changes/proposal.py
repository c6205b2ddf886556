"""What files propose: rows as read and typed, before they are compared with the register."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from graph.model.facts import TABLES, Table, Value
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
