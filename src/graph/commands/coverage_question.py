"""A question about coverage as it is taken: the area, what it is narrowed to, who is left out, and the two times.

Rules (docs/meaning.md, Coverage, gaps and audits):
- Every field that is wrong is named at once; then what is unknown or not in force that day.
- The record time is fixed here: all that is read afterwards stands on one head, whatever others write meanwhile.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from graph.commands.moments import moments
from graph.meaning.answers import AsOf
from graph.meaning.coverage_answers import Narrowed, Over
from graph.meaning.rows import as_of, known_text, sorted_out
from graph.model.errors import AmbiguousName, BadValue, NotInForce, Refusal, UnknownId
from graph.model.times import Day, Instant, end, parse_day, start
from graph.model.words import ALL, LEVELS, TIERS
from graph.stores import Store


@dataclass(frozen=True, slots=True)
class Question:
    """A question as it is written; what is empty narrows nothing. ``over`` is a range ``A..B``, half open."""

    area: str | None = None
    on: str | None = None
    known_at: str | None = None
    level: str | None = None
    matter: str | None = None
    tier: str | None = None
    requirement: str | None = None
    without: tuple[str, ...] = ()
    over: str | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """One question: every id is known, the area and the matter are in force on the day, or on some day of the range."""

    area: str | None
    level: str | None
    matter: str | None
    tier: str | None
    requirement: str | None
    without: tuple[str, ...]
    on: Day
    known_at: Instant | None
    known_text: str | None
    as_of: AsOf | None
    over: tuple[Day, Day] | None
    left_on: Day | None = None
    """The day from which the persons left out hold nothing, where that is not the day asked about."""

    @property
    def leaving(self) -> Day:
        """The day from which the persons left out hold nothing."""
        return self.left_on or self.on

    @property
    def narrowed(self) -> dict[str, Any]:
        """What each question about slots takes beside its places."""
        return {
            "area": self.area,
            "matter": self.matter,
            "tier": self.tier,
            "requirement": self.requirement,
            "without": list(self.without),
            "on": self.leaving,
            "known_at": self.known_at,
        }

    @property
    def narrowing(self) -> Narrowed:
        """What an answer says that the question was narrowed to."""
        return Narrowed(self.level, self.matter, self.tier, self.requirement, self.without)

    @property
    def range(self) -> Over | None:
        return None if self.over is None else Over(*self.over)


def take(store: Store, question: Question, **wrong: str) -> Asked:
    """Return the question as taken; raise BadValue with each wrong field, UnknownId, NotInForce, Refusal for a unit.

    ``wrong`` are the fields beside the question that were found wrong before: they are told together with its own.
    """
    day, known, over = _times(store.zone, question, wrong)
    without = tuple(sorted(set(question.without)))
    named = {
        "area": question.area or None,
        "matter": question.matter or None,
        "requirement": question.requirement or None,
    }
    rows = sorted_out("coverage_asked", store.ask("coverage_asked", without=list(without), known_at=known, **named))
    _check(rows, named, without, over or (day, day + "~"), day)
    [moment] = rows["as_of"]
    return Asked(
        area=named["area"],
        matter=named["matter"],
        requirement=named["requirement"],
        level=question.level or None,
        tier=question.tier or None,
        without=without,
        on=day,
        known_at=moment.known_at,
        known_text=known_text(moment),
        as_of=as_of(moment),
        over=over,
    )


def by_name(store: Store, question: Question) -> Question:
    """Return a question whose area is an id, where it is a name that only one area has; raise AmbiguousName.

    What is wrong with the question itself, an area that there is not, and a unit are told when it is taken.
    """
    name = question.area
    if not name or wrong_fields(question, store.zone):
        return question
    day, known, _ = _times(store.zone, question, {})
    if sorted_out("place", store.ask("place", place=name, on=day, known_at=known))["period"]:
        return question
    places = store.ask("places_named", name=name, known_at=known)
    areas = [row for row in places if row[1] is not None]
    if places and not areas:
        return replace(question, area=min(row[0] for row in places))
    in_force = [row for row in areas if (row[3] or "") <= day < (row[4] or "~")]
    levels: dict[str, str] = {id: level for id, level, *_ in in_force or areas}
    if len(levels) > 1:
        raise AmbiguousName(name, [(id, name, levels[id]) for id in sorted(levels)])
    return replace(question, area=next(iter(levels), name))


def wrong_fields(question: Question, zone: str) -> dict[str, str]:
    """Return what is wrong with a question by itself, whatever the register holds: each field with its code."""
    try:
        _times(zone, question, {})
    except BadValue as error:
        return error.fields
    return {}


def wrong_together(question: Question) -> dict[str, str]:
    """Return the fields that say nothing beside others: of a range the day says only when persons left out are gone."""
    return {"on": "not_with_over"} if question.over and question.on and not question.without else {}


def _times(
    zone: str, question: Question, wrong: Mapping[str, str]
) -> tuple[Day, Instant | None, tuple[Day, Day] | None]:
    """Return the days and the record time; raise BadValue with each field of the question that is none."""
    faults = dict(wrong)
    day, known, over = Day(""), None, None
    try:
        day, known = moments(question.on, question.known_at, zone)
    except BadValue as error:
        faults |= error.fields
    if question.tier and question.tier not in TIERS:
        faults["tier"] = "not_a_tier"
    if question.level and question.level not in LEVELS:
        faults["level"] = "not_a_level"
    if question.over:
        try:
            over = _range(question.over)
        except ValueError:
            faults["over"] = "not_a_range"
    if faults:
        raise BadValue(**dict(sorted(faults.items())))
    return day, known, over


def _range(text: str) -> tuple[Day, Day]:
    """Return ``A..B`` as its two days; raise ValueError unless A is a day before B."""
    first, _, until = text.partition("..")
    days = parse_day(first.strip()), parse_day(until.strip())
    if days[0] >= days[1]:
        raise ValueError(text)
    return days


def _check(
    rows: dict[str, list[Any]],
    named: dict[str, str | None],
    without: tuple[str, ...],
    days: tuple[str, str],
    on: Day,
) -> None:
    area, matter, requirement = named.values()
    if area is not None:
        if rows["unit"] and not rows["area"]:
            raise Refusal("area_is_unit", id=area)
        _in_force("place", area, rows["area"], days, on)
    if matter is not None and matter != ALL:
        _in_force("matter", matter, rows["matter"], days, on)
    if requirement is not None and not rows["requirement"]:
        raise UnknownId("requirement", requirement)
    known = {row.id for row in rows["person"]}
    for person in without:
        if person not in known:
            raise UnknownId("person", person)


def _in_force(noun: str, id: str, periods: list[Any], days: tuple[str, str], on: Day) -> None:
    """Raise UnknownId for what has no period, NotInForce where none shares a day with ``days`` (half open)."""
    if not periods:
        raise UnknownId(noun, id)
    first, until = days
    if not any(start(period) < until and first < end(period) for period in periods):
        raise NotInForce(
            noun, id, on, sorted(((row.since, row.until) for row in periods), key=lambda row: row[0] or "")
        )
