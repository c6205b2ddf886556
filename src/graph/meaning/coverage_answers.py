"""Answers about coverage: what is filled, what is not, since when, and what would be; each the keys of its JSON.

Rules (docs/meaning.md, "Coverage, gaps and audits"; docs/json.md):
- Counts of slots are whole numbers; a share is null where there are no slots, never 100 %.
- Rows are a tuple, or an iterable where they may be so many that they wait on disk; it can be read again.
- Ids stand for places, requirements, posts, persons and matters; names are looked up beside the answer.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from graph.meaning.answers import AsOf
from graph.meaning.board_difference import Difference


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What a question was narrowed to beside its area; what is null or empty narrowed nothing."""

    level: str | None = None
    matter: str | None = None
    tier: str | None = None
    requirement: str | None = None
    without: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Limits:
    """From when on something is a finding: days of acting, days looked ahead, places of one person, days of a board."""

    acting_days: int = 180
    expiring_days: int = 30
    places: int = 10
    board_days: int = 15


@dataclass(frozen=True, slots=True)
class GapCounts:
    """Unfilled slots by kind."""

    unassigned: int
    lapsed: int
    vacant: int
    partial: int


@dataclass(frozen=True, slots=True)
class TierCoverage:
    """The slots of one tier."""

    slots: int
    filled: int
    filled_above: int
    gaps: GapCounts


@dataclass(frozen=True, slots=True)
class AreaCoverage:
    """Everything inside one area."""

    id: str
    name: str
    level: str
    slots: int
    filled: int
    filled_above: int
    coverage: float | None
    own_coverage: float | None
    gaps: GapCounts
    tiers: Mapping[str, TierCoverage]


@dataclass(frozen=True, slots=True)
class Coverage:
    """An area's figures, or the whole register's (``area`` null), and those of the areas inside, worst first."""

    area: str | None
    on: str
    known_at: str | None
    narrowed: Narrowed
    slots: int
    filled: int
    filled_above: int
    coverage: float | None
    own_coverage: float | None
    gaps: GapCounts
    tiers: Mapping[str, TierCoverage]
    orphans: int
    areas: tuple[AreaCoverage, ...]
    changes: "Changed | None"
    as_of: AsOf | None
    complete: bool = True


@dataclass(frozen=True, slots=True)
class LastHolder:
    """Who held a slot last; ``until`` is the day after the last day."""

    person: str
    post: str
    until: str


@dataclass(frozen=True, slots=True)
class AnsweredAbove:
    """Who answers meanwhile at the nearest place above."""

    place: str
    post: str
    person: str


@dataclass(frozen=True, slots=True)
class GapRow:
    """The unfilled leaves of one place, tier and requirement that agree in everything else."""

    place: str
    tier: str
    requirement: str
    kind: str
    have: int
    need: int
    matters: tuple[str, ...]
    since: str | None
    last_holder: LastHolder | None
    answered_above: AnsweredAbove | None


@dataclass(frozen=True, slots=True)
class GapPeriod:
    """One stretch of days of such leaves; both days are days of the stretch."""

    place: str
    tier: str
    requirement: str
    kind: str
    have: int
    need: int
    matters: tuple[str, ...]
    first_day: str
    last_day: str
    last_holder: LastHolder | None
    answered_above: AnsweredAbove | None


@dataclass(frozen=True, slots=True)
class Changed:
    """The slots that opened and closed between two days, as the gaps they are or were; and those open on both."""

    against: str
    opened: Iterable[GapRow]
    closed: Iterable[GapRow]
    still_open: Iterable[GapRow]


@dataclass(frozen=True, slots=True)
class Over:
    """A range of days, half open."""

    since: str
    until: str


@dataclass(frozen=True, slots=True)
class Gaps:
    """A page of gap rows, or with ``over`` of their periods; ``next`` asks for the page after it at the same head."""

    area: str | None
    on: str
    known_at: str | None
    narrowed: Narrowed
    over: Over | None
    gaps: tuple[GapRow | GapPeriod, ...]
    next: str | None
    as_of: AsOf | None
    complete: bool


@dataclass(frozen=True, slots=True)
class WhatIf:
    """What opens without these persons, and what is open either way."""

    area: str | None
    without: tuple[str, ...]
    on: str
    known_at: str | None
    narrowed: Narrowed
    opened: tuple[GapRow, ...]
    still_open: tuple[GapRow, ...]
    next: str | None
    as_of: AsOf | None
    complete: bool


@dataclass(frozen=True, slots=True)
class Keystone:
    """A person without whom ``slots`` filled slots would be unfilled, and the posts that fill them."""

    person: str
    slots: int
    posts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Keystones:
    """A page of persons, most slots first."""

    area: str | None
    on: str
    known_at: str | None
    narrowed: Narrowed
    people: tuple[Keystone, ...]
    next: str | None
    as_of: AsOf | None
    complete: bool


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found wrong: a stable id, what it is about, a remedy, and how many things were looked at (``of``)."""

    id: str
    code: str
    severity: str
    place: str | None
    post: str | None
    person: str | None
    matter: str | None
    detail: Mapping[str, str | int | tuple[str, ...] | tuple[Difference, ...] | None]
    remedy: str
    of: int


@dataclass(frozen=True, slots=True)
class Silenced:
    """A finding that an acceptance silences."""

    finding: str
    by: str
    until: str
    reason: str


@dataclass(frozen=True, slots=True)
class Audit:
    """A page of findings; ``looked_at`` is what each code was measured against, found or not.

    ``codes`` are the audits asked for, null for all; ``acceptances`` is how many were given.
    """

    area: str | None
    on: str
    known_at: str | None
    narrowed: Narrowed
    codes: tuple[str, ...] | None
    limits: Limits
    acceptances: int
    findings: tuple[Finding, ...]
    looked_at: Mapping[str, int]
    accepted: int
    silenced: tuple[Silenced, ...]
    next: str | None
    as_of: AsOf | None
    complete: bool


@dataclass(frozen=True, slots=True)
class Plot:
    """What one person is to answer for: the slots of one requirement at one place."""

    place: str
    tier: str
    requirement: str


@dataclass(frozen=True, slots=True)
class Several:
    """A person with more than one plot."""

    person: str
    plots: tuple[Plot, ...]


@dataclass(frozen=True, slots=True)
class ExactlyOne:
    """One person one plot, nothing missing, no one idle: how many plots and people are so, and which are not.

    ``missing``: plots with an unfilled slot; ``shared``: with a slot that several persons fill; ``several``: people
    with more than one plot; ``idle``: held posts that answer nowhere.
    """

    area: str | None
    on: str
    known_at: str | None
    narrowed: Narrowed
    plots: int
    plots_with_one: int
    people: int
    people_with_one: int
    missing: Iterable[Plot]
    shared: Iterable[Plot]
    several: Iterable[Several]
    idle: Iterable[str]
    as_of: AsOf | None
    complete: bool = True
