"""Counts of slots to coverage: the area's own figures, and those of the areas inside it.

Rules (docs/meaning.md, Coverage):
- coverage = filled / slots; own coverage = (filled − filled above) / slots; no slots: null, never 100 %.
- Everything inside an area counts for it. Lowest own coverage first, null last, then id.
"""

from collections.abc import Iterable
from typing import NamedTuple

from graph.meaning.coverage_answers import AreaCoverage, TierCoverage
from graph.meaning.rows import AreaRow
from graph.meaning.sums import Sums
from graph.model.words import TIERS


class CountRow(NamedTuple):
    """The slots of the places that count in one area, of one tier: a row of ``slots/counts``."""

    area: str | None
    tier: str
    slots: int
    filled: int
    filled_above: int
    unassigned: int
    lapsed: int
    vacant: int
    partial: int

    @property
    def counts(self) -> tuple[int, ...]:
        return self[2:]


class Tally:
    """Sums of counts, by tier."""

    def __init__(self) -> None:
        self._sums = Sums[str]()

    def add(self, row: CountRow) -> None:
        self._sums.add(row.tier, row.counts)

    @property
    def tiers(self) -> dict[str, TierCoverage]:
        """Every tier, in the order of the tiers."""
        return {tier: self._sums[tier] for tier in TIERS}

    @property
    def whole(self) -> TierCoverage:
        """All tiers together."""
        return self._sums.whole


def share(part: int, of: int) -> float | None:
    """Return a share of slots, or None where there are none."""
    return part / of if of else None


def area_coverage(area: AreaRow, tally: Tally) -> AreaCoverage:
    """Return the figures of one area."""
    whole = tally.whole
    return AreaCoverage(
        *(area.id, area.name, area.level, whole.slots, whole.filled, whole.filled_above),
        coverage=share(whole.filled, whole.slots),
        own_coverage=share(whole.filled - whole.filled_above, whole.slots),
        gaps=whole.gaps,
        tiers=tally.tiers,
    )


def worst_first(areas: Iterable[AreaCoverage]) -> tuple[AreaCoverage, ...]:
    """Return areas in the order of an answer."""
    return tuple(sorted(areas, key=lambda one: (one.own_coverage is None, one.own_coverage or 0, one.id)))
