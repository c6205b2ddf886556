"""Rules across rows: what must hold in the register after the import, on every day.

Rules (docs/meaning.md; docs/import-format.md, Faults):
- Every reference names an id that exists in any period. A fact whose place or post is not in force on some day is
  accepted: it does not answer that day, and an audit reports it.
- Periods of one id never overlap; areas, units and organizations share one space of ids.
- A parent's level stands strictly higher on every day; nothing lies above itself on any day.
- One person holds one post once at a time; two persons in one post are accepted (a later audit reports them).
- Only what the import touches is judged; a fault that follows from an earlier one is counted, not listed.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from graph.changes.cycles import Edge, cycles
from graph.changes.difference import TableDifference
from graph.changes.stored import Entry, Identity, identity
from graph.model.facts import TABLES, Area, Assignment, Form, Matter, Organization, Post, Requirement, Unit
from graph.model.faults import Faults
from graph.model.ids import narrow
from graph.model.times import end, overlap, start
from graph.model.words import ALL, LEVEL_RANK

Tables = Mapping[str, TableDifference]
REFERRED = frozenset(name for table in TABLES.values() for column in table.columns for name in column.refers)
SHARED_IDS = ("areas", "units", "organizations")
PATH_SHOWN = 10


def check(tables: Tables, faults: Faults) -> None:
    """Judge all tables as they would be; every table that a touched one refers to must be among them."""
    ids: dict[str, set[object]] = {
        name: {entry.fact.id for entry in table.entries} for name, table in tables.items() if name in REFERRED
    }
    for name, table in tables.items():
        if not table.touched:
            continue
        _within_rows(table, faults)
        _references(table, tables, ids, faults)
        if name in SHARED_IDS:
            _other_kind(table, tables, ids, faults)
        overlapping = _overlaps(table, faults)
        turning: set[str] = set()
        if name in _ABOVE and not overlapping:
            turning = _cycles(table, _ABOVE[name], faults)
        if name == "areas":
            _levels(table, turning, faults)
    _gone(tables, ids, faults)
    _unit_kinds(tables, ids, faults)


def tables_needed(touched: Iterable[str], *, gone: bool) -> set[str]:
    """Return the tables that judging some tables looks at: those they refer to, shared ids, and where rows go, all."""
    if gone:
        return set(TABLES)
    needed = set(touched)
    for name in list(needed):
        needed.update(table for column in TABLES[name].columns for table in column.refers)
    if needed.intersection(SHARED_IDS):
        needed.update(SHARED_IDS)
    return needed


def _references(
    table: TableDifference,
    tables: Tables,
    ids: Mapping[str, set[object]],
    faults: Faults,
) -> None:
    columns = [column for column in TABLES[table.table].columns if column.form is Form.REFERENCE]
    for entry in _proposed(table):
        for column in columns:
            value = getattr(entry.fact, column.field)
            if value is None or (value == ALL and "matters" in column.refers):
                continue
            if any(value in ids[name] for name in column.refers):
                continue
            if any(value in tables[name].spoiled or not tables[name].complete for name in column.refers):
                faults.follows()
            elif any(narrow(value) in ids[name] for name in column.refers):
                faults.add("wide_reference", table.file, entry.row, column.header, id=value, narrow=narrow(value))
            elif column.refers == ("areas",) and value in ids.get("units", ()):
                faults.add("unit_in_unit", table.file, entry.row, column.header, id=value)
            else:
                wanted = ", ".join(column.refers)
                faults.add(
                    "unknown_reference",
                    table.file,
                    entry.row,
                    column.header,
                    id=value,
                    table=wanted,
                )


def _within_rows(table: TableDifference, faults: Faults) -> None:
    """Judge values of one row against each other: an absent column may have kept one of them from the stored row."""
    for entry in _proposed(table):
        fact = entry.fact
        if fact.since is not None and fact.until is not None and fact.until <= fact.since:
            faults.add(
                "until_not_after_since",
                table.file,
                entry.row,
                _column(table, "until", "since"),
                since=fact.since,
                until=fact.until,
            )
        if isinstance(fact, Requirement) and fact.maximum is not None and fact.maximum < fact.minimum:
            about = {"minimum": str(fact.minimum), "maximum": str(fact.maximum)}
            faults.add("maximum_below_minimum", table.file, entry.row, _column(table, "maximum", "minimum"), **about)
        if isinstance(fact, Unit) and (fact.longitude is None) != (fact.latitude is None):
            empty, filled = ("longitude", "latitude") if fact.longitude is None else ("latitude", "longitude")
            faults.add(
                "half_coordinate", table.file, entry.row, _column(table, empty, filled), empty=empty, filled=filled
            )


def _column(table: TableDifference, *names: str) -> str:
    """Return the first of some columns that the file has: a fault names what stands in the file."""
    return next((name for name in names if name in table.fields), names[0])


def _proposed(table: TableDifference) -> Iterator[Entry]:
    return (entry for entry in table.entries if entry.row is not None)


def _other_kind(table: TableDifference, tables: Tables, ids: Mapping[str, set[object]], faults: Faults) -> None:
    """Refuse an id that another kind of body has; of two rows in one folder the later file's is at fault."""
    later = SHARED_IDS[SHARED_IDS.index(table.table) + 1 :]
    judged_later = {entry.fact.id for name in later for entry in _proposed(tables[name])}
    for entry in _proposed(table):
        for name in SHARED_IDS:
            if name != table.table and entry.fact.id in ids[name] and entry.fact.id not in judged_later:
                faults.add("id_of_other_kind", table.file, entry.row, "id", id=str(entry.fact.id), table=name)


def _overlaps(table: TableDifference, faults: Faults) -> bool:
    """Report overlapping rows of one id (of one post and person, for tenures); tell whether there are any."""
    if TABLES[table.table].by_id:
        return False
    found = False
    once: set[Identity] = set()
    several: dict[Identity, list[Entry]] = {}
    for entry in table.entries:
        who = identity(entry.fact)
        if who in once:
            several[who] = []
        elif who in table.touched:
            once.add(who)
    for entry in table.entries if several else ():
        if (who := identity(entry.fact)) in several:
            several[who].append(entry)
    for entries in several.values():
        entries.sort(key=lambda entry: start(entry.fact))
        longest = entries[0]
        for entry in entries[1:]:
            if overlap(longest.fact, entry.fact):
                found = True
                _overlap_fault(table, longest, entry, faults)
            longest = max(longest, entry, key=lambda one: end(one.fact))
    return found


def _overlap_fault(table: TableDifference, one: Entry, other: Entry, faults: Faults) -> None:
    if one.row is None or (other.row is not None and other.row > one.row):
        one, other = other, one
    who = identity(one.fact)
    if not isinstance(who, str):
        post, person = who
        about = {"post": post, "person": person}
        if other.row is None:
            faults.add("stored_tenure", table.file, one.row, "person", **about, since=other.fact.since or "")
        else:
            faults.add("person_twice_in_post", table.file, one.row, "person", **about, other_row=str(other.row))
    elif other.row is None:
        faults.add(
            "stored_overlap",
            table.file,
            one.row,
            "since",
            id=who,
            since=other.fact.since or "",
        )
    else:
        since, until = (
            max(start(one.fact), start(other.fact)),
            min(end(one.fact), end(other.fact)),
        )
        about = {
            "id": who,
            "other_row": str(other.row),
            "since": since,
            "until": "" if until == "~" else until,
        }
        faults.add("overlapping_periods", table.file, one.row, "since", **about)


def _levels(table: TableDifference, turning: set[str], faults: Faults) -> None:
    """Refuse a parent whose level is not higher on some day; what turns in a cycle (``turning``) is told as that."""
    by_id: dict[str, list[Entry]] = {}
    for entry in table.entries:
        by_id.setdefault(str(entry.fact.id), []).append(entry)
    for entry in table.entries:
        area = entry.fact
        assert isinstance(area, Area)
        if area.parent is None or area.id in turning or not table.touched.intersection((area.id, area.parent)):
            continue
        for above in by_id.get(area.parent, ()):
            parent = above.fact
            assert isinstance(parent, Area)
            if overlap(area, parent) and LEVEL_RANK[parent.level] >= LEVEL_RANK[area.level]:
                row = entry.row if entry.row is not None else above.row
                about = {
                    "id": area.id,
                    "level": area.level,
                    "parent": parent.id,
                    "parent_level": parent.level,
                }
                faults.add("level_not_below", table.file, row, _column(table, "level", "parent"), **about)
                break


def _area_edge(entry: Entry) -> tuple[str, str | None]:
    assert isinstance(entry.fact, Area | Organization | Matter)
    return entry.fact.id, entry.fact.parent


def _post_edge(entry: Entry) -> tuple[str, str | None]:
    assert isinstance(entry.fact, Post)
    return entry.fact.id, entry.fact.reports_to


_ABOVE: dict[str, Callable[[Entry], tuple[str, str | None]]] = {
    "areas": _area_edge,
    "organizations": _area_edge,
    "matters": _area_edge,
    "posts": _post_edge,
}


def _cycles(table: TableDifference, ends: Callable[[Entry], tuple[str, str | None]], faults: Faults) -> set[str]:
    """Refuse what stands above itself on some day; return the ids that do."""
    column = "reports_to" if table.table == "posts" else "parent"
    edges = []
    for entry in table.entries:
        below, above = ends(entry)
        if above is not None and above != below:
            edges.append(Edge(below, above, entry.fact.since, entry.fact.until))
    rows = {str(entry.fact.id): entry.row for entry in table.entries if entry.row is not None}
    turning: set[str] = set()
    for path in cycles(edges):
        turning.update(path)
        row = min((rows[id] for id in path if id in rows), default=None)
        faults.add("cycle", table.file, row, column, id=path[0], path=_shown_path(path))
    return turning


def _shown_path(path: Sequence[str]) -> str:
    """Return a circle as text, a long one by its first ids and its last."""
    ids = [*path, path[0]] if len(path) <= PATH_SHOWN else [*path[: PATH_SHOWN - 1], "…", path[-1], path[0]]
    return " → ".join(ids)


def _gone(tables: Tables, ids: Mapping[str, set[object]], faults: Faults) -> None:
    """Refuse to withdraw the last row of an id that something still refers to."""
    for name, table in tables.items():
        lost = {who: row for who, row in table.gone.items() if isinstance(who, str) and who not in ids.get(name, ())}
        if name == "matters":
            lost.pop(ALL, None)  # the root is built in; its row only names it
        for other, id in _referring(tables, name, lost, ids) if lost else ():
            faults.add("still_referred", table.file, lost[id], "withdrawn", id=id, table=other)


def _referring(
    tables: Tables, name: str, lost: Mapping[str, int], ids: Mapping[str, set[object]]
) -> Iterator[tuple[str, str]]:
    """Yield each table with a stored row that refers to a lost id, unless the id has become another kind of body."""
    told: set[tuple[str, str]] = set()
    for other, table in tables.items():
        columns = [column for column in TABLES[other].columns if name in column.refers]
        for entry in table.entries if columns else ():
            if entry.row is not None:
                continue  # what the files themselves say is judged as a reference
            for column in columns:
                id = getattr(entry.fact, column.field)
                if id in lost and (other, id) not in told and not any(id in ids[to] for to in column.refers):
                    told.add((other, id))
                    yield other, id


def _unit_kinds(tables: Tables, ids: Mapping[str, set[object]], faults: Faults) -> None:
    table = tables.get("assignments")
    if table is None:
        return
    for entry in _proposed(table):
        assert isinstance(entry.fact, Assignment)
        if entry.fact.unit_kinds and entry.fact.place in ids["units"]:
            column = _column(table, "unit_kinds", "place", "id")
            faults.add("unit_kinds_at_unit", table.file, entry.row, column, place=entry.fact.place)
