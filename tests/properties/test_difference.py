"""A folder of edited rows becomes exactly these edits; a second import of it changes nothing, and the past stays."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.changes.stored import identity
from graph.commands import imports, reading
from graph.commands.verify import verify
from graph.model.facts import TABLES, Column, Fact, Tenure
from graph.model.times import Instant, parse_instant
from graph.stores import Store
from tests.properties.folders import (
    Row,
    correction,
    row_of,
    with_last_day,
    withdrawal,
    write_facts,
    write_rows,
)
from tests.properties.histories import Answer, examples, new_folder, new_sqlite, traced
from tests.properties.strategies import Dice, Drawn, Question, registers, several, table_name

FIRST = parse_instant("2026-02-01T00:00:00Z")
SECOND = parse_instant("2026-03-01T00:00:00Z")
THIRD = parse_instant("2026-04-01T00:00:00Z")


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder to be written: rows by table, and the columns that its files do not have."""

    tables: dict[str, list[Row]]
    absent: dict[str, set[str]]


@st.composite
def edits(draw: st.DrawFn) -> tuple[Drawn, Folder, list[Question]]:
    """A register of two changesets, the second of which one folder can say; that folder; and questions."""
    drawn = draw(registers(later=1, as_files=True).filter(is_one_folder))
    return drawn, folder_of_edits(drawn, Dice(draw)), draw(several(drawn, 4))


def test_an_edited_folder_changes_what_was_edited_once_and_leaves_the_past(pytestconfig: pytest.Config) -> None:
    @examples(pytestconfig, few=80, many=2_000)
    @given(edits())
    def holds(edit: tuple[Drawn, Folder, list[Question]]) -> None:
        drawn, edited, questions = edit
        with new_sqlite() as store, new_folder() as folder:
            first = write_facts(folder / "a", drawn.known[0].values())
            second = write_rows(folder / "b", edited.tables, absent=edited.absent)
            commit(store, first, FIRST)
            then = answers(store, questions)

            commit(store, second, SECOND)

            assert known(store) == in_any_order(drawn.known[1].values())
            again = imports.plan(store, second)
            assert again.changes == ()
            assert imports.commit(store, again, by="tester", why="again", now=THIRD) is None
            assert answers(store, questions) == then
            assert verify(store).changesets == 2

    holds()


def commit(store: Store, folder: Path, at: Instant) -> None:
    imports.commit(store, imports.plan(store, folder), by="tester", why="a folder", now=at)


def known(store: Store) -> list[Fact]:
    return in_any_order(fact for table in TABLES for _, fact in reading.facts(store, table))


def in_any_order(facts: Iterable[Fact]) -> list[Fact]:
    return sorted(facts, key=repr)


def answers(store: Store, questions: list[Question]) -> list[Answer]:
    """What the register answers as known just after the first folder."""
    return [traced(store, replace(question, known_at=FIRST)) for question in questions]


# --- Writing edits --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Edit:
    """What one row is about: the stored fact (None: it adds one), and the fact that is to be (None: it withdraws)."""

    old: Fact | None
    new: Fact | None

    @property
    def table(self) -> str:
        fact = self.old or self.new
        assert fact is not None
        return table_name(fact)

    def rows(self) -> list[Row]:
        if self.new is None:
            assert self.old is not None
            return [withdrawal(self.old)]
        return [row_of(self.new)] if self.old is None else correction(self.old, self.new)


def is_one_folder(drawn: Drawn) -> bool:
    """Whether no row is withdrawn in whose place another one comes: a file cannot say two things of one row."""
    before, changes = drawn.known[0], drawn.steps[1].changes
    taken = {mark for change in changes if change.fact is not None for mark in marks(change.fact)}
    gone = {mark for change in changes if change.fact is None for mark in marks(before[change.supersedes or 0])}
    edits = [(before[change.supersedes], change.fact) for change in changes if change.fact and change.supersedes]
    moved = {mark for old, new in edits if len(correction(old, new)) > 1 for mark in marks(old)}
    return not (gone | moved) & taken


def marks(fact: Fact) -> set[tuple[object, ...]]:
    """What rows of a fact are found by."""
    table, who = table_name(fact), identity(fact)
    by_id = {(table, "id", fact.id)} if isinstance(fact, Tenure) and fact.id else set()
    return by_id | ({(table, who, fact.since)} if _by_since(table) else {(table, who)})


def _by_since(table: str) -> bool:
    return TABLES[table].periodic or table == "tenures"


def edits_of(drawn: Drawn, dice: Dice) -> list[Edit]:
    """The second changeset, and some of what it leaves as it is."""
    before = drawn.known[0]
    changes = drawn.steps[1].changes
    found = [Edit(before[change.supersedes] if change.supersedes else None, change.fact) for change in changes]
    found += [Edit(fact, fact) for version, fact in before.items() if version in drawn.known[1] and dice.rarely(4)]
    return found


def folder_of_edits(drawn: Drawn, dice: Dice) -> Folder:
    """Edits as a folder: without columns that nothing needs, some with last_day, rows in either order."""
    found = edits_of(drawn, dice)
    tables: dict[str, list[Row]] = {}
    absent: dict[str, set[str]] = {}
    for name in TABLES:
        of_table = [edit for edit in found if edit.table == name]
        rows = [row for edit in of_table for row in edit.rows()]
        absent[name] = {column for column in columns_not_needed(name, of_table, drawn) if dice.rarely(2)}
        if absent[name] & {"longitude", "latitude"}:
            absent[name] |= {"longitude", "latitude"}
        if "until" not in absent[name] and dice.rarely(2):
            rows = [with_last_day(row) for row in rows]
        tables[name] = rows[::-1] if dice.rarely(2) else rows
    return Folder(tables, absent)


def columns_not_needed(table: str, found: list[Edit], drawn: Drawn) -> list[str]:
    """Columns in which every row has what is stored, or what an empty cell would say in a new one."""
    columns = [column for column in TABLES[table].columns if column.header not in ("id", "post", "person")]
    kept = [column for column in columns if all(says_nothing(column, edit) for edit in found)]
    if all(is_the_only_row(edit, drawn) for edit in found):
        return [column.header for column in kept]
    return [column.header for column in kept if column.header != "since"]


def says_nothing(column: Column, edit: Edit) -> bool:
    if edit.new is None:
        return True
    new = getattr(edit.new, column.field)
    if edit.old is None or len(edit.rows()) > 1:
        return not column.needed and new == column.default
    return bool(getattr(edit.old, column.field) == new)


def is_the_only_row(edit: Edit, drawn: Drawn) -> bool:
    """Whether the fact is found without its since, before the edits and after."""
    fact = edit.old or edit.new
    if not _by_since(edit.table):
        return True
    ids = {identity(one) for one in (edit.old, edit.new) if one is not None}
    assert fact is not None
    counts = [sum(type(one) is type(fact) and identity(one) in ids for one in known.values()) for known in drawn.known]
    return counts == [edit.old is not None, edit.new is not None]
