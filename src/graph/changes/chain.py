"""The hash chain: sealing a list of changes into the next changeset, and checking one that is stored.

Rules:
- ``recorded_at`` is the clock's instant, or the head's plus one microsecond where the clock stands at or before it.
- A salt is drawn once for each personal value. Salts are kept side by side as bytes and not in the changes, which a
  province has more than a million of; they are put into each change again whenever the changes are read.
- Checking compares what is stored with what its changes say; the first thing wrong is named.
"""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace

from graph.changes.canonical import SALT_BYTES, Body, genesis, header_hash
from graph.changes.changeset import Change, Changeset, Header, Register
from graph.model.facts import TABLES
from graph.model.times import Instant


@dataclass(frozen=True, slots=True)
class Authorship:
    """Who writes, why, from which source (its digest), when by the clock, and the key that makes a repeat harmless.

    ``datum`` is what coordinates were converted from; None where they were WGS 84.
    """

    by: str
    why: str
    source: str | None
    now: Instant
    key: str
    datum: str | None = None


def seal(
    register: Register,
    authorship: Authorship,
    changes: Collection[Change],
    salt: Callable[[], str],
) -> Changeset:
    """Return the next changeset of a register. ``salt`` gives 16 random bytes in hex, anew for each personal value.

    ``changes`` are read again whenever the changeset's are.
    """
    head = register.head
    after = authorship.now if head.recorded_at is None else Instant(max(authorship.now, head.recorded_at + 1))
    salted = _Salted(changes)
    body = Body()
    for change in salted.drawn(salt):
        body.add(change)
    draft = Header(
        number=head.number + 1,
        hash="",
        previous=head.hash,
        recorded_at=after,
        by=authorship.by,
        why=authorship.why,
        source=authorship.source,
        key=authorship.key,
        first=head.changes + 1,
        count=body.count,
        counts=body.counts,
        datum=authorship.datum,
    )
    return Changeset(replace(draft, hash=header_hash(register.id, draft, body.digest)), salted)


class _Salted:
    """Changes with their salts."""

    def __init__(self, changes: Collection[Change]) -> None:
        self._changes = changes
        self._salts = bytearray()

    def drawn(self, salt: Callable[[], str]) -> Iterator[Change]:
        """Yield each change with fresh salts, and keep these."""

        def draw() -> str:
            fresh = salt()
            self._salts += bytes.fromhex(fresh)
            return fresh

        return (_salted(change, draw) for change in self._changes)

    def __iter__(self) -> Iterator[Change]:
        kept = (self._salts[at : at + SALT_BYTES].hex() for at in range(0, len(self._salts), SALT_BYTES))
        return (_salted(change, kept.__next__) for change in self._changes)


def _salted(change: Change, salt: Callable[[], str]) -> Change:
    personal = TABLES[change.table].personal
    if change.fact is None or not personal:
        return change
    seals = {name: salt() for name in personal if getattr(change.fact, name) is not None}
    return Change(change.table, change.fact, change.supersedes, seals)


def fault(register: Register, before: Header | None, found: Header, body: Body) -> str | None:
    """Return the code of what is wrong with a stored changeset, or None.

    ``before`` is the one it must follow (None for the first); ``body`` was taken over the facts that are stored of it.
    """
    previous = before.hash if before else genesis(register.id, register.zone, register.created_at)
    if found.number != (before.number + 1 if before else 1):
        return "changeset_missing"
    if found.previous != previous:
        return "chain_broken"
    if before is not None and found.recorded_at <= before.recorded_at:
        return "record_time_not_later"
    if found.first != (before.head.changes + 1 if before else 1):
        return "changes_missing"
    if (found.count, found.counts) != (body.count, body.counts):
        return "counts_differ"
    if found.hash != header_hash(register.id, found, body.digest):
        return "hash_differs"
    return None
