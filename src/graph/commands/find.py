"""Find places, people, organizations, posts or matters by id, name, part of a name, former name, pinyin or initials.

Rules:
- A page says where the next one begins, by an opaque text (``after``) that holds the question, its day and the record
  time it was answered at: all pages of one search stand on one head, whatever is written meanwhile.
- A text of another search, or of nobody's making, is refused.
- Where everything is sought, an older register that nobody may write answers what it can, and what it cannot is named.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass

import orjson

from graph.commands.moments import moments
from graph.meaning.find import BY, Found, Page
from graph.model.errors import BadRegister, BadValue
from graph.model.ids import trimmed
from graph.model.names import folded
from graph.model.times import Day, Instant, instant_text
from graph.stores import Row, Store

NOUNS = ("place", "person", "organization", "post", "matter")
LIMIT = 50
MOST = 1_000


@dataclass(frozen=True, slots=True)
class _Question:
    """What is sought; ``rank`` and ``id`` are where the page before ended."""

    noun: str
    text: str
    on: Day
    known_at: Instant | None
    rank: int = -1
    id: str = ""

    def following(self, known_at: Instant | None, rank: int, id: str) -> str:
        """Return the text that asks for the page after a found row."""
        said = orjson.dumps([self.noun, self.text, self.on, known_at, rank, id])
        return urlsafe_b64encode(said).rstrip(b"=").decode()


def find(
    store: Store,
    noun: str,
    text: str,
    *,
    limit: str | int | None = None,
    after: str | None = None,
    on: str | None = None,
    known_at: str | None = None,
) -> Found:
    """Return one page of what bears a name like ``text``; ``noun`` is one of ``NOUNS``.

    Raises BadValue with each wrong field, or BadRegister for a register that an older zeren wrote and none may write.
    """
    faults: dict[str, str] = {}
    if not folded(text):
        faults["q"] = "missing"
    most = _limit(limit)
    if most is None:
        faults["limit"] = "not_a_limit"
    try:
        day, known = moments(on, known_at, store.zone)
    except BadValue as error:
        raise BadValue(**(faults | error.fields)) from None
    asked = _Question(noun, trimmed(text), day, known)
    question = _continued(asked, after, on, known_at) if after else asked
    if question is None:
        faults["after"] = "not_a_page"
    if faults or question is None or most is None:
        raise BadValue(**faults)
    page = Page.of(noun, _rows(store, question, most), most)
    last = page.last
    return page.answer(question.on, None if last is None else question.following(page.known_at, last.rank, last.id))


def everything(store: Store, text: str, **more: str | None) -> tuple[list[Found], list[BadRegister]]:
    """Return one page of each noun, and what kept a noun from being sought; raise BadRegister where none can be."""
    found: list[Found] = []
    kept: list[BadRegister] = []
    for noun in NOUNS:
        try:
            found.append(find(store, noun, text, **more))
        except BadRegister as error:
            if error.code != "older_schema":
                raise
            kept.append(error)
    if not found:
        raise kept[0]
    return found, kept


def _rows(store: Store, question: _Question, limit: int) -> list[Row]:
    return store.ask(
        "find",
        noun=question.noun,
        id=question.text,
        text=folded(question.text),
        after_rank=question.rank,
        after_id=question.id,
        limit=limit + 1,
        known_at=question.known_at,
    )


def _limit(said: str | int | None) -> int | None:
    """Return how many a page holds, or None for what is no number from 1 to MOST."""
    if said is None or said == "":
        return LIMIT
    text = str(said)
    number = int(text) if text.isascii() and text.isdigit() and len(text) <= len(str(MOST)) else 0
    return number if 1 <= number <= MOST else None


def _continued(asked: _Question, after: str, on: str | None, known_at: str | None) -> _Question | None:
    """Return the question of the next page, or None where ``after`` is none of this search's."""
    try:
        said = orjson.loads(urlsafe_b64decode(after + "=" * (-len(after) % 4)))
        noun, text, day, known, rank, id = said
        Day(day), known is None or instant_text(known)
    except (ValueError, TypeError, OverflowError):
        return None
    same = (noun, text) == (asked.noun, asked.text) and (not on or day == asked.on)
    same = same and isinstance(day, str) and rank in range(len(BY)) and isinstance(id, str)
    if not same or (known_at and (known is None or asked.known_at is None or known > asked.known_at)):
        return None
    return _Question(noun, text, Day(day), known, rank, id)
