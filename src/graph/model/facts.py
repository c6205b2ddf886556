"""The facts of the register: ten tables, each a frozen dataclass whose fields are the columns of the import format.

Rules:
- A field bears the name of its column (a unit's ``kind`` column holds a list and is the field ``kinds``).
- Field metadata says what a column holds: the one description that intake, canonical form, stores and docs read.
- Ids are opaque text, kept byte for byte; areas, units and organizations share one space of ids (docs/meaning.md, Ids).
- ``needed`` columns must be filled where a row is new; ``personal`` values enter the hash chain as salted digests only.
- Degrees are integers of 1e-7 degree, instants of microseconds, so that every engine and the canonical form hold the
  same number.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, fields
from enum import Enum
from functools import cached_property
from operator import attrgetter
from typing import Any, NewType

from graph.model.times import Day, Instant
from graph.model.words import ALL, ANSWERED_AT, LEVELS, TENURE_KINDS, TIERS

PlaceId = NewType("PlaceId", str)
OrganizationId = NewType("OrganizationId", str)
PostId = NewType("PostId", str)
PersonId = NewType("PersonId", str)
MatterId = NewType("MatterId", str)
RequirementId = NewType("RequirementId", str)
AssignmentId = NewType("AssignmentId", str)
TenureId = NewType("TenureId", str)
PrintingId = NewType("PrintingId", str)

Value = str | int | tuple[str, ...] | None


class Form(Enum):
    """What a column holds."""

    ID = "id"
    REFERENCE = "reference"
    NAME = "name"
    TEXT = "text"
    WORD = "word"
    LIST = "list"
    DAY = "day"
    INSTANT = "instant"
    COUNT = "count"
    DEGREES = "degrees"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its header, the field it fills, what it holds and what it refers to."""

    header: str
    field: str
    form: Form
    refers: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    default: Value = None
    needed: bool = False
    personal: bool = False
    limit: int = 0


def _column(form: Form, default: Value = None, **more: Any) -> Any:
    metadata = {"form": form, "default": default, **more}
    if more.get("needed"):
        return field(metadata=metadata)
    return field(default=default, metadata=metadata)


def _id(**more: Any) -> Any:
    return _column(Form.ID, needed=True, **more)


def _refers(*tables: str, needed: bool = False, default: str | None = None) -> Any:
    return _column(Form.REFERENCE, default, refers=tables, needed=needed)


def _list(**more: Any) -> Any:
    return _column(Form.LIST, (), **more)


def _day() -> Any:
    return _column(Form.DAY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """A place with a level; its parent is an area of a strictly higher level."""

    id: PlaceId = _id()
    name: str = _column(Form.NAME, needed=True)
    level: str = _column(Form.WORD, words=LEVELS, needed=True)
    parent: PlaceId | None = _refers("areas")
    since: Day | None = _day()
    until: Day | None = _day()


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """An organization at a place; it lies in an area, never in a unit. Degrees are WGS 84."""

    id: PlaceId = _id()
    name: str = _column(Form.NAME, needed=True)
    kinds: tuple[str, ...] = _list(header="kind")
    area: PlaceId | None = _refers("areas")
    since: Day | None = _day()
    until: Day | None = _day()
    longitude: int | None = _column(Form.DEGREES, limit=180)
    latitude: int | None = _column(Form.DEGREES, limit=90)


@dataclass(frozen=True, slots=True, kw_only=True)
class Organization:
    """A body that posts belong to."""

    id: OrganizationId = _id()
    name: str = _column(Form.NAME, needed=True)
    area: PlaceId | None = _refers("areas")
    parent: OrganizationId | None = _refers("organizations")
    since: Day | None = _day()
    until: Day | None = _day()


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """A seat of an organization or a unit. Phone and email are the post's, never private ones."""

    id: PostId = _id()
    name: str = _column(Form.NAME, needed=True)
    organization: str | None = _refers("organizations", "units")
    kind: str | None = _column(Form.TEXT)
    phone: str | None = _column(Form.TEXT, personal=True)
    email: str | None = _column(Form.TEXT, personal=True)
    reports_to: PostId | None = _refers("posts")
    since: Day | None = _day()
    until: Day | None = _day()


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Someone who holds or held a post; a period changes the name only."""

    id: PersonId = _id()
    name: str = _column(Form.NAME, needed=True, personal=True)
    since: Day | None = _day()
    until: Day | None = _day()


@dataclass(frozen=True, slots=True, kw_only=True)
class Tenure:
    """A person holds a post for a period; it may bear an id of its own."""

    id: TenureId | None = _column(Form.ID)
    post: PostId = _refers("posts", needed=True)
    person: PersonId = _refers("people", needed=True)
    kind: str = _column(Form.WORD, "substantive", words=TENURE_KINDS)
    since: Day | None = _day()
    until: Day | None = _day()


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """What is answered for; a missing parent means ``all``, and a row with the id ``all`` only names it."""

    id: MatterId = _id()
    name: str = _column(Form.NAME, needed=True)
    parent: MatterId | None = _refers("matters", default=ALL)
    since: Day | None = _day()
    until: Day | None = _day()


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """One rule of a scheme: this tier, at such places inside the area, for this matter, at least so many persons."""

    id: RequirementId = _id()
    scheme: str = _column(Form.TEXT, needed=True)
    area: PlaceId | None = _refers("areas")
    tier: str = _column(Form.WORD, words=TIERS, needed=True)
    place_kinds: tuple[str, ...] = _column(Form.LIST, (), needed=True)
    matter: MatterId = _refers("matters", default=ALL)
    minimum: int = _column(Form.COUNT, 1)
    maximum: int | None = _column(Form.COUNT)
    answered_at: str = _column(Form.WORD, "place", words=ANSWERED_AT)
    post_kinds: tuple[str, ...] = _list()
    citation: str | None = _column(Form.TEXT)
    since: Day | None = _day()
    until: Day | None = _day()


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """A post answers at a place for a matter, perhaps only for some kinds of unit, on a ground."""

    id: AssignmentId = _id()
    post: PostId = _refers("posts", needed=True)
    place: PlaceId = _refers("areas", "units", needed=True)
    tier: str = _column(Form.WORD, words=TIERS, needed=True)
    matter: MatterId = _refers("matters", default=ALL)
    unit_kinds: tuple[str, ...] = _list()
    ground: str | None = _column(Form.TEXT)
    since: Day | None = _day()
    until: Day | None = _day()


@dataclass(frozen=True, slots=True, kw_only=True)
class Printing:
    """A place's board was printed: as of ``day``, read at the record time ``known_at``; it hangs for the period.

    ``content`` is the digest of what it says (graph.meaning.board); place, day and ``known_at`` give it again.
    """

    id: PrintingId = _id()
    place: PlaceId = _refers("areas", "units", needed=True)
    day: Day = _column(Form.DAY, needed=True)
    known_at: Instant = _column(Form.INSTANT, needed=True)
    content: str = _column(Form.TEXT, needed=True)
    paper: str = _column(Form.TEXT, needed=True)
    since: Day | None = _day()
    until: Day | None = _day()


Fact = Area | Unit | Organization | Post | Person | Tenure | Matter | Requirement | Assignment | Printing


@dataclass(frozen=True)
class Table:
    """One table of the register: the name of its file, its noun and its columns in order."""

    name: str
    noun: type[Fact]
    columns: tuple[Column, ...]
    periodic: bool
    """One id may have several rows, one per period; otherwise an id stands once."""

    @property
    def by_id(self) -> bool:
        """A row is known by its id alone: whatever else it says, there is one of it."""
        return not self.periodic and self.column("id").needed

    @property
    def headers(self) -> tuple[str, ...]:
        return tuple(column.header for column in self.columns)

    @cached_property
    def fields(self) -> tuple[str, ...]:
        return tuple(column.field for column in self.columns)

    @cached_property
    def lists(self) -> tuple[str, ...]:
        """The fields that hold several values."""
        return tuple(column.field for column in self.columns if column.form is Form.LIST)

    @cached_property
    def personal(self) -> tuple[str, ...]:
        """The fields whose values enter the hash chain as digests only."""
        return tuple(column.field for column in self.columns if column.personal)

    @cached_property
    def repeating(self) -> tuple[str, ...]:
        """The fields of text that stands in many rows, or in other tables: ids, words, days, kinds and grounds."""
        own = (Form.ID,) if self.periodic else ()  # nothing refers to the others
        forms = (*own, Form.REFERENCE, Form.WORD, Form.DAY, Form.TEXT)
        return tuple(column.field for column in self.columns if column.form in forms and not column.personal)

    @cached_property
    def values(self) -> Callable[[Fact], tuple[Value, ...]]:
        """What gives the values of a fact, in the order of ``fields``."""
        return attrgetter(*self.fields)

    def column(self, field_name: str) -> Column:
        return next(column for column in self.columns if column.field == field_name)


def _described(noun: type[Fact]) -> tuple[Column, ...]:
    def one(item: Any) -> Column:
        more = dict(item.metadata)
        return Column(header=more.pop("header", item.name), field=item.name, **more)

    return tuple(one(item) for item in fields(noun))


def _table(name: str, noun: type[Fact], *, periodic: bool) -> Table:
    return Table(name, noun, _described(noun), periodic)


TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        _table("areas", Area, periodic=True),
        _table("units", Unit, periodic=True),
        _table("organizations", Organization, periodic=True),
        _table("posts", Post, periodic=True),
        _table("people", Person, periodic=True),
        _table("tenures", Tenure, periodic=False),
        _table("matters", Matter, periodic=True),
        _table("requirements", Requirement, periodic=False),
        _table("assignments", Assignment, periodic=False),
        _table("printings", Printing, periodic=False),
    )
}

TABLE_OF: dict[type[Fact], Table] = {table.noun: table for table in TABLES.values()}


def table_of(fact: Fact) -> Table:
    """Return the table that holds a fact."""
    return TABLE_OF[type(fact)]


def area_above(fact: Fact) -> str | None:
    """Return the area that a place lies in; None of a root, and of what is no place."""
    if isinstance(fact, Area):
        return fact.parent
    return fact.area if isinstance(fact, Unit) else None
