"""A board as the template takes it: every text in words, every line with the rank in which it gives way.

Rules:
- Ranks: gaps first; then the holders of the place itself, and those who do the work on the spot (the specific tier:
  contacts, duty desks), however far up they belong; then empty seats; then all others. Within each the nearest place
  first. The highest rank goes first.
- Control characters are shown as escapes, private ones are left for the press to refuse; a long run without a blank may
  break anywhere.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any
from zoneinfo import ZoneInfo

from graph.meaning.board import Board, Content, Hole, Line
from graph.model.kinds import UNIT_KINDS
from graph.model.times import Day, day_before, local_text, parse_instant
from graph.model.words import spoken
from graph.output.board.code import code
from graph.output.messages import say
from graph.output.tables import shown

PAPERS = {"a4": (210, 297), "a3": (297, 420), "60x90": (600, 900)}
"""Width and height in millimetres."""

BREAK = "\u200b"
_OWN = ("Co", "Cn")
"""Characters of no table, as rare names are typed with: the press refuses them, and no board shows their code."""
_WORD = re.compile(r"[!-,.-~]+-?")
_UNBROKEN = 20
"""A part of a name that is longer may break, so that the type of the whole board does not shrink for it."""
_LONG = re.compile(r"[!-~]{13,}")
_WORDS = {
    "chain": "board_chain",
    "matters": "board_matters",
    "call_first": "board_call_first",
    "person": "board_person",
    "post": "board_post",
    "answers": "board_answers",
    "phone": "board_phone",
    "vacant": "board_vacant",
    "gap": "board_gap",
    "no_phone": "board_no_phone",
    "nobody": "board_nobody",
    "scan": "board_scan",
    "scan_why": "board_scan_why",
}
_MEANING = {"first": "board_tier_first", "direct": "board_tier_direct", "specific": "board_tier_specific"}


def common(paper: str, on: Day, lang: str) -> dict[str, Any]:
    """Return what all boards of one printing share."""
    width, height = PAPERS[paper]
    return {
        "title": say(lang, "board_title"),
        "lang": lang,
        "day": [int(part) for part in on.split("-")],
        "paper": {"width": width, "height": height},
        "words": {word: say(lang, code) for word, code in _WORDS.items()},
    }


def board_data(board: Board, address: str, zone: str, lang: str) -> dict[str, Any]:
    """Return one board's data."""
    return _Data(board, lang).made(address, zone)


class _Data:
    def __init__(self, board: Board, lang: str) -> None:
        self._board, self._content, self._lang = board, board.content, lang

    def made(self, address: str, zone: str) -> dict[str, Any]:
        content = self._content
        ranks = _ranks(content)
        return {
            "name": _text(content.name),
            "kind": _text(kind_of(content, self._lang)),
            "chain": _text(" › ".join(content.chain)),
            "matters": self._matters(content.matters),
            "warnings": self._warnings(),
            "call": self._call(content.first_call),
            "tiers": [
                {
                    "name": spoken(tier.tier, self._lang).replace("责任人", "\n责任人"),
                    "meaning": self._say(_MEANING[tier.tier]),
                    "lines": [self._line(line, ranks[id(line)]) for line in tier.lines],
                    "holes": [self._hole(hole, ranks[id(hole)]) for hole in tier.holes],
                    "more_lines": self._say("board_more_lines", count="{count}"),
                    "more_holes": self._say("board_more_holes", count="{count}"),
                }
                for tier in content.tiers
            ],
            "ranks": len(ranks),
            "widest": self._widest(),
            "valid": self._say("board_valid", on=self._board.on),
            "about": self._about(zone),
            "address": address,
            "code": code(address),
        }

    def _say(self, code: str, **about: object) -> str:
        return say(self._lang, code, **about)

    def _joined(self, texts: Sequence[str]) -> str:
        return ("、" if self._lang == "zh" else ", ").join(texts)

    def _matters(self, matters: tuple[str, ...]) -> str:
        return _text(self._joined(matters)) if matters else self._say("every_leaf")

    def _warnings(self) -> list[str]:
        content = self._content
        found = [self._say("board_broken", place=_text(content.chain[0]))] if content.broken else []
        if not any(line.person for tier in content.tiers for line in tier.lines):
            found.append(self._say("nobody"))
        return found

    def _call(self, line: Line | None) -> dict[str, Any] | None:
        if line is None:
            return None
        phone = self._say("board_no_phone") if line.phone is None else _text(line.phone)
        return {"post": _post(line), "person": _text(line.person), "phone": phone}

    def _line(self, line: Line, rank: int) -> dict[str, Any]:
        post, place = _post(line), _text(line.place)
        return {
            "own": line.distance == 0,
            "person": None if line.person is None else _text(line.person),
            "note": "" if line.kind in (None, "substantive") else f"({spoken(str(line.kind), self._lang)})",
            "post": post,
            "place": "" if line.distance == 0 or place in post else place,
            "matters": self._matters(line.matters),
            "phone": None if line.phone is None else _text(line.phone),
            "rank": rank,
        }

    def _hole(self, hole: Hole, rank: int) -> dict[str, Any]:
        words = self._say(
            "board_hole",
            place=_text(hole.place),
            kind=spoken(hole.kind, self._lang),
            have=hole.have,
            need=hole.need,
            matters=self._matters(hole.matters),
        )
        return {"text": words, "rank": rank}

    def _widest(self) -> dict[str, str]:
        """Return the longest phone and matters, and the longest part of a name that is not to be broken."""
        lines = [line for tier in self._content.tiers for line in tier.lines]
        parts = [part for line in lines if line.person for part in _WORD.findall(line.person)]
        return {
            "person": max(parts, key=len, default="")[:_UNBROKEN],
            "matters": max((self._matters(line.matters) for line in lines), key=_width, default=""),
            "phone": max((line.phone for line in lines if line.phone), key=len, default=""),
        }

    def _about(self, zone: str) -> list[tuple[str, str]]:
        as_of, end = self._board.as_of, self._content.first_end
        recorded = "-" if as_of is None else local_text(parse_instant(as_of.recorded_at), ZoneInfo(zone))[:16]
        rows = [
            (self._say("board_id"), _text(self._content.place)),
            (self._say("board_head"), as_of.head[:12] if as_of else "-"),
            (self._say("board_recorded"), recorded.replace("T", " ")),
        ]
        if end is not None:
            rows.insert(0, (self._say("board_first_end"), self._say("board_until", day=day_before(Day(end)))))
        return rows


def _ranks(content: Content) -> dict[int, int]:
    """Return the rank of each line and gap, by its identity."""
    holes = [hole for tier in content.tiers for hole in tier.holes]
    lines = [line for tier in content.tiers for line in tier.lines]
    holes.sort(key=lambda hole: hole.distance)
    near = {id(line) for tier in content.tiers for line in tier.lines if tier.tier == "specific" or not line.distance}

    def group(line: Line) -> int:
        if line.person is None:
            return 1
        return 0 if id(line) in near else 2

    lines.sort(key=lambda line: (group(line), line.distance))
    ordered: list[Line | Hole] = [*holes, *lines]
    return {id(one): rank for rank, one in enumerate(ordered)}


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(mark) in "WF" else 1 for mark in text)


def kind_of(content: Content, lang: str) -> str:
    """Return what kind of place it is, for people."""
    if content.level:
        return spoken(content.level, lang)
    called = {kind.code: kind.chinese if lang == "zh" else kind.english for kind in UNIT_KINDS}
    return (" · ").join(called.get(kind, kind) for kind in content.kinds)


def _post(line: Line) -> str:
    organization = line.organization
    return _text(line.post if organization is None or organization in line.post else f"{organization} {line.post}")


def _text(text: str | None) -> str:
    marks = "".join(mark if unicodedata.category(mark) in _OWN else shown(mark) for mark in text or "-")
    return _LONG.sub(lambda run: BREAK.join(run[0]), marks)


def texts(data: Any) -> Iterator[str]:
    """Yield every text that is set on a board: a person's name before a sentence that holds it."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for key, value in data.items():
            if key != "code":
                yield from texts(value)
    elif isinstance(data, list | tuple):
        for value in data:
            yield from texts(value)
