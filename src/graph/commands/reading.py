"""Reading a register's facts back: as typed facts, and as changesets whose changes come as they are read."""

from collections.abc import Iterator
from heapq import merge
from typing import Any

import orjson

from graph.changes.changeset import Change, Changeset, Head, Header, change_of, fact_of
from graph.model.errors import BadRegister
from graph.model.facts import TABLES, Fact
from graph.model.times import Instant
from graph.stores import Store, columns_of

WINDOW = 20_000
"""Changes read at a time, so that memory does not grow with the register."""


def facts(
    store: Store,
    table: str,
    head: Head | None = None,
    *,
    everything: bool = False,
    shared: dict[str, str] | None = None,
) -> Iterator[tuple[int, Fact]]:
    """Yield a table's facts known at a head (or all of them) with their versions, in order.

    Whoever reads more than once passes the head, so that a writer in between does not mix two states; without one it is
    the last. ``shared`` keeps each repeated text once, over several calls.
    """
    head = head or store.register().head
    last = head.changes
    repeating = TABLES[table].repeating
    for first in range(1, last + 1, WINDOW):
        last_here = min(first + WINDOW - 1, last)
        for row in rows(store, table, first, last_here, everything=everything, known_at=head.recorded_at):
            if shared is not None:
                for name in repeating:
                    if (text := row[name]) is not None:
                        row[name] = shared.setdefault(text, text)
            yield row["version"], fact_of(table, row)


def rows(
    store: Store,
    table: str,
    first: int,
    last: int,
    *,
    everything: bool = True,
    known_at: Instant | None = None,
) -> list[dict[str, Any]]:
    """Return a table's rows among the changes first to last, in order, as mappings."""
    question = f"facts/{table}"
    more = {} if table == "withdrawals" else {"everything": everything, "known_at": known_at}
    columns = columns_of(question)
    return [dict(zip(columns, row, strict=True)) for row in store.ask(question, first=first, last=last, **more)]


def written(store: Store, first: int, last: int) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the stored rows of all tables among the changes first to last, with their tables, in order of version."""
    for start in range(first, last + 1, WINDOW):
        end = min(start + WINDOW - 1, last)
        tables = [
            [(row["version"], table, row) for row in rows(store, table, start, end)]
            for table in (*TABLES, "withdrawals")
        ]
        for _, table, row in merge(*tables, key=lambda one: one[0]):
            yield table, row


def changes(store: Store, header: Header) -> Iterator[Change]:
    """Yield the changes of a stored changeset, in order."""
    for table, row in written(store, header.first, header.first + header.count - 1):
        yield change_of(table, row)


def headers(store: Store, first: int = 1, last: int | None = None) -> list[Header]:
    """Return the headers of stored changesets, in order."""
    last = store.register().head.number if last is None else last
    columns = columns_of("changesets")
    found = [dict(zip(columns, row, strict=True)) for row in store.ask("changesets", first=first, last=last)]
    return [Header(**(row | {"counts": _counts(store, row)})) for row in found]


def _counts(store: Store, row: dict[str, Any]) -> dict[str, dict[str, int]]:
    """Return a stored changeset's counts; raise BadRegister where they are none."""
    try:
        counts = orjson.loads(row["counts"])
        return {table: dict(acts) for table, acts in counts.items()}
    except (ValueError, TypeError, AttributeError) as error:
        about = {"number": row["number"], "reason": "counts_differ", "change": None}
        raise BadRegister("verify_failed", path=store.name, **about) from error


def changesets(store: Store) -> Iterator[Changeset]:
    """Yield all stored changesets in order."""
    for header in headers(store):
        yield Changeset(header, changes(store, header))
