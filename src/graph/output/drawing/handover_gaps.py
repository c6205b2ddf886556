"""The gaps that opened and closed between the two days of a handover, each with the changes where it stands.

Rules:
- A gap stands with a change at the same place in the same tier that names its matter or all matters; where none of the
  changes there does, with all of them.
- Every gap that opened or closed stands with a change, or at a place and tier where nothing changed hands.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from graph.meaning.coverage_answers import GapRow
from graph.meaning.handover import Handed, HandedPlot, Handover
from graph.model.words import ALL

Gaps = dict[tuple[str, str], list[GapRow]]
"""Gaps by place and tier."""
Named = dict[tuple[str, str], set[str]]
"""Matters by place and tier."""
CALM = 2
"""The urgency from which on everything is in order on the later day."""


@dataclass(frozen=True, slots=True)
class WithGaps:
    """A change with the gaps that opened and closed where it is."""

    one: Handed
    opened: tuple[GapRow, ...]
    closed: tuple[GapRow, ...]

    def urgency(self) -> int:
        """Return 0 for what nobody has after, 1 for where a gap opened, 2 for what was vacant meanwhile."""
        if left_vacant(self.one):
            return 0
        if self.opened:
            return 1
        return CALM if self.one.vacant else CALM + 1


def left_vacant(one: Handed) -> bool:
    """Tell whether nobody has it after."""
    return not any(seat.person for seat in one.after)


def with_gaps(found: Handover) -> Iterator[WithGaps]:
    """Yield every change in its order, with its gaps."""
    opened, closed = by_plot(found.gaps.opened), by_plot(found.gaps.closed)
    named = _named(found)
    for one in found.handed:
        plots = sorted(one.plots, key=lambda plot: (plot.place.id, plot.tier))
        mine = ([gap for plot in plots for gap in _of_plot(plot, some, named)] for some in (opened, closed))
        yield WithGaps(one, *map(tuple, mine))


def by_plot(gaps: Iterable[GapRow]) -> Gaps:
    """Return gaps by place and tier."""
    found: Gaps = {}
    for gap in gaps:
        found.setdefault((gap.place, gap.tier), []).append(gap)
    return found


def _named(found: Handover) -> Named:
    """Return which matters change hands at each place and tier."""
    named: Named = {}
    for one in found.handed:
        for plot in one.plots:
            named.setdefault((plot.place.id, plot.tier), set()).update(matter.id for matter in plot.matters)
    return named


def _of_plot(plot: HandedPlot, some: Gaps, named: Named) -> Iterator[GapRow]:
    """Yield the gaps that stand with a plot; a change of a matter above, which no gap names, is not known as such."""
    key = (plot.place.id, plot.tier)
    mine = {matter.id for matter in plot.matters}
    for gap in some.get(key, ()):
        meant = {*gap.matters, ALL} & named[key]
        if mine & meant or not meant:
            yield gap


def slots_of(gaps: Iterable[GapRow]) -> int:
    """Return how many slots gaps have."""
    return sum(len(gap.matters) for gap in gaps)


def gap_ids(found: Handover, *, still_open: bool = False) -> set[tuple[str, str | None]]:
    """Return every id, with its noun, that the gaps which opened or closed name; if told so, those still open too."""
    ids: set[tuple[str, str | None]] = set()
    for gap in (*found.gaps.opened, *found.gaps.closed, *(found.gaps.still_open if still_open else ())):
        ids |= {("place", gap.place), ("requirement", gap.requirement), *(("matter", one) for one in gap.matters)}
        if gap.last_holder is not None:
            ids |= {("person", gap.last_holder.person), ("post", gap.last_holder.post)}
        if gap.answered_above is not None:
            above = gap.answered_above
            ids |= {("place", above.place), ("post", above.post), ("person", above.person)}
    return ids
