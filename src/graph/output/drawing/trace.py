"""A trace as a picture: the chain upward, each place a card with the three tiers beside one another.

Rules:
- Made from the answer and the names beside it; nothing is asked and nothing is left out.
- A post that answers in one tier at one place for several matters is one box, which names its matters; the gaps that
  wait for one empty seat are one box too.
- A gap stands before those who answer; that nobody answers, or that the chain is broken, stands above everything.
- Whom to call first stands next, large, with post and duty phone, and the two who follow; the first's box is
  marked too.
"""

from collections.abc import Iterator

from graph.meaning.answers import Accountable, Gap, Link, Trace
from graph.model.words import ALL, TIER_RANK, TIERS, spoken
from graph.output.drawing import picture
from graph.output.drawing.picture import Box, Card, Column, Line, Picture
from graph.output.drawing.said import SHOWN, Said, called
from graph.output.trace_text import Beside

LEGEND = (
    ("asked", "draw_here"),
    ("called", "draw_called"),
    ("holder", "draw_holder"),
    ("vacant", "draw_vacant"),
    ("gap", "draw_gap"),
    ("broken", "draw_broken"),
)

FOLLOW = 3
"""So many to call stand in the head: the first, and who follow."""
_STANDING = {"substantive": 0, "concurrent": 1, "acting": 2}


def trace_picture(trace: Trace, beside: Beside, lang: str) -> Picture:
    """Return the picture of a trace."""
    return _Drawn(trace, beside, lang).picture()


class _Drawn:
    def __init__(self, trace: Trace, beside: Beside, lang: str) -> None:
        self._trace, self._beside, self._lang = trace, beside, lang
        self._say = Said(lang, beside.zone)
        self._matters = {ALL: self._say("all_matters"), **beside.matters}
        self._calls = {post: number for number, post in enumerate(trace.call_order, 1)}

    def picture(self) -> Picture:
        cards = [self._card(link) for link in self._trace.chain]
        links = [picture.Link(below, below + 1) for below in range(len(cards) - 1)]
        if self._trace.chain_ends == "broken":
            cards.append(Card("broken", (Line(self._say("draw_broken"), "name"),)))
            links.append(picture.Link(len(cards) - 2, len(cards) - 1, dashed=True))
        return Picture(
            title=self._say("draw_trace", place=self._trace.chain[0].name),
            notes=tuple(self._notes()),
            warnings=tuple(self._warnings()),
            legend=self._say.legend(cards, LEGEND),
            cards=tuple(cards),
            links=tuple(links),
            urgent=tuple(self._urgent()),
            start=self._start(cards),
            names={
                "matter": self._matters,
                "place": {link.id: link.name for link in self._trace.chain},
                "requirement": {id: cited for id, cited in self._beside.citations.items() if cited},
            },
        )

    def _notes(self) -> Iterator[Line]:
        trace = self._trace
        people = {one.person.id for one in trace.accountable if one.person}
        vacant = {one.post.id for one in trace.accountable if one.person is None}
        matter = trace.question.matter
        asked = self._say("every_leaf") if matter is None else self._matter(matter)
        yield Line(self._say("draw_asked", matter=asked, on=trace.question.on), "name")
        yield Line(self._say("draw_counts", people=len(people), vacant=len(vacant), gaps=len(trace.gaps)), "name")
        if trace.narrower:
            yield Line(self._say("narrower_note", matters=self._say.joined(map(self._matter, trace.narrower))), "name")
        yield self._say.known(trace.question.known_at, trace.as_of)

    def _warnings(self) -> Iterator[str]:
        trace = self._trace
        if trace.chain_ends == "broken":
            yield self._say("chain_broken_note", place=trace.chain[-1].name)
        if not any(one.person for one in trace.accountable):
            yield self._say("nobody")
        if trace.gaps:
            places = dict.fromkeys(gap.place for gap in trace.gaps)
            names = {link.id: link.name for link in trace.chain}
            yield self._say("draw_missing", gaps=len(trace.gaps), places=self._say.joined(names[one] for one in places))

    def _urgent(self) -> Iterator[Line]:
        """Yield whom to call first, and who follows."""
        for post in self._trace.call_order[:1]:
            yield Line(self._say("draw_call_first", who=self._reached(post)), "title")
            yield Line(self._posted(self._nearest(post)), "name")
        if following := self._trace.call_order[1:FOLLOW]:
            yield Line(self._say("draw_call_then", who=self._say.joined(map(self._reached, following))))

    def _reached(self, post: str) -> str:
        """Return who is at a post, and its duty phone."""
        phone = self._nearest(post).post.phone
        return self._say("draw_reached", who=self._holders(post), phone=phone or self._say("draw_no_phone"))

    def _holders(self, post: str) -> str:
        lines = sorted(self._of(post), key=lambda one: _STANDING[one.tenure.kind] if one.tenure else len(_STANDING))
        names = self._named(lines)
        first = self._say.joined(names[:SHOWN])
        return first if len(names) <= SHOWN else self._say("draw_some_people", first=first, count=len(names))

    def _named(self, lines: list[Accountable]) -> list[str]:
        """Return holders, each person once: two of one name are two."""
        return list({one.person.id: self._holder(one) for one in lines if one.person}.values())

    def _of(self, post: str) -> list[Accountable]:
        return [one for one in self._trace.accountable if one.post.id == post and one.person]

    def _nearest(self, post: str) -> Accountable:
        """Return the line by which a post stands where it does in the order of calls (docs/meaning.md)."""
        return min(self._of(post), key=lambda one: (-TIER_RANK[one.tier], one.distance))

    def _posted(self, one: Accountable) -> str:
        places = {link.id: link.name for link in self._trace.chain}
        return f"{called(one.post.name, one.organization)} · {spoken(one.tier, self._lang)} · {places[one.place]}"

    def _start(self, cards: list[Card]) -> str:
        """Return the box of whom to call first, or the place asked about."""
        for number, card in enumerate(cards):
            boxes = [box for column in card.columns for box in column.boxes]
            for place, box in enumerate(boxes):
                if box.look == "called":
                    return picture.box_name(number, place)
        return picture.card_name(0)

    def _card(self, link: Link) -> Card:
        kind = spoken(link.level, self._lang) if link.level else self._say.kinds(link.kinds)
        return Card(
            "asked" if link.distance == 0 else "place",
            (Line(link.name, "name"), *(Line(one, "small") for one in (kind, link.id) if one)),
            tuple(Column(spoken(tier, self._lang), tuple(self._boxes(link, tier))) for tier in TIERS),
            (link,),
        )

    def _boxes(self, link: Link, tier: str) -> Iterator[Box]:
        gaps: dict[tuple[object, ...], list[Gap]] = {}
        for gap in self._trace.gaps:
            if (gap.place, gap.tier) == (link.id, tier):
                gaps.setdefault((gap.requirement, gap.kind, gap.have), []).append(gap)
        yield from map(self._gap, gaps.values())
        posts: dict[str, list[Accountable]] = {}
        for one in self._trace.accountable:
            if (one.place, one.tier) == (link.id, tier):
                posts.setdefault(one.post.id, []).append(one)
        yield from map(self._post, posts.values())

    def _gap(self, gaps: list[Gap]) -> Box:
        gap = gaps[0]
        kind = spoken(gap.kind, self._lang)
        citation = self._beside.citations.get(gap.requirement)
        return Box(
            "gap",
            (
                Line(self._say("draw_gap_is", kind=kind, have=gap.have, need=gap.need), "name"),
                Line(self._say.some(self._matter(one.matter) for one in gaps)),
                Line(self._say("draw_ground", ground=citation or gap.requirement), "small"),
            ),
            tuple(gaps),
        )

    def _post(self, lines: list[Accountable]) -> Box:
        first = lines[0]
        holders = self._named(lines)
        grounds = dict.fromkeys(one.assignment.ground for one in lines if one.assignment.ground)
        limits = dict.fromkeys(kind for one in lines for kind in one.assignment.unit_kinds)
        said = [
            Line(self._say.joined(holders) if holders else self._say("draw_vacant"), "name"),
            Line(called(first.post.name, first.organization)),
            Line(self._say.some(self._matter(one.matter) for one in lines)),
        ]
        if limits:
            said.append(Line(self._say("only_for", kinds=self._say.kinds(limits)), "small"))
        if first.post.phone:
            said.append(Line(self._phone(first.post.id, first.post.phone), "small"))
        if grounds:
            said.append(Line(self._say("draw_ground", ground=self._say.joined(grounds)), "small"))
        return Box(self._look(lines) if holders else "vacant", tuple(said), tuple(lines))

    def _look(self, lines: list[Accountable]) -> str:
        """Return the look of a post with a holder: whom to call first is marked where that is, nowhere else."""
        first = self._trace.call_order[0] if self._trace.call_order else None
        return "called" if lines[0].post.id == first and self._nearest(lines[0].post.id) in lines else "holder"

    def _phone(self, post: str, phone: str) -> str:
        number = self._calls.get(post)
        if number is None:
            return self._say("draw_phone", phone=phone)
        return self._say("draw_call", phone=phone, number=number)

    def _holder(self, one: Accountable) -> str:
        assert one.person is not None
        assert one.tenure is not None
        name = one.person.name or one.person.id
        if one.tenure.kind == "substantive":
            return name
        return self._say("draw_holds_as", name=name, kind=spoken(one.tenure.kind, self._lang))

    def _matter(self, id: str) -> str:
        return self._matters.get(id, id)
