"""Who alone keeps how many slots filled: people ranked by the slots that would be unfilled without them."""

from collections.abc import Iterator

from graph.commands import pages, slots
from graph.commands.coverage_question import Asked, Question
from graph.commands.pages import Key, Streamed
from graph.meaning.coverage_answers import Keystone, Keystones
from graph.stores import Store


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
    slot_count: dict[str, int] = {}
    posts: dict[str, set[str]] = {}
    for window in slots.windows(slots.places(store, asked)):
        spots = [list(spot) for spot in slots.on_the_day(asked, window)]
        for person, count, by in store.ask("slots/keystones", spots=spots, **asked.narrowed):
            slot_count[person] = slot_count.get(person, 0) + count
            posts.setdefault(person, set()).update(by)
    keys = sorted([-count, person] for person, count in slot_count.items())
    for key in keys:
        if after is None or key > after:
            person = str(key[1])
            yield list(key), Keystone(person, slot_count[person], tuple(sorted(posts[person])))
