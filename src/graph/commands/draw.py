"""Draw: an answer and the picture that is made of it; the answer is the one that its own command gives.

Rules:
- Every kind asks the command of its name, once; the picture is made from that answer and from names beside it.
- A part of the question that a kind does not take is refused, never ignored.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from graph.commands.coverage import coverage
from graph.commands.coverage_question import Question, take
from graph.commands.names import named
from graph.commands.organization import organization
from graph.commands.person import person
from graph.commands.trace import trace
from graph.model.errors import BadValue
from graph.output.drawing.coverage import coverage_picture
from graph.output.drawing.organization import organization_picture
from graph.output.drawing.person import person_picture
from graph.output.drawing.picture import Picture
from graph.output.drawing.said import Said
from graph.output.drawing.trace import trace_picture
from graph.output.trace_text import Beside
from graph.stores import Store


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be drawn; ``by_name``: the place of a trace may be a name that only one place has."""

    subject: str | None
    matter: str | None = None
    level: str | None = None
    on: str | None = None
    known_at: str | None = None
    by_name: bool = False


@dataclass(frozen=True, slots=True)
class Drawing:
    """An answer with its picture."""

    answer: Any
    picture: Picture


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
    if asked.matter and kind != "trace":
        wrong["matter"] = "not_for_this_drawing"
    if asked.level and kind != "coverage":
        wrong["level"] = "not_for_this_drawing"
    return wrong


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


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of drawing: the noun that its subject is, and how it is made."""

    subject: str
    draw: Callable[[Store, Asked, str], Drawing]


KINDS: Mapping[str, Kind] = {
    "trace": Kind("place", _trace),
    "coverage": Kind("area", _coverage),
    "person": Kind("person", _person),
    "organization": Kind("organization", _organization),
}
