"""Hints: what an import may do, but people rarely mean.

Rules:
- A hint is no fault: nothing is refused for it. It names file, row and column as a fault does.
- A kind that no place or post bears is told once for each column: kinds are an open list, so a slip of the pen would
  otherwise make a requirement ask for nothing, in silence.
- A new row of a place without a parent, whose other rows have one, makes it a root and cuts its chain.
- Width tells ids apart, but an input method may have chosen it: a new id in full-width digits or letters is told once.
- The end of a person's last period ends a name, never a tenure.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

from graph.changes.difference import TableDifference
from graph.changes.stored import Entry, identity
from graph.model.facts import Assignment, Person, Post, Requirement, Unit, area_above
from graph.model.faults import Fault
from graph.model.ids import narrow
from graph.model.times import end
from graph.model.words import LEVELS

T = TypeVar("T")
Tables = Mapping[str, TableDifference]
NEEDED = {"requirements": ("units", "posts"), "assignments": ("units",)}
"""Tables that hints look at beside those that the rules need."""


def hints(tables: Tables) -> Iterator[Fault]:
    """Yield what is worth a second look in the rows that an import touches."""
    for table in tables.values():
        yield from _wide_ids(table)
    yield from _strange_kinds(tables)
    for name in ("areas", "units"):
        if name in tables:
            yield from _new_roots(tables[name])
    if "people" in tables:
        yield from _ended_people(tables["people"])


def _proposed(tables: Tables, name: str) -> list[Entry]:
    return [entry for entry in tables[name].entries if entry.row is not None] if name in tables else []


def _strange_kinds(tables: Tables) -> Iterator[Fault]:
    requirements, assignments = _proposed(tables, "requirements"), _proposed(tables, "assignments")
    if not requirements and not assignments:
        return
    units = {kind for entry in _facts(tables, "units", Unit) for kind in entry.kinds}
    posts = {entry.kind for entry in _facts(tables, "posts", Post) if entry.kind} if requirements else set()
    asked = [(entry.row, entry.fact) for entry in requirements if isinstance(entry.fact, Requirement)]
    limited = [(entry.row, entry.fact) for entry in assignments if isinstance(entry.fact, Assignment)]
    places = units.union(LEVELS)
    for name, column, known, rows in (
        ("requirements", "place_kinds", places, [(row, fact.place_kinds) for row, fact in asked]),
        ("requirements", "post_kinds", posts, [(row, fact.post_kinds) for row, fact in asked]),
        ("assignments", "unit_kinds", units, [(row, fact.unit_kinds) for row, fact in limited]),
    ):
        told: set[str] = set()
        for row, kinds in rows:
            for kind in (kind for kind in kinds if kind not in known and kind not in told):
                told.add(kind)
                yield Fault("kind_of_nothing", tables[name].file, row, column, {"kind": kind})


def _facts(tables: Tables, name: str, noun: type[T]) -> Iterable[T]:
    return (entry.fact for entry in tables[name].entries if isinstance(entry.fact, noun))


def _wide_ids(table: TableDifference) -> Iterator[Fault]:
    known: set[str] = set()
    wide: dict[str, Entry] = {}
    for entry in table.entries:
        id = identity(entry.fact)
        if isinstance(id, str) and id != narrow(id):
            if entry.version is not None:
                known.add(id)
            elif entry.row is not None:
                wide.setdefault(id, entry)
    for id, entry in wide.items():
        if id not in known:
            yield Fault("wide_id", table.file, entry.row, "id", {"id": id, "narrow": narrow(id)})


def _new_roots(table: TableDifference) -> Iterator[Fault]:
    parents: dict[str, str] = {}
    for entry in table.entries:
        parent = area_above(entry.fact)
        if parent is not None:
            parents[str(entry.fact.id)] = parent
    column = "parent" if table.table == "areas" else "area"
    for entry in table.entries:
        id = str(entry.fact.id)
        if entry.row is not None and entry.version is None and area_above(entry.fact) is None and id in parents:
            yield Fault("root_now", table.file, entry.row, column, {"id": id, "parent": parents[id]})


def _ended_people(table: TableDifference) -> Iterator[Fault]:
    last: dict[str, Entry] = {}
    for entry in table.entries:
        id = str(entry.fact.id)
        if id not in last or end(entry.fact) > end(last[id].fact):
            last[id] = entry
    for id, entry in last.items():
        if entry.row is not None and isinstance(entry.fact, Person) and entry.fact.until is not None:
            yield Fault("name_ends", table.file, entry.row, "until", {"id": id})
