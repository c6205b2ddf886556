"""The audit of boards: those that hang and have long said something else than the register.

Rules (docs/meaning.md, Audits):
- Looked at are the places in the scope with a printing that hangs; the last one counts (docs/boards.md).
- The board as it was printed is given again by the printing's place, day and record time. Where that is not what its
  digest says (a register that was filled by an export has other record times), the digest alone is compared.
- Since when a board differs is sought back from the day asked about, over the days on which anything on it may change,
  with today's knowledge, and that on which the board itself says that it runs out; never before the day it speaks of.
- Persons left out, a matter, a tier or a requirement narrow nothing here: a board names all.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from graph.commands import slots
from graph.commands.board import board_of
from graph.commands.coverage_question import Asked
from graph.commands.trace import trace
from graph.meaning import findings
from graph.meaning.board import Board
from graph.meaning.board_difference import UNREADABLE, Difference, differences
from graph.meaning.findings import Found
from graph.model.errors import NotInForce, UnknownId
from graph.model.times import Day, Instant, instant_text
from graph.stores import Store


class Hanging(NamedTuple):
    """The last printing of a place's board, as its question gives it."""

    place: str
    id: str
    day: Day
    known_at: Instant
    content: str
    paper: str
    recorded_at: Instant


def outdated(store: Store, asked: Asked, most: int, first: str = "") -> tuple[int, Iterator[Found]]:
    """Return how many boards hang, and in order those, from a place on, that have differed for over ``most`` days."""
    ids = slots.places(store, asked)
    count = sum(len(_hanging(store, asked, window)) for window in slots.windows(ids))
    return count, _found(store, asked, ids[bisect_left(ids, first) :], most)


def outdated_since(store: Store, asked: Asked, hanging: Hanging) -> tuple[Day, tuple[Difference, ...]] | None:
    """Return since when a board that hangs has differed without a break, and what differs on the day asked about.

    None: it does not differ on that day.
    """
    return _Compared(store, asked, hanging).since()


def _found(store: Store, asked: Asked, ids: list[str], most: int) -> Iterator[Found]:
    for window in slots.windows(ids):
        for one in _hanging(store, asked, window):
            found = outdated_since(store, asked, one)
            if found is None:
                continue
            since, differing = found
            days = (date.fromisoformat(asked.on) - date.fromisoformat(since)) // timedelta(1)
            if days > most:
                yield findings.board_outdated(one.place, since, days, one.day, differing)


def _hanging(store: Store, asked: Asked, window: Sequence[str]) -> list[Hanging]:
    rows = store.ask("boards/last", places=list(window), on=asked.on, known_at=asked.known_at)
    return sorted(Hanging(*row) for row in rows)


class _Compared:
    """One board that hangs, beside what it would say on other days as known now."""

    def __init__(self, store: Store, asked: Asked, hanging: Hanging) -> None:
        self._store, self._asked, self._hanging = store, asked, hanging
        printed = self._board(hanging.day, instant_text(hanging.known_at))
        self._printed = printed if printed is not None and printed.digest == hanging.content else None

    def since(self) -> tuple[Day, tuple[Difference, ...]] | None:
        """Return since when the board has differed without a break, and in what now; None where it does not."""
        hanging, on = self._hanging, self._asked.on
        differing = self._differing(on)
        if not differing:
            return None
        days = [hanging.day, *self._steps()]
        while len(days) > 1 and self._differing(days[-2]):
            days.pop()
        return days[-1], differing

    def _steps(self) -> list[Day]:
        """Return the days after the board's own, up to the one asked about, on which something on it may change."""
        first, on = self._hanging.day, self._asked.on
        rows = self._store.ask(
            "boards/days",
            places=[self._hanging.place],
            first=first,
            last=on + slots.EVER,
            known_at=self._asked.known_at,
        )
        days = {Day(day) for _, day in rows if day <= on}
        end = None if self._printed is None else self._printed.content.first_end
        if end is not None and first < end <= on:
            days.add(Day(end))
        return sorted(days)

    def _differing(self, day: Day) -> tuple[Difference, ...]:
        now = self._board(day, self._asked.known_text)
        if self._printed is not None:
            return differences(self._printed.content, now)
        return () if now is not None and now.digest == self._hanging.content else (UNREADABLE,)

    def _board(self, day: Day, known_at: str | None) -> Board | None:
        """Return the place's board; None where it has none that day."""
        try:
            return board_of(trace(self._store, self._hanging.place, None, day, known_at))
        except (UnknownId, NotInForce):
            return None
