"""Who alone keeps how many slots filled: people ranked by the slots that would be unfilled without them."""

from collections.abc import Iterator

from graph.commands import pages, slots
from graph.commands.coverage_question import Asked, Question, take
from graph.commands.pages import Key
from graph.meaning.coverage_answers import Keystone, Keystones
from graph.stores import Store


def keystones(
    store: Store, question: Question, *, limit: str | int | None = None, cursor: str | None = None
) -> Keystones:
    """Return people, most slots first; raise what ``gaps`` raises."""
    most = pages.limit_of(limit)
    asked = take(store, pages.continued(question, cursor))
    page = pages.page("keystones", asked, found(store, asked, pages.after("keystones", asked, cursor)), most)
    return answer(asked, tuple(row for _, row in page.rows), page.next)


def answer(asked: Asked, people: tuple[Keystone, ...], following: str | None) -> Keystones:
    """Return the answer that holds some people."""
    return Keystones(asked.area, asked.on, asked.known_text, people, following, asked.as_of, complete=following is None)


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
