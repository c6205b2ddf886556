"""A plan: what an import would do, before anything is written."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import eq

from graph.changes.changeset import Change, Register
from graph.changes.stored import Entry
from graph.model.facts import Fact
from graph.model.faults import Fault


@dataclass(frozen=True, slots=True)
class TablePlan:
    """What an import would do to one table; ``absent`` are stored rows that the file does not hold."""

    table: str
    present: bool
    added: int
    corrected: int
    withdrawn: int
    unchanged: int
    absent: int


class Changes:
    """The changes of a plan in order: made when they are read, from the entries that ask for them."""

    def __init__(self, asked: Mapping[str, Sequence[Entry]] | None = None) -> None:
        self._asked = asked or {}

    def __len__(self) -> int:
        return sum(map(len, self._asked.values()))

    def __iter__(self) -> Iterator[Change]:
        return (entry.change(table) for table, entries in self._asked.items() for entry in entries)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Collection) and len(self) == len(other) and all(map(eq, self, other))

    __hash__ = None  # type: ignore[assignment]

    def __contains__(self, change: object) -> bool:
        return any(one == change for one in self)


@dataclass(frozen=True, slots=True)
class Plan:
    """What an import would do: by table, and each change with the fact that it corrects or withdraws."""

    register: Register | None
    tables: tuple[TablePlan, ...]
    changes: Changes
    before: dict[int, Fact]
    source: str
    ignored: tuple[str, ...]
    hints: tuple[Fault, ...] = ()
    notes: tuple[Fault, ...] = ()
    """What people should know of the files, though nothing is wrong."""
    datum: str | None = None
    """What the coordinates of the files were converted from; None where they were WGS 84."""
