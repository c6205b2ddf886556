"""What pictures say in common, in one language: lists, kinds, a post's name, and as known when."""

from collections.abc import Iterable
from dataclasses import fields
from typing import Any
from zoneinfo import ZoneInfo

from graph.meaning.answers import AsOf, NamedId
from graph.model.kinds import UNIT_KINDS
from graph.model.times import Instant, local_text, parse_instant
from graph.output.drawing.picture import Card, Line
from graph.output.messages import say

SECOND = 1_000_000
"""Microseconds."""
SHOWN = 4
"""So many matters of one box are named; the box says how many there are."""


class Said:
    """Words in a language, on days of a time zone."""

    def __init__(self, lang: str, zone: str) -> None:
        self.lang, self._zone = lang, ZoneInfo(zone)

    def __call__(self, code: str, **about: object) -> str:
        return say(self.lang, code, **about)

    def joined(self, texts: Iterable[str]) -> str:
        return ("、" if self.lang == "zh" else ", ").join(texts)

    def some(self, texts: Iterable[str]) -> str:
        """Return several, the first of them named, and how many they are."""
        names = list(dict.fromkeys(texts))
        first = self.joined(names[:SHOWN])
        return first if len(names) <= SHOWN else self("draw_some", first=first, count=len(names))

    def kinds(self, kinds: Iterable[str]) -> str:
        """Return kinds of unit as they are spoken of; one that is not known stands for itself."""
        words = {word.code: word.chinese if self.lang == "zh" else word.english for word in UNIT_KINDS}
        return self.joined(words.get(kind, kind) for kind in kinds)

    def days(self, first: str, last: str) -> str:
        """Return some days without a break; both are days of it."""
        return first if first == last else f"{first} – {last}"

    def known(self, known_at: str | None, as_of: AsOf | None) -> Line:
        """Return as known when, and at which head.

        The head's own time is told as the first whole second at which it was known; another is told as it was given.
        """
        time = "-"
        if known_at is not None:
            instant = parse_instant(known_at)
            if as_of is not None and instant == parse_instant(as_of.recorded_at):
                instant = Instant(-(-instant // SECOND) * SECOND)
            time = local_text(instant, self._zone).replace(".000000", "")
        return Line(self("draw_as_of", known_at=time, head=as_of.head[:12] if as_of else "-"), "small")

    def legend(self, cards: Iterable[Card], words: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
        """Return what each look that is drawn means."""
        drawn: set[str] = set()
        for card in cards:
            drawn |= {card.look, *(box.look for column in card.columns for box in column.boxes)}
        return tuple((look, self(code)) for look, code in words if look in drawn)


def values(answer: Any, *left_out: str) -> dict[str, Any]:
    """Return the values of an answer by their keys, without those that the picture shows as boxes of their own."""
    return {one.name: getattr(answer, one.name) for one in fields(answer) if one.name not in left_out}


def called(post: str, organization: NamedId | None) -> str:
    """Return a post's name with its organization's, unless the one holds the other already."""
    if organization is None or organization.name is None or organization.name in post:
        return post
    return f"{organization.name} {post}"
