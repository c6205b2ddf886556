"""Draw: an answer and the picture that is made of it; the answer is the one that its own command gives.

Rules:
- Every kind asks the command of its name, once; the picture is made from that answer and from names beside it.
- A part of the question that a kind does not take is refused, never ignored; so is a format that it does not have.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from graph.commands.coverage import coverage
from graph.commands.coverage_question import Question, take
from graph.commands.handover import handover
from graph.commands.matrix import matrix
from graph.commands.names import named, names
from graph.commands.organization import organization
from graph.commands.person import person
from graph.commands.timeline import timeline
from graph.commands.trace import trace
from graph.model.errors import BadValue, FormatRefused
from graph.output.drawing.chart import Chart
from graph.output.drawing.coverage import coverage_picture
from graph.output.drawing.handover import handover_picture
from graph.output.drawing.matrix import matrix_chart
from graph.output.drawing.organization import organization_picture
from graph.output.drawing.person import person_picture
from graph.output.drawing.picture import Picture
from graph.output.drawing.said import Said
from graph.output.drawing.timeline import timeline_chart
from graph.output.drawing.trace import trace_picture
from graph.output.drawing.write import BY_GRAPHVIZ, FORMATS
from graph.output.trace_text import Beside
from graph.stores import Store


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be drawn; ``by_name``: the place of a trace may be a name that only one place has.

    ``noun`` is what the subject is, where a kind takes more than one; ``over`` is a range ``A..B``; ``before`` and
    ``after`` are the two days of a handover, the later one ``on`` where it is not given.
    """

    subject: str | None
    matter: str | None = None
    level: str | None = None
    on: str | None = None
    known_at: str | None = None
    by_name: bool = False
    over: str | None = None
    noun: str | None = None
    before: str | None = None
    after: str | None = None


@dataclass(frozen=True, slots=True)
class Drawing:
    """An answer with its picture."""

    answer: Any
    picture: Picture | Chart


def draw(store: Store, kind: str, asked: Asked, lang: str) -> Drawing:
    """Return the drawing of a kind; raise BadValue for a kind or a part that is none, and what the command raises."""
    wrong = check(kind, asked)
    if wrong:
        raise BadValue(**wrong)
    return KINDS[kind].draw(store, asked, lang)


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
    return tuple(form for form in FORMATS if form not in BY_GRAPHVIZ) if kind in CHARTS else FORMATS


def check_format(kind: str, form: str) -> None:
    """Raise FormatRefused where a kind does not have a format, and name those that it has."""
    if form not in formats_of(kind):
        raise FormatRefused("format_not_of_kind", kind=kind, format=form, formats=", ".join(formats_of(kind)))


def _trace(store: Store, asked: Asked, lang: str) -> Drawing:
    found = trace(store, str(asked.subject), asked.matter, asked.on, asked.known_at, by_name=asked.by_name)
    beside = Beside(found.matter_names, found.citations, found.slots, found.zone)
    return Drawing(found.answer, trace_picture(found.answer, beside, lang))


def _coverage(store: Store, asked: Asked, lang: str) -> Drawing:
    question = Question(asked.subject, asked.on, asked.known_at, level=asked.level)
    found = coverage(store, question)
    fixed = take(store, Question(asked.subject, found.on, found.known_at))
    area = named(store, fixed, "place", found.area)
    return Drawing(found, coverage_picture(found, (area and area.name) or str(found.area), Said(lang, store.zone)))


def _person(store: Store, asked: Asked, lang: str) -> Drawing:
    found = person(store, str(asked.subject), asked.on, asked.known_at)
    return Drawing(found, person_picture(found, Said(lang, store.zone)))


def _organization(store: Store, asked: Asked, lang: str) -> Drawing:
    found = organization(store, str(asked.subject), asked.on, asked.known_at)
    return Drawing(found, organization_picture(found, Said(lang, store.zone)))


def _timeline(store: Store, asked: Asked, lang: str) -> Drawing:
    found = timeline(store, str(asked.subject), asked.on, asked.known_at, over=asked.over, noun=asked.noun)
    return Drawing(found, timeline_chart(found, Said(lang, store.zone)))


def _matrix(store: Store, asked: Asked, lang: str) -> Drawing:
    found = matrix(store, str(asked.subject), asked.on, asked.known_at, level=asked.level)
    return Drawing(found, matrix_chart(found, Said(lang, store.zone)))


def _handover(store: Store, asked: Asked, lang: str) -> Drawing:
    found = handover(store, str(asked.subject), str(asked.before), asked.after, asked.known_at, on=asked.on)
    fixed = take(store, Question(asked.subject, found.question.after, found.question.known_at))
    places = {("place", gap.place) for gaps in (found.gaps.opened, found.gaps.closed) for gap in gaps}
    return Drawing(found, handover_picture(found, Said(lang, store.zone), names(store, fixed, places)))


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of drawing: the noun that its subject is (or one of ``also``), and how it is made."""

    subject: str
    draw: Callable[[Store, Asked, str], Drawing]
    also: tuple[str, ...] = ()

    @property
    def subjects(self) -> tuple[str, ...]:
        return (self.subject, *self.also)


KINDS: Mapping[str, Kind] = {
    "trace": Kind("place", _trace),
    "coverage": Kind("area", _coverage),
    "person": Kind("person", _person),
    "organization": Kind("organization", _organization),
    "timeline": Kind("place", _timeline, also=("post",)),
    "matrix": Kind("area", _matrix),
    "handover": Kind("area", _handover),
}
CHARTS = frozenset({"timeline", "matrix"})
"""Kinds that are no graph: Graphviz and Mermaid do not draw them."""
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
