"""Counts of slots by area, tier and leaf matter: coverage taken apart.

Rules (docs/meaning.md, Coverage):
- Everything inside an area counts for it; its cells of one tier together are coverage's figures of that tier.
- A cell without slots is left out: nothing is asked for, which is no coverage of 100 %.
- The area asked about stands first, then the areas inside, lowest own coverage first as in coverage.
"""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from graph.meaning.answers import AsOf, NamedId, answer
from graph.meaning.coverage import share
from graph.meaning.coverage_answers import GapCounts, Narrowed
from graph.meaning.rows import AreaRow
from graph.meaning.sums import Sums
from graph.model.words import TIER_RANK


@answer
class MatrixCell:
    """The slots of one tier for one leaf matter, in one area."""

    tier: str
    matter: str
    slots: int
    filled: int
    filled_above: int
    gaps: GapCounts


@answer
class MatrixRow:
    """Everything inside one area, by leaf matter, then tier."""

    id: str
    name: str
    level: str
    cells: tuple[MatrixCell, ...]


@answer
class Matrix:
    """An area and the areas inside it, each with its cells; ``matters`` are the leaves that have any."""

    area: str
    on: str
    known_at: str | None
    narrowed: Narrowed
    matters: tuple[NamedId, ...]
    rows: tuple[MatrixRow, ...]
    orphans: int
    as_of: AsOf | None
    complete: bool = True


class MatterCountRow(NamedTuple):
    """The slots of one place, tier and leaf: a row of ``slots/matter_counts``."""

    place: str
    tier: str
    leaf: str
    slots: int
    filled: int
    filled_above: int
    unassigned: int
    lapsed: int
    vacant: int
    partial: int

    @property
    def counts(self) -> tuple[int, ...]:
        return self[3:]


class MatterTally:
    """Sums of counts, by leaf and tier."""

    def __init__(self) -> None:
        self._sums = Sums[tuple[str, str]]()

    def add(self, row: MatterCountRow) -> None:
        self._sums.add((row.leaf, row.tier), row.counts)

    @property
    def leaves(self) -> list[str]:
        return sorted({leaf for leaf, _ in self._sums})

    def row(self, area: AreaRow) -> MatrixRow:
        """Return the row of an area that these counts are of."""
        ordered = sorted(self._sums, key=lambda cell: (cell[0], TIER_RANK[cell[1]]))
        return MatrixRow(area.id, area.name, area.level, tuple(self._cell(*one) for one in ordered))

    def _cell(self, leaf: str, tier: str) -> MatrixCell:
        figures = self._sums[(leaf, tier)]
        return MatrixCell(tier, leaf, figures.slots, figures.filled, figures.filled_above, figures.gaps)


def worst_first(rows: Iterable[MatrixRow]) -> list[MatrixRow]:
    """Return rows in the order of an answer."""

    def total(row: MatrixRow, of: Callable[[MatrixCell], int]) -> int:
        return sum(map(of, row.cells))

    def order(row: MatrixRow) -> tuple[bool, float, str]:
        own = share(total(row, lambda cell: cell.filled - cell.filled_above), total(row, lambda cell: cell.slots))
        return own is None, own or 0, row.id

    return sorted(rows, key=order)
