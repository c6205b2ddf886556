"""What a search found, for people: a table for each kind of thing, the best first.

Rules:
- A page that is not the last says so, and how to see the next: nothing looks complete that is not.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields

from graph.meaning.find import Found
from graph.meaning.find_answers import MatterFound, OrganizationFound, PersonFound, PlaceFound, PostFound
from graph.model.kinds import spoken_kinds
from graph.model.words import spoken
from graph.output.messages import say
from graph.output.tables import PIPE_WIDTH, table

_BY = {"id": "by_id", "name": "by_name", "prefix": "by_prefix", "part": "by_part", "pinyin": "by_pinyin"}

One = PlaceFound | PersonFound | OrganizationFound | PostFound | MatterFound


def find_text(found: Sequence[Found], lang: str, *, width: int = PIPE_WIDTH) -> str:
    """Return the whole text."""
    lines = [line for page in found for line in _page(page, lang, width)]
    return "\n".join(lines or [say(lang, "nothing_found")])


def _page(page: Found, lang: str, width: int) -> Iterator[str]:
    noun = fields(page)[0].name
    rows: tuple[One, ...] = getattr(page, noun)
    if not rows:
        return
    yield f"{say(lang, noun)} ({len(rows)})"
    headings = [say(lang, code) for code in ("id", "name", "what_and_where", "since", "until", "matched")]
    yield table(headings, [_line(row, lang) for row in rows], width=width)
    if page.next is not None:
        yield say(lang, "more_found", next=page.next)


def _line(row: One, lang: str) -> list[str | None]:
    by = say(lang, _BY[row.matched.by])
    return [
        row.id,
        row.name,
        _about(row, lang),
        row.since,
        row.until,
        by if row.matched.name == row.name else f"{by}: {row.matched.name}",
    ]


def _about(row: One, lang: str) -> str | None:
    if isinstance(row, PlaceFound):
        kind = spoken(row.level, lang) if row.level else _listed(spoken_kinds(row.kinds, lang), lang)
        return _beside(kind, row.parent)
    if isinstance(row, OrganizationFound):
        return _beside(row.area, row.parent)
    if isinstance(row, PostFound):
        return row.organization
    return row.parent if isinstance(row, MatterFound) else None


def _listed(some: Iterable[str], lang: str) -> str:
    return ("、" if lang == "zh" else ", ").join(some)


def _beside(*parts: str | None) -> str | None:
    return " · ".join(part for part in parts if part) or None
