"""Who alone keeps how many slots filled: people ranked by the slots that would be unfilled without them."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from graph.commands import pages, slots
from graph.commands.coverage_question import Asked, Question
from graph.commands.pages import Key, Streamed
from graph.commands.spool import Spool
from graph.meaning.coverage_answers import Keystone, Keystones
from graph.stores import Row, Store


def keystones(
    store: Store, question: Question, *, limit: str | int | None = None, cursor: str | None = None
) -> Keystones:
    """Return people, most slots first; raise what ``gaps`` raises."""
    begun = pages.begun("keystones", store, question, limit, cursor)
    page = pages.page("keystones", begun.asked, found(store, begun.asked, begun.after), begun.limit)
    return answer(begun.asked, tuple(row for _, row in page.rows), page.next)


def streamed(store: Store, question: Question) -> Streamed[Keystones]:
    """Return the whole answer, whose people come one by one; raise what ``keystones`` raises."""
    asked = pages.begun("keystones", store, question).asked
    return Streamed(lambda: answer(asked, (), None), {"people": (row for _, row in found(store, asked))})


def answer(asked: Asked, people: tuple[Keystone, ...], following: str | None) -> Keystones:
    """Return the answer that holds some people."""
    return Keystones(
        *(asked.area, asked.on, asked.known_text, asked.narrowing, people, following, asked.as_of),
        complete=following is None,
    )


def found(store: Store, asked: Asked, after: Key | None = None) -> Iterator[tuple[Key, Keystone]]:
    """Yield every person after a key; a person's key is how many slots, most first, and the id."""
    for one in Spool(_key, _people(slots.ask(store, asked, "slots/keystones"))):
        key = _key(one)
        if after is None or key > after:
            yield key, one


def _people(rows: Iterable[Row]) -> Iterator[Keystone]:
    """Yield each person with the slots and posts of all the rows, which hold those of one window of places each."""
    for person, several in groupby(Spool(_person, rows), _person):
        counts, posts = zip(*((count, by) for _, count, by in several), strict=True)
        yield Keystone(person, sum(counts), tuple(sorted({post for by in posts for post in by})))


def _person(row: Row) -> str:
    return str(row[0])


def _key(one: Keystone) -> Key:
    return [-one.slots, one.person]
