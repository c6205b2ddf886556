"""An answer as sheets: the one description that every format of it is made from.

Rules:
- A report says first what it speaks of: which register, area, day, record time and head. Then come its sheets.
- A cell is plain; its column's form says what it is. Words are chosen by the writer: nothing here speaks a language.
- Rows are read once, as they come: memory does not grow with an answer. ``main`` is the sheet of a format of one table.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Any

from graph.meaning.answers import AsOf
from graph.meaning.board_difference import Difference
from graph.meaning.names import Named

Value = str | int | Named | tuple[str, ...] | tuple[Named, ...] | tuple[Difference, ...] | None
"""What one key of a detail holds."""


@dataclass(frozen=True, slots=True)
class Detail:
    """What is told beside: keys with their values."""

    pairs: tuple[tuple[str, Value], ...]


Cell = str | int | float | Named | tuple[Named, ...] | Detail | None
Row = Sequence[Cell]


class Form(Enum):
    """What the cells of a column are."""

    TEXT = auto()
    WORD = auto()
    """A code of a closed list, or of a message."""
    COUNT = auto()
    SHARE = auto()
    """A part of 1, or None where there is nothing to have a part of."""
    DAY = auto()
    NAMED = auto()
    PLACE = auto()
    """Named, with what it lies in."""
    MANY = auto()
    """Several that are named."""
    DETAIL = auto()


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading's code, for a tier also that tier's.

    How people read it where a table may not be wide: ``joins`` the cell before it, on a line of its own; ``heads`` such
    a cell, under a heading of this code; ``detail``: not at all. ``line``: in a sheet of entries, on which line of one,
    0 being the line that several entries share.
    """

    code: str
    form: Form = Form.TEXT
    tier: str | None = None
    joins: bool = False
    heads: str | None = None
    detail: bool = False
    line: int | None = None

    @property
    def labelled(self) -> bool:
        """People read a number or a day together with its heading."""
        return (self.joins or self.heads is not None) and self.form in (Form.COUNT, Form.DAY)

    def quiet(self, cell: Cell) -> bool:
        """Tell whether a cell says nothing among others of its kind: no day, and no gaps of a kind or a tier."""
        return cell is None or (cell == 0 and self.code not in ("have", "need"))


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: its title's code, its columns, its rows; and the code of what is said where it has none.

    Before a colon in its title stands its name. ``main``: the one of a format of one table. ``brief``: it stands beside
    what the report speaks of. ``filed``: only in files, where room is. ``late``: its rows
    are counted over those of the others.
    """

    title: str
    columns: tuple[Column, ...]
    rows: Iterable[Row]
    empty: str = "no_rows"
    main: bool = False
    brief: bool = False
    filed: bool = False
    late: bool = False


@dataclass(frozen=True, slots=True)
class Asking:
    """What a question was narrowed to, with names; what is None narrowed nothing."""

    level: str | None = None
    matter: Named | None = None
    tier: str | None = None
    requirement: Named | None = None
    without: tuple[Named, ...] = ()


@dataclass(frozen=True, slots=True)
class About:
    """What a report speaks of."""

    title: str
    register: str
    store: str
    zone: str
    area: Named | None
    on: str
    known_at: str | None
    as_of: AsOf | None
    over: tuple[str, str] | None = None
    against: str | None = None
    asking: Asking = field(default_factory=Asking)
    orphans: int = 0
    """How many places of the register have a broken chain, and so lie in no area above the break."""
    codes: tuple[str, ...] = ()
    """The audits that an audit was narrowed to; empty: all of them."""
    accepting: tuple[str, int] | None = None
    """The name of the file of acceptances, and how many it holds."""
    limits: tuple[tuple[str, int], ...] = ()
    """The limits of an audit that are not the usual ones."""


@dataclass(slots=True)
class Report:
    """An answer that is written as it is found.

    ``answer`` gives the answer as it stands so far, without the rows of ``rows``, which come list by list; ``within``
    are the lists that stand deeper in the answer. ``late`` are its keys that are counted over the rows. Either the rows
    are read, or the sheets, which are made of them: each once.
    """

    about: About
    answer: Callable[[], Any]
    rows: Mapping[str, Iterable[Any]]
    sheets: Callable[[], Iterable[Sheet]]
    within: Mapping[str, Iterable[Any]] = field(default_factory=dict)
    late: tuple[str, ...] = ()
    worst: str | None = None
    """The worst severity that stood in what was read so far."""
    notes: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    """What is told beside an answer that was read to its end: messages, each with what fills it."""
