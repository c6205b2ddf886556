"""Writing: seal changes onto the head that was read, and append them."""

import secrets
import uuid
from collections.abc import Collection, Iterator

from graph.changes import canonical, chain
from graph.changes.changeset import Change, Changeset, Register
from graph.commands import clock
from graph.model.times import Instant
from graph.stores import Store

SALTS = 256


def write(
    store: Store,
    register: Register,
    changes: Collection[Change],
    *,
    by: str,
    why: str,
    source: str | None,
    datum: str | None = None,
    now: Instant | None = None,
) -> Changeset:
    """Append changes as one changeset; raise StaleHead when ``register``'s head is no longer the head.

    ``now`` stands in for the clock, where a past is written anew.
    """
    authorship = chain.Authorship(by, why, source, clock.now() if now is None else now, uuid.uuid4().hex, datum)
    changeset = chain.seal(register, authorship, changes, salt=_salts().__next__)
    store.append(changeset)
    return changeset


def _salts() -> Iterator[str]:
    """Yield fresh salts; the system is asked for many at once, since each call of it takes as long as twenty salts."""
    size = 2 * canonical.SALT_BYTES
    while True:
        drawn = secrets.token_hex(SALTS * canonical.SALT_BYTES)
        yield from (drawn[at : at + size] for at in range(0, len(drawn), size))
