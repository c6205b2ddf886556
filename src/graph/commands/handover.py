"""Look at an area on two days: what changed hands, what was vacant meanwhile, which gaps opened and closed."""

from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

from graph.commands.coverage import changed
from graph.commands.coverage_question import Asked, Question, take, wrong_fields
from graph.commands.moments import read_on
from graph.commands.names import named, names
from graph.meaning import handover as meaning
from graph.meaning.handover import AreaDay, Handover, HandoverAsked
from graph.meaning.rows import sorted_out
from graph.meaning.timeline import vacant_days
from graph.meaning.timeline_answers import Days
from graph.model.errors import BadValue
from graph.model.times import Day, shifted
from graph.stores import Store


def handover(
    store: Store,
    area: str,
    before: str,
    after: str | None = None,
    known_at: str | None = None,
    *,
    on: str | None = None,
) -> Handover:
    """Return what changed hands between two days; the later one is ``on``, or today, where it is not given.

    Raises BadValue for a later day that does not come after the other, and what ``coverage_question.take`` raises.
    """
    wrong = wrong_days(before, after, store.zone)
    asked = take(store, Question(area, on if "to" in wrong else after or on, known_at), **wrong)
    other = replace(asked, on=read_on(before, ZoneInfo(store.zone)), left_on=asked.on)
    if other.on >= asked.on:
        raise BadValue(to="not_after_from")
    then, now = (AreaDay(_seats(store, one)) for one in (other, asked))
    found = meaning.changes(then, now)
    posts = sorted({seat.post for change in found for side in change for seat in side})
    vacant = _vacant(store, asked, posts, (other.on, shifted(asked.on, 1)))
    called = names(store, asked, _ids(found))
    itself = named(store, asked, "place", area)
    return Handover(
        HandoverAsked(area, other.on, asked.on, asked.known_text),
        (itself and itself.name) or area,
        meaning.handed(found, then, now, vacant, called),
        changed(store, asked, other),
        asked.as_of,
    )


def wrong_days(before: str, after: str | None, zone: str) -> dict[str, str]:
    """Return what is wrong with the two days: each field with its code."""
    wrong = {name: wrong_fields(Question(on=day), zone) for name, day in (("from", before), ("to", after))}
    return {name: said["on"] for name, said in wrong.items() if said}


def _seats(store: Store, asked: Asked) -> list[tuple[object, ...]]:
    return [tuple(row) for row in store.ask("seats", area=asked.area, on=asked.on, known_at=asked.known_at)]


def _vacant(store: Store, asked: Asked, posts: list[str], over: tuple[Day, Day]) -> dict[str, tuple[Days, ...]]:
    """Return the vacant days of posts between the two days, both included."""
    if not posts:
        return {}
    parts = sorted_out("posts_held", store.ask("posts_held", posts=posts, on=asked.on, known_at=asked.known_at))
    periods, tenures = (_by_post(parts[part]) for part in ("period", "tenure"))
    return {post: tuple(vacant_days(periods.get(post, []), tenures.get(post, []), over)) for post in posts}


def _by_post(rows: list[Any]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for row in rows:
        found.setdefault(row.post, []).append(row)
    return found


def _ids(found: dict[meaning.Change, list[meaning.Plot]]) -> set[tuple[str, str | None]]:
    """Return every id of the changes with its noun."""
    ids: set[tuple[str, str | None]] = set()
    for change, plots in found.items():
        for side in change:
            ids |= {pair for seat in side for pair in (("post", seat.post), ("person", seat.person))}
        ids |= {pair for place, _, matter in plots for pair in (("place", place), ("matter", matter))}
    return ids
