"""Answers to what is sought by name: places, people, posts and matters, each with why it was found.

Rules are those of ``answers``: each is a dataclass whose fields are the keys of its JSON, in their order.
"""

from graph.meaning.answers import AsOf, answer


@answer
class Matched:
    """Why something was found: ``by`` id, name, prefix, part or pinyin; and the name, perhaps a former one."""

    by: str
    name: str


@answer
class PlaceFound:
    """A place that was sought, in the period that stands on the day asked about."""

    id: str
    name: str
    level: str | None
    kinds: tuple[str, ...]
    parent: str | None
    since: str | None
    until: str | None
    matched: Matched


@answer
class PersonFound:
    """A person who was sought."""

    id: str
    name: str
    since: str | None
    until: str | None
    matched: Matched


@answer
class PostFound:
    """A post that was sought."""

    id: str
    name: str
    organization: str | None
    since: str | None
    until: str | None
    matched: Matched


@answer
class OrganizationFound:
    """An organization that was sought: ``area`` is where it is, ``parent`` the organization directly above it."""

    id: str
    name: str
    area: str | None
    parent: str | None
    since: str | None
    until: str | None
    matched: Matched


@answer
class MatterFound:
    """A matter that was sought."""

    id: str
    name: str
    parent: str | None
    since: str | None
    until: str | None
    matched: Matched


@answer
class PlacesFound:
    """One page of places; ``next`` asks for the page after it at the same head, and is null on the last one."""

    places: tuple[PlaceFound, ...]
    next: str | None
    as_of: AsOf | None
    complete: bool


@answer
class PeopleFound:
    """One page of people."""

    people: tuple[PersonFound, ...]
    next: str | None
    as_of: AsOf | None
    complete: bool


@answer
class PostsFound:
    """One page of posts."""

    posts: tuple[PostFound, ...]
    next: str | None
    as_of: AsOf | None
    complete: bool


@answer
class OrganizationsFound:
    """One page of organizations."""

    organizations: tuple[OrganizationFound, ...]
    next: str | None
    as_of: AsOf | None
    complete: bool


@answer
class MattersFound:
    """One page of matters."""

    matters: tuple[MatterFound, ...]
    next: str | None
    as_of: AsOf | None
    complete: bool
