"""Ask the store about the slots of many places, a window of places at a time.

Rules:
- Whatever is asked, memory holds the ids of the places and the rows of one window.
- Places come in the order of their ids, by bytes; all windows stand on the head that the question was taken at.
"""

from collections.abc import Iterable, Iterator, Sequence

from graph.commands.coverage_question import Asked
from graph.meaning.coverage_answers import AnsweredAbove, LastHolder
from graph.meaning.gaps import Context, GapSlot, RunsBack, Slot, SlotRow, Stretch, stretches
from graph.meaning.rows import sorted_out
from graph.model.times import LAST_DAY, Day, shifted
from graph.stores import Row, Store

WINDOW = 1_000
SPOTS = 2_000
STEPS_BACK = 6
EVER = "~"
"""After every day."""

Spot = tuple[str, Day]


def places(store: Store, asked: Asked) -> list[str]:
    """Return the ids of the places in the scope, in order; for a range, of those that lay in it on any day."""
    if asked.over is None:
        rows = store.ask("scope", area=asked.area, level=None, on=asked.on, known_at=asked.known_at)
        return sorted(place.id for place in sorted_out("scope", rows)["place"])
    first, until = asked.over
    found = store.ask("scope_over", area=asked.area, first=first, last=until, known_at=asked.known_at)
    return sorted(id for [id] in found)


def areas(store: Store, asked: Asked) -> list[str]:
    """Return the ids of the areas in the scope that are of the level asked for, in order."""
    rows = store.ask("scope", area=asked.area, level=asked.level, on=asked.on, known_at=asked.known_at)
    return sorted({area.id for area in sorted_out("scope", rows)["area"] if area.level == asked.level})


def windows(ids: Sequence[str], size: int = WINDOW) -> Iterator[Sequence[str]]:
    """Yield the places a window at a time."""
    for start in range(0, len(ids), size):
        yield ids[start : start + size]


def gaps(store: Store, asked: Asked, spots: Iterable[Spot], **other: object) -> list[GapSlot]:
    """Return the unfilled slots at places on days; ``other`` stands in for what the question is narrowed to."""
    asking = [list(spot) for spot in spots]
    if not asking:
        return []
    return [GapSlot(*row) for row in store.ask("slots/gaps", spots=asking, **(asked.narrowed | other))]


def ask(store: Store, asked: Asked, question: str, **other: object) -> Iterator[Row]:
    """Yield the rows of a question about every place of the scope on the day, a window of places at a time."""
    for window in windows(places(store, asked)):
        spots = [list(spot) for spot in on_the_day(asked, window)]
        yield from store.ask(question, spots=spots, **asked.narrowed, **other)


def on_the_day(asked: Asked, ids: Iterable[str]) -> list[Spot]:
    """Return places on the day asked about."""
    return [(id, asked.on) for id in ids]


def since(store: Store, asked: Asked, found: Sequence[GapSlot]) -> dict[Slot, Day | None]:
    """Return since when each of some slots of one window has been unfilled, whatever the question is narrowed to."""
    steps = change_days(store, asked, {gap.place for gap in found}, "", asked.on + EVER)
    runs = RunsBack(found, steps)
    while wanted := runs.wanted(STEPS_BACK):
        earlier = gaps(store, asked, wanted, area=None, matter=None, tier=None)
        runs.seen(earlier, STEPS_BACK)
    return runs.since


def uncovered(store: Store, asked: Asked, ids: Sequence[str]) -> Iterator[list[Stretch]]:
    """Yield the unfilled stretches within the range, of some of these places at a time, in their order."""
    if asked.over is None:
        return
    first, until = asked.over
    for window in windows(ids):
        steps = change_days(store, asked, window, first, until)
        for some in _weighed(window, steps):
            days = {place: [first, *steps.get(place, [])] for place in some}
            found = gaps(store, asked, ((place, day) for place in some for day in days[place]))
            yield list(stretches(found, days, until))


def opening(store: Store, asked: Asked, window: Sequence[str], days: int) -> Iterator[tuple[str, GapSlot]]:
    """Yield what of the slots filled on the day is first unfilled within the days to come, with its tier now; in order.

    A slot that lies elsewhere by then is looked at all the same.
    """
    last = shifted(asked.on, days + 1)
    steps = change_days(store, asked, window, asked.on, last if last < LAST_DAY else EVER)
    later = gaps(store, asked, ((place, day) for place in window for day in steps[place]), area=None)
    if not later:
        return
    first: dict[Slot, GapSlot] = {}
    for gap in sorted(later, key=lambda one: one.day):
        first.setdefault(gap.slot, gap)
    spots = [list(spot) for spot in on_the_day(asked, sorted({gap.place for gap in later}))]
    now = (SlotRow(*row) for row in store.ask("slots/slots", spots=spots, **asked.narrowed))
    filled = {Slot(row.requirement, row.place, row.leaf): row.tier for row in now if row.kind is None}
    for gap in sorted(first.values(), key=lambda one: (one.place, one.requirement, one.leaf)):
        if gap.slot in filled:
            yield filled[gap.slot], gap


def context(store: Store, asked: Asked, found: Iterable[GapSlot]) -> Context:
    """Return who held slots last and who answers meanwhile, each on its day."""
    slots = [list(gap.asked) for gap in found]
    if not slots:
        return Context({}, {})
    spots = [list(spot) for spot in sorted({(place, day) for place, day, *_ in slots})]
    asking = asked.narrowed | {"slots": slots, "spots": spots, "area": None}
    last = store.ask("slots/last_holders", **asking)
    above = store.ask("slots/above", **asking)
    return Context(
        {(place, day, requirement, leaf): LastHolder(*holder) for place, day, requirement, leaf, *holder in last},
        {(place, day, requirement, leaf): AnsweredAbove(*who) for place, day, requirement, leaf, *who in above},
    )


def change_days(store: Store, asked: Asked, ids: Iterable[str], after: str, before: str) -> dict[str, list[Day]]:
    """Return the days between two on which something may change for places, in order; persons left out leave on one."""
    asking = sorted(ids)
    if not asking:
        return {}
    found: dict[str, list[Day]] = {id: [] for id in asking}
    for place, day in store.ask("slots/days", places=asking, first=after, last=before, known_at=asked.known_at):
        found[place].append(day)
    leaving = [asked.leaving] if asked.without and after < asked.leaving < before else []
    return {place: sorted({*days, *leaving}) for place, days in found.items()}


def _weighed(window: Sequence[str], steps: dict[str, list[Day]]) -> Iterator[list[str]]:
    """Yield places in order, so many that their days together are about SPOTS."""
    some: list[str] = []
    weight = 0
    for place in window:
        some.append(place)
        weight += 1 + len(steps.get(place, []))
        if weight >= SPOTS:
            yield some
            some, weight = [], 0
    if some:
        yield some
