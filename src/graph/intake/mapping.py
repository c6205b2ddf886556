"""What a mapping says, once it was read and found sound: data. Pure. See docs/mapping.md.

Rules:
- Labels are bare: without blanks and line breaks (``graph.intake.patterns``).
- ``at`` is where something stands in the TOML, so that a fault can name its line.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from graph.changes.claims import Settled
from graph.intake.day_forms import DayForm
from graph.intake.encodings import Encoding
from graph.intake.patterns import Pattern, Words
from graph.model.facts import Form, Table
from graph.model.ids import trimmed

At = tuple[str | int, ...]

VACANT = ("空缺", "暂缺", "缺", "待定", "无", "—", "-", "/")
"""Words that mean nobody, where a role lists none."""

DIFFERS = ("fault", "keep", "correct")
"""What is done where the register has another since."""


@dataclass(frozen=True, slots=True)
class Fits:
    """Texts that a cell may hold; ``*`` in one stands for any text, a blank one for a blank cell."""

    exact: frozenset[str]
    starred: tuple[tuple[str, ...], ...]
    """What stands between the stars of a text."""

    def holds(self, text: str) -> bool:
        text = trimmed(text)
        return text in self.exact or any(_fits(text, parts) for parts in self.starred)


def _fits(text: str, parts: tuple[str, ...]) -> bool:
    """Tell whether a text holds some parts in order, the first at its beginning and the last at its end."""
    first, *inner, last = parts
    at, end = len(first), len(text) - len(last)
    if at > end or not (text.startswith(first) and text.endswith(last)):
        return False
    for part in inner:
        found = text.find(part, at, end)
        if found < 0:
            return False
        at = found + len(part)
    return True


def fits(texts: Sequence[str]) -> Fits:
    """Return what texts of a mapping accept."""
    bare = [trimmed(text) for text in texts]
    starred = tuple(tuple(text.split("*")) for text in bare if "*" in text)
    return Fits(frozenset(text for text in bare if "*" not in text), starred)


@dataclass(frozen=True, slots=True)
class Filter:
    """Which rows take part, by the cells of some columns."""

    where: Mapping[str, Fits]
    unless: Mapping[str, Fits]

    @property
    def labels(self) -> tuple[str, ...]:
        return (*self.where, *self.unless)

    def keeps(self, cells: Sequence[str], places: Mapping[str, int]) -> bool:
        return all(one.holds(cells[places[label]]) for label, one in self.where.items()) and not any(
            one.holds(cells[places[label]]) for label, one in self.unless.items()
        )


EVERY_ROW = Filter({}, {})


@dataclass(frozen=True, slots=True)
class Rule:
    """Makes one row of a table of each row of a source: a pattern for each header."""

    table: Table
    columns: Mapping[str, Pattern]
    filter: Filter
    at: At

    @property
    def labels(self) -> tuple[str, ...]:
        return (*self.filter.labels, *(label for pattern in self.columns.values() for label in pattern.labels))

    @property
    def days(self) -> frozenset[str]:
        """Return the headers that hold days."""
        own = {column.header for column in self.table.columns if column.form is Form.DAY}
        return frozenset([*own, "last_day", "was_since"]).intersection(self.columns)


@dataclass(frozen=True, slots=True)
class Cell:
    """How a cell of names is read."""

    kind: str
    marks: Mapping[str, str]
    separators: tuple[str, ...]
    vacant: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Role:
    """A column of names: the post that they hold, and what the post answers for."""

    column: str
    post: Rule
    assignments: tuple[Rule, ...]
    cell: Cell
    since: Pattern | None
    differs: str
    filter: Filter
    at: At

    @property
    def labels(self) -> tuple[str, ...]:
        own = (self.column, *self.filter.labels, *(self.since.labels if self.since else ()))
        return (*own, *(label for rule in (self.post, *self.assignments) for label in rule.labels))


@dataclass(frozen=True, slots=True)
class Source:
    """One file or sheet, and what is made of its rows."""

    file: str | None
    sheet: str | None
    encoding: Encoding | None
    header: tuple[int, ...]
    fill_down: tuple[str, ...]
    ignore: tuple[str, ...]
    filter: Filter
    rules: tuple[Rule, ...]
    roles: tuple[Role, ...]
    at: At

    @property
    def labels(self) -> tuple[str, ...]:
        """Return every column that is read, but for those of the mapping as a whole."""
        parts: tuple[Rule | Role, ...] = (*self.rules, *self.roles)
        return (*self.fill_down, *self.filter.labels, *(label for one in parts for label in one.labels))


@dataclass(frozen=True, slots=True)
class People:
    """Who names are, beside what the register holds."""

    new: bool
    id: Pattern | None
    named: tuple[Settled, ...]


@dataclass(frozen=True)
class LedgerMap:
    """A whole mapping."""

    file: str
    digest: str
    as_of: Pattern | None
    dates: tuple[DayForm, ...]
    words: Words
    people: People
    sources: tuple[Source, ...]
    lines: Mapping[At, int]

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        """Return every rule, those of roles too."""
        return tuple(
            rule
            for source in self.sources
            for rule in (
                *source.rules,
                *(rule for role in source.roles for rule in (role.post, *role.assignments)),
            )
        )

    def line(self, at: At) -> int | None:
        return line_of(self.lines, at)


def line_of(lines: Mapping[At, int], at: At) -> int | None:
    """Return the line on which something stands, or what it stands in."""
    for end in range(len(at), 0, -1):
        for found in (at[:end], (*at[:end], 0)):  # a list stands where its first does
            if found in lines:
                return lines[found]
    return None


def path_text(at: At) -> str | None:
    """Return where something stands as people write it: ``source[2].areas[1].level``, counted from 1."""
    text = ""
    for part in at:
        text += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if text else part
    return text or None
