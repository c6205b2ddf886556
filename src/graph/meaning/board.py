"""A responsibility board: what one place's trace says, put in the order in which a passer-by reads it.

Rules (docs/boards.md):
- Made from the trace of every matter, nothing else: a board, a page and an export never disagree.
- Within a tier the nearest place stands first. One holder of one post at one place is one line, whatever its matters.
- An empty seat and a gap are lines like any other. One empty slot is one line, however many matters wait for it.
- ``content`` holds all that is read on the board but the day and the head; ``board_difference`` says when two differ.
- ``digest`` is taken over the same in ids, without phones: kept for years it tells no name, which could not be erased.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any, TypeVar

from graph.meaning.answers import Accountable, AsOf, Gap, Trace, answer
from graph.model.times import Day
from graph.model.words import ALL, TIERS

T = TypeVar("T")


@answer
class Line:
    """Who answers: a post at a place. No person: the seat is empty. No matters: for every one."""

    distance: int
    place: str
    post: str
    organization: str | None
    person: str | None
    kind: str | None
    phone: str | None
    matters: tuple[str, ...]


@answer
class Hole:
    """A gap: ``have`` of ``need`` persons at a place. No matters: for every one."""

    distance: int
    place: str
    kind: str
    have: int
    need: int
    matters: tuple[str, ...]


@answer
class TierLines:
    """One tier: its lines and gaps, the nearest place first."""

    tier: str
    lines: tuple[Line, ...]
    holes: tuple[Hole, ...]


@answer
class Content:
    """What a board says, in names; ``chain`` begins at the top and ends with the place itself.

    ``first_call`` is the line of the post that is called first; ``first_end`` the first day on which a tenure or an
    assignment shown here is no longer in force, as far as an end is known.
    """

    place: str
    name: str
    level: str | None
    kinds: tuple[str, ...]
    chain: tuple[str, ...]
    broken: bool
    matters: tuple[str, ...]
    tiers: tuple[TierLines, ...]
    first_call: Line | None
    first_end: str | None


@dataclass(frozen=True, slots=True)
class Board:
    """A board: its content, the day it speaks of, the changeset that it was read at, and its content's digest."""

    content: Content
    on: Day
    as_of: AsOf | None
    digest: str = ""


def board(trace: Trace, named: Mapping[str, str], leaves: Iterable[str], top: Iterable[str]) -> Board:
    """Return the board of a trace of every matter.

    ``named`` are the names of matters, ``leaves`` all that a gap may stand for, ``top`` those right under the root.
    """
    whole, order = frozenset(leaves), tuple(top)
    content = _Content(trace, named, whole).made(tuple(named.get(one, one) for one in order))
    return Board(content, Day(trace.question.on), trace.as_of, _digest(_Ids(trace, whole).made(order)))


def _digest(content: Content) -> str:
    text = json.dumps(content, default=_as_object, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _as_object(part: Any) -> dict[str, Any]:
    return {one.name: getattr(part, one.name) for one in fields(part)}


class _Content:
    def __init__(self, trace: Trace, named: Mapping[str, str], leaves: frozenset[str]) -> None:
        self._trace, self._named, self._leaves = trace, named, leaves
        self._places = {link.id: link.name for link in trace.chain}

    def made(self, top: tuple[str, ...]) -> Content:
        place = self._trace.chain[0]
        return Content(
            place=place.id,
            name=self._places[place.id],
            level=place.level,
            kinds=place.kinds,
            chain=tuple(self._places[link.id] for link in reversed(self._trace.chain)),
            broken=self._trace.chain_ends == "broken",
            matters=top,
            tiers=tuple(TierLines(tier, self._lines(tier), self._holes(tier)) for tier in TIERS),
            first_call=self._first_call(),
            first_end=self._first_end(),
        )

    def _lines(self, tier: str) -> tuple[Line, ...]:
        alike = _grouped(
            (one for one in self._trace.accountable if one.tier == tier),
            lambda one: (one.distance, one.post.id, one.person and one.person.id),
        )
        return tuple(self._line(group[0], [one.matter for one in group]) for group in alike)

    def _line(self, one: Accountable, matters: list[str]) -> Line:
        person, organization = one.person, one.organization
        return Line(
            distance=one.distance,
            place=self._places[one.place],
            post=one.post.name,
            organization=organization.name if organization else None,
            person=(person.name or person.id) if person else None,
            kind=one.tenure.kind if one.tenure else None,
            phone=one.post.phone,
            matters=() if ALL in matters else self._called(matters),
        )

    def _holes(self, tier: str) -> tuple[Hole, ...]:
        alike = _grouped(
            (gap for gap in self._trace.gaps if gap.tier == tier),
            lambda gap: (gap.distance, gap.requirement, gap.kind, gap.have, gap.need),
        )
        return tuple(self._hole(group) for group in alike)

    def _hole(self, gaps: list[Gap]) -> Hole:
        matters = [gap.matter for gap in gaps]
        whole = ALL in matters or self._leaves <= set(matters)
        gap = gaps[0]
        return Hole(
            gap.distance, self._places[gap.place], gap.kind, gap.have, gap.need, () if whole else self._called(matters)
        )

    def _called(self, matters: Iterable[str]) -> tuple[str, ...]:
        return tuple(self._named.get(one, one) for one in dict.fromkeys(matters))

    def _first_call(self) -> Line | None:
        if not self._trace.call_order:
            return None
        post = self._trace.call_order[0]
        held = [one for one in self._trace.accountable if one.post.id == post and one.person]
        return self._line(min(held, key=lambda one: (-TIERS.index(one.tier), one.distance)), [ALL])

    def _first_end(self) -> str | None:
        shown = self._trace.accountable
        ends = [one.assignment.until for one in shown] + [one.tenure.until for one in shown if one.tenure]
        return min((end for end in ends if end is not None), default=None)


class _Ids(_Content):
    """The same content in ids: what is named elsewhere, and phones, which are a post's, are left to the register."""

    def __init__(self, trace: Trace, leaves: frozenset[str]) -> None:
        super().__init__(trace, {}, leaves)
        self._places = {link.id: link.id for link in trace.chain}

    def _line(self, one: Accountable, matters: list[str]) -> Line:
        person, organization = one.person, one.organization
        return Line(
            distance=one.distance,
            place=one.place,
            post=one.post.id,
            organization=organization.id if organization else None,
            person=person.id if person else None,
            kind=one.tenure.kind if one.tenure else None,
            phone=None,
            matters=() if ALL in matters else self._called(matters),
        )


def _grouped(rows: Iterable[T], key: Callable[[T], object]) -> list[list[T]]:
    """Return rows that share a key together, in the order in which each key is first met."""
    found: dict[object, list[T]] = {}
    for row in rows:
        found.setdefault(key(row), []).append(row)
    return list(found.values())
