"""The hash chain: sealing a list of changes into the next changeset, and checking one that is stored.

Rules:
- ``recorded_at`` is the clock's instant, or the head's plus one microsecond where the clock stands at or before it.
- Checking compares what is stored with what its changes say; the first thing wrong is named.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from graph.changes.canonical import Body, genesis, header_hash
from graph.changes.changeset import Change, Changeset, Header, Register
from graph.model.facts import TABLES
from graph.model.times import Instant


@dataclass(frozen=True, slots=True)
class Authorship:
    """Who writes, why, from which source (its digest), when by the clock, and the key that makes a repeat harmless."""

    by: str
    why: str
    source: str | None
    now: Instant
    key: str


def seal(
    register: Register,
    authorship: Authorship,
    changes: Sequence[Change],
    salt: Callable[[], str],
) -> Changeset:
    """Return the next changeset of a register. ``salt`` gives 16 random bytes in hex, anew for each personal value."""
    head = register.head
    after = authorship.now if head.recorded_at is None else Instant(max(authorship.now, head.recorded_at + 1))
    sealed = [_salted(change, salt) for change in changes]
    body = Body()
    for change in sealed:
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
    )
    return Changeset(replace(draft, hash=header_hash(register.id, draft, body.digest)), sealed)


def _salted(change: Change, salt: Callable[[], str]) -> Change:
    if change.fact is None:
        return change
    personal = [column.field for column in TABLES[change.table].columns if column.personal]
    seals = {name: salt() for name in personal if getattr(change.fact, name) is not None}
    return replace(change, seals=seals) if seals else change


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
