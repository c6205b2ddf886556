"""Import a folder or a workbook: read, compare, judge; then, and only when asked to, write as one changeset.

Rules:
- Nothing is written while anything is at fault; all faults are told at once.
- What is planned stands on the head that was read: when another writer was faster, the write is refused (StaleHead).
"""

from collections.abc import Collection, Iterable, Iterator
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path

from graph.changes import difference, hints, holders, rules
from graph.changes.changeset import Change, Changeset, Head, Register
from graph.changes.difference import TableDifference
from graph.changes.places import Inside
from graph.changes.plan import Changes, Plan, TablePlan
from graph.changes.proposal import Submission
from graph.changes.stored import Entry, Stored
from graph.commands import reading
from graph.commands.memory import uncollected
from graph.commands.writing import write
from graph.intake.encodings import Encoding, named
from graph.intake.source import is_workbook, read_source
from graph.model.datum import DATUMS, WGS84
from graph.model.errors import BadImport, BadValue, UnknownId
from graph.model.facts import TABLES, Fact
from graph.model.faults import Fault, Faults
from graph.model.times import Day, Instant, parse_day
from graph.output.progress import Report, silent
from graph.stores import Store

REPORTED = 10_000
"""Changes after which progress is reported again."""


def plan(
    store: Store | None,
    source: str | Path,
    *,
    end_missing: str | None = None,
    within: str | None = None,
    encoding: str | None = None,
    datum: str | None = None,
    mapping: str | Path | None = None,
    report: Report = silent,
) -> Plan:
    """Return what importing a folder or a workbook would do (``store`` None: into a register that does not exist yet).

    With a mapping these may be any tables (docs/mapping.md). Raises BadImport with every fault, BadValue for a date,
    encoding or datum that is none, UnknownId for an area that is not there. Without a datum coordinates are WGS 84.
    """
    date = _date(end_missing, within)
    with uncollected():
        faults = Faults()
        report("step_reading", 0, 0)
        submission = read_source(source, faults, _encoding(encoding, source), _datum(datum), mapping)
        planned = _plan(store, submission, faults, date, within, report)
    return replace(planned, datum=None if datum is None or _datum(datum) == WGS84 else _datum(datum))


def _plan(
    store: Store | None,
    submission: Submission,
    faults: Faults,
    date: Day | None,
    within: str | None,
    report: Report,
) -> Plan:
    register = store.register() if store else None
    head = register.head if register else None
    shared: dict[str, str] = {}
    stored = Stored(lambda table, everything: _facts(store, table, head, everything, shared))
    submission = holders.settle(submission, stored, faults)
    tables = _compared(submission, stored, faults, report)
    present = dict(tables)
    if date is not None:
        _end_missing(present, tables, stored, date, within, faults)
    report("step_judging", 0, 0)
    _load_needed(tables, stored)
    rules.check(tables, faults)
    if len(faults) or faults.following:
        faults.place(submission.placed)
        raise BadImport(faults)
    planned = _planned(register, present, submission, tuple(map(submission.placed, hints.hints(tables))))
    return replace(planned, notes=tuple(map(submission.placed, faults.notes)))


def commit(
    store: Store, planned: Plan, *, by: str, why: str, now: Instant | None = None, report: Report = silent
) -> Changeset | None:
    """Write a plan as one changeset; None when it changes nothing. ``now`` stands in for the clock."""
    if not planned.changes:
        return None
    register = planned.register or store.register()
    with uncollected() if store.at_hand else nullcontext():  # the driver of a server does make cycles
        changes = _Reported(planned.changes, report)
        return write(store, register, changes, by=by, why=why, source=planned.source, datum=planned.datum, now=now)


class _Reported:
    """Changes that tell how far they were read; writing reads them twice, to seal them and to store them."""

    def __init__(self, changes: Collection[Change], report: Report) -> None:
        self._changes, self._report = changes, report
        self._done = 0

    def __len__(self) -> int:
        return len(self._changes)

    def __contains__(self, change: object) -> bool:
        return change in self._changes

    def __iter__(self) -> Iterator[Change]:
        for change in self._changes:
            if self._done % REPORTED == 0:
                self._report("step_writing", self._done, 2 * len(self))
            self._done += 1
            yield change


def _compared(submission: Submission, stored: Stored, faults: Faults, report: Report) -> dict[str, TableDifference]:
    total, done = sum(len(sheet.rows) for sheet in submission.sheets), 0
    tables = {}
    for sheet in submission.sheets:
        report("step_comparing", done, total)
        done += len(sheet.rows)
        tables[sheet.table_name] = difference.compare(sheet, stored, faults)
    return tables


def _date(end_missing: str | None, within: str | None) -> Day | None:
    if end_missing is None:
        if within is not None:
            raise BadValue(within="only_with_end_missing")
        return None
    try:
        return parse_day(end_missing)
    except ValueError as error:
        raise BadValue(end_missing="not_a_day") from error


def _encoding(name: str | None, source: str | Path) -> Encoding | None:
    if name is None:
        return None
    if is_workbook(source):
        raise BadValue(encoding="only_for_csv")
    encoding = named(name)
    if encoding is None:
        raise BadValue(encoding="no_such_encoding")
    return encoding


def _datum(name: str | None) -> str:
    if name is not None and name not in DATUMS:
        raise BadValue(datum="no_such_datum")
    return name or WGS84


def _facts(
    store: Store | None, table: str, head: Head | None, everything: bool, shared: dict[str, str]
) -> Iterable[tuple[int, Fact]]:
    return reading.facts(store, table, head, everything=everything, shared=shared) if store else ()


def _load_needed(tables: dict[str, TableDifference], stored: Stored) -> None:
    touched = [name for name, table in tables.items() if table.touched]
    gone = any(table.gone for table in tables.values())
    needed = rules.tables_needed(touched, gone=gone).union(*(hints.NEEDED.get(name, ()) for name in touched))
    for name in needed:
        if name not in tables:
            tables[name] = difference.untouched(name, stored)


def _end_missing(
    present: dict[str, TableDifference],
    tables: dict[str, TableDifference],
    stored: Stored,
    date: Day,
    within: str | None,
    faults: Faults,
) -> None:
    """End stored rows that the files present do not hold. People are left alone: their periods change a name only."""
    inside: Inside | None = None
    if within is not None:
        for name in ("areas", "units", "organizations", "posts", "assignments"):
            if name not in tables:
                tables[name] = difference.untouched(name, stored)
        if all(entry.fact.id != within for entry in tables["areas"].entries):
            raise UnknownId("place", within)
        inside = Inside(tables, within, date)
    for name, table in present.items():
        if name == "people":
            continue
        entries: list[Entry] = [entry for entry in table.entries if inside is None or inside.holds(entry)]
        difference.ending(table, date, entries, faults)


def _planned(
    register: Register | None,
    present: dict[str, TableDifference],
    submission: Submission,
    found: tuple[Fault, ...],
) -> Plan:
    return Plan(
        register=register,
        tables=tuple(_table_plan(name, present.get(name)) for name in TABLES),
        changes=Changes({name: present[name].asked for name in TABLES if name in present}),
        before={version: fact for table in present.values() for version, fact in table.before.items()},
        source=submission.source,
        ignored=submission.ignored,
        hints=found,
    )


def _table_plan(name: str, table: TableDifference | None) -> TablePlan:
    if table is None:
        return TablePlan(name, False, 0, 0, 0, 0, 0)
    added = sum(entry.version is None for entry in table.asked)
    withdrawn = sum(entry.withdrawn for entry in table.asked)
    stored = sum(entry.version is not None for entry in table.entries)
    ended = sum(entry.version not in table.matched for entry in table.entries if entry.version in table.before)
    matched = sum(entry.version in table.matched for entry in table.entries if entry.version is not None)
    return TablePlan(
        table=name,
        present=True,
        added=added,
        corrected=len(table.asked) - added - withdrawn,
        withdrawn=withdrawn,
        unchanged=table.unchanged,
        absent=stored - matched - ended,
    )
