"""An organization as a picture: its posts and those directly below it, each group under the post that it reports to.

Rules:
- The posts of one organization that report to the same post are one card, so that twenty siblings stay readable.
- An arrow leads from the card of the superior post; it is dashed where it leads to another organization. A
  superior elsewhere is named in the heading alone.
"""

from collections.abc import Iterator
from typing import Any

from graph.meaning.answers import OrganizationSeen, Seat
from graph.model.words import spoken
from graph.output.drawing.picture import Box, Card, Column, Line, Link, Picture
from graph.output.drawing.said import Said, values

BESIDE = 3
DOWNWARD = 6
"""So many cards are drawn downward; more of them would be too wide to print, and are drawn to the right.

To the right the cards of one rank stand below one another, and each seat below the other, up to ``HIGH`` of them."""
HIGH = 6
LEGEND = (("asked", "draw_the_organization"), ("holder", "draw_holder"), ("vacant", "draw_vacant"))


def organization_picture(found: OrganizationSeen, said: Said) -> Picture:
    """Return the picture of an organization."""
    groups: dict[tuple[str, str | None], list[Seat]] = {}
    for seat in found.seats:
        superior = None if seat.reports_to is None else seat.reports_to.id
        groups.setdefault((seat.organization, superior), []).append(seat)
    names = {found.id: found.name, **{one.id: one.name or one.id for one in found.below}}
    downward = len(groups) <= DOWNWARD
    cards = [_card(found, names[body], seats, said, downward=downward) for (body, _), seats in groups.items()]
    where = {seat.post.id: number for number, seats in enumerate(groups.values()) for seat in seats}
    bodies = [body for body, _ in groups]
    links = [
        Link(where[superior], number, dashed=bodies[where[superior]] != body)
        for number, (body, superior) in enumerate(groups)
        if superior is not None and where.get(superior, number) != number
    ]
    vacant = sum(not seat.holders for seat in found.seats)
    return Picture(
        title=said("draw_organization", organization=found.name),
        notes=(
            Line(said("draw_day", on=found.question.on), "name"),
            Line(said("draw_seats", seats=len(found.seats), vacant=vacant, below=len(found.below)), "name"),
            *([Line(said("draw_dashed"), "small")] if any(link.dashed for link in links) else []),
            said.known(found.question.known_at, found.as_of),
        ),
        warnings=tuple(_warnings(found, vacant, said)),
        legend=said.legend(cards, LEGEND),
        cards=tuple(cards) or (_alone(found),),
        links=tuple(links),
        direction="TB" if downward else "LR",
    )


def _warnings(found: OrganizationSeen, vacant: int, said: Said) -> Iterator[str]:
    if not found.seats:
        yield said("draw_no_seat")
    elif vacant == len(found.seats):
        yield said("draw_all_vacant")


def _card(found: OrganizationSeen, name: str, seats: list[Seat], said: Said, *, downward: bool) -> Card:
    above = seats[0].reports_to
    heading = said("draw_reports_to", post=above.name or above.id) if above else said("draw_reports_to_none")
    body = seats[0].organization
    boxes = tuple(_box(seat, said) for seat in seats)
    beside = BESIDE if downward else min(BESIDE, -(-len(boxes) // HIGH))
    lines = (Line(name, "name"), Line(body, "small"))
    about = {"id": body, "name": name, "reports_to": above} | _asked(found, body)
    return Card("asked" if body == found.id else "place", lines, (Column(heading, boxes, beside),), (about,))


def _asked(found: OrganizationSeen, body: str) -> dict[str, Any]:
    """Return what the organization that is asked about says beside its posts."""
    return values(found, "id", "name", "seats", "complete") if body == found.id else {}


def _alone(found: OrganizationSeen) -> Card:
    about = values(found, "seats", "complete")
    return Card("asked", (Line(found.name, "name"), Line(found.id, "small")), about=(about,))


def _box(seat: Seat, said: Said) -> Box:
    holders = [
        one.person.name or one.person.id
        if one.tenure.kind == "substantive"
        else said("draw_holds_as", name=one.person.name or one.person.id, kind=spoken(one.tenure.kind, said.lang))
        for one in seat.holders
    ]
    lines = [Line(said.joined(holders) if holders else said("draw_vacant"), "name"), Line(seat.post.name)]
    if seat.post.phone:
        lines.append(Line(said("draw_phone", phone=seat.post.phone), "small"))
    return Box("holder" if holders else "vacant", tuple(lines), (seat,))
