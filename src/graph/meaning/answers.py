"""Answers: what zeren says, each a dataclass whose fields are the keys of its JSON, in their order.

Rules:
- An answer is never changed once it is made; mypy holds that, run time does not (see ``answer``).
- Keys are never renamed or removed; new ones may be added (docs/json.md).
- Arrays whose order is not stated elsewhere are sorted by bytes.
- An answer is complete or an error; ``complete`` says so in the answer itself.
"""

from dataclasses import dataclass
from typing import TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True)
def answer(shape: type[T]) -> type[T]:
    """Return a dataclass that mypy takes for frozen.

    A trace makes some fifty of these objects. Frozen at run time each costs three times as much to make, and with slots
    each costs four times as much to serialise (orjson reads ``__dict__`` as it is).
    """
    return dataclass(unsafe_hash=True)(shape)


@answer
class AsOf:
    """The last changeset at or before ``known_at``: its hash, and when it was recorded (UTC text)."""

    head: str
    recorded_at: str


@answer
class Question:
    """A trace's question as it was taken: asked again with these values it gives the same bytes for ever."""

    place: str
    matter: str | None
    on: str
    known_at: str | None


@answer
class Link:
    """One place of the chain; a unit has kinds and no level."""

    distance: int
    id: str
    name: str
    level: str | None
    kinds: tuple[str, ...]


@answer
class NamedId:
    """An id with the name that stood on the day."""

    id: str
    name: str | None


@answer
class PostSeen:
    """A post as an answer shows it; the phone is the post's duty phone."""

    id: str
    name: str
    phone: str | None


@answer
class TenureSeen:
    """How and for how long a person holds the post."""

    kind: str
    since: str | None
    until: str | None


@answer
class AssignmentSeen:
    """The assignment that makes the post answer, with its ground."""

    id: str
    since: str | None
    until: str | None
    unit_kinds: tuple[str, ...]
    ground: str | None


@answer
class Accountable:
    """One element of a trace: who answers at which place for which matter, and why. No person: the post is vacant."""

    distance: int
    place: str
    tier: str
    matter: str
    post: PostSeen
    organization: NamedId | None
    person: NamedId | None
    tenure: TenureSeen | None
    assignment: AssignmentSeen


@answer
class Gap:
    """A slot of the chain that is not filled: ``have`` of ``need`` persons."""

    distance: int
    place: str
    tier: str
    matter: str
    requirement: str
    kind: str
    have: int
    need: int


@answer
class Trace:
    """The ordered answer for an incident. It says who answers, with the reason; never who is at fault."""

    question: Question
    chain: tuple[Link, ...]
    chain_ends: str
    accountable: tuple[Accountable, ...]
    gaps: tuple[Gap, ...]
    call_order: tuple[str, ...]
    narrower: tuple[str, ...]
    as_of: AsOf | None
    complete: bool = True


@answer
class PlacePeriod:
    """One period of a place: what it was called, what it was and where it lay."""

    name: str
    level: str | None
    kinds: tuple[str, ...]
    parent: str | None
    since: str | None
    until: str | None


@answer
class PlaceSeen:
    """A place with its periods, the one in force on the day asked about, and the places directly in it that day."""

    id: str
    periods: tuple[PlacePeriod, ...]
    now: PlacePeriod | None
    below: tuple[str, ...]
    as_of: AsOf | None


@answer
class PersonAsked:
    """A question about a person as it was taken."""

    person: str
    on: str
    known_at: str | None


@answer
class Held:
    """A post that a person holds, held or will hold; ``holds`` says whether on the day asked about."""

    post: PostSeen
    organization: NamedId | None
    tenure: TenureSeen
    holds: bool


@answer
class Plot:
    """What a person answers for through a post held on the day: a place, for a matter, in a tier."""

    place: NamedId
    tier: str
    matter: NamedId
    post: str
    assignment: AssignmentSeen


@answer
class PersonSeen:
    """A person's posts and plots; ``load`` is how many places the plots are at."""

    question: PersonAsked
    id: str
    name: str
    posts: tuple[Held, ...]
    plots: tuple[Plot, ...]
    load: int
    as_of: AsOf | None
    complete: bool = True


@answer
class OrganizationAsked:
    """A question about an organization as it was taken."""

    organization: str
    on: str
    known_at: str | None


@answer
class SeatHolder:
    """Who holds a post on the day."""

    person: NamedId
    tenure: TenureSeen


@answer
class Seat:
    """A post of an organization; nobody holds it: the post is vacant."""

    post: PostSeen
    organization: str
    reports_to: NamedId | None
    holders: tuple[SeatHolder, ...]


@answer
class OrganizationSeen:
    """An organization with the posts of it and of those directly below it."""

    question: OrganizationAsked
    id: str
    name: str
    below: tuple[NamedId, ...]
    seats: tuple[Seat, ...]
    as_of: AsOf | None
    complete: bool = True
