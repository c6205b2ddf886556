"""Cells to values, and values to rows: what one cell may hold, and what the cells of one row may say together. Pure.

Rules:
- Outer blanks of any width are trimmed; an empty cell is the column's default (and clears what is stored).
- Digits are ASCII digits. A number or a day is never guessed from another way of writing.
- A row with any fault is spoiled: it keeps the values that could be read, so that what refers to it is not at fault
  again.
- What the cells of a row say together is judged only where all of these cells could be read.
- A rule that needs the stored row (an absent column leaves the stored value) is judged later, by ``graph.changes``.
"""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from decimal import ROUND_HALF_EVEN, Context, Decimal
from difflib import get_close_matches
from functools import lru_cache, partial
from typing import NamedTuple

from graph.changes.proposal import ProposedRow
from graph.model.facts import Column, Form, Table, Value
from graph.model.ids import LIMIT, has_control, id_fault, trimmed
from graph.model.times import LAST_DAY, Day, next_day, parse_day
from graph.model.words import ALL, LEVELS

MOST = 1_000_000
"""The largest count."""

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_COUNT = re.compile(r"[0-9]+")
_NEGATIVE = re.compile(r"-[0-9]+(\.[0-9]+)?")
_DEGREES = re.compile(r"[+-]?0*([0-9]{1,4})(\.[0-9]+)?")
_SEPARATOR = re.compile("[;；]")
_STEP = Decimal("1e-7")
_EXACT = Context(prec=28, rounding=ROUND_HALF_EVEN)
_NOTHING: frozenset[int] = frozenset()


class CellFault(Exception):
    """What is wrong with one cell: a code and what fills its message."""

    def __init__(self, code: str, **about: str) -> None:
        self.code = code
        self.about = about
        super().__init__(code)


class Problem(NamedTuple):
    """What is wrong in one row, with the column it stands in."""

    code: str
    column: str
    about: Mapping[str, str]


Reader = Callable[[str], Value]


@lru_cache(maxsize=2048)
def nearest(word: str, known: tuple[str, ...]) -> str | None:
    """Return the known word that is nearest to a word, or None where none is near; letter case does not count."""
    folded = {name.lower(): name for name in known}
    close = get_close_matches(word[:60].lower(), folded, n=1, cutoff=0.5)
    return folded[close[0]] if close else None


def suggested(word: str, known: tuple[str, ...]) -> str:
    """Return the nearest known word, or all of them where none is near."""
    return nearest(word, known) or ", ".join(known)


def keys(table: Table) -> tuple[str, ...]:
    """Return the headers without which no row of a table can be told apart from another."""
    return ("post", "person") if table.name == "tenures" else ("id",)


def reader(column: Column, table: Table, pool: dict[str, str]) -> Reader:
    """Return the function that reads the cells of one column. ``pool`` keeps each id once, in whatever file it stands."""
    match column.form:
        case Form.ID | Form.REFERENCE:
            return _id_reader(column, table, pool)
        case Form.WORD:
            return _remembering(partial(_word, column))
        case Form.LIST:
            return _remembering(partial(_list, column.field in ("kinds", "unit_kinds")))
        case Form.DAY:
            return _remembering(_day)
        case Form.COUNT:
            return _remembering(partial(_count, column.default))
        case Form.DEGREES:
            return partial(_degrees, column.limit)
        case _:
            return _remembering(partial(_text, column.form is Form.NAME), most=1 << 14)


def _remembering(read: Reader, most: int = 1 << 16) -> Reader:
    """Read each short text once: kinds, days and titles repeat, and so share one value."""
    known: dict[str, Value] = {}

    def remembered(text: str) -> Value:
        try:
            return known[text]
        except KeyError:
            value = read(text)
            if len(text) <= 64 and len(known) < most:
                known[text] = value
            return value

    return remembered


def _id_reader(column: Column, table: Table, pool: dict[str, str]) -> Reader:
    key = column.header in keys(table)
    # In matters an empty parent of `all` itself is none: the row's own check fills it in for the others.
    default = None if column.refers == ("matters",) and table.name == "matters" else column.default

    def read(text: str) -> Value:
        text = trimmed(text)
        known = pool.get(text)
        if known is not None:
            return known
        if not text:
            if key:
                raise CellFault("missing_value")
            return default
        if code := id_fault(text):
            raise CellFault(code, value=text, length=str(len(text)), limit=str(LIMIT))
        return pool.setdefault(text, text)

    return read


def _text(lines: bool, text: str) -> Value:
    text = trimmed(text)
    if has_control(text, allow_lines=lines):
        raise CellFault("control_character", value=text)
    return text or None


def _word(column: Column, text: str) -> Value:
    text = trimmed(text)
    for word in column.words:
        if word == text:
            return word
    if text:
        raise CellFault("unknown_word", value=text, nearest=suggested(text, column.words))
    return column.default


def _list(of_units: bool, text: str) -> Value:
    parts = sorted({part for part in map(trimmed, _SEPARATOR.split(text)) if part})
    for part in parts:
        if has_control(part):
            raise CellFault("control_character", value=part)
        if of_units and part in LEVELS:
            raise CellFault("kind_is_level", value=part)
    return tuple(parts)


def _day(text: str) -> Day | None:
    text = trimmed(text)
    if not text:
        return None
    if not _DAY.fullmatch(text):
        raise _wide(text) or CellFault("day_form", value=text)
    try:
        return parse_day(text)
    except ValueError:
        raise CellFault("no_such_day", value=text) from None


def _last_day(text: str) -> Day | None:
    """Read the last day in force as the first day no longer in force."""
    day = _day(text)
    if day == LAST_DAY:
        raise CellFault("last_day_too_late", value=day)
    return None if day is None else next_day(day)


def _count(default: Value, text: str) -> Value:
    text = trimmed(text)
    if not text:
        return default
    if not _COUNT.fullmatch(text):
        if _NEGATIVE.fullmatch(text):
            raise CellFault("below_zero", value=text)
        raise _wide(text) or CellFault("not_a_count", value=text)
    digits = text.lstrip("0")
    if len(digits) > 7 or int(digits or "0") > MOST:
        raise CellFault("count_too_large", value=text, most=f"{MOST:,}")
    return int(digits or "0")


def _degrees(limit: int, text: str) -> Value:
    text = trimmed(text)
    if not text:
        return None
    if not _DEGREES.fullmatch(text):
        if re.fullmatch(r"[+-]?[0-9]+(\.[0-9]+)?", text):
            raise CellFault("degrees_out_of_range", value=text, limit=str(limit))
        raise _wide(text) or CellFault("not_degrees", value=text)
    exact = Decimal(text)
    if exact.copy_abs() > limit:
        raise CellFault("degrees_out_of_range", value=text, limit=str(limit))
    # One rounding of the exact number: scaling first would round twice.
    return int(exact.quantize(_STEP, context=_EXACT).scaleb(7, context=_EXACT))


def _withdrawn(text: str) -> Value:
    text = trimmed(text)
    if text not in ("", "yes"):
        raise CellFault("not_yes", value=text)
    return text or None


def _wide(text: str) -> CellFault | None:
    """Say of a number or day that it is written in digits of another kind than 0-9, where that is so."""
    if any(mark.isdecimal() and not mark.isascii() for mark in text):
        return CellFault("wide_digits", value=text)
    return None


class Check(NamedTuple):
    """One judgement on values of a row together: the positions it looks at, and what it finds."""

    touches: frozenset[int]
    find: Callable[[list[Value]], Sequence[Problem]]


class RowReader:
    """Reads the rows of one file, whose ``places`` say in which cell each known header stands."""

    def __init__(self, table: Table, places: Mapping[str, int], pool: dict[str, str]) -> None:
        plan: dict[str, tuple[int, str, Reader]] = {}
        for column in table.columns:
            if column.header in places:
                plan[column.field] = (
                    places[column.header],
                    column.header,
                    reader(column, table, pool),
                )
            elif column.field == "until" and "last_day" in places:
                plan["until"] = places["last_day"], "last_day", _remembering(_last_day)
        self.fields = tuple(plan)
        if "until" in places and "last_day" in places:
            plan["last_day"] = places["last_day"], "last_day", _remembering(_last_day)
        for header, read in (
            ("was_since", _remembering(_day)),
            ("withdrawn", _remembering(_withdrawn)),
        ):
            if header in places:
                plan[header] = places[header], header, read
        self._at = {name: position for position, name in enumerate(plan)}
        self._plan = list(plan.values())
        self._fast = [(place, read) for place, _, read in self._plan]
        self._checks = list(_checks(table, self._at, {name: header for name, (_, header, _) in plan.items()}))

    def read(self, number: int, cells: Sequence[str], lost: Collection[int] = ()) -> tuple[ProposedRow, list[Problem]]:
        """Return one row and all that is wrong in it; ``lost`` are cells that are at fault already, and not read."""
        bad = _NOTHING
        problems: list[Problem] = []
        try:
            values = [] if lost else [read(cells[place]) for place, read in self._fast]
        except CellFault:
            values = []
        if not values:
            values, bad = self._read_each(cells, lost, problems)
        for check in self._checks:
            if not bad or check.touches.isdisjoint(bad):
                problems += check.find(values)
        was_since, withdrawn = (
            values[self._at[name]] if name in self._at else None for name in ("was_since", "withdrawn")
        )
        kept = tuple(values[: len(self.fields)])
        day = None if was_since is None else Day(str(was_since))
        return ProposedRow(number, kept, day, withdrawn is not None, bool(bad or problems)), problems

    def _read_each(
        self, cells: Sequence[str], lost: Collection[int], problems: list[Problem]
    ) -> tuple[list[Value], frozenset[int]]:
        values: list[Value] = []
        bad: set[int] = set()
        for position, (place, header, read) in enumerate(self._plan):
            value = None
            try:
                if place in lost:
                    bad.add(position)
                else:
                    value = read(cells[place])
            except CellFault as fault:
                bad.add(position)
                fault = no_text(cells[place]) or fault
                problems.append(Problem(fault.code, header, fault.about))
            values.append(value)
        return values, frozenset(bad)


def no_text(cell: str) -> CellFault | None:
    """Return the fault of a cell with NUL bytes, or with bytes that are no UTF-8 (decoded as lone surrogates)."""
    if "\0" in cell:
        return CellFault("nul_byte", value=cell)
    if any("\ud800" <= mark <= "\udfff" for mark in cell):
        return CellFault("not_utf8", value=cell)
    return None


def _checks(table: Table, at: Mapping[str, int], headers: Mapping[str, str]) -> list[Check]:
    """Return the judgements that a file's columns allow, those that complete a value first."""
    checks: list[Check] = []

    def judged(find: Callable[..., Sequence[Problem]], *names: str) -> None:
        if all(name in at for name in names):
            positions = [at[name] for name in names]
            labels = [headers[name] for name in names]
            checks.append(Check(frozenset(positions), partial(find, positions, labels)))

    also_last_day = ("last_day",) if "last_day" in at else ()
    judged(_one_end, "until", "last_day")
    judged(_period, "since", "until", *also_last_day)
    if table.name == "matters":
        for name in ("parent", "since"):
            judged(_only_named, name, "id")
        judged(_only_named, "until", "id", *also_last_day)
    for column in table.columns:
        if column.needed and column.header not in keys(table):
            judged(_needed, column.field, *(("withdrawn",) if "withdrawn" in at else ()))
    for own in ("parent", "reports_to"):
        if any(column.field == own and table.name in column.refers for column in table.columns):
            judged(_inside_itself, own, "id")
    judged(_counts, "minimum", "maximum")
    judged(_both_halves, "longitude", "latitude")
    for half, other in (("longitude", "latitude"), ("latitude", "longitude")):
        if other not in at:
            judged(_half_alone, half)
    return checks


def _label(at: Sequence[int], headers: Sequence[str], values: Sequence[Value], first: int) -> str:
    """Return the header of an end of a period: ``last_day`` where that cell gave it."""
    return headers[-1] if headers[-1] == "last_day" and values[at[-1]] is not None else headers[first]


def _one_end(at: Sequence[int], headers: Sequence[str], values: list[Value]) -> Sequence[Problem]:
    until, last_day = at
    if values[last_day] is None:
        return ()
    if values[until] is not None:
        return (Problem("until_and_last_day", headers[1], {}),)
    values[until] = values[last_day]
    return ()


def _period(at: Sequence[int], headers: Sequence[str], values: list[Value]) -> Sequence[Problem]:
    since, until = values[at[0]], values[at[1]]
    if since is None or until is None or str(since) < str(until):
        return ()
    about = {"since": str(since), "until": str(until)}
    return (Problem("until_not_after_since", _label(at, headers, values, 1), about),)


def _only_named(at: Sequence[int], headers: Sequence[str], values: list[Value]) -> Sequence[Problem]:
    if values[at[1]] != ALL:
        if headers[0] == "parent":
            values[at[0]] = values[at[0]] or ALL
        return ()
    if values[at[0]] is None:
        return ()
    label = _label(at, headers, values, 0)
    if headers[0] == "parent":
        values[at[0]] = None
    return (Problem("all_only_named", label, {}),)


def _needed(at: Sequence[int], headers: Sequence[str], values: list[Value]) -> Sequence[Problem]:
    if values[at[0]] or (len(at) > 1 and values[at[1]] is not None):
        return ()
    return (Problem("needed_value", headers[0], {}),)


def _inside_itself(at: Sequence[int], headers: Sequence[str], values: list[Value]) -> Sequence[Problem]:
    if values[at[0]] is None or values[at[0]] != values[at[1]]:
        return ()
    return (Problem("inside_itself", headers[0], {"id": str(values[at[1]])}),)


def _counts(at: Sequence[int], headers: Sequence[str], values: list[Value]) -> Sequence[Problem]:
    minimum, maximum = values[at[0]], values[at[1]]
    if not isinstance(minimum, int) or not isinstance(maximum, int) or minimum <= maximum:
        return ()
    return (
        Problem(
            "maximum_below_minimum",
            headers[1],
            {"minimum": str(minimum), "maximum": str(maximum)},
        ),
    )


def _both_halves(at: Sequence[int], headers: Sequence[str], values: list[Value]) -> Sequence[Problem]:
    absent = [values[position] is None for position in at]
    if absent[0] == absent[1]:
        return ()
    empty, filled = headers if absent[0] else reversed(headers)
    return (Problem("half_coordinate", empty, {"filled": filled, "empty": empty}),)


def _half_alone(at: Sequence[int], headers: Sequence[str], values: list[Value]) -> Sequence[Problem]:
    if values[at[0]] is None:
        return ()
    empty = "latitude" if headers[0] == "longitude" else "longitude"
    return (Problem("half_coordinate", headers[0], {"filled": headers[0], "empty": empty}),)
