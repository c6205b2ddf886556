"""What a ledger claims: these names hold this post on a day. Who they are is settled against the register.

See docs/mapping.md for the meaning of each.
"""

from dataclasses import dataclass
from typing import NamedTuple

from graph.model.times import Day

NUMBER_HERE = "\0"
"""Stands in the id of a new person for the number that makes it free; no id can hold it."""


class Spot(NamedTuple):
    """Where a cell stands: its file as faults name it, its row and its column."""

    file: str
    row: int
    column: str


class Said(NamedTuple):
    """One name of a cell, and the kind of tenure that it stands for."""

    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Claim:
    """One cell of names: all of them hold the post on ``as_of``; none: it is vacant."""

    post: str
    organization: str | None
    as_of: Day
    since: Day | None
    said: tuple[Said, ...]
    new_id: str | None
    """The id of a new person, ``NUMBER_HERE`` for its number; None without a pattern, or with a blank in it."""
    differs: str
    spot: Spot


@dataclass(frozen=True, slots=True)
class Settled:
    """A name that the mapping settles, perhaps in one organization or post only."""

    name: str
    organization: str | None
    post: str | None
    person: str | None
    new: bool


@dataclass(frozen=True, slots=True)
class Claims:
    """All claims of a submission, and what the mapping says of names."""

    file: str
    """The mapping's name."""
    claims: tuple[Claim, ...]
    settled: tuple[Settled, ...]
    new: bool
    """An unknown name is a new person."""
