"""Look at one organization: its posts, who holds them and who reports to whom, on a day and as known at a time."""

from graph.commands.moments import moments
from graph.meaning import organization as meaning
from graph.meaning.answers import OrganizationSeen
from graph.stores import Store


def organization(store: Store, id: str, on: str | None = None, known_at: str | None = None) -> OrganizationSeen:
    """Return an organization by id; raise UnknownId, NotInForce, or BadValue with each wrong field."""
    day, known = moments(on, known_at, store.zone)
    return meaning.organization(store.ask("organization", organization=id, on=day, known_at=known), id, day)
