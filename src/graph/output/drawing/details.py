"""What the answer holds for a box or card, as a part of a page: each value under its key's name.

Rules:
- Every value of the answer is told, and nothing else; what is null or an empty list is left out.
- Values that all rows of a box share stand once; the rest is a table, one row for each.
- The end of a period is told as its last day, as in the drawing; the answer's ``until`` is the day after it.
- A bare id is followed by what it is called, where the picture knows. Everything is escaped.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from html import escape
from typing import Any

from graph.model.words import spoken
from graph.output.drawing.picture import Box, Card
from graph.output.drawing.said import Said, last_day
from graph.output.messages import say
from graph.output.page_words import key_words
from graph.output.report.text import percent
from graph.output.tables import shown

Path = tuple[str, ...]
Names = Mapping[str, Mapping[str, str]]
SPOKEN = frozenset(("tier", "kind", "level", "chain_ends"))
SHARES = frozenset(("coverage", "own_coverage"))


def text(words: str) -> str:
    """Return a text as it may stand in a page, in a quoted attribute too."""
    return escape(shown(words))


def flat(value: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Yield each single value of an answer with the keys that lead to it; of a list of answers, key by key."""
    if value is None:
        return
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from flat(inner, (*path, str(key)))
    elif is_dataclass(value):
        for one in fields(value):
            yield from flat(getattr(value, one.name), (*path, one.name))
    elif isinstance(value, list | tuple):
        found: dict[Path, list[Any]] = {}
        for inner in value:
            for where, single in flat(inner, path):
                found.setdefault(where, []).append(single)
        for where, several in found.items():
            yield where, several if len(several) > 1 else several[0]
    else:
        yield path, value


def spoken_lines(shape: Box | Card) -> list[str]:
    """Return the lines of a box or card that can be read out: a bar cannot."""
    return [line.text for line in shape.lines if any(map(str.isalnum, line.text))]


def section(name: str, heading: str, about: Iterable[Any], names: Names, said: Said) -> str:
    """Return what a box is about as a section of the page; ``names`` says what bare ids are called, key by key."""
    rows = [{path: _told(path, value, names, said) for path, value in flat(one)} for one in about]
    keys = list(dict.fromkeys(path for row in rows for path in row))
    shared = [path for path in keys if len({row.get(path) for row in rows}) == 1]
    told = "".join(f"<dt>{text(key_words(path, said.lang))}</dt><dd>{text(rows[0][path])}</dd>" for path in shared)
    body = (f"<dl>{told}</dl>" if told else "") + _table(rows, [path for path in keys if path not in shared], said.lang)
    return f'<section id="zeren-of-{name}"><h2>{text(heading)}</h2>{body}</section>\n'


def _table(rows: list[dict[Path, str]], keys: list[Path], lang: str) -> str:
    if not keys:
        return ""
    head = "".join(f'<th scope="col">{text(key_words(path, lang))}</th>' for path in keys)
    body = "".join("<tr>" + "".join(f"<td>{text(row.get(path, ''))}</td>" for path in keys) + "</tr>" for row in rows)
    caption = text(say(lang, "page_each", count=len(rows)))
    return f'<div class="wide"><table><caption>{caption}</caption><tr>{head}</tr>{body}</table></div>'


def _told(path: Path, value: Any, names: Names, said: Said) -> str:
    """Return a value for people."""
    if isinstance(value, list):
        return said.joined(_told(path, one, names, said) for one in value)
    key = path[-1]
    if isinstance(value, bool):
        return say(said.lang, "yes" if value else "page_no")
    if key in SHARES and isinstance(value, float):
        return percent(value, said.lang)
    if key == "until":
        return last_day(value)
    if key in SPOKEN:
        return spoken(value, said.lang)
    if key in ("kinds", "unit_kinds"):
        return said.kinds([value])
    name = names.get(key, {}).get(value)
    return str(value) if name is None or name == value else f"{value} · {name}"
