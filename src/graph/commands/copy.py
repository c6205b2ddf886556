"""Copy a register: replay its changesets, with its id, times and salts, into another store.

Rules:
- The copy is the same register: same id, same heads, same answers byte for byte, on either engine.
- A copy that stopped is continued: the changesets that the target holds must be the first ones of the source.
"""

from graph.changes.changeset import Changeset
from graph.commands import reading
from graph.model.errors import BadRegister
from graph.stores import Access, Store, create_store, open_store


def copy(source: Store, target: str, *, access: Access | None = None) -> int:
    """Replay a register's changesets into ``target`` and return how many were written."""
    store = _target(source, target, access)
    try:
        headers = reading.headers(source)
        done = store.register().head
        if done.number > len(headers) or (done.number and headers[done.number - 1].hash != done.hash):
            raise BadRegister("another_history", path=store.name)
        for header in headers[done.number :]:
            store.append(Changeset(header, reading.changes(source, header)))
        return len(headers) - done.number
    finally:
        store.close()


def _target(source: Store, target: str, access: Access | None) -> Store:
    register = source.register()
    try:
        store = open_store(target, access)
    except BadRegister as error:
        if error.code != "no_register":
            raise
        return create_store(
            target,
            id=register.id,
            zone=register.zone,
            created_at=register.created_at,
            access=access,
        )
    if store.register().id != register.id:
        store.close()
        raise BadRegister("another_register", path=store.name)
    return store
