"""The difference of proposed rows to the register: which stored row each one means, and which change it asks for.

Stored facts are numbered from 1; rows of a sheet from 2, as a spreadsheet shows them.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.changes.changeset import Change
from graph.changes.difference import TableDifference, compare, ending, untouched
from graph.changes.proposal import ProposedRow, Sheet
from graph.changes.stored import Stored
from graph.model.facts import TABLES, Fact
from graph.model.faults import Fault, Faults
from graph.model.times import Day

Rows = list[dict[str, Any]]
MARKS = ("was_since", "withdrawn", "spoiled")


def fact(table: str, **values: Any) -> Fact:
    return TABLES[table].noun(**values)


def area(**values: Any) -> Fact:
    return fact("areas", **{"id": "v", "name": "V", "level": "village"} | values)


def tenure(**values: Any) -> Fact:
    return fact("tenures", **{"post": "p", "person": "n"} | values)


def assignment(**values: Any) -> Fact:
    return fact("assignments", **{"id": "a", "post": "p", "place": "v", "tier": "first"} | values)


def requirement(**values: Any) -> Fact:
    return fact("requirements", **{"id": "r", "scheme": "s", "tier": "first", "place_kinds": ("village",)} | values)


def register(table: str, stored: Sequence[Fact], superseded: Sequence[Fact] = ()) -> Stored:
    """What is stored, and what was stored once."""

    def load(name: str, everything: bool) -> list[tuple[int, Fact]]:
        assert name == table
        past = [(100 + number, one) for number, one in enumerate(superseded)] if everything else []
        return [*enumerate(stored, 1), *past]

    return Stored(load)


def difference(
    table: str, rows: Sequence[Mapping[str, Any]], stored: Sequence[Fact] = (), superseded: Sequence[Fact] = ()
) -> tuple[TableDifference, list[Fault]]:
    """Compare rows with stored facts. The columns are those of the first row; ``superseded`` were stored once."""

    fields = tuple(field for field in rows[0] if field not in MARKS) if rows else ("id",)
    proposed = [
        ProposedRow(number, tuple(row[field] for field in fields), **{m: row[m] for m in MARKS if m in row})
        for number, row in enumerate(rows, 2)
    ]
    faults = Faults()
    sheet = Sheet(f"{table}.csv", table, fields, proposed)
    return compare(sheet, register(table, stored, superseded), faults), list(faults)


def changes(
    table: str, rows: Sequence[Mapping[str, Any]], stored: Sequence[Fact] = (), superseded: Sequence[Fact] = ()
) -> list[Change]:
    found, faults = difference(table, rows, stored, superseded)
    assert faults == []
    return found.changes


def codes(table: str, rows: Sequence[Mapping[str, Any]], stored: Sequence[Fact] = ()) -> list[tuple[str, int | None]]:
    _, faults = difference(table, rows, stored)
    return [(fault.code, fault.row) for fault in faults]


# --- By id and since --------------------------------------------------------------------------------------------------


def test_a_row_that_matches_nothing_adds_a_fact() -> None:
    row = {"id": "v", "name": "V", "level": "village"}
    assert changes("areas", [row]) == [Change("areas", area())]


def test_a_row_that_differs_corrects_the_stored_row_of_its_id_and_since() -> None:
    stored = [area(until="2026-01-01"), area(since="2026-01-01")]
    row = {"id": "v", "name": "W", "level": "village", "since": "2026-01-01"}
    assert changes("areas", [row], stored) == [Change("areas", area(name="W", since="2026-01-01"), 2)]


def test_a_row_of_another_since_adds_a_period() -> None:
    row = {"id": "v", "name": "W", "level": "village", "since": "2026-01-01"}
    assert changes("areas", [row], [area(until="2026-01-01")]) == [Change("areas", area(name="W", since="2026-01-01"))]


def test_an_empty_since_is_a_since_of_its_own() -> None:
    row = {"id": "v", "name": "W", "level": "village", "since": None}
    assert changes("areas", [row], [area(since="2026-01-01")]) == [Change("areas", area(name="W"))]


def test_a_row_that_differs_in_nothing_changes_nothing_and_is_counted() -> None:
    found, _ = difference("areas", [{"id": "v", "name": "V", "level": "village", "since": None}], [area()])
    assert (found.changes, found.unchanged, found.matched, found.touched) == ([], 1, {1}, set())


def test_ids_are_compared_byte_for_byte() -> None:
    rows = [{"id": "V", "name": "V", "level": "village", "since": None}]
    assert changes("areas", rows, [area(), area(id="Ｖ")]) == [Change("areas", area(id="V"))]


def test_a_correction_keeps_the_fact_as_it_stood_and_an_entry_as_it_would_stand() -> None:
    found, _ = difference("areas", [{"id": "v", "name": "W", "since": None}], [area(), area(id="t")])

    assert found.before == {1: area()}
    assert found.touched == {"v"}
    assert [(entry.fact, entry.version, entry.row) for entry in found.entries] == [
        (area(name="W"), 1, 2),
        (area(id="t"), 2, None),
    ]


def test_changes_stand_in_the_order_of_the_rows() -> None:
    rows = [{"id": id, "name": "W", "level": "village", "since": None} for id in ("z", "v", "a")]
    assert [change.supersedes for change in changes("areas", rows, [area()])] == [None, 1, None]


# --- Without a since column -------------------------------------------------------------------------------------------


def test_without_a_since_column_a_row_matches_the_only_stored_row_of_its_id() -> None:
    stored = [area(since="2026-01-01", until="2027-01-01")]
    assert changes("areas", [{"id": "v", "name": "W"}], stored) == [
        Change("areas", area(name="W", since="2026-01-01", until="2027-01-01"), 1)
    ]


def test_without_a_since_column_several_stored_rows_are_a_fault() -> None:
    stored = [area(until="2026-01-01"), area(since="2026-01-01")]
    found, faults = difference("areas", [{"id": "v", "name": "W"}], stored)
    assert faults == [Fault("ambiguous_row", "areas.csv", 2, "id", {"id": "v"})]
    assert (found.changes, found.spoiled) == ([], {"v"})


def test_without_a_since_column_a_row_of_an_unknown_id_is_new_from_ever_on() -> None:
    assert changes("areas", [{"id": "v", "name": "V", "level": "village"}], [area(id="w")]) == [Change("areas", area())]


# --- was_since --------------------------------------------------------------------------------------------------------

MARCH = {"id": "v", "name": "V", "level": "village", "since": "2024-03-01", "was_since": Day("2024-02-01")}


def test_was_since_names_the_stored_row_whose_since_is_corrected() -> None:
    assert changes("areas", [MARCH], [area(since="2024-02-01")]) == [Change("areas", area(since="2024-03-01"), 1)]


def test_was_since_a_second_time_changes_nothing() -> None:
    found, faults = difference("areas", [MARCH], [area(since="2024-03-01")])
    assert (faults, found.changes, found.unchanged) == ([], [], 1)


def test_was_since_of_no_stored_row_is_a_fault() -> None:
    found, faults = difference("areas", [MARCH], [area(since="2024-01-01")])
    assert faults == [Fault("no_such_row", "areas.csv", 2, "was_since", {"id": "v", "since": "2024-02-01"})]
    assert found.changes == []


def test_was_since_of_no_stored_row_corrects_the_row_that_has_the_since_already() -> None:
    assert changes("areas", [MARCH | {"name": "W"}], [area(since="2024-03-01")]) == [
        Change("areas", area(name="W", since="2024-03-01"), 1)
    ]


def swapped(*names: str) -> Rows:
    """Two rows, each of which takes the since of the other."""
    one, other = {"since": "2024-01-01", "until": "2025-01-01"}, {"since": "2025-01-01", "until": None}
    return [
        {"id": "v", "name": names[0], **other, "was_since": Day("2024-01-01")},
        {"id": "v", "name": names[1], **one, "was_since": Day("2025-01-01")},
    ]


def test_two_rows_may_swap_their_since() -> None:
    stored = [area(name="A", since="2024-01-01", until="2025-01-01"), area(name="B", since="2025-01-01")]
    assert changes("areas", swapped("A", "B"), stored) == [
        Change("areas", area(name="A", since="2025-01-01"), 1),
        Change("areas", area(name="B", since="2024-01-01", until="2025-01-01"), 2),
    ]


def test_swapped_rows_a_second_time_change_nothing() -> None:
    stored = [area(name="A", since="2025-01-01"), area(name="B", since="2024-01-01", until="2025-01-01")]
    found, faults = difference("areas", swapped("A", "B"), stored)
    assert (faults, found.changes, found.unchanged) == ([], [], 2)


def test_was_since_without_a_since_column_corrects_that_row_and_keeps_its_since() -> None:
    stored = [area(until="2024-02-01"), area(since="2024-02-01")]
    row = {"id": "v", "name": "W", "was_since": Day("2024-02-01")}
    assert changes("areas", [row], stored) == [Change("areas", area(name="W", since="2024-02-01"), 2)]


def test_was_since_moves_a_tenure_of_a_post_and_person() -> None:
    row = {"post": "p", "person": "n", "since": "2024-03-01", "was_since": Day("2024-02-01")}
    assert changes("tenures", [row], [tenure(id="h", since="2024-02-01")]) == [
        Change("tenures", tenure(id="h", since="2024-03-01"), 1)
    ]


# --- Tenures ----------------------------------------------------------------------------------------------------------


def test_a_tenure_with_a_stored_id_is_that_one_whoever_holds_which_post() -> None:
    row = {"id": "h", "post": "q", "person": "m", "since": "2025-01-01"}
    stored = [tenure(), tenure(id="h", since="2024-01-01", kind="acting")]
    assert changes("tenures", [row], stored) == [
        Change("tenures", tenure(id="h", post="q", person="m", since="2025-01-01", kind="acting"), 2)
    ]


def test_a_tenure_without_an_id_is_that_of_its_post_person_and_since() -> None:
    stored = [tenure(until="2024-01-01"), tenure(since="2024-01-01"), tenure(post="q", since="2024-01-01")]
    row = {"post": "p", "person": "n", "since": "2024-01-01", "kind": "acting"}
    assert changes("tenures", [row], stored) == [Change("tenures", tenure(since="2024-01-01", kind="acting"), 2)]


def test_a_tenure_of_another_person_or_since_is_new() -> None:
    stored = [tenure(since="2024-01-01")]
    for other in (
        {"person": "m", "since": "2024-01-01"},
        {"post": "q", "since": "2024-01-01"},
        {"since": "2025-01-01"},
    ):
        row = {"post": "p", "person": "n"} | other
        assert changes("tenures", [row], stored) == [Change("tenures", tenure(**row))]


def test_a_tenure_takes_an_id_that_is_not_stored_yet() -> None:
    row = {"id": "h", "post": "p", "person": "n", "since": "2024-01-01"}
    assert changes("tenures", [row], [tenure(since="2024-01-01")]) == [
        Change("tenures", tenure(id="h", since="2024-01-01"), 1)
    ]


def test_a_tenure_takes_a_new_id_for_one_that_it_had() -> None:
    row = {"id": "h2", "post": "p", "person": "n", "since": None}
    assert changes("tenures", [row], [tenure(id="h")]) == [Change("tenures", tenure(id="h2"), 1)]


@pytest.mark.parametrize("row", [{"post": "p", "person": "n"}, {"id": None, "post": "p", "person": "n"}])
def test_a_tenure_keeps_its_id_where_the_row_has_none(row: dict[str, Any]) -> None:
    found, faults = difference("tenures", [row | {"since": None}], [tenure(id="h")])
    assert (faults, found.changes, found.unchanged) == ([], [], 1)


def test_a_tenure_without_a_since_column_is_the_only_one_of_its_post_and_person() -> None:
    row = {"post": "p", "person": "n", "until": "2027-01-01"}
    assert changes("tenures", [row], [tenure(since="2024-01-01"), tenure(person="m")]) == [
        Change("tenures", tenure(since="2024-01-01", until="2027-01-01"), 1)
    ]
    several = [tenure(until="2023-01-01"), tenure(since="2024-01-01")]
    _, faults = difference("tenures", [row], several)
    assert faults == [Fault("ambiguous_row", "tenures.csv", 2, "person", {"id": "p / n"})]


# --- Requirements and assignments -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("table", "stored", "expected"),
    [
        ("requirements", requirement(since="2024-01-01"), requirement(since="2025-01-01")),
        ("assignments", assignment(since="2024-01-01"), assignment(since="2025-01-01")),
    ],
)
def test_rules_and_assignments_are_matched_by_id_alone(table: str, stored: Fact, expected: Fact) -> None:
    row = {"id": stored.id, "since": "2025-01-01"}
    assert changes(table, [row], [stored]) == [Change(table, expected, 1)]


def test_was_since_says_nothing_about_an_assignment() -> None:
    row = {"id": "a", "since": "2025-01-01", "was_since": Day("1999-01-01")}
    assert changes("assignments", [row], [assignment(since="2024-01-01")]) == [
        Change("assignments", assignment(since="2025-01-01"), 1)
    ]


# --- Absent columns and empty cells -----------------------------------------------------------------------------------


def test_an_absent_column_leaves_the_stored_value() -> None:
    kept = {"area": "t", "minimum": 2, "maximum": 3, "citation": "§1", "post_kinds": ("head",), "answered_at": "chain"}
    assert changes("requirements", [{"id": "r", "tier": "direct"}], [requirement(**kept)]) == [
        Change("requirements", requirement(**kept, tier="direct"), 1)
    ]


def test_an_empty_cell_was_read_as_the_default_and_clears_the_value() -> None:
    stored = [assignment(matter="fire", unit_kinds=("school",), ground="letter 1", since="2024-01-01")]
    row = {"id": "a", "matter": "all", "unit_kinds": (), "ground": None, "since": None}
    assert changes("assignments", [row], stored) == [Change("assignments", assignment(), 1)]


def test_a_new_row_takes_the_defaults_of_absent_columns() -> None:
    row = {"id": "r", "scheme": "s", "tier": "first", "place_kinds": ("village",)}
    assert changes("requirements", [row]) == [Change("requirements", requirement(minimum=1, matter="all"))]


# --- New rows without what they need ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("table", "row", "missing"),
    [
        ("areas", {"id": "v"}, ["name", "level"]),
        ("areas", {"id": "v", "name": "V"}, ["level"]),
        ("units", {"id": "u"}, ["name"]),
        ("people", {"id": "n", "since": None}, ["name"]),
        ("requirements", {"id": "r", "tier": "first"}, ["scheme", "place_kinds"]),
        ("requirements", {"id": "r", "scheme": "s", "tier": "first", "place_kinds": ()}, ["place_kinds"]),
        ("assignments", {"id": "a", "ground": "letter 1"}, ["post", "place", "tier"]),
    ],
)
def test_a_new_row_without_a_needed_value_is_a_fault_for_each(
    table: str, row: dict[str, Any], missing: list[str]
) -> None:
    found, faults = difference(table, [row])
    assert faults == [Fault("new_without", f"{table}.csv", 2, column) for column in missing]
    assert (found.changes, found.entries, found.spoiled) == ([], [], {row["id"]})


# --- Twice ------------------------------------------------------------------------------------------------------------


def test_the_same_new_row_twice_is_a_fault_that_names_the_first() -> None:
    row = {"id": "v", "name": "V", "level": "village", "since": None}
    found, faults = difference("areas", [row, row | {"id": "w"}, row | {"name": "W"}])
    assert faults == [Fault("same_row_twice", "areas.csv", 4, "id", {"id": "v", "other_row": "2"})]
    assert [change.fact for change in found.changes] == [area(), area(id="w")]


def test_two_rows_that_mean_one_stored_row_are_a_fault() -> None:
    row = {"id": "v", "name": "V", "since": None}
    assert codes("areas", [row, row], [area()]) == [("same_row_twice", 3)]


def test_a_stored_tenure_meant_by_id_and_by_post_and_person_is_meant_twice() -> None:
    rows = [
        {"id": "h", "post": "p", "person": "n", "since": None},
        {"id": None, "post": "p", "person": "n", "since": None},
    ]
    assert codes("tenures", rows, [tenure(id="h")]) == [("same_row_twice", 3)]


def test_two_new_tenures_of_one_id_are_a_fault_whoever_they_name() -> None:
    rows = [{"id": "h", "post": "p", "person": person, "since": None} for person in ("n", "m")]
    assert codes("tenures", rows) == [("same_row_twice", 3)]


def test_two_new_assignments_of_one_id_are_a_fault_whatever_their_since() -> None:
    row = {"id": "a", "post": "p", "place": "v", "tier": "first"}
    assert codes("assignments", [row | {"since": "2024-01-01"}, row | {"since": "2025-01-01"}]) == [
        ("same_row_twice", 3)
    ]


def test_two_new_periods_of_one_id_are_two_rows() -> None:
    row = {"id": "v", "name": "V", "level": "village"}
    assert codes("areas", [row | {"since": None}, row | {"since": "2025-01-01"}]) == []


# --- Withdrawn --------------------------------------------------------------------------------------------------------


def test_a_withdrawn_row_supersedes_without_a_successor() -> None:
    found, faults = difference("areas", [{"id": "v", "since": None, "withdrawn": True}], [area(), area(id="t")])

    assert faults == []
    assert found.changes == [Change("areas", None, 1)]
    assert (found.before, found.touched, found.gone) == ({1: area()}, {"v"}, {"v": 2})
    assert [entry.fact for entry in found.entries] == [area(id="t")]


@pytest.mark.parametrize(
    ("table", "row", "stored"),
    [
        ("areas", {"id": "v"}, area(since="2024-01-01")),
        ("areas", {"id": "v", "since": "2024-01-01"}, area(since="2024-01-01")),
        ("areas", {"id": "v", "since": None, "was_since": Day("2024-01-01")}, area(since="2024-01-01")),
        ("tenures", {"id": "h", "post": "p", "person": "n"}, tenure(id="h", since="2024-01-01")),
        ("tenures", {"post": "p", "person": "n", "since": "2024-01-01"}, tenure(since="2024-01-01")),
        ("assignments", {"id": "a"}, assignment(since="2024-01-01")),
        ("requirements", {"id": "r"}, requirement(since="2024-01-01")),
    ],
)
def test_a_row_withdrawn_twice_changes_nothing_the_second_time(table: str, row: dict[str, Any], stored: Fact) -> None:
    withdrawal = row | {"withdrawn": True}
    assert changes(table, [withdrawal], [stored]) == [Change(table, None, 1)]

    found, faults = difference(table, [withdrawal], superseded=[stored])
    assert (faults, found.changes, found.unchanged) == ([], [], 1)


@pytest.mark.parametrize(
    ("table", "row", "about"),
    [
        ("areas", {"id": "v"}, {"id": "v", "since": ""}),
        ("areas", {"id": "v", "since": "2024-01-01"}, {"id": "v", "since": "2024-01-01"}),
        ("tenures", {"post": "p", "person": "n"}, {"id": "p / n", "since": ""}),
        ("assignments", {"id": "a"}, {"id": "a", "since": ""}),
    ],
)
def test_a_row_that_was_never_there_cannot_be_withdrawn(table: str, row: dict[str, Any], about: dict[str, str]) -> None:
    _, faults = difference(table, [row | {"withdrawn": True}])
    assert faults == [Fault("nothing_to_withdraw", f"{table}.csv", 2, "withdrawn", {"id": about["id"]})]


def test_a_period_that_was_never_there_cannot_be_withdrawn_although_another_was() -> None:
    row = {"id": "v", "since": "2024-01-01", "withdrawn": True}
    _, faults = difference("areas", [row], superseded=[area(since="2025-01-01")])
    assert [fault.code for fault in faults] == ["nothing_to_withdraw"]


def test_a_withdrawn_row_and_a_new_one_may_stand_in_one_file() -> None:
    rows: Rows = [
        {"id": "v", "name": None, "level": None, "since": None, "withdrawn": True},
        {"id": "v", "name": "V", "level": "village", "since": "2020-01-01"},
    ]
    found, faults = difference("areas", rows, [area()])
    assert faults == []
    assert found.changes == [Change("areas", None, 1), Change("areas", area(since="2020-01-01"))]
    assert [entry.fact for entry in found.entries] == [area(since="2020-01-01")]


# --- Spoiled rows and untouched tables --------------------------------------------------------------------------------


def test_a_spoiled_row_proposes_nothing_and_its_id_is_known() -> None:
    found, faults = difference("areas", [{"id": "v", "name": None, "level": None, "spoiled": True}])
    assert (faults, found.changes, found.entries, found.spoiled) == ([], [], [], {"v"})


def test_a_table_that_no_sheet_is_about_stands_as_it_is_stored() -> None:
    found = untouched("areas", register("areas", [area()]))
    assert [(entry.fact, entry.version, entry.row) for entry in found.entries] == [(area(), 1, None)]
    assert (found.changes, found.touched, found.complete) == ([], set(), True)


def test_a_sheet_that_was_not_read_to_its_end_says_so() -> None:
    sheet = Sheet("areas.csv", "areas", ("id",), [], complete=False)
    assert compare(sheet, register("areas", []), Faults()).complete is False


# --- Ending what a file does not hold ---------------------------------------------------------------------------------

DATE = Day("2026-01-01")


def ended(rows: Sequence[Mapping[str, Any]], *stored: Fact) -> tuple[TableDifference, list[Fault]]:
    found, none = difference("areas", rows, stored)
    assert none == []
    faults = Faults()
    ending(found, DATE, found.entries, faults)
    return found, list(faults)


def test_a_stored_row_that_the_file_does_not_hold_is_ended() -> None:
    found, faults = ended([], area(since="2024-01-01"))

    assert faults == []
    assert found.changes == [Change("areas", area(since="2024-01-01", until="2026-01-01"), 1)]
    assert (found.before, found.touched) == ({1: area(since="2024-01-01")}, {"v"})


def test_an_end_that_is_later_is_brought_forward() -> None:
    found, _ = ended([], area(until="2026-01-02"))
    assert found.changes == [Change("areas", area(until="2026-01-01"), 1)]


@pytest.mark.parametrize("until", ["2026-01-01", "2025-12-31"])
def test_a_row_that_is_over_by_then_is_left(until: str) -> None:
    found, faults = ended([], area(until=until))
    assert (found.changes, faults) == ([], [])


def test_a_row_that_the_file_holds_is_left() -> None:
    found, faults = ended([{"id": "v", "name": "V"}], area())
    assert (found.changes, faults) == ([], [])


def test_a_row_that_the_file_corrects_or_adds_is_not_ended() -> None:
    rows = [{"id": "v", "name": "W", "level": "village"}, {"id": "w", "name": "W", "level": "village"}]
    found, faults = ended(rows, area())
    assert faults == []
    assert found.changes == [Change("areas", area(name="W"), 1), Change("areas", area(id="w", name="W"))]


def test_a_row_that_the_file_withdraws_is_not_ended_too() -> None:
    found, faults = ended([{"id": "v", "withdrawn": True}], area())
    assert (found.changes, faults) == ([Change("areas", None, 1)], [])


@pytest.mark.parametrize("since", ["2026-01-01", "2026-01-02"])
def test_a_row_that_starts_on_that_day_or_later_is_refused(since: str) -> None:
    found, faults = ended([], area(since=since))
    assert found.changes == []
    assert faults == [Fault("starts_after", "areas.csv", about={"id": "v", "since": since, "date": "2026-01-01"})]


def test_a_row_that_starts_the_day_before_is_ended() -> None:
    found, faults = ended([], area(since="2025-12-31"))
    assert (len(found.changes), faults) == (1, [])


def test_only_the_entries_given_are_ended() -> None:
    found, _ = difference("areas", [], [area(), area(id="w")])
    ending(found, DATE, found.entries[1:], Faults())
    assert found.changes == [Change("areas", area(id="w", until="2026-01-01"), 2)]


# --- A law ------------------------------------------------------------------------------------------------------------


@st.composite
def sheets(draw: st.DrawFn) -> Rows:
    """Rows of areas with distinct (id, since)."""
    keys = draw(
        st.lists(
            st.tuples(st.sampled_from("vw"), st.none() | st.sampled_from(["2024-01-01", "2025-01-01"])),
            unique=True,
            min_size=1,
        )
    )
    more = st.fixed_dictionaries(
        {"name": st.sampled_from("VW"), "level": st.just("village"), "parent": st.none() | st.just("t")}
    )
    return [{"id": id, "since": since} | draw(more) for id, since in keys]


@settings(deadline=None)
@given(sheets(), sheets())
def test_a_second_import_of_the_same_rows_changes_nothing(
    first: list[dict[str, Any]], rows: list[dict[str, Any]]
) -> None:
    stored = [area(**row) for row in first]

    once, faults = difference("areas", rows, stored)
    twice, again = difference("areas", rows, [entry.fact for entry in once.entries])

    assert faults == again == []
    assert twice.changes == []
    assert twice.unchanged == len(rows)
    assert once.unchanged + len(once.changes) == len(rows)
