"""Random registers, each a history of changesets at the level of facts, and random questions to them.

Rules of this module:
- A register is valid by construction, as the rules of writing judge it: periods of one id never overlap, a parent
  stands strictly higher on every day, every reference names an id that is there. `test_strategies.py` checks it.
- Nothing but facts and days: no store, no file. `histories.py` writes a register and turns it into the oracle's.
- Days, record times and ids come from small pools, so that boundaries coincide and ids nearly do.
- A pair of areas (of matters, …) may change places on one day: what stood above then stands below.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from functools import cache
from typing import Any, TypeVar

from hypothesis import strategies as st

from graph.changes.changeset import Change
from graph.changes.stored import Identity, identity
from graph.model.facts import (
    TABLES,
    Area,
    Assignment,
    AssignmentId,
    Fact,
    Form,
    Matter,
    MatterId,
    Organization,
    OrganizationId,
    Person,
    PersonId,
    PlaceId,
    Post,
    PostId,
    Printing,
    PrintingId,
    Requirement,
    RequirementId,
    Tenure,
    TenureId,
    Unit,
)
from graph.model.times import Day, Instant, parse_instant
from graph.model.words import ALL, ANSWERED_AT, LEVELS, TENURE_KINDS, TIERS

T = TypeVar("T")

NASTY = (
    "A1",
    "a1",
    "Ａ１",
    "07",
    "7",
    "007",
    "０７",
    "caf\u00e9",
    "cafe\u0301",
    "\u0301",
    "ALL",
    "ａｌｌ",
    "all\u200b",
    "null",
    "NULL",
    '"',
    "'",
    "''",
    "`a1`",
    "a;b",
    "a,b",
    "%",
    "_",
    "$place",
    ":place",
    "\\u0041\\u0031",
    "\\",
    "'}) DETACH DELETE n //",
    "'; DROP TABLE areas; --",
    "[]",
    "{}",
    "村",
    "村東",
    "𠮷",
    "🔥",
    "👨‍🚒",
    "İ",
    "ß",
    "ss",
    "x" * 200,
    "x" * 199,
)
"""Ids that an engine may fold, quote or take for something else."""

UNKNOWN = ("nobody", "A1 ", "", "A１", "x" * 201)
NAMES = ("安", "安 ", "A1", "Nämé", 'the "east" gate', "line\nbreak", "o'neill, x", "null", "-1", "=1+1")
UNIT_KINDS = (
    *("school", "School", "ｓchool", "caf\u00e9", "cafe\u0301", 'nine "small"', "场所"),
    *("nine_small_venue", "九小场所", "村社区", "\\学校", "\\"),
)
POST_KINDS = ("secretary", "director", "Director", "所长", "主任")
PHONES = ("110", "0110", "+86 119", "１１９")
GROUNDS = ("Act §5", "令 12", "'quoted'", "[]")
DAYS = tuple(
    map(Day, ("2021-01-01", "2021-01-02", "2022-03-01", "2023-06-15", "2024-02-29", "2024-03-01", "2026-01-01"))
)
LAST = len(DAYS) + 1
"""Positions in time: 0 is "as long as known" or open backwards, k is DAYS[k-1], LAST is open."""
QUESTION_DAYS = tuple(
    sorted({*DAYS, *map(Day, ("2020-12-31", "2022-02-28", "2022-03-02", "2023-06-14", "2024-12-31", "2025-12-31"))})
)
NOWS = tuple(
    map(
        parse_instant,
        ("2025-01-01T00:00:00Z", "2025-01-01T00:00:00.000001Z", "2025-06-01T12:00:00.5Z", "2026-01-01T00:00:00Z"),
    )
)
"""What the clock says; it may stand still or go back between two changesets."""
BANDS = (
    ((0, 1), (2, 3), (4, 5), (6, 7)),
    ((0,), (1, 2), (3,), (4, 5), (6, 7)),
    ((0,), (1,), (2,), (3,), (4,), (5,), (6,), (7,)),
)
"""Levels that an area may have, by its rank: a rank's levels all stand above those of the next."""

SHARED = ("areas", "units", "organizations")

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Step:
    """One changeset to be: what the clock says, and its changes."""

    now: Instant
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A register to be: its changesets, the facts known after each, and the ids that occur."""

    steps: tuple[Step, ...]
    known: tuple[dict[int, Fact], ...]
    bodies: tuple[str, ...]
    matters: tuple[str, ...]

    @property
    def recorded(self) -> tuple[Instant, ...]:
        """When each changeset will be recorded: by the clock, or just after the one before."""
        times: list[Instant] = []
        for step in self.steps:
            times.append(Instant(max(step.now, times[-1] + 1)) if times else step.now)
        return tuple(times)


@dataclass(frozen=True, slots=True)
class Question:
    """One question to a register; a `known_at` of None is the head's."""

    place: str
    matter: str | None
    on: Day
    known_at: Instant | None


@cache
def _numbers(below: int) -> st.SearchStrategy[int]:
    return st.integers(0, below - 1)


class Dice:
    """Small choices, each one draw; the first is the simplest."""

    def __init__(self, draw: st.DrawFn) -> None:
        self._draw = draw

    def below(self, number: int) -> int:
        return self._draw(_numbers(number)) if number > 1 else 0

    def between(self, least: int, most: int) -> int:
        return least + self.below(most - least + 1)

    def rarely(self, number: int) -> bool:
        """Once in so many times."""
        return self.below(number) == number - 1

    def one(self, among: Sequence[T]) -> T:
        return among[self.below(len(among))]

    def perhaps(self, among: Sequence[T], *, none: int = 3) -> T | None:
        """One of them; once in `none` times, and where there is none, None."""
        return None if not among or self.rarely(none) else self.one(among)

    def some(self, among: Sequence[str], least: int, most: int) -> tuple[str, ...]:
        """A sorted tuple of distinct ones."""
        return tuple(sorted({self.one(among) for _ in range(self.between(least, most))}))

    def distinct(self, among: Sequence[str], least: int, most: int) -> list[str]:
        """Distinct ones in a drawn order."""
        left = list(among)
        return [left.pop(self.below(len(left))) for _ in range(self.between(least, most))]


class World:
    """The facts known so far while a register is drawn, and what may be added to them."""

    def __init__(self, dice: Dice, *, as_files: bool, settled: bool = False) -> None:
        self.dice = dice
        self.as_files = as_files
        self.settled = settled
        self.known: dict[int, Fact] = {}
        self.version = 0
        self.changes: list[Change] = []
        self.turn = dice.between(1, LAST - 1) if dice.rarely(4) else 0
        self.bands = dice.one(BANDS)
        self.tier = dice.one(TIERS)  # most lines and requirements are of one tier, so that they meet
        bodies = dice.distinct((*NASTY, ALL), 8, 14)
        areas = dice.between(3, min(7, len(bodies) - 2))
        rest = len(bodies) - areas
        self.ids: dict[str, list[str]] = {
            "areas": bodies[:areas],
            "units": bodies[areas : areas + (rest + 1) // 2],
            "organizations": bodies[areas + (rest + 1) // 2 :],
            "posts": dice.distinct(NASTY, 2, 6),
            "people": dice.distinct(NASTY, 2, 5),
            "matters": dice.distinct(NASTY, 0, 6),
            "requirements": dice.distinct(NASTY, 1, 7),
            "assignments": dice.distinct(NASTY, 4, 16),
            "printings": dice.distinct(NASTY, 1, 6),
        }
        self.bodies = bodies
        self._ranks = {
            "areas": self._two_orders(bodies),
            "organizations": self._two_orders(bodies),
            "posts": self._two_orders(self.ids["posts"]),
            "matters": self._two_orders(self.ids["matters"]),
        }

    # --- what may stand where ----------------------------------------------------------------------------------------

    def _two_orders(self, ids: Sequence[str]) -> tuple[dict[str, int], dict[str, int]]:
        """Who may stand above whom: the order before the turn, and the one after, in which two have changed places."""
        before = {id: rank for rank, id in enumerate(ids)}
        after = dict(before)
        if self.turn and len(ids) > 1:
            one, other = self.dice.one(ids), self.dice.one(ids)
            after[one], after[other] = before[other], before[one]
        return before, after

    def _rank(self, table: str, id: str, span: Span) -> int:
        return self._ranks[table][span[0] >= self.turn > 0][id]

    def _band(self, id: str, span: Span) -> int:
        """An area's place among the levels; the areas of the start are spread over all of them."""
        rank, areas = self._rank("areas", id, span), len(self.ids["areas"])
        return min(rank * len(self.bands) // areas, len(self.bands) - 1)

    def present(self, table: str) -> list[str]:
        """The ids that a reference to a table may name."""
        found = dict.fromkeys(str(fact.id) for fact in self.known.values() if type(fact) is TABLES[table].noun)
        return [id for id in found if not (table == "matters" and id == ALL)]

    def _above(self, table: str, id: str, span: Span, *, none: int) -> str | None:
        rank = self._rank(table, id, span)
        found = [other for other in self.present(table) if self._rank(table, other, span) < rank]
        return self.dice.perhaps(found[::-1], none=none)

    def free(self, who: Identity, kind: type[Fact], besides: Fact | None = None) -> list[Span]:
        """The stretches of time in which an identity has no row (but the one besides which is asked)."""
        taken = sorted(
            span_of(fact)
            for fact in self.known.values()
            if type(fact) is kind and fact is not besides and identity(fact) == who
        )
        found, at = [], 0
        for since, until in taken:
            if at < since:
                found.append((at, since))
            at = until
        if at < LAST:
            found.append((at, LAST))
        if not self.turn or kind not in (Area, Organization, Post, Matter):
            return found
        parts = ((max(since, low), min(until, high)) for since, until in found for low, high in self._halves)
        return [(since, until) for since, until in parts if since < until]

    @property
    def _halves(self) -> tuple[Span, Span]:
        return (0, self.turn), (self.turn, LAST)

    def within(self, free: Span) -> Span:
        """A period in a free stretch: mostly the whole of it."""
        return self.part(free) if self.dice.rarely(6 if self.settled else 3) else free

    def part(self, free: Span) -> Span:
        since = self.dice.between(free[0], free[1] - 1)
        return since, self.dice.between(since + 1, free[1])

    # --- one fact of each kind ---------------------------------------------------------------------------------------

    def area(self, id: str, span: Span) -> Area:
        band = self._band(id, span)
        above = [other for other in self.present("areas") if self._band(other, span) < band]
        above.sort(key=lambda other: -self._band(other, span))
        parent = self.dice.perhaps(above, none=8)
        level = LEVELS[self.dice.one(self.bands[band])]
        return Area(id=PlaceId(id), name=self.name(), level=level, parent=_place(parent), **_days(span))

    def unit(self, id: str, span: Span) -> Unit:
        longitude, latitude = self.dice.one(((None, None), (1_220_000_001, -370_000_000), (0, 0)))
        area = self.dice.perhaps(self.present("areas")[::-1], none=10)
        kinds = self.dice.some(UNIT_KINDS, 0, 3)
        return Unit(
            id=PlaceId(id),
            name=self.name(),
            kinds=kinds,
            area=_place(area),
            longitude=longitude,
            latitude=latitude,
            **_days(span),
        )

    def organization(self, id: str, span: Span) -> Organization:
        parent = self._above("organizations", id, span, none=2)
        return Organization(
            id=OrganizationId(id),
            name=self.name(),
            area=_place(self.dice.perhaps(self.present("areas"))),
            parent=None if parent is None else OrganizationId(parent),
            **_days(span),
        )

    def post(self, id: str, span: Span) -> Post:
        reports_to = self._above("posts", id, span, none=2)
        return Post(
            id=PostId(id),
            name=self.name(),
            organization=self.dice.perhaps(self.present("organizations") + self.present("units"), none=4),
            kind=self.dice.perhaps(POST_KINDS, none=4),
            phone=self.dice.perhaps(PHONES),
            email=self.dice.perhaps(("duty@example.org",)),
            reports_to=None if reports_to is None else PostId(reports_to),
            **_days(span),
        )

    def person(self, id: str, span: Span) -> Person:
        return Person(id=PersonId(id), name=self.name(), **_days(span))

    def matter(self, id: str, span: Span) -> Matter:
        parent = self._above("matters", id, span, none=4) or ALL
        return Matter(id=MatterId(id), name=self.name(), parent=MatterId(parent), **_days(span))

    def root(self) -> Matter:
        """The row that names the built-in root."""
        return Matter(id=MatterId(ALL), name=self.name(), parent=None)

    def tenure(self, id: str | None, post: str, person: str, span: Span) -> Tenure:
        return Tenure(
            id=None if id is None else TenureId(id),
            post=PostId(post),
            person=PersonId(person),
            kind=self.dice.one(TENURE_KINDS),
            **_days(span),
        )

    def requirement(self, id: str) -> Requirement:
        minimum = self.dice.one((1, 1, 2) if self.settled else (1, 2, 1, 3, 2, 0))
        kinds = sorted({fact.level for fact in self.known.values() if isinstance(fact, Area)})
        place_kinds = (self.dice.one(LEVELS), self.dice.one(UNIT_KINDS), *self.dice.some(kinds, 1, 4))
        return Requirement(
            id=RequirementId(id),
            scheme=self.dice.one(GROUNDS),
            area=_place(None if self.dice.rarely(2) else self.dice.one(self.present("areas"))),
            tier=self._some_tier(),
            place_kinds=tuple(sorted(set(place_kinds))),
            matter=self._some_matter(),
            minimum=minimum,
            maximum=self.dice.perhaps((minimum, minimum + 1)),
            answered_at=self.dice.one(ANSWERED_AT),
            post_kinds=self.dice.some(POST_KINDS, 1, 2) if self.dice.rarely(8 if self.settled else 3) else (),
            citation=self.dice.perhaps(GROUNDS),
            **_days(self.within((0, LAST))),
        )

    def assignment(self, id: str) -> Assignment:
        low = self.dice.rarely(2)
        place = self.dice.one(self.present("areas")[::-1][:3] if low else self.present("areas") + self.present("units"))
        at_area = place in self.present("areas")
        return Assignment(
            id=AssignmentId(id),
            post=PostId(self.dice.one(self.present("posts"))),
            place=PlaceId(place),
            tier=self._some_tier(),
            matter=self._some_matter(),
            unit_kinds=self.dice.some(UNIT_KINDS, 1, 3) if at_area and self.dice.rarely(3) else (),
            ground=self.dice.perhaps(GROUNDS),
            **_days(self.within((0, LAST))),
        )

    def printing(self, id: str) -> Printing:
        return Printing(
            id=PrintingId(id),
            place=PlaceId(self.dice.one(self.present("areas") + self.present("units"))),
            day=Day(self.dice.one(DAYS)),
            known_at=Instant(self.dice.between(1, 1 << 40)),
            content=self.dice.one(GROUNDS),
            paper=self.dice.one(("a4", "a3", "60x90")),
            **_days(self.within((0, LAST))),
        )

    def name(self) -> str:
        return self.dice.one(NAMES).strip()

    def _some_matter(self) -> MatterId:
        return MatterId(self.dice.perhaps(self.present("matters"), none=2 if self.settled else 3) or ALL)

    def _some_tier(self) -> str:
        return self.dice.one((*(self.tier,) * (6 if self.settled else 2), *TIERS))

    # --- changes -----------------------------------------------------------------------------------------------------

    def record(self, fact: Fact | None, supersedes: int | None = None, table: str | None = None) -> None:
        self.version += 1
        if supersedes is not None:
            gone = self.known.pop(supersedes)
            table = table_name(gone)
        if fact is not None:
            self.known[self.version] = fact
            table = table_name(fact)
        assert table is not None
        self.changes.append(Change(table, fact, supersedes))

    def add_periods(self, table: str, id: str) -> None:
        """Add an id with one to three periods, with or without a gap between them."""
        make: Callable[[str, Span], Fact] = getattr(self, _MAKERS[table])
        count = self.dice.one((1, 1, 1, 2) if self.settled else (1, 1, 2, 3))
        for number in range(count):
            free = self.free(id, TABLES[table].noun)
            if free:
                first_of_several = number == 0 and count > 1
                stretch = self.dice.one(free)
                self.record(make(id, self.part(stretch) if first_of_several else self.within(stretch)))

    def add_tenure(self) -> None:
        post, person = self.dice.one(self.present("posts")), self.dice.one(self.present("people"))
        free = self.free((post, person), Tenure)
        used = {fact.id for fact in self.known.values() if isinstance(fact, Tenure)}
        id = self.dice.perhaps([id for id in NASTY[:12] if id not in used], none=2)
        if free:
            self.record(self.tenure(id, post, person, self.within(self.dice.one(free))))

    def begin(self) -> None:
        """Draw the first changeset; some of the ids are kept back for later ones."""
        dice = self.dice
        for table in ("areas", "units", "organizations", "posts", "people", "matters"):
            ids = self.ids[table]
            least = 0 if table == "matters" else 1
            kept_back = min(dice.one((0, 0, 1, 2)), max(0, len(ids) - least))
            for id in ids[: len(ids) - kept_back]:
                self.add_periods(table, id)
        if dice.rarely(3):
            self.record(self.root())
        for _ in range(dice.between(6, 14) if self.settled else dice.between(2, 9)):
            self.add_tenure()
        for id in self.ids["requirements"][dice.below(2) :]:
            self.record(self.requirement(id))
        for id in self.ids["assignments"][dice.below(3) :]:
            self.record(self.assignment(id))

    def go_on(self) -> None:
        """Draw a later changeset: corrections, withdrawals and additions."""
        known_before = dict(self.known)
        for _ in range(self.dice.between(1, 6)):
            left = [version for version in known_before if version in self.known]
            match self.dice.below(4):
                case 0 | 1:
                    self.correct(left)
                case 2:
                    self.withdraw(left)
                case _:
                    self.add()
        if not self.changes:
            self.record(Person(id=PersonId(f"late {self.version}"), name="late"))

    def correct(self, versions: Sequence[int]) -> None:
        if not versions:
            return
        version = self.dice.one(versions)
        old = self.known[version]
        new = self._corrected(old)
        if new is not None and new != old:
            self.record(new, version)

    def _corrected(self, old: Fact) -> Fact | None:
        """Another belief about the same fact: other values, another period, or both."""
        dice = self.dice
        match old:
            case Requirement() | Printing():
                return _mixed(dice, old, getattr(self, _MAKERS[table_name(old)])(old.id))
            case Assignment():
                fresh = self.assignment(old.id)
                return replace(fresh, since=old.since, until=old.until) if dice.rarely(2) else fresh
            case Tenure():
                return self._corrected_tenure(old)
            case Person() if self.as_files:
                return replace(old, name=self.name())
            case Matter(id="all"):
                return replace(old, name=self.name())
            case _:
                free = [span for span in self.free(str(old.id), type(old), besides=old) if _share(span, span_of(old))]
                if not free:
                    return None
                span = span_of(old) if dice.rarely(2) else self.within(dice.one(free))
                if not any(since <= span[0] and span[1] <= until for since, until in free):
                    return None
                return _mixed(dice, old, getattr(self, _MAKERS[table_name(old)])(old.id, span))

    def _corrected_tenure(self, old: Tenure) -> Tenure | None:
        """A tenure without an id of its own stays its post's and person's; it may be given an id."""
        post, person = old.post, old.person
        if old.id is not None and self.dice.rarely(2):
            post, person = PostId(self.dice.one(self.present("posts"))), PersonId(self.dice.one(self.present("people")))
        free = self.free((post, person), Tenure, besides=old)
        if not free:
            return None
        used = {fact.id for fact in self.known.values() if isinstance(fact, Tenure)}
        takes_one = old.id is None and self.dice.rarely(3)
        id = self.dice.perhaps([id for id in NASTY[:12] if id not in used]) if takes_one else old.id
        return self.tenure(id, post, person, self.within(self.dice.one(free)))

    def withdraw(self, versions: Sequence[int]) -> None:
        """Withdraw a row that should never have been there, unless it is the last of an id that something names."""
        found = [version for version in versions if self._may_go(self.known[version])]
        if found:
            version = self.dice.one(found)
            self.record(None, version)

    def _may_go(self, fact: Fact) -> bool:
        if self.as_files and isinstance(fact, Person):
            return False
        others = [other for other in self.known.values() if other is not fact]
        if any(type(other) is type(fact) and other.id == fact.id for other in others):
            return True
        table = table_name(fact)
        return not any(fact.id in references(other, table) for other in others)

    def add(self) -> None:
        """Add a row: of an id that is new or was kept back, or another period of one that is there."""
        table = self.dice.one(tuple(TABLES))
        noun = TABLES[table].noun
        if table == "tenures":
            return self.add_tenure()
        if TABLES[table].by_id:
            new = [id for id in self.ids[table] if id not in self.present(table)]
            if new:
                make: Callable[[str], Fact] = getattr(self, _MAKERS[table])
                self.record(make(self.dice.one(new)))
            return None
        ids = self.ids[table]
        if table in SHARED:
            others = {id for other in SHARED if other != table for id in self.present(other)}
            ids = [id for id in self.bodies if id not in others]
        if ids:
            id = self.dice.one(ids[::-1])
            free = self.free(id, noun)
            if free:
                self.record(getattr(self, _MAKERS[table])(id, self.within(self.dice.one(free))))
        return None

    def step(self, now: Instant) -> Step:
        changes, self.changes = tuple(self.changes), []
        return Step(now, changes)


_MAKERS = {
    "areas": "area",
    "units": "unit",
    "organizations": "organization",
    "posts": "post",
    "people": "person",
    "matters": "matter",
    "requirements": "requirement",
    "assignments": "assignment",
    "printings": "printing",
}


def table_name(fact: Fact) -> str:
    return next(name for name, table in TABLES.items() if table.noun is type(fact))


def references(fact: Fact, table: str) -> list[object]:
    """The ids in a table that a fact names."""
    columns = [column for column in TABLES[table_name(fact)].columns if column.form is Form.REFERENCE]
    return [getattr(fact, column.field) for column in columns if table in column.refers]


def span_of(fact: Fact) -> Span:
    since = 0 if fact.since is None else DAYS.index(fact.since) + 1
    return since, LAST if fact.until is None else DAYS.index(fact.until) + 1


def _days(span: Span) -> dict[str, Any]:
    since, until = span
    return {"since": DAYS[since - 1] if since else None, "until": DAYS[until - 1] if until < LAST else None}


def _share(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _place(id: str | None) -> PlaceId | None:
    return None if id is None else PlaceId(id)


_PAIRS = ({"minimum", "maximum"}, {"longitude", "latitude"}, {"since", "until"}, {"level", "parent"})
"""Values that are right or wrong together."""


def _mixed(dice: Dice, old: Fact, fresh: Fact) -> Fact:
    """The fresh fact, or the old one with its period and one other value of the fresh one."""
    if dice.rarely(2):
        return fresh
    name = dice.one([field.name for field in fields(old) if field.name not in ("id", "since", "until")])
    names = next((pair for pair in _PAIRS if name in pair), {name}) | {"since", "until"}
    if span_of(fresh) != span_of(old):
        names |= {"level", "parent", "reports_to"}  # what stands above in one period may stand too low in another
    return replace(old, **{field.name: getattr(fresh, field.name) for field in fields(old) if field.name in names})


@st.composite
def registers(draw: st.DrawFn, *, later: int = 4, as_files: bool = False, settled: bool = False) -> Drawn:
    """A valid register: a first changeset, and up to so many later ones; of what files can say of people, if asked.

    In a settled one periods are long and most posts are held and named, so that many slots are filled.
    """
    dice = Dice(draw)
    world = World(dice, as_files=as_files, settled=settled)
    world.begin()
    steps, known = [world.step(dice.one(NOWS))], [dict(world.known)]
    for _ in range(dice.between(min(1, later), later)):
        world.go_on()
        steps.append(world.step(dice.one(NOWS)))
        known.append(dict(world.known))
    return Drawn(tuple(steps), tuple(known), tuple(world.bodies), tuple(world.ids["matters"]))


@st.composite
def questions(draw: st.DrawFn, drawn: Drawn) -> Question:
    """A question to a register: mostly of ids that are there, at times around its changesets."""
    dice = Dice(draw)
    places = [fact.id for known in drawn.known for fact in known.values() if isinstance(fact, Area | Unit)]
    place = dice.one((*UNKNOWN, *drawn.bodies)) if dice.rarely(12) else dice.one(places[::-1])
    known_matters = [fact.id for known in drawn.known for fact in known.values() if isinstance(fact, Matter)]
    matters: tuple[str | None, ...] = (ALL, None, *known_matters[:12])
    rare = ("nothing", "All", "", dice.one(drawn.matters or ("",)))
    matter = dice.one(rare) if dice.rarely(8) else dice.one(matters)
    return Question(place, matter, dice.one(QUESTION_DAYS), _known_at(dice, drawn.recorded))


@dataclass(frozen=True, slots=True)
class CoverageQuestion:
    """One question of coverage, gaps or audits: its name, and its arguments as tests/coverage_oracle.py names them."""

    name: str
    arguments: dict[str, Any]


@st.composite
def coverage_questions(draw: st.DrawFn, drawn: Drawn, names: Sequence[str]) -> CoverageQuestion:
    """A question of one of these names: mostly of the whole register, or of an area that is there."""
    dice = Dice(draw)
    name = dice.one(names)
    known = [fact for facts in drawn.known for fact in facts.values()]
    people = sorted({fact.person for fact in known if isinstance(fact, Tenure)})
    area = _coverage_area(dice, drawn, known)
    arguments: dict[str, Any] = {"area": area, "on": dice.one(QUESTION_DAYS)}
    arguments["known_at"] = _known_at(dice, drawn.recorded)
    if name != "audit":
        matters = sorted({fact.id for fact in known if isinstance(fact, Matter)})
        rules = sorted({fact.id for fact in known if isinstance(fact, Requirement)})
        arguments["matter"] = dice.one((None, None, None, "nothing", ALL, *matters))
        arguments["tier"] = dice.one((None, None, None, *TIERS))
        arguments["requirement"] = "nothing" if dice.rarely(20) else dice.perhaps(rules) if dice.rarely(4) else None
    if name == "what_if" or dice.rarely(4):
        arguments["without"] = dice.some(("nobody",) if dice.rarely(15) else people or ("nobody",), 1, 2)
    if name == "coverage" and dice.rarely(3):
        arguments["level"] = dice.one(LEVELS)
    if name == "changed":
        arguments["against"] = dice.one(QUESTION_DAYS)
    if name == "gaps" and dice.rarely(2):
        arguments["over"] = _some_days(dice)
    return CoverageQuestion(name, arguments)


def _coverage_area(dice: Dice, drawn: Drawn, known: Sequence[Fact]) -> str | None:
    areas = sorted({fact.id for fact in known if isinstance(fact, Area)})
    if dice.rarely(15):
        return dice.one((*UNKNOWN, *drawn.bodies))
    return dice.perhaps(areas, none=2)


def _some_days(dice: Dice) -> str:
    """A range of a few weeks around a day on which facts begin and end; now and then of years."""
    day = date.fromisoformat(dice.one(DAYS))
    since = day - timedelta(days=dice.between(0, 20))
    until = date.fromisoformat(DAYS[-1]) if dice.rarely(12) else day + timedelta(days=dice.between(1, 20))
    return f"{since}..{max(until, since + timedelta(days=1))}"


def _known_at(dice: Dice, recorded: Sequence[Instant]) -> Instant | None:
    if dice.rarely(4):
        return None
    if dice.rarely(10):
        return Instant(dice.one((recorded[0] - 1, 0, recorded[-1] + 1, recorded[-1] + 10**15)))
    return Instant(dice.one(recorded) + dice.one((0, 0, 0, 1, -1, 10**9)))


def any_register() -> st.SearchStrategy[Drawn]:
    """A register in which little is settled, or much."""
    return registers() | registers(settled=True)


def asked_of(*names: str) -> st.SearchStrategy[tuple[Drawn, CoverageQuestion]]:
    """Any register, and a question of one of these names to it."""
    return any_register().flatmap(lambda drawn: st.tuples(st.just(drawn), coverage_questions(drawn, names)))


def asked_of_one(name: str) -> st.SearchStrategy[tuple[Drawn, CoverageQuestion, int]]:
    """Any register, a question of this name to it, and a number that chooses what it is about."""
    return st.tuples(asked_of(name), st.integers(0, 10_000)).map(lambda asked: (*asked[0], asked[1]))


def several(drawn: Drawn, count: int) -> st.SearchStrategy[list[Question]]:
    return st.lists(questions(drawn), min_size=count, max_size=count)


def asked(count: int, *, later: int = 4) -> st.SearchStrategy[tuple[Drawn, list[Question]]]:
    """A register and questions to it."""
    return registers(later=later).flatmap(lambda drawn: st.tuples(st.just(drawn), several(drawn, count)))


def tables_of(facts: Iterable[Fact]) -> dict[str, list[Fact]]:
    found: dict[str, list[Fact]] = {name: [] for name in TABLES}
    for fact in facts:
        found[table_name(fact)].append(fact)
    return found
