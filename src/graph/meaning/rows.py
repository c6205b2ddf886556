"""Rows as the questions return them: one tuple for each declared part, its fields as the query files name them.

Rules:
- A test compares each tuple's fields with the header of its question on both engines.
"""

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any, NamedTuple

from graph.meaning.answers import AsOf
from graph.model.times import Day, Instant, instant_text


class AsOfRow(NamedTuple):
    known_at: Instant | None
    head: str | None
    recorded_at: Instant | None


class ChainRow(NamedTuple):
    distance: int
    id: str
    name: str
    level: str | None
    kinds: list[str]
    parent: str | None


class MatterRow(NamedTuple):
    id: str
    parent: str | None
    name: str | None


class AssignmentRow(NamedTuple):
    distance: int
    place: str
    id: str
    tier: str
    matter: str
    unit_kinds: list[str]
    ground: str | None
    since: str | None
    until: str | None
    answers: bool
    """The assignment and its post are in force on the day; false for one that ended or lost its post."""
    post: str
    post_name: str
    post_kind: str | None
    phone: str | None
    organization: str | None
    organization_name: str | None
    person: str | None
    person_name: str | None
    tenure_kind: str | None
    tenure_since: str | None
    tenure_until: str | None


class RequirementRow(NamedTuple):
    id: str
    area: str | None
    tier: str
    place_kinds: list[str]
    matter: str
    minimum: int
    answered_at: str
    post_kinds: list[str]
    citation: str | None = None


class PeriodRow(NamedTuple):
    name: str
    level: str | None
    kinds: list[str]
    parent: str | None
    since: str | None
    until: str | None


class BelowRow(NamedTuple):
    id: str


class FoundRow(NamedTuple):
    id: str
    rank: int


class NamedRow(NamedTuple):
    """A known period of something found; ``rank`` is how well this name fits, null where it does not.

    ``area`` is an organization's; ``above`` what lies directly above anything else, an organization's parent too.
    """

    id: str
    rank: int | None
    name: str
    level: str | None
    kinds: list[str]
    above: str | None
    area: str | None
    since: Day | None
    until: Day | None


class PersonRow(NamedTuple):
    name: str
    since: Day | None
    until: Day | None


class TenureRow(NamedTuple):
    post: str
    post_name: str
    phone: str | None
    organization: str | None
    organization_name: str | None
    kind: str
    since: Day | None
    until: Day | None
    holds: bool
    """The tenure and its post are in force on the day."""


class PlotRow(NamedTuple):
    place: str
    place_name: str
    tier: str
    matter: str
    matter_name: str | None
    post: str
    assignment: str
    unit_kinds: list[str]
    ground: str | None
    since: Day | None
    until: Day | None


class OrganizationRow(NamedTuple):
    name: str
    since: Day | None
    until: Day | None


class BelowOrganizationRow(NamedTuple):
    id: str
    name: str


class SeatRow(NamedTuple):
    """A post with one of its holders; without one ``person`` is null."""

    post: str
    post_name: str
    phone: str | None
    organization: str
    reports_to: str | None
    reports_to_name: str | None
    person: str | None
    person_name: str | None
    kind: str | None
    since: Day | None
    until: Day | None


class PostPeriodRow(NamedTuple):
    """A period of a post; its organization's or unit's name is the one that stands on the day."""

    post: str
    name: str
    organization_name: str | None
    since: Day | None
    until: Day | None

    @property
    def called(self) -> str:
        """The post's name with its organization's, unless the one holds the other already."""
        within = self.organization_name
        return self.name if within is None or within in self.name else f"{within} {self.name}"


class PostTenureRow(NamedTuple):
    """A tenure of a post."""

    post: str
    person: str
    person_name: str | None
    kind: str
    since: Day | None
    until: Day | None


class SeatHeldRow(NamedTuple):
    """A post in force with one of its holders; without one ``person`` is null."""

    post: str
    person: str | None
    kind: str | None
    since: Day | None
    until: Day | None


class PlotSeatRow(NamedTuple):
    """What a post answers for at a place."""

    place: str
    tier: str
    matter: str
    post: str


class EndsRow(NamedTuple):
    """The period of an area, a unit or a matter."""

    since: Day | None
    until: Day | None


class IdRow(NamedTuple):
    id: str


class AreaRow(NamedTuple):
    """An area that stands in the answer."""

    id: str
    name: str
    level: str


class InsideRow(NamedTuple):
    """A place of the scope, with the area of the answer that it counts in."""

    id: str
    counts_in: str | None


PARTS: dict[str, dict[str, type[Any]]] = {
    "trace": {
        "as_of": AsOfRow,
        "chain": ChainRow,
        "matter": MatterRow,
        "assignment": AssignmentRow,
        "requirement": RequirementRow,
    },
    "find": {"as_of": AsOfRow, "found": FoundRow, "period": NamedRow},
    "person": {"as_of": AsOfRow, "person": PersonRow, "tenure": TenureRow, "plot": PlotRow},
    "organization": {
        "as_of": AsOfRow,
        "period": OrganizationRow,
        "below": BelowOrganizationRow,
        "seat": SeatRow,
    },
    "posts_held": {"as_of": AsOfRow, "period": PostPeriodRow, "tenure": PostTenureRow},
    "seats": {"seat": SeatHeldRow, "plot": PlotSeatRow},
    "place": {"as_of": AsOfRow, "period": PeriodRow, "below": BelowRow},
    "coverage_asked": {
        "as_of": AsOfRow,
        "area": EndsRow,
        "unit": EndsRow,
        "matter": EndsRow,
        "requirement": IdRow,
        "person": IdRow,
    },
    "scope": {"area": AreaRow, "place": InsideRow},
}


def sorted_out(question: str, rows: Iterable[Sequence[Any]]) -> dict[str, list[Any]]:
    """Return the rows of a question that gives them one by one, by part, each as its tuple."""
    kinds = PARTS[question]
    found: dict[str, list[Any]] = {part: [] for part in kinds}
    for part, fields in rows:
        found[part].append(kinds[part](*fields))
    return found


def lists_sorted_out(question: str, lists: Iterable[Sequence[Any]]) -> dict[str, list[Any]]:
    """Return the rows of a question that gives a list for each part, each row as its tuple."""
    kinds = PARTS[question]
    found: dict[str, list[Any]] = {part: [] for part in kinds}
    for part, rows in lists:
        found[part] += map(partial(tuple.__new__, kinds[part]), rows)
    return found


def as_of(row: AsOfRow) -> AsOf | None:
    """Return the changeset that an answer stands on, or None where none was recorded yet."""
    if row.head is None or row.recorded_at is None:
        return None
    return AsOf(row.head, instant_text(row.recorded_at))


def known_text(row: AsOfRow) -> str | None:
    """Return the record time that was taken, as text."""
    return None if row.known_at is None else instant_text(row.known_at)
