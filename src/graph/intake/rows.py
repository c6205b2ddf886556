"""Rows: cells of one row to a proposed row, and what they say together. Pure.

Rules:
- A row with any fault is spoiled: it keeps the values that could be read, so that what refers to it is not at fault
  again.
- What the cells of a row say together is judged only where all of these cells could be read.
- A rule that needs the stored row (an absent column leaves the stored value) is judged later, by ``graph.changes``.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from graph.changes.proposal import ProposedRow
from graph.intake.cells import CellFault, Reader, extra_reader, keys, no_text, reader
from graph.model.facts import Table, Value
from graph.model.times import Day
from graph.model.words import ALL

_NOTHING: frozenset[int] = frozenset()


class Problem(NamedTuple):
    """What is wrong in one row, with the column it stands in."""

    code: str
    column: str
    about: Mapping[str, str]


class Check(NamedTuple):
    """One judgement on values of a row together: the positions it looks at, and what it finds."""

    touches: frozenset[int]
    find: Callable[[list[Value]], Sequence[Problem]]


class RowReader:
    """Reads the rows of one file, whose ``places`` say in which cell each known header stands."""

    def __init__(
        self, table: Table, places: Mapping[str, int], pool: dict[str, str], unknown_kinds: set[str] | None = None
    ) -> None:
        kinds = set() if unknown_kinds is None else unknown_kinds
        plan: dict[str, tuple[int, str, Reader]] = {}
        for column in table.columns:
            if column.header in places:
                plan[column.field] = (
                    places[column.header],
                    column.header,
                    reader(column, table, pool, kinds),
                )
            elif column.field == "until" and "last_day" in places:
                plan["until"] = places["last_day"], "last_day", extra_reader("last_day")
        self.fields = tuple(plan)
        if "until" in places and "last_day" in places:
            plan["last_day"] = places["last_day"], "last_day", extra_reader("last_day")
        for header in ("was_since", "withdrawn"):
            if header in places:
                plan[header] = places[header], header, extra_reader(header)
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
