"""Verify a register: replay its changesets, check the chain, and that the stored facts are what the changesets say.

Rules:
- Every changeset is hashed anew over the facts that are stored of it: an edited fact, a missing one or one too many
  changes the hash. Marks of supersession are compared with the changes that made them.
- What the search finds facts by is derived from them, and checked last.
- The first thing wrong is named. What a chain cannot show (a cut tail, a rewritten history) needs a head kept
  elsewhere.
"""

from dataclasses import dataclass
from typing import Any

from graph.changes import chain
from graph.changes.canonical import Body
from graph.changes.changeset import Head, Header, Register, change_of
from graph.commands import reading
from graph.model.errors import BadRegister
from graph.model.times import Instant
from graph.stores import Store


@dataclass(frozen=True, slots=True)
class Verified:
    """A sound register: its id, how many changesets and changes were checked, and the head they lead to."""

    register: str
    changesets: int
    changes: int
    head: Head


def verify(store: Store) -> Verified:
    """Check a register from its first changeset to its head; raise BadRegister naming the first thing wrong."""
    register = store.register()
    found = store.damage()
    if found:
        raise BadRegister("damaged", path=store.name, reason=found[0])
    marks = _Marks(store.name, register.head.recorded_at)
    before: Header | None = None
    for header in reading.headers(store, last=register.head.number):
        _one(store, register, before, header, marks)
        before = header
    _check_head(store, register, before)
    marks.check_all_answered()
    misnamed = store.misnamed(register.head.changes)
    if misnamed:
        raise BadRegister("damaged", path=store.name, reason=misnamed[0])
    return Verified(register.id, register.head.number, register.head.changes, register.head)


def _one(
    store: Store,
    register: Register,
    before: Header | None,
    header: Header,
    marks: "_Marks",
) -> None:
    body = Body()
    for table, row in reading.written(store, header.first, header.first + header.count - 1):
        try:
            body.add(change_of(table, row))
        except (KeyError, ValueError, TypeError) as error:
            raise _wrong(store.name, header.number, "fact_unreadable", row["version"]) from error
        if row["recorded_at"] != header.recorded_at:
            raise _wrong(store.name, header.number, "record_time_differs", row["version"])
        marks.see(header.number, table, row)
    fault = chain.fault(register, before, header, body)
    if fault:
        raise _wrong(store.name, header.number, fault)


def _check_head(store: Store, register: Register, last: Header | None) -> None:
    begun = Head(0, register.head.hash, None, 0)
    if register.head != (last.head if last else begun):
        raise _wrong(store.name, register.head.number, "head_differs")


class _Marks:
    """Supersession marks: each must be answered by the change that made it, and each such change must find its mark."""

    def __init__(self, name: str, known_at: Instant | None) -> None:
        self._name, self._known_at = name, known_at
        self._open: dict[int, tuple[int, str, Instant]] = {}

    def see(self, number: int, table: str, row: dict[str, Any]) -> None:
        supersedes = row["supersedes"]
        if supersedes is not None:
            marked = self._open.pop(supersedes, None)
            wanted = row["table_name"] if table == "withdrawals" else table
            if marked is None or marked[1:] != (wanted, row["recorded_at"]):
                raise _wrong(self._name, number, "superseding_differs", row["version"])
        mark = row.get("superseded_at")
        if (
            mark is not None and self._known_at is not None and mark <= self._known_at
        ):  # a later one is a writer's beside us
            self._open[row["version"]] = (number, table, mark)

    def check_all_answered(self) -> None:
        if self._open:
            version = min(self._open)
            raise _wrong(self._name, self._open[version][0], "superseded_by_nothing", version)


def _wrong(name: str, number: int, reason: str, change: int | None = None) -> BadRegister:
    return BadRegister("verify_failed", path=name, number=number, reason=reason, change=change)
