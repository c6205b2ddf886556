"""Unfilled slots to gap rows: what is missing, since when, who held it last, who answers meanwhile.

Rules (docs/meaning.md, Coverage, gaps and audits):
- A row stands for the leaves of one place, tier, requirement, kind and ``have`` that agree in everything else.
- Order: place, tier (first, direct, specific), requirement, first leaf; of a range also by its days.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from graph.meaning.coverage_answers import AnsweredAbove, GapPeriod, GapRow, LastHolder
from graph.model.times import Day, day_before
from graph.model.words import TIER_RANK

FIRST_DAY = Day("0001-01-01")
"""Stands for every day before the first on which something changes."""


class GapSlot(NamedTuple):
    """A slot of a place that is not filled on a day: a row of ``slots/gaps``."""

    place: str
    day: Day
    tier: str
    requirement: str
    leaf: str
    kind: str
    have: int
    need: int

    @property
    def slot(self) -> "Slot":
        return Slot(self.requirement, self.place, self.leaf)

    @property
    def asked(self) -> tuple[str, Day, str, str]:
        """The slot on its day, as the questions about its holders name it."""
        return (self.place, self.day, self.requirement, self.leaf)


class SlotRow(NamedTuple):
    """A slot of a place on a day, filled (kind null) or not: a row of ``slots/slots``."""

    place: str
    day: Day
    tier: str
    requirement: str
    leaf: str
    kind: str | None
    own: int
    have: int
    need: int
    most: int | None


class Slot(NamedTuple):
    """A gap's identity: its kind may change, the gap stays the same."""

    requirement: str
    place: str
    leaf: str


class Stretch(NamedTuple):
    """A slot unfilled in one way from one day to another, both included."""

    gap: GapSlot
    last_day: Day


Key = tuple[str, Day, str, str]


class Context(NamedTuple):
    """Who held a slot last and who answers meanwhile, by place, day, requirement and leaf."""

    last: Mapping[Key, LastHolder]
    above: Mapping[Key, AnsweredAbove]


def rows(gaps: Iterable[GapSlot], since: Mapping[Slot, Day | None], context: Context) -> list[GapRow]:
    """Return the rows of unfilled slots, in their order."""
    found: dict[GapRow, list[str]] = {}
    for gap in gaps:
        row = GapRow(
            *(gap.place, gap.tier, gap.requirement, gap.kind, gap.have, gap.need),
            matters=(),
            since=since[gap.slot],
            last_holder=context.last.get(gap.asked),
            answered_above=context.above.get(gap.asked),
        )
        found.setdefault(row, []).append(gap.leaf)
    made = [replace(row, matters=tuple(sorted(leaves))) for row, leaves in found.items()]
    return sorted(made, key=lambda row: (row.place, TIER_RANK[row.tier], row.requirement, row.matters))


def period_rows(stretches: Iterable[Stretch], context: Context) -> list[GapPeriod]:
    """Return the rows of stretches, in their order; context is that of each first day."""
    found: dict[GapPeriod, list[str]] = {}
    for gap, last_day in stretches:
        row = GapPeriod(
            *(gap.place, gap.tier, gap.requirement, gap.kind, gap.have, gap.need),
            matters=(),
            first_day=gap.day,
            last_day=last_day,
            last_holder=context.last.get(gap.asked),
            answered_above=context.above.get(gap.asked),
        )
        found.setdefault(row, []).append(gap.leaf)
    made = [replace(row, matters=tuple(sorted(leaves))) for row, leaves in found.items()]
    return sorted(made, key=_period_order)


def _period_order(row: GapPeriod) -> tuple[object, ...]:
    return (row.place, TIER_RANK[row.tier], row.requirement, row.first_day, row.last_day, row.matters)


def stretches(gaps: Iterable[GapSlot], steps: Mapping[str, list[Day]], until: Day) -> Iterator[Stretch]:
    """Yield the maximal stretches of one tier, kind, ``have`` and ``need``.

    ``steps`` are each place's days from which on nothing changes before the next, in order; ``until`` ends the range.
    """
    following = {
        place: dict(pairwise([*days, until])) for place, days in steps.items()
    }  # the step after, which ends what begins with one
    by_slot: dict[Slot, list[GapSlot]] = {}
    for gap in gaps:
        by_slot.setdefault(gap.slot, []).append(gap)
    for slot, found in by_slot.items():
        after = following[slot.place]
        first: GapSlot | None = None
        end = until
        for gap in sorted(found, key=lambda one: one.day):
            if first is None or gap.day != end or _state(gap) != _state(first):
                if first is not None:
                    yield Stretch(first, day_before(end))
                first = gap
            end = after[gap.day]
        if first is not None:
            yield Stretch(first, day_before(end))


def _state(gap: GapSlot) -> tuple[str, str, int, int]:
    return (gap.tier, gap.kind, gap.have, gap.need)


class RunsBack:
    """Since when each of some slots has been unfilled, found by looking at ever earlier days.

    A place's ``steps`` are the days up to the one asked about from which on nothing changes before the next.
    """

    def __init__(self, gaps: Iterable[GapSlot], steps: Mapping[str, list[Day]]) -> None:
        self._steps = {place: [*sorted(days, reverse=True), None] for place, days in steps.items()}
        self._at: dict[str, int] = {}
        self._open: dict[str, set[Slot]] = {}
        self.since: dict[Slot, Day | None] = {}
        for gap in gaps:
            self._open.setdefault(gap.place, set()).add(gap.slot)
            self.since[gap.slot] = self._steps.setdefault(gap.place, [None])[0]
        self._close_ended()

    def wanted(self, most: int) -> list[tuple[str, Day]]:
        """Return the places and days to look at next, ``most`` days of each place; none where all is known."""
        return [
            (place, FIRST_DAY if day is None else day)
            for place in self._open
            for day in self._steps[place][self._at.get(place, 0) + 1 :][:most]
        ]

    def seen(self, gaps: Iterable[GapSlot], most: int) -> None:
        """Take in what is unfilled on the wanted days."""
        unfilled = {(gap.slot, gap.day) for gap in gaps}
        for place, slots in self._open.items():
            at = self._at.get(place, 0)
            for day in self._steps[place][at + 1 :][:most]:
                slots &= {slot for slot in slots if (slot, FIRST_DAY if day is None else day) in unfilled}
                self.since |= dict.fromkeys(slots, day)
                at += 1
            self._at[place] = at
        self._close_ended()

    def _close_ended(self) -> None:
        ended = [
            place
            for place, slots in self._open.items()
            if not slots or self._at.get(place, 0) + 1 >= len(self._steps[place])
        ]
        for place in ended:
            del self._open[place]
