"""A trace for people: what is missing first, whom to call first, then the chain with everyone accountable.

Rules:
- When nobody at all answers, the text says so before anything else; a broken chain too.
- The text is made from the answer, and from names beside it: the page and the API say the same.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from zoneinfo import ZoneInfo

from graph.meaning.answers import Accountable, Gap, Link, Trace
from graph.model.kinds import spoken_kinds
from graph.model.times import local_text, parse_instant
from graph.model.words import ALL, spoken
from graph.output.messages import say
from graph.output.tables import PIPE_WIDTH, shown, table


@dataclass(frozen=True, slots=True)
class Beside:
    """What the text says beside the answer.

    Names of matters (an id without one stands for itself); where each requirement is written; how many slots were
    judged (with none, the text does not say that nothing is missing); the zone of the times shown.
    """

    matters: Mapping[str, str] = field(default_factory=dict)
    citations: Mapping[str, str] = field(default_factory=dict)
    slots: int | None = None
    zone: str = "UTC"


def trace_text(trace: Trace, beside: Beside, lang: str, *, width: int = PIPE_WIDTH) -> str:
    """Return the whole text."""
    return "\n".join(_Text(trace, beside, lang, width).lines())


class _Text:
    def __init__(self, trace: Trace, beside: Beside, lang: str, width: int) -> None:
        self._trace, self._beside, self._lang, self._width = trace, beside, lang, width
        self._matters = {ALL: say(lang, "all_matters"), **beside.matters}
        self._places = {link.id: link for link in trace.chain}

    def lines(self) -> Iterator[str]:
        yield from self._heading()
        yield from self._missing()
        yield from self._calls()
        yield from self._accountable()
        yield from self._ending()

    def _say(self, code: str, **about: object) -> str:
        return say(self._lang, code, **about)

    def _kinds(self, kinds: Iterable[str]) -> str:
        return ("、" if self._lang == "zh" else ", ").join(spoken_kinds(kinds, self._lang))

    def _matter(self, id: str | None) -> str:
        return self._say("every_leaf") if id is None else shown(self._matters.get(id, id))

    def _heading(self) -> Iterator[str]:
        question, first = self._trace.question, self._trace.chain[0]
        yield f"{self._say('trace')}: {shown(first.name)} ({shown(first.id)})"
        yield f"  {self._say('matter')}: {self._matter(question.matter)}   {self._say('on')}: {question.on}"
        way = " → ".join(shown(link.name) for link in self._trace.chain)
        yield f"  {self._say('chain')}: {way}"
        if self._trace.chain_ends == "broken":
            yield f"!! {self._say('chain_broken_note', place=shown(self._trace.chain[-1].name))}"
        if not any(one.person for one in self._trace.accountable):
            yield f"!! {self._say('nobody')}"

    def _missing(self) -> Iterator[str]:
        yield ""
        yield f"{self._say('missing_first')} ({len(self._trace.gaps)})"
        if not self._trace.gaps:
            yield f"  {self._say('nothing_asked' if self._beside.slots == 0 else 'nothing_missing')}"
            return
        headings = [self._say(code) for code in ("place", "tier", "matter", "gap", "have_need", "requirement")]
        alike: dict[tuple[object, ...], list[Gap]] = {}
        for gap in self._trace.gaps:  # one empty seat is one line, however many matters wait for it
            alike.setdefault((gap.distance, gap.tier, gap.requirement, gap.kind, gap.have), []).append(gap)
        yield self._table(headings, [self._gap(gaps) for gaps in alike.values()])

    def _gap(self, gaps: list[Gap]) -> list[str | None]:
        gap = gaps[0]
        citation = self._beside.citations.get(gap.requirement)
        return [
            self._name(gap.place),
            spoken(gap.tier, self._lang),
            self._joined([self._matter(one.matter) for one in gaps]),
            spoken(gap.kind, self._lang),
            f"{gap.have}/{gap.need}",
            f"{citation} ({gap.requirement})" if citation else gap.requirement,
        ]

    def _joined(self, texts: Iterable[str]) -> str:
        return ("、" if self._lang == "zh" else ", ").join(texts)

    def _calls(self) -> Iterator[str]:
        yield ""
        yield f"{self._say('call_first')} ({len(self._trace.call_order)})"
        if not self._trace.call_order:
            yield f"  {self._say('nobody')}"
            return
        headings = [
            "",
            *(self._say(code) for code in ("post", "person", "phone", "tier", "place")),
        ]
        yield self._table(
            headings,
            (self._call(number, post) for number, post in enumerate(self._trace.call_order, 1)),
        )

    def _call(self, number: int, post: str) -> list[str | None]:
        lines = [one for one in self._trace.accountable if one.post.id == post and one.person]
        nearest = min(lines, key=lambda one: (_FIRST_CALLED[one.tier], one.distance))
        people = dict.fromkeys(self._holder(one) for one in sorted(lines, key=_standing))
        return [
            str(number),
            self._post(nearest),
            self._joined(people),
            nearest.post.phone,
            spoken(nearest.tier, self._lang),
            self._name(nearest.place),
        ]

    def _accountable(self) -> Iterator[str]:
        yield ""
        yield f"{self._say('accountable')} ({len(self._trace.accountable)})"
        headings = [self._say(code) for code in ("tier", "post", "person", "since", "matter", "ground")]
        for place, group in groupby(self._trace.accountable, key=lambda one: one.place):
            yield f"[{self._described(self._places[place])}]"
            yield self._table(headings, [self._line(one) for one in group])

    def _line(self, one: Accountable) -> list[str | None]:
        limit = ""
        if one.assignment.unit_kinds:
            limit = f" ({self._say('only_for', kinds=self._kinds(one.assignment.unit_kinds))})"
        return [
            spoken(one.tier, self._lang),
            self._post(one),
            self._holder(one),
            self._since(one),
            self._matter(one.matter),
            f"{one.assignment.ground or '-'}{limit}",
        ]

    def _ending(self) -> Iterator[str]:
        if self._trace.narrower:
            yield ""
            yield self._say(
                "narrower_note",
                matters=", ".join(f"{self._matter(id)} ({shown(id)})" for id in self._trace.narrower),
            )
        as_of = self._trace.as_of
        yield ""
        yield f"{self._say('known_at')} {self._known_at()}   {self._say('head')} {as_of.head[:12] if as_of else '-'}"

    def _known_at(self) -> str:
        known_at = self._trace.question.known_at
        return "-" if known_at is None else local_text(parse_instant(known_at), ZoneInfo(self._beside.zone))

    def _holder(self, one: Accountable) -> str:
        if one.person is None or one.tenure is None:
            return self._say("vacant_post")
        name = shown(one.person.name)
        return name if one.tenure.kind == "substantive" else f"{name} ({spoken(one.tenure.kind, self._lang)})"

    def _since(self, one: Accountable) -> str | None:
        if one.tenure is None:
            return None
        return one.tenure.since or self._say("as_long_as_known")

    def _post(self, one: Accountable) -> str:
        organization = one.organization
        if organization is None or organization.name is None or organization.name in one.post.name:
            return one.post.name
        return f"{organization.name} {one.post.name}"

    def _name(self, place: str) -> str:
        return self._places[place].name

    def _described(self, link: Link) -> str:
        kind = spoken(link.level, self._lang) if link.level else shown(self._kinds(link.kinds))
        return f"{shown(link.name)} · {kind} · {shown(link.id)}" if kind else f"{shown(link.name)} · {shown(link.id)}"

    def _table(self, headings: list[str], rows: object) -> str:
        return table(headings, rows, width=self._width)  # type: ignore[arg-type]


_FIRST_CALLED = {"specific": 0, "direct": 1, "first": 2}
_FIRST_OF_A_POST = {"substantive": 0, "concurrent": 1, "acting": 2}


def _standing(one: Accountable) -> int:
    """Return the place of a holder among those of one post; those of one kind stand as in the answer."""
    return _FIRST_OF_A_POST[one.tenure.kind] if one.tenure else len(_FIRST_OF_A_POST)
