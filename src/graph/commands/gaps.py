"""Every gap of an area on a day, or over a range of days: what is missing, since when, and who answers meanwhile."""

from bisect import bisect_left
from collections.abc import Iterator

from graph.commands import pages, slots
from graph.commands.coverage_question import Asked, Question
from graph.commands.pages import Key, Streamed
from graph.meaning import gaps as meaning
from graph.meaning.coverage_answers import GapPeriod, GapRow, Gaps
from graph.stores import Store

Row = GapRow | GapPeriod


def gaps(store: Store, question: Question, *, limit: str | int | None = None, cursor: str | None = None) -> Gaps:
    """Return a page of gap rows, or all of them without ``limit``; a question over a range gets their periods.

    Raises what ``coverage_question.take`` raises, and BadValue for a wrong limit or cursor.
    """
    begun = pages.begun("gaps", store, question, limit, cursor)
    page = pages.page("gaps", begun.asked, found(store, begun.asked, begun.after), begun.limit)
    return answer(begun.asked, tuple(row for _, row in page.rows), page.next)


def streamed(store: Store, question: Question) -> Streamed[Gaps]:
    """Return the whole answer, whose rows come as they are read; raise what ``gaps`` raises."""
    asked = pages.begun("gaps", store, question).asked
    return Streamed(lambda: answer(asked, (), None), {"gaps": (row for _, row in found(store, asked))})


def answer(asked: Asked, rows: tuple[Row, ...], following: str | None) -> Gaps:
    """Return the answer that holds some rows."""
    return Gaps(
        *(asked.area, asked.on, asked.known_text, asked.narrowing, asked.range, rows, following, asked.as_of),
        complete=following is None,
    )


def found(store: Store, asked: Asked, after: Key | None = None) -> Iterator[tuple[Key, Row]]:
    """Yield every row after a key, in order; a row's key is its place and which of the place's rows it is."""
    ids = slots.places(store, asked)
    ids = ids[bisect_left(ids, after[0]) :] if after else ids
    rows: Iterator[Row] = _on_the_day(store, asked, ids) if asked.over is None else _over(store, asked, ids)
    return pages.following(pages.numbered(rows), after)


def _on_the_day(store: Store, asked: Asked, ids: list[str]) -> Iterator[GapRow]:
    for window in slots.windows(ids):
        yield from rows_of(store, asked, slots.gaps(store, asked, slots.on_the_day(asked, window)))


def rows_of(store: Store, asked: Asked, unfilled: list[meaning.GapSlot]) -> list[GapRow]:
    """Return the rows of the unfilled slots of one window, with since when, by whom last and who meanwhile."""
    return meaning.rows(unfilled, slots.since(store, asked, unfilled), slots.context(store, asked, unfilled))


def _over(store: Store, asked: Asked, ids: list[str]) -> Iterator[GapPeriod]:
    for stretches in slots.uncovered(store, asked, ids):
        first_days = [stretch.gap for stretch in stretches]
        yield from meaning.period_rows(stretches, slots.context(store, asked, first_days))
