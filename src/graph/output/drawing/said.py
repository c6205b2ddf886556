"""What pictures say in common, in one language: lists, kinds, a post's name, and as known when."""

from collections.abc import Iterable
from dataclasses import fields
from typing import Any
from zoneinfo import ZoneInfo

from graph.meaning.answers import AsOf, NamedId
from graph.model.kinds import spoken_kinds
from graph.model.times import Day, Instant, local_text, parse_instant, shifted
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
        return self.joined(spoken_kinds(kinds, self.lang))

    def days(self, first: str, last: str, *, within: tuple[str, str] | None = None) -> str:
        """Return some days without a break; both are days of it.

        ``within`` are the first and the last day that were looked at: what reaches one of them may have begun before
        it, or go on after it, so that day is not told as its first or its last.
        """
        begun = None if within and first <= within[0] else first
        ended = None if within and last >= within[1] else last
        return self._span(begun, ended) or self("draw_all_days")

    def held(self, since: str | None, until: str | None) -> str:
        """Return the days of a period, which ends before ``until``: people are told its last day (docs/meaning.md)."""
        last = None if until is None else last_day(until)
        if since is not None:
            return self._span(since, last)
        known = self("as_long_as_known")
        return known if last is None else self("draw_known_to", known=known, to=self._span(None, last))

    def _span(self, first: str | None, last: str | None) -> str:
        if last is None:
            return "" if first is None else self("draw_from_day", first=first)
        if first is None:
            return self("draw_to_day", last=last)
        return self("draw_one_day", day=first) if first == last else self("draw_days", first=first, last=last)

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


def last_day(until: str) -> str:
    """Return the last day in force of a period that ends before ``until``."""
    return shifted(Day(until), -1)


def values(answer: Any, *left_out: str) -> dict[str, Any]:
    """Return the values of an answer by their keys, without those that the picture shows as boxes of their own."""
    return {one.name: getattr(answer, one.name) for one in fields(answer) if one.name not in left_out}


def called(post: str, organization: NamedId | None) -> str:
    """Return a post's name with its organization's, unless the one holds the other already."""
    if organization is None or organization.name is None or organization.name in post:
        return post
    return f"{organization.name} {post}"
