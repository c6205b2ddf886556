"""A plan: what an import would do, before anything is written."""

from dataclasses import dataclass

from graph.changes.changeset import Change, Register
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


@dataclass(frozen=True, slots=True)
class Plan:
    """What an import would do: by table, and each change with the fact that it corrects or withdraws."""

    register: Register | None
    tables: tuple[TablePlan, ...]
    changes: tuple[Change, ...]
    before: dict[int, Fact]
    source: str
    ignored: tuple[str, ...]
    hints: tuple[Fault, ...] = ()
