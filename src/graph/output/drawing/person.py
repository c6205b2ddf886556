"""A person as a picture: the posts held that day, and at each the places answered for, by tier.

Rules:
- Every plot of the answer is drawn; what a person answers for at one place through one post in one tier is one box.
- Posts that are not held that day stand on a card of their own.
- Who holds more posts than ``CARDS`` has them as boxes of one card, each with its places by tier (matters and grounds
  are in the answer): a card for each would be a strip of metres.
"""

from collections.abc import Iterator

from graph.meaning.answers import Held, PersonSeen, Plot
from graph.model.words import ALL, TIERS, spoken
from graph.output.drawing.picture import Box, Card, Column, Line, Link, Picture
from graph.output.drawing.said import Said, called, values

SIDE_BY_SIDE = 2
"""So many posts stand below the person; more stand to the right, below one another."""
CARDS = 8
BESIDE = 4

LEGEND = (("asked", "draw_the_person"), ("plot", "draw_plot"), ("unasked", "draw_not_held"))


def person_picture(person: PersonSeen, said: Said) -> Picture:
    """Return the picture of a person."""
    held = list({one.post.id: one for one in person.posts if one.holds}.values())
    posts = [_post(one, person, said) for one in held] if len(held) <= CARDS else [_crowd(held, person, said)]
    cards = [_person(person, said), *posts]
    links = [Link(0, number) for number in range(1, len(cards))]
    others = [one for one in person.posts if not one.holds]
    if others:
        lines = (Line(said("draw_not_held"), "name"), *_former(others, said))
        links.append(Link(0, len(cards), dashed=True))
        cards.append(Card("unasked", lines, about=tuple(others)))
    return Picture(
        title=said("draw_person", person=person.name),
        notes=(
            Line(said("draw_day", on=person.question.on), "name"),
            Line(said("draw_load", posts=len(held), plots=len(person.plots), load=person.load), "name"),
            said.known(person.question.known_at, person.as_of),
        ),
        warnings=() if held else (said("draw_holds_nothing"),),
        legend=said.legend(cards, LEGEND),
        cards=tuple(cards),
        links=tuple(links),
        direction="TB" if len(posts) <= SIDE_BY_SIDE else "LR",
    )


def _person(person: PersonSeen, said: Said) -> Card:
    lines = (Line(person.name, "name"), Line(person.id, "small"), Line(said("load", count=person.load)))
    return Card("asked", lines, about=(values(person, "posts", "plots", "complete"),))


def _post(held: Held, person: PersonSeen, said: Said) -> Card:
    lines = [Line(called(held.post.name, held.organization), "name"), Line(_tenure(held, said), "small")]
    if held.post.phone:
        lines.append(Line(said("draw_phone", phone=held.post.phone), "small"))
    plots = [plot for plot in person.plots if plot.post == held.post.id]
    columns = (Column(spoken(tier, said.lang), tuple(_boxes(plots, tier, said))) for tier in TIERS)
    used = tuple(column for column in columns if column.boxes)
    if not used:
        lines.append(Line(said("draw_no_plot")))
    return Card("place", tuple(lines), used, tuple(one for one in person.posts if one.holds and one.post == held.post))


def _crowd(held: list[Held], person: PersonSeen, said: Said) -> Card:
    boxes = tuple(_held(one, person, said) for one in held)
    return Card("place", (Line(said("draw_held"), "name"),), (Column(said("load", count=person.load), boxes, BESIDE),))


def _held(held: Held, person: PersonSeen, said: Said) -> Box:
    """Return a post as one box, with a line for each tier in which it answers somewhere."""
    lines = [Line(called(held.post.name, held.organization), "name"), Line(_tenure(held, said), "small")]
    plots = [plot for plot in person.plots if plot.post == held.post.id]
    for tier in TIERS:
        places = dict.fromkeys(plot.place.name or plot.place.id for plot in plots if plot.tier == tier)
        if places:
            lines.append(Line(said("draw_tier", tier=spoken(tier, said.lang), places=said.joined(places))))
    if not plots:
        lines.append(Line(said("draw_no_plot")))
    return Box("plot", tuple(lines))


def _former(others: list[Held], said: Said) -> Iterator[Line]:
    for one in others:
        yield Line(called(one.post.name, one.organization))
        yield Line(_tenure(one, said), "small")


def _tenure(held: Held, said: Said) -> str:
    days = said.held(held.tenure.since, held.tenure.until)
    kind = spoken(held.tenure.kind, said.lang)
    return f"{kind} · {days}"


def _boxes(plots: list[Plot], tier: str, said: Said) -> Iterator[Box]:
    places: dict[str, list[Plot]] = {}
    for plot in plots:
        if plot.tier == tier:
            places.setdefault(plot.place.id, []).append(plot)
    for found in places.values():
        grounds = dict.fromkeys(plot.assignment.ground for plot in found if plot.assignment.ground)
        lines = [
            Line(found[0].place.name or found[0].place.id, "name"),
            Line(said.some(_matter(plot, said) for plot in found)),
        ]
        if grounds:
            lines.append(Line(said("draw_ground", ground=said.joined(grounds)), "small"))
        yield Box("plot", tuple(lines), tuple(found))


def _matter(plot: Plot, said: Said) -> str:
    return said("all_matters") if plot.matter.id == ALL else plot.matter.name or plot.matter.id
