"""Trace: from the rows of one question to the ordered answer for an incident.

Rules (docs/meaning.md, Trace):
- One element per assignment in force whose matter is the incident's or above it and whose unit kinds are empty or
  share one with the unit asked about, and per tenure in force of its post; one with person null where the post is
  vacant.
- One gap per requirement of a place on the chain whose slot is unfilled. A trace and an audit agree.
- Order: distance, tier, matter, post, tenure since, person, assignment, by bytes; null sorts first.
- Without a matter all leaves are merged, each element once; ``all`` means that node itself.
- ``narrower``: matters below one that is no leaf, which have assignments or unfilled slots on this chain.
- ``call_order``: posts with a holder, each once, nearest tier first: specific, direct, first; then distance;
  substantive before concurrent before acting; then post id.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from graph.meaning.answers import (
    Accountable,
    AssignmentSeen,
    Gap,
    Link,
    NamedId,
    PostSeen,
    Question,
    TenureSeen,
    Trace,
)
from graph.meaning.matters import tree
from graph.meaning.rows import (
    AsOfRow,
    AssignmentRow,
    ChainRow,
    as_of,
    known_text,
    lists_sorted_out,
)
from graph.meaning.slots import Slots, answers_for_kinds
from graph.model.times import Day
from graph.model.words import TIER_RANK

_CALL_RANK = {"substantive": 0, "concurrent": 1, "acting": 2}


class TraceRows:
    """The rows of a trace, sorted out; ``place_found`` and ``matter_found`` tell whether there is an answer at all."""

    def __init__(self, rows: Iterable[Sequence[Any]]) -> None:
        parts = lists_sorted_out("trace", rows)
        self.as_of: AsOfRow = parts["as_of"][0]
        self.chain: list[ChainRow] = sorted(parts["chain"], key=lambda link: (link.distance, link.id))
        self.tree = tree(tuple(parts["matter"]))
        self.assignments: list[AssignmentRow] = parts["assignment"]
        self.requirements = parts["requirement"]

    def place_found(self) -> bool:
        return bool(self.chain)

    def matter_found(self, matter: str | None) -> bool:
        return matter is None or matter in self.tree


def slots_asked(rows: TraceRows, matter: str | None) -> int:
    """Return how many slots the trace judged: where none is asked for, no gap means nothing."""
    slots = Slots(rows.chain, rows.requirements, ())
    matters = rows.tree.leaves() if matter is None else (matter,)
    return sum(slots.asked(rows.tree.above(one)) for one in matters)


def trace(rows: TraceRows, place: str, matter: str | None, on: Day) -> Trace:
    """Return the answer; the rows must hold a chain and the matter."""
    answering = _answering(rows, matter)
    slots = Slots(rows.chain, rows.requirements, rows.assignments)
    accountable = [_accountable(row) for row in sorted(answering, key=_order)]
    matters = rows.tree.leaves() if matter is None else (matter,)
    gaps = [gap for one in matters for gap in slots.gaps(one, rows.tree.above(one))]
    return Trace(
        question=Question(place, matter, on, known_text(rows.as_of)),
        chain=tuple(Link(row.distance, row.id, row.name, row.level, tuple(sorted(row.kinds))) for row in rows.chain),
        chain_ends="root" if rows.chain[-1].parent is None else "broken",
        accountable=tuple(accountable),
        gaps=tuple(sorted(gaps, key=_gap_order)),
        call_order=_call_order(accountable),
        narrower=() if matter is None else _narrower(rows, slots, matter),
        as_of=as_of(rows.as_of),
    )


def _answering(rows: TraceRows, matter: str | None) -> list[AssignmentRow]:
    above = None if matter is None else rows.tree.above(matter)
    return [
        row
        for row in rows.assignments
        if row.answers
        and (row.matter in rows.tree if above is None else row.matter in above)
        and answers_for_kinds(row, rows.chain[0].kinds)
    ]


def _narrower(rows: TraceRows, slots: Slots, matter: str) -> tuple[str, ...]:
    kinds = rows.chain[0].kinds
    assigned = {row.matter for row in rows.assignments if row.answers and answers_for_kinds(row, kinds)}

    def stands_out(one: str) -> bool:
        if one in assigned:
            return True
        return rows.tree.is_leaf(one) and any(True for _ in slots.unfilled(rows.tree.above(one)))

    return tuple(sorted(one for one in rows.tree.below(matter) if stands_out(one)))


def _accountable(row: AssignmentRow) -> Accountable:
    held = row.person is not None
    return Accountable(
        row.distance,
        row.place,
        row.tier,
        row.matter,
        PostSeen(row.post, row.post_name, row.phone),
        None if row.organization is None else NamedId(row.organization, row.organization_name),
        NamedId(str(row.person), row.person_name) if held else None,
        TenureSeen(str(row.tenure_kind), row.tenure_since, row.tenure_until) if held else None,
        AssignmentSeen(row.id, row.since, row.until, tuple(sorted(row.unit_kinds)), row.ground),
    )


def _order(row: AssignmentRow) -> tuple[Any, ...]:
    return (
        row.distance,
        TIER_RANK[row.tier],
        row.matter,
        row.post,
        row.tenure_since or "",
        row.person or "",
        row.id,
    )


def _gap_order(gap: Gap) -> tuple[Any, ...]:
    return gap.distance, TIER_RANK[gap.tier], gap.matter, gap.requirement


def _call_order(accountable: Sequence[Accountable]) -> tuple[str, ...]:
    ranked = sorted(
        (-TIER_RANK[one.tier], one.distance, _CALL_RANK[one.tenure.kind], one.post.id)
        for one in accountable
        if one.tenure is not None
    )
    return tuple(dict.fromkeys(post for *_, post in ranked))
