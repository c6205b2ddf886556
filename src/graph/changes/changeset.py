"""Changesets: atomic, ordered lists of typed changes with who, when, why and the source's digest.

Rules:
- A change adds a fact, corrects one (supersedes a version and adds one) or withdraws one (supersedes, adds nothing).
- Changes are numbered from 1 over the whole register; a fact's version is the number of the change that added it.
- All facts of a changeset share one ``recorded_at``, strictly later than the changeset before.
- Changesets form a hash chain; the first one's ``previous`` is the register's genesis (docs/canonical-form.md).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from graph.model.facts import TABLES, Fact
from graph.model.times import Instant

UNSEALED: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Head:
    """Where the chain stands: ``hash`` is the genesis and ``number`` 0 before the first changeset."""

    number: int
    hash: str
    recorded_at: Instant | None
    changes: int


@dataclass(frozen=True, slots=True)
class Register:
    """What a store says of itself: id, time zone, when it was begun, and its head."""

    id: str
    zone: str
    created_at: Instant
    head: Head


@dataclass(frozen=True, slots=True)
class Change:
    """One typed change. ``seals`` maps each filled personal field to its salt, or to ``erased:`` and its digest."""

    table: str
    fact: Fact | None
    supersedes: int | None = None
    seals: Mapping[str, str] = field(default_factory=lambda: UNSEALED)


@dataclass(frozen=True, slots=True)
class Header:
    """What a changeset says of itself. ``counts`` is {table: {added, corrected, withdrawn}}; ``source`` is a digest.

    ``datum`` is what coordinates were converted from; None where they were WGS 84.
    """

    number: int
    hash: str
    previous: str
    recorded_at: Instant
    by: str
    why: str
    source: str | None
    key: str
    first: int
    count: int
    counts: Mapping[str, Mapping[str, int]]
    datum: str | None = None

    @property
    def head(self) -> Head:
        """The head of a register after this changeset."""
        return Head(self.number, self.hash, self.recorded_at, self.first + self.count - 1)


@dataclass(frozen=True, slots=True)
class Changeset:
    """One link of the chain with its changes, which may be read as they come."""

    header: Header
    changes: Iterable[Change]

    def rows(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Yield each change as (table or ``withdrawals``, row as the stores write it), in order."""
        for version, change in enumerate(self.changes, self.header.first):
            yield row_of(change, version, self.header.recorded_at)


def row_of(change: Change, version: int, recorded_at: Instant) -> tuple[str, dict[str, Any]]:
    """Return where a change is written, and its row: fields, seals, version, supersedes, recorded_at."""
    row: dict[str, Any] = {
        "version": version,
        "supersedes": change.supersedes,
        "recorded_at": recorded_at,
    }
    if change.fact is None:
        return "withdrawals", row | {"table_name": change.table}
    table = TABLES[change.table]
    row.update(zip(table.fields, table.values(change.fact), strict=True))
    for name in table.lists:
        row[name] = list(row[name])
    for name in table.personal:
        row[f"{name}_seal"] = change.seals.get(name)
    return change.table, row


def change_of(table: str, row: Mapping[str, Any]) -> Change:
    """Return the change that a stored row came from: the inverse of ``row_of``."""
    if table == "withdrawals":
        return Change(row["table_name"], None, row["supersedes"])
    sealed = [(name, row[f"{name}_seal"]) for name in TABLES[table].personal]
    seals = {name: seal for name, seal in sealed if seal is not None}
    return Change(table, fact_of(table, row), row["supersedes"], seals or UNSEALED)


def fact_of(table: str, row: Mapping[str, Any]) -> Fact:
    """Return a stored row's fact."""
    described = TABLES[table]
    values: dict[str, Any] = {name: row[name] for name in described.fields}
    for name in described.lists:
        values[name] = tuple(values[name])
    return described.noun(**values)


def act(change: Change) -> str:
    """Return what a change does: added, corrected or withdrawn."""
    if change.fact is None:
        return "withdrawn"
    return "added" if change.supersedes is None else "corrected"
