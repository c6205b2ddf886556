"""Changesets: what a change does, where it is written, and that a stored row gives the same change back."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.changes.changeset import Change, Changeset, Head, Header, act, change_of, fact_of, row_of
from graph.model.facts import TABLES, Column, Fact, Form, table_of
from graph.model.times import Instant

WORD = st.text(min_size=1, max_size=4)
NUMBER = st.integers(-(2**53), 2**53)


def fact(table: str, **values: Any) -> Fact:
    return TABLES[table].noun(**values)


def cells(column: Column) -> st.SearchStrategy[Any]:
    kinds: dict[Form, st.SearchStrategy[Any]] = {
        Form.LIST: st.lists(WORD, max_size=3).map(tuple),
        Form.COUNT: NUMBER,
        Form.DEGREES: NUMBER,
    }
    value = kinds.get(column.form, WORD)
    return value if column.needed or column.form is Form.LIST or column.default is not None else st.none() | value


@st.composite
def changes(draw: st.DrawFn) -> Change:
    table = TABLES[draw(st.sampled_from(list(TABLES)))]
    if draw(st.booleans()):
        return Change(table.name, None, draw(NUMBER))
    values = {column.field: draw(cells(column)) for column in table.columns}
    personal = [column.field for column in table.columns if column.personal and values[column.field] is not None]
    return Change(table.name, table.noun(**values), draw(st.none() | NUMBER), {name: draw(WORD) for name in personal})


@settings(deadline=None)
@given(changes(), NUMBER, NUMBER)
def test_a_stored_row_gives_back_the_change_that_it_came_from(change: Change, version: int, moment: int) -> None:
    table, row = row_of(change, version, Instant(moment))

    assert change_of(table, row) == change
    assert (row["version"], row["supersedes"], row["recorded_at"]) == (version, change.supersedes, moment)
    if change.fact is not None:
        assert fact_of(table, row) == change.fact
        assert table_of(change.fact).name == table


def test_a_fact_is_written_with_its_fields_and_the_seals_of_its_personal_values() -> None:
    post = fact("posts", id="p", name="P", phone="0000-1")
    assert row_of(Change("posts", post, 3, {"phone": "00ff"}), 9, Instant(7)) == (
        "posts",
        {
            "version": 9,
            "supersedes": 3,
            "recorded_at": 7,
            "id": "p",
            "name": "P",
            "organization": None,
            "kind": None,
            "phone": "0000-1",
            "phone_seal": "00ff",
            "email": None,
            "email_seal": None,
            "reports_to": None,
            "since": None,
            "until": None,
        },
    )


def test_a_list_is_written_as_a_list() -> None:
    unit = fact("units", id="u", name="U", kinds=("shop", "nine_small_venue"))
    table, row = row_of(Change("units", unit), 1, Instant(0))
    assert (table, row["kinds"]) == ("units", ["shop", "nine_small_venue"])


def test_a_withdrawal_is_written_apart_and_names_its_table() -> None:
    assert row_of(Change("areas", None, 4), 9, Instant(7)) == (
        "withdrawals",
        {"version": 9, "supersedes": 4, "recorded_at": 7, "table_name": "areas"},
    )


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (Change("matters", fact("matters", id="m", name="M")), "added"),
        (Change("matters", fact("matters", id="m", name="M"), 1), "corrected"),
        (Change("matters", None, 1), "withdrawn"),
    ],
)
def test_a_change_adds_corrects_or_withdraws(change: Change, expected: str) -> None:
    assert act(change) == expected


def header(first: int, count: int) -> Header:
    return Header(4, "ab", "cd", Instant(7), "tester", "a test", None, "k", first, count, {})


def test_changes_are_numbered_on_from_the_first_of_their_changeset() -> None:
    changeset = Changeset(header(5, 2), [Change("areas", None, 1), Change("areas", None, 2)])

    assert [(table, row["version"], row["recorded_at"]) for table, row in changeset.rows()] == [
        ("withdrawals", 5, 7),
        ("withdrawals", 6, 7),
    ]


def test_the_head_after_a_changeset_stands_at_its_last_change() -> None:
    assert header(5, 2).head == Head(4, "ab", Instant(7), 6)
