"""What a matrix draws as one: sums of cells, and matters whose columns are equal everywhere.

Rules:
- A sum is of slots, so it is the same whatever was put together first.
- The matters with the most gaps keep columns of their own; the rest is one column.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from graph.meaning.answers import NamedId
from graph.meaning.coverage_answers import GapCounts
from graph.meaning.matrix import MatrixCell
from graph.model.words import GAP_KINDS, TIERS

MOST_MATTERS = 8


@dataclass(frozen=True, slots=True)
class Counts:
    """Slots of a drawn cell."""

    slots: int = 0
    filled: int = 0
    above: int = 0
    gaps: tuple[int, ...] = (0,) * len(GAP_KINDS)

    @property
    def missing(self) -> int:
        return self.slots - self.filled


@dataclass(frozen=True, slots=True)
class Group:
    """Matters that share a column of each tier."""

    matters: tuple[str, ...]
    folded: bool = False


Table = dict[tuple[str, str], Counts]
"""The cells of a row, by matter and tier."""


def figures(counts: Counts) -> dict[str, Any]:
    """Return counts under the keys of the answer."""
    gaps = dict(zip(GAP_KINDS, counts.gaps, strict=True))
    return {"slots": counts.slots, "filled": counts.filled, "filled_above": counts.above, "gaps": gaps}


def table_of(cells: Iterable[MatrixCell]) -> Table:
    """Return the cells of a row by matter and tier."""
    return {(cell.matter, cell.tier): _counts(cell) for cell in cells}


def _counts(cell: MatrixCell) -> Counts:
    return Counts(cell.slots, cell.filled, cell.filled_above, _kinds(cell.gaps))


def _kinds(gaps: GapCounts) -> tuple[int, ...]:
    return tuple(getattr(gaps, kind) for kind in GAP_KINDS)


def sum_of(counts: Iterable[Counts]) -> Counts:
    """Return counts added up."""
    slots, filled, above, gaps = 0, 0, 0, [0] * len(GAP_KINDS)
    for one in counts:
        slots, filled, above = slots + one.slots, filled + one.filled, above + one.above
        gaps = [sum(pair) for pair in zip(gaps, one.gaps, strict=True)]
    return Counts(slots, filled, above, tuple(gaps))


def slots_of(table: Table, group: Group, tier: str) -> Counts:
    """Return the sum of a tier for the matters of a column."""
    return sum_of(table[(matter, tier)] for matter in group.matters if (matter, tier) in table)


def groups_of(matters: Sequence[NamedId], tables: Sequence[Table]) -> list[Group]:
    """Return the columns: equal ones together, those with the most gaps kept, the rest as one; in the order of ids."""
    alike: dict[tuple[Counts, ...], list[str]] = {}
    for matter in matters:
        column = tuple(table.get((matter.id, tier), Counts()) for table in tables for tier in TIERS)
        alike.setdefault(column, []).append(matter.id)
    missing = {tuple(some): sum(one.missing for one in column) for column, some in alike.items()}
    groups = sorted(missing, key=lambda some: -missing[some])  # stable: else by their first id
    kept = groups if len(groups) <= MOST_MATTERS else groups[: MOST_MATTERS - 1]
    rest = tuple(sorted(matter for some in groups[len(kept) :] for matter in some))
    return [*map(Group, sorted(kept)), *([Group(rest, folded=True)] if rest else [])]
