"""How much of what is asked for is filled: an area, the areas inside it, and what changed between two days."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from zoneinfo import ZoneInfo

from graph.commands import slots
from graph.commands.coverage_question import Asked, Question, take, wrong_fields
from graph.commands.gaps import rows_of
from graph.commands.moments import read_on
from graph.commands.spool import Spool
from graph.meaning.coverage import CountRow, Tally, area_coverage, share, worst_first
from graph.meaning.coverage_answers import AreaCoverage, Changed, Coverage, GapRow
from graph.meaning.gaps import GapSlot
from graph.meaning.rows import sorted_out
from graph.stores import Store


def coverage(store: Store, question: Question, *, against: str | None = None) -> Coverage:
    """Return the coverage of an area, or of the whole register; with ``against``, also what changed since that day.

    Raises what ``coverage_question.take`` raises, of ``against`` too.
    """
    asked = take(store, question, **wrong_against(against, store.zone))
    other = replace(asked, on=read_on(against, ZoneInfo(store.zone)), left_on=asked.on) if against else None
    counted, areas = _counted(store, asked)
    whole = counted.whole
    return Coverage(
        *(asked.area, asked.on, asked.known_text, asked.narrowing, whole.slots, whole.filled, whole.filled_above),
        coverage=share(whole.filled, whole.slots),
        own_coverage=share(whole.filled - whole.filled_above, whole.slots),
        gaps=whole.gaps,
        tiers=counted.tiers,
        orphans=orphans(store, asked),
        areas=areas,
        changes=None if other is None else changed(store, asked, other),
        as_of=asked.as_of,
    )


def wrong_against(against: str | None, zone: str) -> dict[str, str]:
    """Return what is wrong with the other day: its field with its code."""
    wrong = wrong_fields(Question(on=against), zone)
    return {"against": wrong["on"]} if wrong else {}


def _counted(store: Store, asked: Asked) -> tuple[Tally, tuple[AreaCoverage, ...]]:
    rows = sorted_out(
        "scope", store.ask("scope", area=asked.area, level=asked.level, on=asked.on, known_at=asked.known_at)
    )
    counts_in = {place.id: place.counts_in for place in rows["place"]}
    whole, inside = Tally(), defaultdict[str | None, Tally](Tally)
    for window in slots.windows(sorted(counts_in)):
        spots = [list(spot) for spot in slots.on_the_day(asked, window)]
        areas_of = {place: counts_in[place] for place in window}
        for row in store.ask("slots/counts", spots=spots, counts_in=areas_of, **asked.narrowed):
            count = CountRow(*row)
            whole.add(count)
            inside[count.area].add(count)
    areas = (area_coverage(area, inside[area.id]) for area in rows["area"] if area.id != asked.area)
    return whole, worst_first(areas)


def orphans(store: Store, asked: Asked) -> int:
    """Return how many places of the whole register have a broken chain that day."""
    rows = store.ask("audits/orphan_place", area=None, on=asked.on, known_at=asked.known_at)
    return int(next(fields[0] for part, fields in rows if part == "below"))


def changed(store: Store, asked: Asked, other: Asked) -> Changed:
    """Return the slots that opened, closed and stayed open between another day and the one asked about.

    The scope is each day's own: an area or a matter that is not in force on the other day has no slots then. The
    persons left out hold nothing from the day asked about on.
    """
    opened, closed, still_open = Spool[GapRow](), Spool[GapRow](), Spool[GapRow]()
    ids = sorted({*slots.places(store, asked), *slots.places(store, other)})
    for now, before in _both(store, asked, other, ids):
        open_then = {gap.slot for gap in before}
        open_now = {gap.slot for gap in now}
        opened.extend(rows_of(store, asked, [gap for gap in now if gap.slot not in open_then]))
        still_open.extend(rows_of(store, asked, [gap for gap in now if gap.slot in open_then]))
        closed.extend(rows_of(store, other, [gap for gap in before if gap.slot not in open_now]))
    return Changed(other.on, opened, closed, still_open)


def _both(store: Store, asked: Asked, then: Asked, ids: list[str]) -> Iterator[tuple[list[GapSlot], list[GapSlot]]]:
    for window in slots.windows(ids):
        yield (
            slots.gaps(store, asked, slots.on_the_day(asked, window)),
            slots.gaps(store, then, slots.on_the_day(then, window)),
        )
