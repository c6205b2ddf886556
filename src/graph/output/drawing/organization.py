"""An organization as a picture: its posts and those directly below it, each group under the post that it reports to.

Rules:
- The posts of one organization that report to the same post are one card, so that twenty siblings stay readable.
- The heading of a card names the superior post, and who holds it where that is known, else its organization; two that
  would read alike are told apart by their ids.
- Few cards are drawn as a tree: an arrow leads from the card of the superior post, dashed where it leads to another
  organization. What would be too wide to print is drawn as a sheet: a band for each rank, its cards in rows.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from graph.meaning.answers import NamedId, OrganizationSeen, Seat
from graph.meaning.names import Names
from graph.model.words import spoken
from graph.output.drawing.picture import Band, Box, Card, Column, Line, Link, Picture
from graph.output.drawing.said import Said, values

BESIDE = 3
WIDE = 1110
"""So many points a rank may be wide: an A3 sheet, on which its smallest text can still be read."""
HEAD, BOX = 135, 208
"""About so wide are the head of a card, with what stands around it, and each of its boxes."""
LEGEND = (("asked", "draw_the_organization"), ("holder", "draw_holder"), ("vacant", "draw_vacant"))
Group = list[Seat]
"""The posts of one organization that report to one post."""
Rank = tuple[bool, int]
"""Whether the topmost superior is none of the posts drawn, and how many superiors are drawn above."""


def superiors(found: OrganizationSeen) -> set[tuple[str, str]]:
    """Return the superior posts, each with its noun, that stand outside the answer's own posts."""
    here = {seat.post.id for seat in found.seats}
    return {("post", seat.reports_to.id) for seat in found.seats if seat.reports_to} - {("post", one) for one in here}


def organization_picture(found: OrganizationSeen, said: Said, names: Names) -> Picture:
    """Return the picture of an organization; ``names`` are those of ``superiors``."""
    by_superior: dict[tuple[str, str | None], Group] = {}
    for seat in found.seats:
        superior = None if seat.reports_to is None else seat.reports_to.id
        by_superior.setdefault((seat.organization, superior), []).append(seat)
    groups = list(by_superior.values())
    bodies = {found.id: found.name, **{one.id: one.name or one.id for one in found.below}}
    where = {seat.post.id: number for number, seats in enumerate(groups) for seat in seats}
    headings = _headings(found, said, names)
    cards = [_card(found, bodies[seats[0].organization], seats, headings, said) for seats in groups]
    ranks = _ranks(groups, where)
    bands = tuple(_bands(groups, ranks, said)) if _too_wide(groups, ranks) else ()
    links = () if bands else tuple(_links(groups, where))
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
        links=links,
        direction="TB",
        bands=bands,
    )


def _links(groups: Sequence[Group], where: Mapping[str, int]) -> Iterator[Link]:
    for number, seats in enumerate(groups):
        above = _above(number, seats, where)
        if above is not None:
            yield Link(above, number, dashed=groups[above][0].organization != seats[0].organization)


def _above(number: int, seats: Group, where: Mapping[str, int]) -> int | None:
    """Return the group in which the superior of a group is; one within the group itself is no arrow."""
    superior = seats[0].reports_to
    above = None if superior is None else where.get(superior.id)
    return None if above == number else above


def _ranks(groups: Sequence[Group], where: Mapping[str, int]) -> list[Rank]:
    """Return the rank of each group; one whose topmost superior is drawn comes before those without."""
    found: list[Rank] = []
    for number in range(len(groups)):
        way = [number]
        while (above := _above(way[-1], groups[way[-1]], where)) is not None and above not in way:
            way.append(above)
        top = groups[way[-1]][0].reports_to
        found.append((top is not None and top.id not in where, len(way) - 1))
    return found


def _width(seats: Group) -> int:
    return HEAD + BOX * min(BESIDE, len(seats))


def _too_wide(groups: Sequence[Group], ranks: Sequence[Rank]) -> bool:
    wide: dict[int, int] = {}
    for seats, (_, depth) in zip(groups, ranks, strict=True):
        wide[depth] = wide.get(depth, 0) + _width(seats)
    return max(wide.values(), default=0) > WIDE


def _bands(groups: Sequence[Group], ranks: Sequence[Rank], said: Said) -> Iterator[Band]:
    """Yield a band for each rank, with as many cards in a row as its width holds."""
    for rank in sorted(set(ranks)):
        rows: list[list[int]] = []
        wide = WIDE
        for number in (one for one, its in enumerate(ranks) if its == rank):
            wide += _width(groups[number])
            if wide > WIDE or not rows:
                rows.append([])
                wide = _width(groups[number])
            rows[-1].append(number)
        outside, depth = rank
        heading = said("draw_superior_elsewhere") if outside and not depth else said("draw_rank", rank=depth + 1)
        yield Band(heading, tuple(map(tuple, rows)))


def _headings(found: OrganizationSeen, said: Said, names: Names) -> dict[str, str]:
    """Return what stands over those who report to a post, by its id."""
    seats = {seat.post.id: seat for seat in found.seats}
    above = {seat.reports_to.id: seat.reports_to for seat in found.seats if seat.reports_to}
    called = {id: _superior(one, seats.get(id), said, names) for id, one in above.items()}
    alike = [text for text in called.values() if list(called.values()).count(text) > 1]
    return {
        id: said("draw_reports_to", post=said("draw_holds_as", name=text, kind=id) if text in alike else text)
        for id, text in called.items()
    }


def _superior(post: NamedId, seat: Seat | None, said: Said, names: Names) -> str:
    """Return a superior with its holders; one that is drawn nowhere with its organization."""
    if seat is None:
        return names("post", post.id).name or post.name or post.id
    holders = said.joined(one.person.name or one.person.id for one in seat.holders)
    return said("draw_superior", holders=holders or said("draw_vacant"), post=post.name or post.id)


def _warnings(found: OrganizationSeen, vacant: int, said: Said) -> Iterator[str]:
    if not found.seats:
        yield said("draw_no_seat")
    elif vacant == len(found.seats):
        yield said("draw_all_vacant")


def _card(found: OrganizationSeen, name: str, seats: Group, headings: Mapping[str, str], said: Said) -> Card:
    above = seats[0].reports_to
    heading = headings[above.id] if above else said("draw_reports_to_none")
    body = seats[0].organization
    boxes = tuple(_box(seat, said) for seat in seats)
    lines = (Line(name, "name"), Line(body, "small"))
    about = {"id": body, "name": name, "reports_to": above} | _asked(found, body)
    return Card("asked" if body == found.id else "place", lines, (Column(heading, boxes, BESIDE),), (about,))


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
