"""The difference of proposed rows to the register: which change each row asks for.

Rules (docs/import-format.md):
- Rows are matched to what is stored by id and since; tenures by id, else by post, person and since; requirements,
  assignments and printings by id. ``was_since`` names the stored row whose since is corrected. Without a ``since``
  column a row matches the only stored row of its id.
- A row that matches nothing adds a fact; one whose values differ corrects (the old belief stays under ``known_at``);
  one that says ``withdrawn`` supersedes without a successor.
- An absent column leaves the stored value; an empty cell was read as the column's default, and so clears it.
- A second import of the same rows changes nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from graph.changes.changeset import Change
from graph.changes.proposal import ProposedRow, Sheet
from graph.changes.stored import Entry, Identity, Key, Stored, identity, key
from graph.model.facts import Fact, Tenure
from graph.model.faults import Faults
from graph.model.times import Day
from graph.model.words import ALL


@dataclass(slots=True)
class TableDifference:
    """What one table would be: its entries, which identities are touched or gone, and rows that take no part."""

    table: str
    file: str
    entries: list[Entry]
    asked: list[Entry] = field(default_factory=list)
    """Those that ask for a change, in the order of the rows."""
    before: dict[int, Fact] = field(default_factory=dict)
    """Corrected and withdrawn facts as they stand, by version."""
    touched: set[Identity] = field(default_factory=set)
    gone: dict[Identity, int] = field(default_factory=dict)
    """Identities of withdrawn rows, with the row that withdraws."""
    spoiled: set[str] = field(default_factory=set)
    matched: set[int] = field(default_factory=set)
    unchanged: int = 0
    complete: bool = True
    fields: tuple[str, ...] = ()

    @property
    def changes(self) -> list[Change]:
        """What each entry asks for, in order."""
        return [entry.change(self.table) for entry in self.asked]


def untouched(table: str, stored: Stored) -> TableDifference:
    """Return a table that no sheet is about."""
    return TableDifference(
        table,
        f"{table}.csv",
        [Entry(fact, version) for version, fact in stored.table(table)],
    )


def compare(sheet: Sheet, stored: Stored, faults: Faults) -> TableDifference:
    """Return the difference of one sheet, whose rows are taken; rows that fit nothing or lack a value are faults."""
    return _Comparison(sheet, stored, faults).run()


class _Comparison:
    """One sheet against the stored rows of its table."""

    def __init__(self, sheet: Sheet, stored: Stored, faults: Faults) -> None:
        self._sheet, self._stored, self._faults = sheet, stored, faults
        self._table = sheet.table
        self._periodic = sheet.table.periodic
        self._needed = [column for column in sheet.table.columns if column.needed]
        entries = [Entry(fact, version) for version, fact in stored.table(sheet.table_name)]
        self._out = TableDifference(sheet.table_name, sheet.file, entries, complete=sheet.complete, fields=sheet.fields)
        self._by_key: dict[Key, Entry] = {key(entry.fact): entry for entry in entries}
        self._by_id: dict[str, Entry] = {}
        if not self._periodic:
            self._by_id = {entry.fact.id: entry for entry in entries if entry.fact.id is not None}
        self._by_identity: dict[Identity, list[Entry]] = {}
        if "since" not in sheet.fields:
            for entry in entries:
                self._by_identity.setdefault(identity(entry.fact), []).append(entry)
        self._seen: dict[object, int] = {}
        self._moved: set[Key] = set()
        self._settled: set[Key] = set()
        self._added: list[Entry] = []
        self._withdrawn: set[int] = set()

    def run(self) -> TableDifference:
        self._find_moved()
        for row in self._sheet.take():
            self._one(row)
        if self._withdrawn:
            self._out.entries = [entry for entry in self._out.entries if entry.version not in self._withdrawn]
        self._out.entries += self._added
        return self._out

    def _one(self, row: ProposedRow) -> None:
        values = dict(zip(self._sheet.fields, row.values, strict=True))
        if row.spoiled:
            self._spoil(values)
            return
        who = _identity(values)
        try:
            entry = self._match(row, who, values)
        except _Unmatched as unmatched:
            column = unmatched.column or self._key_column(values)
            self._faults.add(unmatched.code, self._sheet.file, row.number, column, **unmatched.about)
            self._spoil(values)
            return
        if self._twice(row, who, values, entry):
            return
        if row.withdrawn:
            self._withdraw(row, entry)
        elif entry is None:
            self._add(row, who, values)
        else:
            self._correct(row, values, entry)

    def _find_moved(self) -> None:
        """Note rows whose since is corrected.

        A row that begins where such a one began is another; and where the correction was made already, a withdrawal of
        what stood there before was made already too.
        """
        for row in self._sheet.rows:
            if row.was_since is not None and not row.spoiled:
                values: dict[str, Any] = dict(zip(self._sheet.fields, row.values, strict=True))
                old = (_identity(values), row.was_since)
                now = self._by_key.get((_identity(values), values.get("since")))
                if old in self._by_key and (now is None or now.fact != _changed(now.fact, values)):
                    self._moved.add(old)
                elif now is not None:
                    self._settled.add(key(now.fact))

    def _spoil(self, values: dict[str, Any]) -> None:
        if values.get("id"):
            self._out.spoiled.add(values["id"])

    def _match(self, row: ProposedRow, who: Identity, values: dict[str, Any]) -> Entry | None:
        """Return the stored entry that a row speaks of, or None; raise _Unmatched where none or several are meant."""
        if not self._periodic and values.get("id") in self._by_id:
            return self._by_id[values["id"]]
        if self._sheet.table.by_id:
            self._check_absent(row, who, values)
            return None
        if "since" not in values and row.was_since is None:
            found = self._by_identity.get(who, [])
            if len(found) > 1:
                raise _Unmatched("ambiguous_row", id=_shown(who))
            if not found:
                self._check_absent(row, who, values)
            return found[0] if found else None
        return self._by_since(row, who, values)

    def _by_since(self, row: ProposedRow, who: Identity, values: dict[str, Any]) -> Entry | None:
        """Return the stored entry that begins on the row's since, or on its was_since."""
        meant = (who, values.get("since"))
        now = self._by_key.get(meant) if "since" in values else None
        if row.was_since is None and meant in self._moved:
            return None
        if row.withdrawn and meant in self._settled:
            now = None
        before = None if row.was_since is None else self._by_key.get((who, row.was_since))
        if now is not None and (before is None or now.fact == _changed(now.fact, values)):
            return now
        if before is None:
            self._check_absent(row, who, values)
        return before

    def _check_absent(self, row: ProposedRow, who: Identity, values: dict[str, Any]) -> None:
        """Refuse to correct what is not there; to withdraw it is fine where it was there once: files come again."""
        if not row.withdrawn:
            if row.was_since is not None:
                raise _Unmatched("no_such_row", "was_since", id=_shown(who), since=row.was_since)
            return
        since: Day | None = row.was_since or values.get("since")
        ever = self._stored.ever(self._sheet.table_name).get(who, set())
        if not ever or (since is not None and since not in ever):
            raise _Unmatched("nothing_to_withdraw", "withdrawn", id=_shown(who))

    @staticmethod
    def _key_column(values: dict[str, Any]) -> str:
        """Return the column that says whose row it is."""
        return "id" if values.get("id") else "person"

    def _twice(self, row: ProposedRow, who: Identity, values: dict[str, Any], entry: Entry | None) -> bool:
        """Tell whether an earlier row spoke of the same fact (a fault)."""
        marks: list[object] = [entry.version if entry else (who, values.get("since"))]
        if not self._periodic and values.get("id"):
            marks.append(("id", values["id"]))
        other = min(self._seen.setdefault(mark, row.number) for mark in marks)
        if other == row.number:
            return False
        self._faults.add(
            "same_row_twice",
            self._sheet.file,
            row.number,
            self._key_column(values),
            id=_shown(who),
            other_row=str(other),
        )
        return True

    def _withdraw(self, row: ProposedRow, entry: Entry | None) -> None:
        if entry is None or entry.version is None:
            self._out.unchanged += 1
            return
        self._out.matched.add(entry.version)
        self._withdrawn.add(entry.version)
        self._out.before[entry.version] = entry.fact
        self._out.touched.add(identity(entry.fact))
        self._out.gone[identity(entry.fact)] = row.number
        entry.withdrawn = True
        self._out.asked.append(entry)

    def _add(self, row: ProposedRow, who: Identity, values: dict[str, Any]) -> None:
        missing = [column for column in self._needed if not values.get(column.field)]
        for column in missing:
            self._faults.add("new_without", self._sheet.file, row.number, column.header)
        if missing:
            self._spoil(values)
            return
        if self._table.name == "matters" and who == ALL:
            values["parent"] = None  # the root hangs under nothing
        entry = Entry(self._table.noun(**values), None, row.number)
        self._added.append(entry)
        self._out.touched.add(who)
        self._out.asked.append(entry)

    def _correct(self, row: ProposedRow, values: dict[str, Any], entry: Entry) -> None:
        assert entry.version is not None  # only stored entries are matched
        self._out.matched.add(entry.version)
        fact = _changed(entry.fact, values)
        if fact == entry.fact:
            self._out.unchanged += 1
            return
        self._out.before[entry.version] = entry.fact
        self._out.touched.update((identity(entry.fact), identity(fact)))
        self._out.asked.append(entry)
        entry.fact, entry.row = fact, row.number


class _Unmatched(Exception):
    def __init__(self, code: str, column: str | None = None, **about: str) -> None:
        self.code, self.column, self.about = code, column, about
        super().__init__(code)


def _identity(values: dict[str, Any]) -> Identity:
    return (values["post"], values["person"]) if "person" in values else values["id"]


def _shown(who: Identity) -> str:
    return who if isinstance(who, str) else " / ".join(who)


def _changed(fact: Fact, values: dict[str, Any]) -> Fact:
    """Return a fact with the values of a row; a tenure keeps its id where the row has none."""
    differing = {name: value for name, value in values.items() if getattr(fact, name) != value}
    if isinstance(fact, Tenure) and values.get("id") is None:
        differing.pop("id", None)
    return replace(fact, **differing) if differing else fact


def ending(found: TableDifference, date: Day, inside: Iterable[Entry], faults: Faults) -> None:
    """Propose to end, on a day, stored rows that the file does not hold; refuse those that start on or after it."""
    for entry in inside:
        if entry.version is None or entry.version in found.matched or entry.row is not None:
            continue
        fact = entry.fact
        named_root = found.table == "matters" and fact.id == ALL
        if named_root or (fact.until is not None and fact.until <= date):
            continue
        if fact.since is not None and fact.since >= date:
            faults.add(
                "starts_after",
                found.file,
                id=_shown(identity(fact)),
                since=fact.since,
                date=date,
            )
            continue
        found.before[entry.version] = fact
        entry.fact = replace(fact, until=date)
        found.touched.add(identity(fact))
        found.asked.append(entry)
