"""What would open without some persons, and what is open either way."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator

from graph.commands import pages, slots
from graph.commands.coverage_question import Asked, Question
from graph.commands.gaps import rows_of
from graph.commands.pages import Key, Streamed
from graph.meaning.coverage_answers import GapRow, WhatIf
from graph.stores import Store

OPENED, STILL_OPEN = 0, 1


def what_if(store: Store, question: Question, *, limit: str | int | None = None, cursor: str | None = None) -> WhatIf:
    """Return the gaps that open without these persons, then those open either way; raise what ``gaps`` raises."""
    begun = pages.begun("what-if", store, question, limit, cursor, **_missing(question))
    page = pages.page("what-if", begun.asked, found(store, begun.asked, begun.after), begun.limit)
    return answer(begun.asked, page.rows, page.next)


def streamed(store: Store, question: Question) -> Streamed[WhatIf]:
    """Return the whole answer, whose rows come as they are read; raise what ``what_if`` raises."""
    asked = pages.begun("what-if", store, question, **_missing(question)).asked
    ids = slots.places(store, asked)
    rows = {name: _section(store, asked, ids, section) for section, name in enumerate(("opened", "still_open"))}
    return Streamed(lambda: answer(asked, (), None), rows)


def _missing(question: Question) -> dict[str, str]:
    return {} if question.without else {"without": "missing"}


def answer(asked: Asked, rows: Iterable[tuple[Key, GapRow]], following: str | None) -> WhatIf:
    """Return the answer that holds some rows."""
    sections: tuple[list[GapRow], list[GapRow]] = ([], [])
    for key, row in rows:
        sections[key[0]].append(row)
    opened, still_open = map(tuple, sections)
    return WhatIf(
        *(asked.area, asked.without, asked.on, asked.known_text, asked.narrowing),
        *(opened, still_open, following, asked.as_of),
        complete=following is None,
    )


def found(store: Store, asked: Asked, after: Key | None = None) -> Iterator[tuple[Key, GapRow]]:
    """Yield every row after a key: first what opens, then what is open either way."""
    ids = slots.places(store, asked)
    for section in (OPENED, STILL_OPEN):
        if after is None or after[0] <= section:
            begun = after if after is not None and after[0] == section else None
            rest = ids[bisect_left(ids, begun[1]) :] if begun else ids
            rows = pages.numbered(_section(store, asked, rest, section), section)
            yield from pages.following(rows, begun)


def _section(store: Store, asked: Asked, ids: list[str], section: int) -> Iterator[GapRow]:
    for window in slots.windows(ids):
        spots = slots.on_the_day(asked, window)
        open_now = {gap.slot for gap in slots.gaps(store, asked, spots, without=[])}
        unfilled = slots.gaps(store, asked, spots)
        wanted = [gap for gap in unfilled if (gap.slot in open_now) == (section == STILL_OPEN)]
        yield from rows_of(store, asked, wanted)
