"""Pages of a long answer: where the next one begins, as an opaque text bound to its question and its head.

Rules:
- A row has a key, and rows come in the order of their keys; a page begins after the last key of the page before.
- The text holds the question, its day and its record time: all pages stand on one head. A text of another question, or
  of nobody's making, is refused.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby, islice
from typing import Any, Generic, TypeVar

import orjson

from graph.commands.coverage_question import Asked, Question, take
from graph.model.errors import BadValue
from graph.model.times import Instant, instant_text, parse_day
from graph.stores import Store

R = TypeVar("R")
Key = list[Any]
MOST = 10_000


@dataclass(frozen=True, slots=True)
class Page(Generic[R]):
    """The rows of a page with their keys, and where the next one begins (None: this is the last)."""

    rows: tuple[tuple[Key, R], ...]
    next: str | None


@dataclass(frozen=True, slots=True)
class Begun:
    """A question as taken, how many rows its page has (None: all), and the key that the page begins after."""

    asked: Asked
    limit: int | None
    after: Key | None


@dataclass(frozen=True, slots=True)
class Streamed(Generic[R]):
    """An answer that comes while it is read: as it stands so far, without rows; and the rows of each key, in order."""

    answer: Callable[[], R]
    rows: Mapping[str, Iterable[Any]]


def limit_of(said: str | int | None) -> int | None:
    """Return how many rows a page has, None for all; raise BadValue for what is no number from 1 to MOST."""
    if said is None or said == "":
        return None
    text = str(said)
    number = int(text) if text.isascii() and text.isdigit() and len(text) <= len(str(MOST)) else 0
    if not 1 <= number <= MOST:
        raise BadValue(limit="not_a_page_size")
    return number


def wrong_page(limit: str | int | None, text: str | None) -> dict[str, str]:
    """Return what is wrong with a limit and a cursor by themselves: each field with its code."""
    wrong: dict[str, str] = {}
    for check in (lambda: limit_of(limit), lambda: continued(Question(), text)):
        try:
            check()
        except BadValue as error:
            wrong |= error.fields
    return wrong


def begun(
    name: str,
    store: Store,
    question: Question,
    limit: str | int | None = None,
    text: str | None = None,
    **wrong: str,
) -> Begun:
    """Return a question as taken, and its page; raise BadValue with every wrong field at once, then what ``take`` does.

    ``text`` is the cursor; ``wrong`` are fields that the command itself found wrong.
    """
    wrong |= wrong_page(limit, text)
    if "cursor" not in wrong:
        question = continued(question, text)
    asked = take(store, question, **wrong)
    return Begun(asked, limit_of(limit), after(name, asked, text))


def page(name: str, asked: Asked, rows: Iterable[tuple[Key, R]], limit: int | None) -> Page[R]:
    """Return the first rows, so many as a page has."""
    if limit is None:
        return Page(tuple(rows), None)
    found = tuple(islice(rows, limit + 1))
    if len(found) <= limit:
        return Page(found, None)
    shown = found[:limit]
    return Page(shown, cursor(name, asked, shown[-1][0]))


def cursor(name: str, asked: Asked, key: Key) -> str:
    """Return the text that asks for what comes after a row."""
    said = orjson.dumps([name, *_question(asked), asked.on, asked.known_at, key])
    return urlsafe_b64encode(said).rstrip(b"=").decode()


def continued(question: Question, text: str | None) -> Question:
    """Return the question with the day and the record time that a page's text holds, where it names none itself."""
    if not text:
        return question
    [*_, day, known, _] = _said(text)
    known_at = question.known_at or (None if known is None else instant_text(known))
    return replace(question, on=question.on or str(day), known_at=known_at)


def after(name: str, asked: Asked, text: str | None) -> Key | None:
    """Return the key that a page begins after; raise BadValue for a text of another question."""
    if not text:
        return None
    said = _said(text)
    if said[:-1] != [name, *_question(asked), asked.on, asked.known_at]:
        raise BadValue(cursor="not_a_cursor")
    return list(said[-1])


def _said(text: str) -> list[Any]:
    """Return what a text holds; raise BadValue where it is none of ours."""
    try:
        said = orjson.loads(urlsafe_b64decode(text + "=" * (-len(text) % 4)))
        [_, *_, day, known, key] = said
        parse_day(day)
        if not isinstance(key, list) or (known is not None and not instant_text(Instant(known))):
            raise ValueError(text)
    except (ValueError, TypeError, OverflowError) as error:
        raise BadValue(cursor="not_a_cursor") from error
    return list(said)


def _question(asked: Asked) -> list[Any]:
    return [asked.area, asked.matter, asked.tier, asked.requirement, list(asked.without), list(asked.over or ())]


def numbered(rows: Iterable[R], *before: Any) -> Iterator[tuple[Key, R]]:
    """Yield rows that have a place with their keys: what stands before, the place, which of the place's rows it is."""
    for place, several in groupby(rows, lambda row: row.place):  # type: ignore[attr-defined]
        for number, row in enumerate(several):
            yield [*before, place, number], row


def following(rows: Iterator[tuple[Key, R]], key: Key | None) -> Iterator[tuple[Key, R]]:
    """Yield the rows that come after a key."""
    return rows if key is None else (row for row in rows if row[0] > key)
