"""Answers: what zeren says, each a frozen dataclass whose fields are the keys of its JSON, in their order.

Rules:
- Keys are never renamed or removed; new ones may be added (docs/json.md).
- Arrays whose order is not stated elsewhere are sorted by bytes.
- An answer is complete or an error; ``complete`` says so in the answer itself.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AsOf:
    """The last changeset at or before ``known_at``: its hash, and when it was recorded (UTC text)."""

    head: str
    recorded_at: str


@dataclass(frozen=True, slots=True)
class Question:
    """A trace's question as it was taken: asked again with these values it gives the same bytes for ever."""

    place: str
    matter: str | None
    on: str
    known_at: str | None


@dataclass(frozen=True, slots=True)
class Link:
    """One place of the chain; a unit has kinds and no level."""

    distance: int
    id: str
    name: str
    level: str | None
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NamedId:
    """An id with the name that stood on the day."""

    id: str
    name: str | None


@dataclass(frozen=True, slots=True)
class PostSeen:
    """A post as an answer shows it; the phone is the post's duty phone."""

    id: str
    name: str
    phone: str | None


@dataclass(frozen=True, slots=True)
class TenureSeen:
    """How and for how long a person holds the post."""

    kind: str
    since: str | None
    until: str | None


@dataclass(frozen=True, slots=True)
class AssignmentSeen:
    """The assignment that makes the post answer, with its ground."""

    id: str
    since: str | None
    until: str | None
    unit_kinds: tuple[str, ...]
    ground: str | None


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class PlacePeriod:
    """One period of a place: what it was called, what it was and where it lay."""

    name: str
    level: str | None
    kinds: tuple[str, ...]
    parent: str | None
    since: str | None
    until: str | None


@dataclass(frozen=True, slots=True)
class PlaceSeen:
    """A place with its periods, the one in force on the day asked about, and the places directly in it that day."""

    id: str
    periods: tuple[PlacePeriod, ...]
    now: PlacePeriod | None
    below: tuple[str, ...]
    as_of: AsOf | None


@dataclass(frozen=True, slots=True)
class Matched:
    """Why something was found: ``by`` id, name, prefix, part or pinyin; and the name, perhaps a former one."""

    by: str
    name: str


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class PersonFound:
    """A person who was sought."""

    id: str
    name: str
    since: str | None
    until: str | None
    matched: Matched


@dataclass(frozen=True, slots=True)
class PostFound:
    """A post that was sought."""

    id: str
    name: str
    organization: str | None
    since: str | None
    until: str | None
    matched: Matched


@dataclass(frozen=True, slots=True)
class MatterFound:
    """A matter that was sought."""

    id: str
    name: str
    parent: str | None
    since: str | None
    until: str | None
    matched: Matched


@dataclass(frozen=True, slots=True)
class PlacesFound:
    """One page of places; ``next`` asks for the page after it at the same head, and is null on the last one."""

    places: tuple[PlaceFound, ...]
    next: str | None
    as_of: AsOf | None
    complete: bool


@dataclass(frozen=True, slots=True)
class PeopleFound:
    """One page of people."""

    people: tuple[PersonFound, ...]
    next: str | None
    as_of: AsOf | None
    complete: bool


@dataclass(frozen=True, slots=True)
class PostsFound:
    """One page of posts."""

    posts: tuple[PostFound, ...]
    next: str | None
    as_of: AsOf | None
    complete: bool


@dataclass(frozen=True, slots=True)
class MattersFound:
    """One page of matters."""

    matters: tuple[MatterFound, ...]
    next: str | None
    as_of: AsOf | None
    complete: bool


@dataclass(frozen=True, slots=True)
class PersonAsked:
    """A question about a person as it was taken."""

    person: str
    on: str
    known_at: str | None


@dataclass(frozen=True, slots=True)
class Held:
    """A post that a person holds, held or will hold; ``holds`` says whether on the day asked about."""

    post: PostSeen
    organization: NamedId | None
    tenure: TenureSeen
    holds: bool


@dataclass(frozen=True, slots=True)
class Plot:
    """What a person answers for through a post held on the day: a place, for a matter, in a tier."""

    place: NamedId
    tier: str
    matter: NamedId
    post: str
    assignment: AssignmentSeen


@dataclass(frozen=True, slots=True)
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
