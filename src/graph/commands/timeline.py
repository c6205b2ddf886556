"""Look at a post or a place over some days: who, when, and the gaps between."""

from dataclasses import replace

from graph.commands import slots
from graph.commands.coverage_question import Asked, Question, take
from graph.commands.names import names
from graph.commands.trace import place_called
from graph.meaning import timeline as meaning
from graph.meaning.coverage_answers import Over
from graph.meaning.gaps import Stretch
from graph.meaning.places import place as place_seen
from graph.meaning.rows import PostPeriodRow, PostTenureRow, sorted_out
from graph.meaning.timeline import Range
from graph.meaning.timeline_answers import Days, Timeline, TimelineAsked, TimelineRow
from graph.model.errors import NotInForce, Refusal, UnknownId
from graph.model.times import Dated, Day, shifted, standing, start
from graph.stores import Store


def timeline(
    store: Store,
    id: str,
    on: str | None = None,
    known_at: str | None = None,
    *,
    over: str | None = None,
    noun: str | None = None,
    by_name: bool = False,
) -> Timeline:
    """Return the timeline of a place or a post; ``noun`` says which, where both may have the id.

    With ``by_name``, ``id`` may be a name that only one place has. Raises UnknownId, AmbiguousName (with the
    candidates), NotInForce where it is in force on no day of the range, Refusal for an id of both, BadValue.
    """
    asked = take(store, Question(on=on, known_at=known_at, over=over))
    place = place_seen(store.ask("place", place=id, on=asked.on, known_at=asked.known_at), id, asked.on)
    posts = sorted_out("posts_held", store.ask("posts_held", posts=[id], on=asked.on, known_at=asked.known_at))
    if noun is None and place.periods and posts["period"]:
        raise Refusal("place_and_post", id=id)
    if noun == "post" or (noun is None and not place.periods and posts["period"]):
        return _of_post(asked, id, posts["period"], posts["tenure"])
    if not place.periods and by_name:
        named = place_called(store, id, asked.on, asked.known_at)
        if named is not None:
            return timeline(store, named, on, known_at, over=over, noun="place")
    if not place.periods:
        if noun is None:
            raise UnknownId("place_or_post", id)
        raise UnknownId("place", id)
    return _of_place(store, asked, id, place.periods)  # type: ignore[arg-type]


def _of_post(asked: Asked, id: str, periods: list[PostPeriodRow], tenures: list[PostTenureRow]) -> Timeline:
    if not periods:
        raise UnknownId("post", id)
    changes = meaning.change_days([*periods, *tenures])
    over = asked.over or meaning.usual_range(changes, tenures, asked.on)
    days = _in_force("post", id, periods, over, asked.on)
    name = standing(periods, asked.on).called
    row = meaning.post_row(id, name, periods, tenures, over)
    return _answer(asked, over, (None, id), name, days, (row,))


def _of_place(store: Store, asked: Asked, id: str, periods: tuple[Dated, ...]) -> Timeline:
    over = asked.over
    if over is None:
        steps = slots.change_days(store, asked, [id], "", shifted(asked.on, 1))
        over = meaning.usual_range(steps[id], periods, asked.on)
    days = _in_force("place", id, periods, over, asked.on)
    over_days = replace(asked, over=over)
    gaps = [stretch for some in slots.uncovered(store, over_days, [id]) for stretch in some]
    looked_at = [over[0], *slots.change_days(store, asked, [id], *over)[id]]
    rows = store.ask("slots/holders", spots=[[id, day] for day in looked_at], **asked.narrowed)
    held = meaning.holdings((meaning.HolderRow(*row) for row in rows), looked_at, over[1])
    name = standing(periods, asked.on).name  # type: ignore[attr-defined]
    found = meaning.place_rows(held, gaps, names(store, asked, _ids(held, gaps)))
    return _answer(asked, over, (id, None), name, days, found)


def _ids(held: dict[meaning.Holding, list[Days]], gaps: list[Stretch]) -> set[tuple[str, str | None]]:
    """Return every id of an answer with its noun."""
    found: set[tuple[str, str | None]] = set()
    for one in held:
        found |= {("matter", one.leaf), ("place", one.at), ("post", one.post), ("person", one.person)}
    for gap, _ in gaps:
        found |= {("matter", gap.leaf), ("requirement", gap.requirement)}
    return found


def _in_force(
    noun: str, id: str, periods: "list[PostPeriodRow] | tuple[Dated, ...]", over: Range, on: Day
) -> tuple[Days, ...]:
    days = meaning.in_force_days(periods, over)
    if not days:
        ends = [(one.since, one.until) for one in sorted(periods, key=start)]
        raise NotInForce(noun, id, on, ends)
    return days


def _answer(
    asked: Asked,
    over: Range,
    subject: tuple[str | None, str | None],
    name: str,
    days: tuple[Days, ...],
    rows: tuple[TimelineRow, ...],
) -> Timeline:
    place, post = subject
    question = TimelineAsked(place, post, asked.on, asked.known_text, Over(*over))
    return Timeline(question, place or post or "", name, days, rows, asked.as_of)
