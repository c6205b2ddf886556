"""Draw: an answer and the picture that is made of it; the answer is the one that its own command gives.

Rules:
- Every kind asks the command of its name, once; the picture is made from that answer and from names beside it.
- A subject that is no id is what ``graph.commands.meant`` takes it for.
- A part of the question that a kind does not take is refused, never ignored; so is a format that it does not have.
- What a graph has beside the answer (the points of units) is asked for only where a graph is what is wanted.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from graph.commands.coverage import coverage
from graph.commands.coverage_question import Question, take
from graph.commands.handover import handover
from graph.commands.matrix import matrix
from graph.commands.meant import meant
from graph.commands.names import named, names
from graph.commands.organization import organization
from graph.commands.person import person
from graph.commands.points import points
from graph.commands.timeline import timeline
from graph.commands.trace import trace
from graph.model.errors import BadValue, FormatRefused, UnknownId
from graph.model.times import parse_instant
from graph.output.drawing.chart import Chart
from graph.output.drawing.coverage import coverage_picture
from graph.output.drawing.graph import (
    Points,
    coverage_graph,
    handover_graph,
    organization_graph,
    person_graph,
    trace_graph,
)
from graph.output.drawing.handover import handover_picture
from graph.output.drawing.handover_gaps import gap_ids
from graph.output.drawing.matrix import matrix_chart
from graph.output.drawing.organization import organization_picture, superiors
from graph.output.drawing.person import person_picture
from graph.output.drawing.picture import Picture
from graph.output.drawing.process import Drawer
from graph.output.drawing.said import Said
from graph.output.drawing.timeline import timeline_chart
from graph.output.drawing.trace import trace_picture
from graph.output.drawing.write import FORMATS, drawn
from graph.output.graph_files import FORMATS as GRAPHS
from graph.output.graph_files import graph_bytes
from graph.output.json import dumps
from graph.output.trace_text import Beside
from graph.stores import Store


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be drawn, in which format; ``by_name``: the subject may be a name that only one of its kind has.

    ``noun`` is what the subject is, where a kind takes more than one; ``over`` is a range ``A..B``; ``before`` and
    ``after`` are the two days of a handover, the later one ``on`` where it is not given.
    """

    subject: str | None
    matter: str | None = None
    level: str | None = None
    on: str | None = None
    known_at: str | None = None
    by_name: bool = False
    form: str = "svg"
    over: str | None = None
    noun: str | None = None
    before: str | None = None
    after: str | None = None


@dataclass(frozen=True, slots=True)
class Drawing:
    """An answer with its picture, and how it becomes a graph."""

    answer: Any
    picture: Picture | Chart
    graph: Callable[[], Any] | None = None


def draw(store: Store, kind: str, asked: Asked, lang: str) -> Drawing:
    """Return the drawing of a kind; raise BadValue for a kind or a part that is none, and what the command raises."""
    wrong = check(kind, asked)
    if wrong:
        raise BadValue(**wrong)
    one = KINDS[kind]
    try:
        return one.draw(store, asked, lang)
    except UnknownId as unknown:
        if unknown.code == "unknown_matter":
            raise
        nouns, day = (asked.noun,) if asked.noun else one.subjects, asked.after or asked.on
        times = {"on": day, "known_at": asked.known_at}
        noun, id = meant(store, unknown, nouns, str(asked.subject), named=asked.by_name, **times)
    return one.draw(store, replace(asked, subject=id, noun=noun if one.also else None), lang)


def check(kind: str, asked: Asked) -> dict[str, str]:
    """Return what is wrong with a question before it is asked: each field with its code."""
    if kind not in KINDS:
        return {"kind": "not_a_drawing"}
    wrong = {} if asked.subject else {"subject": "missing"}
    if kind == "handover" and not asked.before:
        wrong["from"] = "missing"
    if kind == "handover" and asked.on and asked.after:
        wrong["on"] = "not_with_to"
    return wrong | {
        part: "not_for_this_drawing"
        for part, kinds in PARTS.items()
        if getattr(asked, FIELDS.get(part, part)) and kind not in kinds
    }


def formats_of(kind: str) -> tuple[str, ...]:
    """Return the formats of a kind."""
    return tuple(form for form in FORMATS if form not in KINDS[kind].never)


def check_format(kind: str, form: str) -> None:
    """Raise FormatRefused where a kind does not have a format, and name those that it has."""
    if form not in formats_of(kind):
        raise FormatRefused("format_not_of_kind", kind=kind, format=form, formats=", ".join(formats_of(kind)))


def made(drawing: Drawing, form: str, theme: str, drawer: Drawer, lang: str) -> bytes:
    """Return a drawing in a format, JSON and graphs among them; raise DrawingAway, or OutputRefused if too large."""
    if form == "json":
        return dumps(drawing.answer) + b"\n"
    if form in GRAPHS:
        assert drawing.graph is not None, "check_format refuses this"
        return graph_bytes(drawing.graph(), form)
    return drawn(drawing.picture, form, theme, drawer, lang)


def _trace(store: Store, asked: Asked, lang: str) -> Drawing:
    found = trace(store, str(asked.subject), asked.matter, asked.on, asked.known_at, by_name=asked.by_name)
    beside = Beside(found.matter_names, found.citations, found.slots, found.zone)
    places, question = [link.id for link in found.answer.chain], found.answer.question
    known = _points(store, asked, places, question.on, question.known_at)
    return Drawing(
        found.answer,
        trace_picture(found.answer, beside, lang),
        lambda: trace_graph(found.answer, found.matter_names, known),
    )


def _coverage(store: Store, asked: Asked, lang: str) -> Drawing:
    question = Question(asked.subject, asked.on, asked.known_at, level=asked.level)
    found = coverage(store, question)
    fixed = take(store, Question(asked.subject, found.on, found.known_at))
    area = named(store, fixed, "place", found.area)
    name = (area and area.name) or str(found.area)
    picture = coverage_picture(found, name, Said(lang, store.zone))
    return Drawing(found, picture, lambda: coverage_graph(found, name))


def _person(store: Store, asked: Asked, lang: str) -> Drawing:
    found = person(store, str(asked.subject), asked.on, asked.known_at)
    places = [plot.place.id for plot in found.plots]
    known = _points(store, asked, places, found.question.on, found.question.known_at)
    return Drawing(found, person_picture(found, Said(lang, store.zone)), lambda: person_graph(found, known))


def _organization(store: Store, asked: Asked, lang: str) -> Drawing:
    found = organization(store, str(asked.subject), asked.on, asked.known_at)
    fixed = take(store, Question(None, found.question.on, found.question.known_at))
    picture = organization_picture(found, Said(lang, store.zone), names(store, fixed, superiors(found)))
    return Drawing(found, picture, lambda: organization_graph(found))


def _points(store: Store, asked: Asked, places: list[str], on: str, known_at: str | None) -> Points:
    """Return which places are units, and where they lie, if a graph is wanted."""
    return (
        points(store, places, on, None if known_at is None else parse_instant(known_at)) if asked.form in GRAPHS else {}
    )


def _timeline(store: Store, asked: Asked, lang: str) -> Drawing:
    found = timeline(
        *(store, str(asked.subject), asked.on, asked.known_at),
        over=asked.over,
        noun=asked.noun,
        by_name=asked.by_name,
    )
    return Drawing(found, timeline_chart(found, Said(lang, store.zone)))


def _matrix(store: Store, asked: Asked, lang: str) -> Drawing:
    found = matrix(store, str(asked.subject), asked.on, asked.known_at, level=asked.level)
    return Drawing(found, matrix_chart(found, Said(lang, store.zone)))


def _handover(store: Store, asked: Asked, lang: str) -> Drawing:
    found = handover(store, str(asked.subject), str(asked.before), asked.after, asked.known_at, on=asked.on)
    fixed = take(store, Question(asked.subject, found.question.after, found.question.known_at))
    called = names(store, fixed, gap_ids(found, still_open=asked.form in GRAPHS))
    places = [plot.place.id for one in found.handed for plot in one.plots]
    places += [gap.place for some in (found.gaps.opened, found.gaps.closed, found.gaps.still_open) for gap in some]
    known = _points(store, asked, places, found.question.after, found.question.known_at)
    picture = handover_picture(found, Said(lang, store.zone), called)
    return Drawing(found, picture, lambda: handover_graph(found, called, known))


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of drawing: the noun that its subject is (or one of ``also``), how it is made, and its formats.

    ``never`` are formats that have no sense for it.
    """

    subject: str
    draw: Callable[[Store, Asked, str], Drawing]
    never: frozenset[str] = frozenset()
    also: tuple[str, ...] = ()

    @property
    def subjects(self) -> tuple[str, ...]:
        return (self.subject, *self.also)


NO_GRAPH = frozenset(("dot", "mermaid", *GRAPHS))
"""What days on an axis and counts in a table have no sense in: no nodes, no edges."""


KINDS: Mapping[str, Kind] = {
    "trace": Kind("place", _trace),
    "coverage": Kind("area", _coverage),
    "person": Kind("person", _person),
    "organization": Kind("organization", _organization, frozenset(("geojson",))),
    "timeline": Kind("place", _timeline, NO_GRAPH, also=("post",)),
    "matrix": Kind("area", _matrix, NO_GRAPH),
    "handover": Kind("area", _handover),
}
PARTS = {
    "matter": ("trace",),
    "level": ("coverage", "matrix"),
    "over": ("timeline",),
    "as": ("timeline",),
    "from": ("handover",),
    "to": ("handover",),
}
"""The kinds that take a part of the question which not every kind takes."""
FIELDS = {"as": "noun", "from": "before", "to": "after"}
"""The fields of ``Asked`` that are not called as people call them."""
