"""Look at one place: its periods, what it is on a day, and what lies directly in it."""

from graph.commands.moments import moments
from graph.meaning import places as meaning
from graph.meaning.answers import PlaceSeen
from graph.model.errors import UnknownId
from graph.stores import Store


def place(store: Store, id: str, on: str | None = None, known_at: str | None = None) -> PlaceSeen:
    """Return a place by its id; raise UnknownId, or BadValue with each wrong field."""
    day, known = moments(on, known_at, store.zone)
    found = meaning.place(store.ask("place", place=id, on=day, known_at=known), id, day)
    if not found.periods:
        raise UnknownId("place", id)
    return found
