"""Two days of an area to what changed hands between them: who had it before, who has it after, and what was vacant.

Rules:
- Two days are compared; who came and went in between shows only as vacant days. The same person by the same post is no
  change, whatever the kind of tenure.
- What changed at a place in a tier for a matter is who is there on one day alone: a holder by a post, or the vacancy
  of a post. A post that is there on both days is a change of its own; posts that came and posts that went are one
  together. Nobody on a side: no post answered there for it.
- A post that answers nowhere in the area on either day changed where its holders did.
- Equal changes at several places, tiers and matters are one.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from graph.meaning.answers import AsOf, NamedId, answer
from graph.meaning.coverage_answers import Changed
from graph.meaning.names import Names
from graph.meaning.rows import PlotSeatRow, SeatHeldRow, sorted_out
from graph.meaning.timeline_answers import Days
from graph.model.words import TIER_RANK


@answer
class HandoverAsked:
    """A question about two days, ``before`` and ``after``, as it was taken."""

    area: str
    before: str
    after: str
    known_at: str | None


@answer
class SeatThen:
    """A post on one of the days, with a holder; without one it is vacant."""

    post: NamedId
    person: NamedId | None
    kind: str | None
    since: str | None
    until: str | None


@answer
class HandedPlot:
    """What changed hands: a tier of a place, for some matters."""

    place: NamedId
    tier: str
    matters: tuple[NamedId, ...]


@answer
class VacantDays:
    """Days from one day to the other on which a post was in force and nobody held it."""

    post: NamedId
    days: tuple[Days, ...]


@answer
class Handed:
    """One change: who was there before alone, and who is there after alone; and where. No plot: a post by itself."""

    before: tuple[SeatThen, ...]
    after: tuple[SeatThen, ...]
    plots: tuple[HandedPlot, ...]
    vacant: tuple[VacantDays, ...]


@answer
class Handover:
    """What changed hands in an area between two days, and which gaps opened and closed."""

    question: HandoverAsked
    name: str
    handed: tuple[Handed, ...]
    gaps: Changed
    as_of: AsOf | None
    complete: bool = True


class Seat(NamedTuple):
    """A post with a holder, or none; both days' are compared by these two."""

    post: str
    person: str | None


Plot = tuple[str, str, str]
"""Place, tier, matter."""


class AreaDay:
    """Who holds what inside an area on a day: rows of the question ``seats``."""

    def __init__(self, rows: Iterable[Sequence[Any]]) -> None:
        parts = sorted_out("seats", rows)
        self.tenures: dict[Seat, SeatHeldRow] = {}
        self.seats: dict[str, set[Seat]] = {}
        for row in sorted(parts["seat"], key=lambda one: (one.since or "", one.kind or "")):
            seat = Seat(row.post, row.person)
            self.tenures.setdefault(seat, row)
            self.seats.setdefault(row.post, set()).add(seat)
        self.plots: dict[Plot, set[Seat]] = {}
        for plot in parts["plot"]:
            _add(self.plots, plot, self.seats.get(plot.post, set()))
        self.assigned = {plot.post for plot in parts["plot"]}


def _add(plots: dict[Plot, set[Seat]], row: PlotSeatRow, seats: set[Seat]) -> None:
    plots.setdefault((row.place, row.tier, row.matter), set()).update(seats)


Change = tuple[frozenset[Seat], frozenset[Seat]]


def changes(before: AreaDay, after: AreaDay) -> dict[Change, list[Plot]]:
    """Return what changed, each change with its plots; none for a post that answers nowhere there."""
    found: dict[Change, list[Plot]] = {}
    for plot in {**before.plots, **after.plots}:
        for change in _changes(before.plots.get(plot, set()), after.plots.get(plot, set())):
            found.setdefault(change, []).append(plot)
    for post in {*before.seats, *after.seats} - before.assigned - after.assigned:
        for change in _changes(before.seats.get(post, set()), after.seats.get(post, set())):
            found.setdefault(change, [])
    return found


def _changes(before: set[Seat], after: set[Seat]) -> Iterator[Change]:
    gone, come = frozenset(before - after), frozenset(after - before)
    both = {seat.post for seat in before} & {seat.post for seat in after}
    for posts in (*({post} for post in both), {seat.post for seat in gone | come} - both):
        change = (frozenset(s for s in gone if s.post in posts), frozenset(s for s in come if s.post in posts))
        if change[0] or change[1]:
            yield change


def handed(
    found: Mapping[Change, list[Plot]],
    before: AreaDay,
    after: AreaDay,
    vacant: Mapping[str, tuple[Days, ...]],
    names: Names,
) -> tuple[Handed, ...]:
    """Return the changes with names, in their order: of first place, tier and matter; posts by themselves last."""

    def called(noun: str, id: str) -> NamedId:
        return NamedId(id, names(noun, id).name)

    def seats(some: frozenset[Seat], day: AreaDay) -> tuple[SeatThen, ...]:
        ordered = sorted(some, key=lambda seat: (seat.post, seat.person or ""))
        return tuple(_seat(seat, day.tenures[seat], called("post", seat.post), names) for seat in ordered)

    def plots(some: list[Plot]) -> tuple[HandedPlot, ...]:
        by_tier: dict[tuple[str, str], list[str]] = {}
        for place, tier, matter in sorted(some):
            by_tier.setdefault((place, tier), []).append(matter)
        ordered = sorted(by_tier, key=lambda one: (one[0], TIER_RANK[one[1]]))
        return tuple(
            HandedPlot(called("place", one[0]), one[1], tuple(called("matter", matter) for matter in by_tier[one]))
            for one in ordered
        )

    def order(change: Change) -> tuple[object, ...]:
        posts = sorted(seat.post for side in change for seat in side)
        plots = sorted((place, TIER_RANK[tier], matter) for place, tier, matter in found[change])
        return (not plots, plots[:1], posts, sorted(seat.person or "" for seat in change[0]))

    made = []
    for change in sorted(found, key=order):
        posts = sorted({seat.post for side in change for seat in side})
        days = tuple(VacantDays(called("post", post), vacant[post]) for post in posts if vacant.get(post))
        made.append(Handed(seats(change[0], before), seats(change[1], after), plots(found[change]), days))
    return tuple(made)


def _seat(seat: Seat, row: SeatHeldRow, post: NamedId, names: Names) -> SeatThen:
    person = None if seat.person is None else NamedId(seat.person, names("person", seat.person).name)
    return SeatThen(post, person, row.kind, row.since, row.until)
