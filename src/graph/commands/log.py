"""List the changesets of a register."""

from graph.changes.changeset import Header
from graph.commands import reading
from graph.stores import Store


def log(store: Store) -> list[Header]:
    """Return every changeset's header, oldest first."""
    return reading.headers(store)
