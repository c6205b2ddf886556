"""Look at one person: posts, plots and load, on a day and as known at a time."""

from graph.commands.moments import moments
from graph.meaning import person as meaning
from graph.meaning.answers import PersonSeen
from graph.model.errors import UnknownId
from graph.stores import Store


def person(store: Store, id: str, on: str | None = None, known_at: str | None = None) -> PersonSeen:
    """Return a person by id; raise UnknownId, or BadValue with each wrong field."""
    day, known = moments(on, known_at, store.zone)
    found = meaning.person(store.ask("person", person=id, on=day, known_at=known), id, day)
    if found is None:
        raise UnknownId("person", id)
    return found
