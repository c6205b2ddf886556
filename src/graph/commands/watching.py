"""How far a long answer is, told by the questions that a store is asked.

Rules:
- Places are asked about in the order of their ids, a window at a time: where a window lies among them is how far it is.
- Nothing is changed in what is asked or answered.
"""

from bisect import bisect_right
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TextIO, cast

from graph.output.progress import Report, progress
from graph.stores import Row, Store


@contextmanager
def watching(store: Store, out: TextIO, lang: str) -> Iterator[Store]:
    """Return a store that draws on a terminal how far its windows are."""
    with progress(out, lang) as report:
        yield cast("Store", _Watched(store, report))


class _Watched:
    """A store that reports its questions."""

    def __init__(self, store: Store, report: Report) -> None:
        self._store, self._report = store, report
        self._places: list[str] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    def ask(self, question: str, **parameters: Any) -> list[Row]:
        """Ask, and report where the window lies."""
        rows = self._store.ask(question, **parameters)
        if question == "scope":
            self._places = sorted(str(fields[0]) for part, fields in rows if part == "place")
        elif question == "scope_over":
            self._places = sorted(str(row[0]) for row in rows)
        elif spots := parameters.get("spots"):
            self._report("step_slots", bisect_right(self._places, spots[-1][0]), len(self._places))
        return rows
