"""An organization as the register shows one: its posts and those of the organizations directly below it, on a day.

Rules:
- A post stands here when it and its organization are in force; its holders are the tenures in force, none: vacant.
- Seats are in the order of organization (the one asked about first), then post, by bytes.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from graph.meaning.answers import NamedId, OrganizationAsked, OrganizationSeen, PostSeen, Seat, SeatHolder, TenureSeen
from graph.meaning.rows import OrganizationRow, SeatRow, as_of, known_text, sorted_out
from graph.model.errors import NotInForce, UnknownId
from graph.model.times import Day, standing


def organization(rows: Iterable[Sequence[Any]], id: str, on: Day) -> OrganizationSeen:
    """Return an organization; raise UnknownId, or NotInForce with its periods."""
    parts = sorted_out("organization", rows)
    periods: list[OrganizationRow] = parts["period"]
    if not periods:
        raise UnknownId("organization", id)
    name = standing(periods, on)
    if not (name.since or "") <= on < (name.until or "~"):
        ends = [(one.since, one.until) for one in sorted(periods, key=lambda one: one.since or "")]
        raise NotInForce("organization", id, on, ends)
    seats: dict[str, list[SeatRow]] = {}
    for row in parts["seat"]:
        seats.setdefault(row.post, []).append(row)
    return OrganizationSeen(
        question=OrganizationAsked(id, on, known_text(parts["as_of"][0])),
        id=id,
        name=name.name,
        below=tuple(sorted((NamedId(row.id, row.name) for row in parts["below"]), key=lambda one: one.id)),
        seats=tuple(sorted(map(_seat, seats.values()), key=lambda one: _order(one, id))),
        as_of=as_of(parts["as_of"][0]),
    )


def _seat(rows: list[SeatRow]) -> Seat:
    first = rows[0]
    holders = (
        SeatHolder(NamedId(row.person, row.person_name), TenureSeen(str(row.kind), row.since, row.until))
        for row in rows
        if row.person is not None
    )
    return Seat(
        PostSeen(first.post, first.post_name, first.phone),
        first.organization,
        None if first.reports_to is None else NamedId(first.reports_to, first.reports_to_name),
        tuple(sorted(holders, key=lambda one: (one.tenure.since or "", one.person.id, one.tenure.kind))),
    )


def _order(seat: Seat, id: str) -> tuple[bool, str, str]:
    return seat.organization != id, seat.organization, seat.post.id
