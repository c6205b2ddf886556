"""Import a folder: read, compare, judge; then, and only when asked to, write as one changeset.

Rules:
- Nothing is written while anything is at fault; all faults are told at once.
- What is planned stands on the head that was read: when another writer was faster, the write is refused (StaleHead).
"""

from collections.abc import Iterable
from pathlib import Path

from graph.changes import difference, hints, rules
from graph.changes.changeset import Changeset, Head, Register
from graph.changes.difference import TableDifference
from graph.changes.places import Inside
from graph.changes.plan import Plan, TablePlan
from graph.changes.proposal import Submission
from graph.changes.stored import Entry, Stored
from graph.commands import reading
from graph.commands.writing import write
from graph.intake.folder import read_folder
from graph.model.errors import BadImport, BadValue, UnknownId
from graph.model.facts import TABLES, Fact
from graph.model.faults import Fault, Faults
from graph.model.times import Day, Instant, parse_day
from graph.stores import Store


def plan(
    store: Store | None,
    folder: str | Path,
    *,
    end_missing: str | None = None,
    within: str | None = None,
) -> Plan:
    """Return what importing a folder would do (``store`` None: into a register that does not exist yet).

    Raises BadImport with every fault, BadValue for a date that is none, UnknownId for an area that is not there.
    """
    date = _date(end_missing, within)
    faults = Faults()
    submission = read_folder(folder, faults)
    register = store.register() if store else None
    head = register.head if register else None
    stored = Stored(lambda table, everything: _facts(store, table, head, everything))
    tables = {sheet.table_name: difference.compare(sheet, stored, faults) for sheet in submission.sheets}
    present = dict(tables)
    if date is not None:
        _end_missing(present, tables, stored, date, within, faults)
    _load_needed(tables, stored)
    rules.check(tables, faults)
    if len(faults) or faults.following:
        raise BadImport(faults)
    return _planned(register, present, submission, tuple(hints.hints(tables)))


def commit(store: Store, planned: Plan, *, by: str, why: str, now: Instant | None = None) -> Changeset | None:
    """Write a plan as one changeset; None when it changes nothing. ``now`` stands in for the clock."""
    if not planned.changes:
        return None
    register = planned.register or store.register()
    return write(store, register, planned.changes, by=by, why=why, source=planned.source, now=now)


def _date(end_missing: str | None, within: str | None) -> Day | None:
    if end_missing is None:
        if within is not None:
            raise BadValue(within="only_with_end_missing")
        return None
    try:
        return parse_day(end_missing)
    except ValueError as error:
        raise BadValue(end_missing="not_a_day") from error


def _facts(store: Store | None, table: str, head: Head | None, everything: bool) -> Iterable[tuple[int, Fact]]:
    return reading.facts(store, table, head, everything=everything) if store else ()


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
        changes=tuple(change for name in TABLES if name in present for change in present[name].changes),
        before={version: fact for table in present.values() for version, fact in table.before.items()},
        source=submission.source,
        ignored=submission.ignored,
        hints=found,
    )


def _table_plan(name: str, table: TableDifference | None) -> TablePlan:
    if table is None:
        return TablePlan(name, False, 0, 0, 0, 0, 0)
    acts = [(change.fact is None, change.supersedes is None) for change in table.changes]
    stored = sum(entry.version is not None for entry in table.entries)
    ended = sum(entry.version not in table.matched for entry in table.entries if entry.version in table.before)
    matched = sum(entry.version in table.matched for entry in table.entries if entry.version is not None)
    return TablePlan(
        table=name,
        present=True,
        added=acts.count((False, True)),
        corrected=acts.count((False, False)),
        withdrawn=acts.count((True, False)),
        unchanged=table.unchanged,
        absent=stored - matched - ended,
    )
