"""What audits find: each finding's identity, severity and detail, from the rows of its question.

Rules (docs/meaning.md, Audits):
- An id is a code and what the finding is about: it stays the same from day to day, and an acceptance names it. The four
  kinds of gap are one: a gap whose kind changes is the same gap.
- Findings stand in the order of ``CODES``, then by the parts of their ids.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from graph.meaning.board_difference import Difference
from graph.meaning.gaps import GapSlot
from graph.model.words import GAP_KINDS, TIER_RANK

GAP = "gap"
CODES = (
    *(GAP, "expiring", "overlap", "tier_conflict", "double_holder", "acting_too_long"),
    *("overload", "idle", "orphan_place", "dangling", "board_outdated", "acceptance_expired"),
)
SEVERITIES = ("info", "warning", "error")
_SEVERITY = dict.fromkeys(GAP_KINDS, "error") | {"orphan_place": "error", "idle": "info"}

DIFFERENCES_TOLD = 3
"""A finding says so many of a board's differences."""

Detail = Mapping[str, str | int | tuple[str, ...] | tuple[Difference, ...] | None]


def severity(code: str) -> str:
    """Return how grave what a code says is."""
    return _SEVERITY.get(code, "warning")


def reported(codes: Iterable[str]) -> tuple[str, ...]:
    """Return the codes that an answer speaks of: the kinds of gap for the one audit of gaps."""
    return tuple(one for code in codes for one in (GAP_KINDS if code == GAP else (code,)))


def finding_id(code: str, parts: Iterable[str]) -> str:
    """Return the id of a finding; a slash or percent sign in a part is written ``%2F`` or ``%25``."""
    return "/".join([code, *map(escaped, parts)])


def escaped(part: str) -> str:
    """Return a part of an id without a slash."""
    return part.replace("%", "%25").replace("/", "%2F")


@dataclass(frozen=True, slots=True)
class Found:
    """One thing found: what its id is made of, and what it is about; how grave and out of how many is said later."""

    code: str
    parts: tuple[str, ...]
    detail: Detail
    place: str | None = None
    post: str | None = None
    person: str | None = None
    matter: str | None = None

    @property
    def id(self) -> str:
        return finding_id(GAP if self.code in GAP_KINDS else self.code, self.parts)


class OverlapRow(NamedTuple):
    place: str
    day: str
    tier: str
    requirement: str
    leaf: str
    own: int
    most: int


class ConflictRow(NamedTuple):
    place: str
    day: str
    person: str
    leaf: str
    tiers: list[str]


class DanglingRow(NamedTuple):
    table: str
    id: str | None
    column: str
    refers_to: str
    place: str | None
    post: str | None
    person: str | None
    matter: str | None
    since: str | None


def gap(slot: GapSlot) -> Found:
    """An unfilled slot."""
    detail: Detail = {"requirement": slot.requirement, "tier": slot.tier, "have": slot.have, "need": slot.need}
    return Found(slot.kind, (slot.place, slot.requirement, slot.leaf), detail, place=slot.place, matter=slot.leaf)


def expiring(tier: str, first: GapSlot) -> Found:
    """A filled slot that is unfilled on a day to come; ``tier`` is its tier now, ``first`` the slot on that day."""
    detail: Detail = {"requirement": first.requirement, "tier": tier, "first_day": first.day, "kind": first.kind}
    return Found("expiring", (first.place, first.requirement, first.leaf), detail, place=first.place, matter=first.leaf)


def overlap(row: OverlapRow) -> Found:
    """A slot that more persons fill than its requirement allows."""
    detail: Detail = {"requirement": row.requirement, "tier": row.tier, "have": row.own, "maximum": row.most}
    return Found("overlap", (row.place, row.requirement, row.leaf), detail, place=row.place, matter=row.leaf)


def tier_conflict(row: ConflictRow) -> Found:
    """A person in several tiers of one place for one leaf: nobody supervises."""
    detail: Detail = {"tiers": tuple(sorted(row.tiers, key=TIER_RANK.__getitem__))}
    about = (row.place, row.person, row.leaf)
    return Found("tier_conflict", about, detail, place=row.place, person=row.person, matter=row.leaf)


def double_holder(post: str, persons: Iterable[str]) -> Found:
    """A post with several persons in substantive tenure."""
    return Found("double_holder", (post,), {"persons": tuple(sorted(persons))}, post=post)


def acting_too_long(post: str, person: str, since: str | None, days: int | None) -> Found:
    """An acting tenure that has lasted too long; no days: as long as known."""
    return Found("acting_too_long", (post, person), {"since": since, "days": days}, post=post, person=person)


def overload(person: str, places: int) -> Found:
    """A person who answers at too many places."""
    return Found("overload", (person,), {"places": places}, person=person)


def idle(post: str) -> Found:
    """A held post that answers for nothing."""
    return Found("idle", (post,), {}, post=post)


def orphan_place(place: str, parent: str) -> Found:
    """A place whose parent is not in force."""
    return Found("orphan_place", (place,), {"parent": parent}, place=place)


def dangling(row: DanglingRow) -> Found:
    """A fact in force that rests on something which is not."""
    tenure = row.table == "tenures"
    named = (str(row.post), str(row.person), row.since or "") if tenure else (str(row.id),)
    id = "/".join(map(escaped, named)) if tenure else named[0]
    detail: Detail = {"table": row.table, "id": id, "column": row.column, "refers_to": row.refers_to}
    about: dict[str, Any] = {"place": row.place, "post": row.post, "person": row.person, "matter": row.matter}
    return Found("dangling", (row.table, *named, row.column), detail, **about)


def board_outdated(place: str, since: str, days: int, printed: str, differing: tuple[Difference, ...]) -> Found:
    """A board that has differed for so many days from what it says; ``printed`` is the day that it speaks of.

    ``differing`` is what differs now, of which the first are told, and how many more there are.
    """
    told, more = differing[:DIFFERENCES_TOLD], len(differing[DIFFERENCES_TOLD:])
    detail: Detail = {"since": since, "days": days, "printed": printed, "differs": told, "more_differences": more}
    return Found("board_outdated", (place,), detail, place=place)


def acceptance_expired(finding: str, by: str, until: str) -> Found:
    """An acceptance that silences its finding no longer."""
    return Found("acceptance_expired", (finding,), {"finding": finding, "by": by, "until": until})
