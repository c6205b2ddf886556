"""Rows of periods to stretches of days: who held what when, and when nobody did.

Rules (docs/meaning.md, Over a range):
- A post is held where its own period and a tenure of it are both in force; it is vacant on its other days.
- Of a place, gap stretches are those of ``gaps --over``; holders are looked at on the same days, between which nothing
  changes. Leaf matters of one tier with the same stretches are one row; those without any are none.
- Without a range: from the first day on which anything changed, at most ten years before the day asked about; a month
  earlier where there was something before that day.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from graph.meaning.answers import NamedId
from graph.meaning.gaps import Stretch
from graph.meaning.names import Names
from graph.meaning.rows import PostPeriodRow, PostTenureRow
from graph.meaning.timeline_answers import Days, GapDays, HeldDays, TimelineRow
from graph.model.times import Dated, Day, day_before, end, next_day, shifted, start
from graph.model.words import TIER_RANK

MOST_DAYS = 3_653
LEAD_DAYS = 30
NO_CHANGE_DAYS = 365
"""The range where nothing is known to have changed."""

Range = tuple[Day, Day]
"""Half open."""


class HolderRow(NamedTuple):
    """Who answers for a place on a day in a tier for a leaf: a row of ``slots/holders``."""

    place: str
    day: Day
    tier: str
    leaf: str
    at: str
    post: str
    person: str | None
    kind: str | None


class Holding(NamedTuple):
    """One holder of a post that answers in a tier for a leaf."""

    tier: str
    leaf: str
    at: str
    post: str
    person: str | None
    kind: str | None


def usual_range(changes: Iterable[Day], before: Sequence[Dated], on: Day) -> Range:
    """Return the range that is looked at where none is asked for; ``before`` is what may have been there before it."""
    until = next_day(on) if on < "9999-12-31" else on
    known = [day for day in changes if day <= on]
    first = max(min(known, default=shifted(on, -NO_CHANGE_DAYS)), shifted(on, -MOST_DAYS))
    if any(start(period) < first < end(period) for period in before):
        first = shifted(first, -LEAD_DAYS)
    return min(first, day_before(until)), until


def change_days(facts: Iterable[Dated]) -> set[Day]:
    """Return the days on which facts begin or end."""
    return {day for fact in facts for day in (fact.since, fact.until) if day is not None}


def post_row(
    id: str, name: str, periods: Sequence[PostPeriodRow], tenures: Sequence[PostTenureRow], over: Range
) -> TimelineRow:
    """Return the one row of a post: its holders by their first day, and its vacant days between."""
    post = NamedId(id, name)
    found = list(_held(post, periods, tenures, over))
    vacant = vacant_days(periods, tenures, over)
    found += (HeldDays(post, None, None, None, days.first_day, days.last_day) for days in vacant)
    return TimelineRow(None, (), tuple(sorted(found, key=_held_order)), ())


def vacant_days(periods: Sequence[PostPeriodRow], tenures: Sequence[PostTenureRow], over: Range) -> Iterator[Days]:
    """Yield the days within a range on which a post is in force and nobody holds it."""
    edges = {*over, *(day for day in change_days((*periods, *tenures)) if over[0] < day < over[1])}
    vacant = [
        (first, until) for first, until in pairwise(sorted(edges)) if _any(periods, first) and not _any(tenures, first)
    ]
    yield from _joined(vacant)


def _any(facts: Iterable[Dated], day: str) -> bool:
    return any(start(fact) <= day < end(fact) for fact in facts)


def _held(
    post: NamedId, periods: Sequence[PostPeriodRow], tenures: Sequence[PostTenureRow], over: Range
) -> Iterator[HeldDays]:
    for tenure in tenures:
        together = [
            (Day(max(start(tenure), start(period), over[0])), Day(min(end(tenure), end(period), over[1])))
            for period in sorted(periods, key=start)
        ]
        for days in _joined([one for one in together if one[0] < one[1]]):
            person = NamedId(tenure.person, tenure.person_name)
            yield HeldDays(post, person, tenure.kind, None, days.first_day, days.last_day)


def _joined(ranges: Sequence[Range]) -> Iterator[Days]:
    """Yield ranges in their order as days, those that touch as one."""
    first: Day | None = None
    last = Day("")
    for since, until in ranges:
        if first is not None and since != last:
            yield Days(first, day_before(last))
            first = None
        first = since if first is None else first
        last = until
    if first is not None:
        yield Days(first, day_before(last))


def in_force_days(periods: Iterable[Dated], over: Range) -> tuple[Days, ...]:
    """Return the days within a range on which a subject is in force."""
    ranges = sorted((Day(max(start(one), over[0])), Day(min(end(one), over[1]))) for one in periods)
    return tuple(_joined([one for one in ranges if one[0] < one[1]]))


def holdings(rows: Iterable[HolderRow], days: Sequence[Day], until: Day) -> dict[Holding, list[Days]]:
    """Return the stretches of each holding; ``days`` are those looked at, in order, ``until`` ends the range."""
    after = dict(pairwise([*days, until]))
    found: dict[Holding, list[Range]] = {}
    for row in sorted(rows, key=lambda one: one.day):
        holding = Holding(row.tier, row.leaf, row.at, row.post, row.person, row.kind)
        found.setdefault(holding, []).append((row.day, after[row.day]))
    return {holding: list(_joined(ranges)) for holding, ranges in found.items()}


def place_rows(held: Mapping[Holding, list[Days]], gaps: Iterable[Stretch], names: Names) -> tuple[TimelineRow, ...]:
    """Return the rows of a place: one for each tier and each set of leaves that have the same stretches."""
    called = _caller(names)
    lines: dict[tuple[str, str], tuple[set[HeldDays], set[GapDays]]] = {}
    for one, stretches in held.items():
        person = None if one.person is None else called("person", one.person)
        for days in stretches:
            mine = HeldDays(
                *(called("post", one.post), person, one.kind, called("place", one.at), days.first_day, days.last_day)
            )
            lines.setdefault((one.tier, one.leaf), (set(), set()))[0].add(mine)
    for gap, last_day in gaps:
        requirement = called("requirement", gap.requirement)
        missing = GapDays(requirement, gap.kind, gap.have, gap.need, gap.day, last_day)
        lines.setdefault((gap.tier, gap.leaf), (set(), set()))[1].add(missing)
    folded: dict[tuple[str, frozenset[HeldDays], frozenset[GapDays]], list[str]] = {}
    for (tier, leaf), (holders, missing_days) in lines.items():
        folded.setdefault((tier, frozenset(holders), frozenset(missing_days)), []).append(leaf)
    rows = [
        TimelineRow(
            tier,
            tuple(called("matter", leaf) for leaf in sorted(leaves)),
            tuple(sorted(holders, key=_held_order)),
            tuple(sorted(missing_days, key=_gap_order)),
        )
        for (tier, holders, missing_days), leaves in folded.items()
    ]
    return tuple(sorted(rows, key=lambda row: (TIER_RANK[str(row.tier)], row.matters[0].id)))


def _caller(names: Names) -> Callable[[str, str], NamedId]:
    return lambda noun, id: NamedId(id, names(noun, id).name)


def _held_order(one: HeldDays) -> tuple[str, ...]:
    at = one.at.id if one.at else ""
    return (one.first_day, one.last_day, one.post.id, at, one.person.id if one.person else "", one.kind or "")


def _gap_order(one: GapDays) -> tuple[str, str, str, str, int]:
    return (one.first_day, one.last_day, one.requirement.id, one.kind, one.have)
