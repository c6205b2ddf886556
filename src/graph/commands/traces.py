"""Trace many incidents at once: each answer, or what is wrong with its question, in the order asked, at one head.

Rules:
- The head is read once: no question sees a later one, whatever others write meanwhile. Today is the same day for all.
- Each answer is the one that the question would get by itself; a question that is refused spoils no other.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from graph.changes.changeset import Head
from graph.commands import clock
from graph.commands.moments import moments
from graph.commands.trace import answered
from graph.meaning import trace as meaning
from graph.meaning.answers import AsOf, Trace
from graph.model.errors import Refusal
from graph.model.times import Day, Instant, instant_text
from graph.stores import Store


@dataclass(frozen=True, slots=True)
class Asked:
    """One question as it is written."""

    place: str
    matter: str | None = None
    on: str | None = None
    known_at: str | None = None


@dataclass(frozen=True, slots=True)
class Batch:
    """Answers and refusals in the order of their questions, and the changeset that was the head."""

    traces: list[Trace | Refusal]
    as_of: AsOf | None


@dataclass(frozen=True, slots=True)
class _Taken:
    """One question with its times read."""

    place: str
    matter: str | None
    on: Day
    known_at: Instant | None


def traces(store: Store, questions: Sequence[Asked]) -> Batch:
    """Return an answer or a refusal for each question; what keeps the store from answering is raised for all."""
    with store.reading():
        head = store.register().head
        taken = _taken(store, head, questions)
        good = [one for one in taken if isinstance(one, _Taken)]
        parameters = [{"place": q.place, "matter": q.matter, "on": q.on, "known_at": q.known_at} for q in good]
        rows = iter(store.ask_each("trace", parameters))
        found = [one if isinstance(one, Refusal) else _one(store, one, meaning.TraceRows(next(rows))) for one in taken]
    as_of = None if head.recorded_at is None else AsOf(head.hash, instant_text(head.recorded_at))
    return Batch(found, as_of)


def _taken(store: Store, head: Head, questions: Sequence[Asked]) -> list[_Taken | Refusal]:
    now = clock.now()

    def one(asked: Asked) -> _Taken | Refusal:
        try:
            day, known = moments(asked.on, asked.known_at, store.zone, now)
        except Refusal as refusal:
            return refusal
        if head.recorded_at is not None:
            known = head.recorded_at if known is None else min(known, head.recorded_at)
        return _Taken(asked.place, asked.matter or None, day, known)

    return [one(asked) for asked in questions]


def _one(store: Store, asked: _Taken, rows: meaning.TraceRows) -> Trace | Refusal:
    try:
        return answered(store, rows, asked.place, asked.matter, asked.on, asked.known_at).answer
    except Refusal as refusal:
        return refusal
