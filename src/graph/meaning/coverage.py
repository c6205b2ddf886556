"""Counts of slots to coverage: the area's own figures, and those of the areas inside it.

Rules (docs/meaning.md, Coverage):
- coverage = filled / slots; own coverage = (filled − filled above) / slots; no slots: null, never 100 %.
- Everything inside an area counts for it. Lowest own coverage first, null last, then id.
"""

from collections.abc import Iterable
from typing import NamedTuple

from graph.meaning.coverage_answers import AreaCoverage, GapCounts, TierCoverage
from graph.meaning.rows import AreaRow
from graph.model.words import TIERS

_NOTHING = [0] * 7


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
        self._tiers: dict[str, list[int]] = {}

    def add(self, row: CountRow) -> None:
        sums = self._tiers.setdefault(row.tier, [0] * len(row.counts))
        for place, count in enumerate(row.counts):
            sums[place] += count

    @property
    def tiers(self) -> dict[str, TierCoverage]:
        """Every tier, in the order of the tiers."""
        return {tier: _tier(self._tiers.get(tier, _NOTHING)) for tier in TIERS}

    @property
    def whole(self) -> TierCoverage:
        """All tiers together."""
        sums = [sum(column) for column in zip(*self._tiers.values(), strict=True)]
        return _tier(sums or _NOTHING)


def _tier(sums: list[int]) -> TierCoverage:
    return TierCoverage(sums[0], sums[1], sums[2], GapCounts(*sums[3:]))


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
