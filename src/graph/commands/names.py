"""Names for the ids of an answer, a window of its rows at a time.

Rules:
- One question for each window, however many ids it holds; memory holds the names of one window.
- Names are those that stand on the day asked about, as known at the answer's one record time.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import TypeVar

from graph.commands.coverage_question import Asked
from graph.meaning.names import NOUNS, Named, Names
from graph.stores import Store

R = TypeVar("R")
Ids = Iterable[tuple[str, str | None]]
WINDOW = 500


def names(store: Store, asked: Asked, ids: Ids) -> Names:
    """Return the names of ids, each given with its noun; an id that is None has none."""
    wanted: dict[str, set[str]] = {noun: set() for noun in NOUNS}
    for noun, id in ids:
        if id is not None:
            wanted[noun].add(id)
    if not any(wanted.values()):
        return Names()
    lists = {NOUNS[noun]: sorted(some) for noun, some in wanted.items()}
    return Names.of(
        (noun, id, name, within)
        for noun, id, name, within in store.ask("names", on=asked.on, known_at=asked.known_at, **lists)
    )


def named(store: Store, asked: Asked, noun: str, id: str | None) -> Named | None:
    """Return one id with its name."""
    return None if id is None else names(store, asked, [(noun, id)])(noun, id)


def with_names(
    store: Store, asked: Asked, rows: Iterable[R], ids: Callable[[R], Ids], size: int = WINDOW
) -> Iterator[tuple[R, Names]]:
    """Yield each row with the names of its window; ``ids`` tells what a row names."""
    left = iter(rows)
    while window := list(islice(left, size)):
        found = names(store, asked, (one for row in window for one in ids(row)))
        for row in window:
            yield row, found
