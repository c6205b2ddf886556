"""What a search found: one page of places, people, organizations, posts or matters.

Rules:
- Ordered by how well it fits (exact id, whole name, beginning, part, pinyin), then by id, by bytes. A former name
  counts as much as the present one, and is named in ``matched``.
- Shown is the period that stands on the day: in force, else the last begun, else the first to come.
- A page is complete or says how to go on: ``Page.last`` is where the next one begins.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from graph.meaning.find_answers import (
    Matched,
    MatterFound,
    MattersFound,
    OrganizationFound,
    OrganizationsFound,
    PeopleFound,
    PersonFound,
    PlaceFound,
    PlacesFound,
    PostFound,
    PostsFound,
)
from graph.meaning.rows import FoundRow, NamedRow, as_of, sorted_out
from graph.model.times import Day, Instant, standing

Found = PlacesFound | PeopleFound | OrganizationsFound | PostsFound | MattersFound

BY = ("id", "name", "prefix", "part", "pinyin")
"""What each rank says of the match."""


def _place(row: NamedRow, matched: Matched) -> PlaceFound:
    return PlaceFound(row.id, row.name, row.level, tuple(sorted(row.kinds)), row.above, row.since, row.until, matched)


def _person(row: NamedRow, matched: Matched) -> PersonFound:
    return PersonFound(row.id, row.name, row.since, row.until, matched)


def _organization(row: NamedRow, matched: Matched) -> OrganizationFound:
    return OrganizationFound(row.id, row.name, row.area, row.above, row.since, row.until, matched)


def _post(row: NamedRow, matched: Matched) -> PostFound:
    return PostFound(row.id, row.name, row.above, row.since, row.until, matched)


def _matter(row: NamedRow, matched: Matched) -> MatterFound:
    return MatterFound(row.id, row.name, row.above, row.since, row.until, matched)


_SHAPES: dict[str, tuple[Callable[..., Any], Callable[..., Found]]] = {
    "place": (_place, PlacesFound),
    "person": (_person, PeopleFound),
    "organization": (_organization, OrganizationsFound),
    "post": (_post, PostsFound),
    "matter": (_matter, MattersFound),
}


@dataclass(frozen=True, slots=True)
class Page:
    """The rows of one page: at most ``limit`` are shown, one more says that it is not the last."""

    noun: str
    known_at: Instant | None
    rows: dict[str, list[Any]]
    found: tuple[FoundRow, ...]
    more: bool

    @classmethod
    def of(cls, noun: str, rows: Iterable[Sequence[Any]], limit: int) -> "Page":
        """Sort the rows of the question out."""
        parts = sorted_out("find", rows)
        found = sorted(parts["found"], key=lambda row: (row.rank, row.id))
        return cls(noun, parts["as_of"][0].known_at, parts, tuple(found[:limit]), len(found) > limit)

    @property
    def last(self) -> FoundRow | None:
        """Return where the next page begins, after this; None on the last page."""
        return self.found[-1] if self.more else None

    def answer(self, on: Day, following: str | None) -> Found:
        """Return the page as an answer; ``following`` asks for the next."""
        one, page = _SHAPES[self.noun]
        periods: dict[str, list[NamedRow]] = {row.id: [] for row in self.found}
        for row in self.rows["period"]:
            if row.id in periods:
                periods[row.id].append(row)
        shown = tuple(one(*_shown(periods[row.id], row.rank, on)) for row in self.found)
        return page(shown, following, as_of(self.rows["as_of"][0]), not self.more)


def _shown(periods: list[NamedRow], rank: int, on: Day) -> tuple[NamedRow, Matched]:
    """Return the period that stands on the day, and the match: its own name where that fits as well as any."""
    shown = standing(periods, on)
    fitting = [row for row in periods if row.rank == rank]
    name = shown.name if shown in fitting else standing(fitting, on).name
    return shown, Matched(BY[rank], name)
