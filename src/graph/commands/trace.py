"""Trace an incident: one question to the store, one answer; the page, the API and every export call this."""

from dataclasses import dataclass

from graph.commands.moments import moments
from graph.meaning import trace as meaning
from graph.meaning.answers import Trace
from graph.meaning.rows import sorted_out
from graph.model.errors import AmbiguousName, NotInForce, UnknownId
from graph.model.times import Day, Instant, start
from graph.stores import Store


@dataclass(frozen=True, slots=True)
class Traced:
    """An answer; the names of the matters that it may speak of (the answer itself holds ids); how it came about."""

    answer: Trace
    rows: meaning.TraceRows
    zone: str

    @property
    def matter_names(self) -> dict[str, str]:
        return self.rows.tree.names

    @property
    def leaves(self) -> tuple[str, ...]:
        """The matters in force that have none below them."""
        return self.rows.tree.leaves()

    @property
    def top_matters(self) -> tuple[str, ...]:
        """The matters in force right under the root; none where the root is the only one."""
        return self.rows.tree.top()

    @property
    def citations(self) -> dict[str, str]:
        """Where each requirement is written, for those that say it."""
        return {row.id: row.citation for row in self.rows.requirements if row.citation}

    @property
    def slots(self) -> int:
        """How many slots were judged."""
        return meaning.slots_asked(self.rows, self.answer.question.matter)


def trace(
    store: Store,
    place: str,
    matter: str | None = None,
    on: str | None = None,
    known_at: str | None = None,
    *,
    by_name: bool = False,
) -> Traced:
    """Return who answers at a place for a matter on a day, as known at a time.

    ``place`` is an id; with ``by_name`` also a name that only one place has. Raises UnknownId, NotInForce (with the
    periods), AmbiguousName (with the candidates) or BadValue (with each wrong field).
    """
    day, known = moments(on, known_at, store.zone)
    matter = matter or None
    rows = _rows(store, place, matter, day, known)
    if not rows.place_found():
        place = _found(store, place, day, known, by_name=by_name)
        rows = _rows(store, place, matter, day, known)
    return answered(store, rows, place, matter, day, known)


def answered(
    store: Store, rows: meaning.TraceRows, place: str, matter: str | None, on: Day, known_at: Instant | None
) -> Traced:
    """Return the answer that a question's rows hold; raise UnknownId or NotInForce where they hold none."""
    if not rows.place_found():
        _check_in_force(store, place, on, known_at)
        raise UnknownId("place", place)
    if not rows.matter_found(matter):
        raise _matter_error(store, str(matter), on, known_at)
    return Traced(meaning.trace(rows, place, matter, on), rows, store.zone)


def _rows(store: Store, place: str, matter: str | None, on: Day, known_at: Instant | None) -> meaning.TraceRows:
    return meaning.TraceRows(store.ask("trace", place=place, matter=matter, on=on, known_at=known_at))


def _found(store: Store, place: str, on: Day, known_at: Instant | None, *, by_name: bool) -> str:
    """Return the id of the only place of a name, or raise what is wrong with ``place``."""
    _check_in_force(store, place, on, known_at)
    id = place_called(store, place, on, known_at) if by_name else None
    if id is None:
        raise UnknownId("place", place)
    _check_in_force(store, id, on, known_at)  # a name of other days: the place itself may well be in force
    return id


def place_called(store: Store, name: str, on: Day, known_at: Instant | None) -> str | None:
    """Return the id of the only place that has a name on a day, else of the only one that had it on any other.

    None where no place has it; raises AmbiguousName (with the candidates) where several have.
    """
    named = store.ask("places_named", name=name, known_at=known_at)
    today = [row for row in named if _stands(row[3], row[4], on)]
    found: dict[str, str] = {id: level or ";".join(kinds) for id, level, kinds, *_ in (today or named)}
    if len(found) > 1:
        raise AmbiguousName(name, [(id, name, found[id]) for id in sorted(found)])
    return next(iter(found), None)


def _check_in_force(store: Store, place: str, on: Day, known_at: Instant | None) -> None:
    """Raise NotInForce for a place that is known, but not in force on the day."""
    rows = sorted_out("place", store.ask("place", place=place, on=on, known_at=known_at))
    periods = [(period.since, period.until) for period in sorted(rows["period"], key=start)]
    if periods and not any(_stands(since, until, on) for since, until in periods):
        raise NotInForce("place", place, on, periods)


def _stands(since: Day | None, until: Day | None, on: Day) -> bool:
    return (since or "") <= on < (until or "~")


def _matter_error(store: Store, matter: str, on: Day, known_at: Instant | None) -> UnknownId | NotInForce:
    periods = store.ask("matter_periods", matter=matter, known_at=known_at)
    if not periods:
        return UnknownId("matter", matter)
    return NotInForce(
        "matter",
        matter,
        on,
        sorted(((since, until) for since, until in periods), key=lambda p: p[0] or ""),
    )
