"""Rules across rows: each fault that they find, and beside it the nearest thing that is allowed.

Rows of a file are numbered from 2 within their table; stored facts have no row. Only what the files touch is judged.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import pytest

from graph.changes.difference import TableDifference
from graph.changes.rules import check, tables_needed
from graph.changes.stored import Entry, identity
from graph.model.facts import TABLES, Fact, table_of
from graph.model.faults import Fault, Faults
from graph.model.words import LEVELS


def fact(table: str, **values: Any) -> Fact:
    return TABLES[table].noun(**values)


def area(id: str = "v", level: str = "village", **values: Any) -> Fact:
    return fact("areas", **{"id": id, "name": "V", "level": level} | values)


def unit(id: str = "u", **values: Any) -> Fact:
    return fact("units", **{"id": id, "name": "U"} | values)


def organization(id: str = "o", **values: Any) -> Fact:
    return fact("organizations", **{"id": id, "name": "O"} | values)


def post(id: str = "p", **values: Any) -> Fact:
    return fact("posts", **{"id": id, "name": "P"} | values)


def person(id: str = "n") -> Fact:
    return fact("people", id=id, name="N")


def tenure(**values: Any) -> Fact:
    return fact("tenures", **{"post": "p", "person": "n"} | values)


def matter(id: str = "m", **values: Any) -> Fact:
    return fact("matters", **{"id": id, "name": "M"} | values)


def requirement(**values: Any) -> Fact:
    return fact("requirements", **{"id": "r", "scheme": "s", "tier": "first", "place_kinds": ("village",)} | values)


def assignment(**values: Any) -> Fact:
    return fact("assignments", **{"id": "a", "post": "p", "place": "v", "tier": "first"} | values)


def judged(
    *new: Fact,
    stored: Sequence[Fact] = (),
    gone: Mapping[str, Mapping[str, int]] | None = None,
    spoiled: Mapping[str, set[str]] | None = None,
    cut: Collection[str] = (),
) -> Faults:
    """Judge new rows beside stored ones; ``gone`` are the ids of withdrawn rows, ``cut`` files not read to the end."""
    tables = {name: TableDifference(name, f"{name}.csv", [], complete=name not in cut) for name in TABLES}
    for version, one in enumerate(stored, 1):
        tables[table_of(one).name].entries.append(Entry(one, version=version))
    rows = dict.fromkeys(TABLES, 1)
    for one in new:
        name = table_of(one).name
        rows[name] += 1
        tables[name].entries.append(Entry(one, row=rows[name]))
        tables[name].touched.add(identity(one))
    for name, ids in (gone or {}).items():
        tables[name].gone.update(ids)
        tables[name].touched.update(ids)
    for name, lost in (spoiled or {}).items():
        tables[name].spoiled.update(lost)
    faults = Faults()
    check(tables, faults)
    return faults


def found(*new: Fact, **more: Any) -> list[Fault]:
    faults = judged(*new, **more)
    assert faults.following == 0
    return list(faults)


def codes(*new: Fact, **more: Any) -> list[str]:
    return [fault.code for fault in found(*new, **more)]


HELD = (area(), unit(), post(), person(), matter())

# --- References -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("row", "column", "tables"),
    [
        (area("w", "grid_cell", parent="x"), "parent", "areas"),
        (unit("w", area="x"), "area", "areas"),
        (organization(area="x"), "area", "areas"),
        (organization(parent="x"), "parent", "organizations"),
        (post("w", organization="x"), "organization", "organizations, units"),
        (post("w", reports_to="x"), "reports_to", "posts"),
        (tenure(post="x"), "post", "posts"),
        (tenure(person="x"), "person", "people"),
        (matter("w", parent="x"), "parent", "matters"),
        (requirement(area="x"), "area", "areas"),
        (requirement(matter="x"), "matter", "matters"),
        (assignment(post="x"), "post", "posts"),
        (assignment(place="x"), "place", "areas, units"),
        (assignment(matter="x"), "matter", "matters"),
    ],
)
def test_a_reference_to_an_id_that_nothing_has_is_a_fault(row: Fact, column: str, tables: str) -> None:
    file = f"{table_of(row).name}.csv"
    assert found(row, stored=HELD) == [Fault("unknown_reference", file, 2, column, {"id": "x", "table": tables})]


def test_a_reference_in_full_width_marks_to_an_id_in_ascii_says_what_to_type() -> None:
    expected = Fault("wide_reference", "posts.csv", 2, "organization", {"id": "Ｕ１", "narrow": "U1"})
    assert found(post("w", organization="Ｕ１"), stored=[unit("U1")]) == [expected]


def test_a_reference_may_name_what_is_stored_or_what_the_files_bring() -> None:
    assert codes(assignment(), stored=HELD) == []
    assert codes(assignment(), *HELD) == []


def test_a_reference_may_name_what_is_not_in_force_then() -> None:
    over, later = post(until="2020-01-01"), area(since="2030-01-01")
    assert codes(assignment(since="2024-01-01", until="2025-01-01"), over, later) == []


def test_all_is_known_without_a_row() -> None:
    assert codes(matter("w", parent="all"), requirement(matter="all"), assignment(matter="all"), *HELD[:4]) == []


def test_all_is_no_place() -> None:
    assert codes(assignment(place="all"), stored=HELD) == ["unknown_reference"]


@pytest.mark.parametrize("body", [organization("b"), unit("b")])
def test_a_post_belongs_to_an_organization_or_a_unit(body: Fact) -> None:
    assert codes(post(organization="b"), body) == []


def test_a_post_belongs_to_no_area() -> None:
    assert codes(post(organization="v"), area()) == ["unknown_reference"]


def test_an_assignment_stands_at_a_unit_too_and_at_no_organization() -> None:
    assert codes(assignment(place="u"), stored=HELD) == []
    assert codes(assignment(place="o"), organization(), stored=HELD) == ["unknown_reference"]


def test_a_unit_lies_in_no_unit() -> None:
    assert found(unit("w", area="u"), unit()) == [Fault("unit_in_unit", "units.csv", 2, "area", {"id": "u"})]


def test_a_reference_to_a_row_that_is_itself_at_fault_only_follows() -> None:
    faults = judged(unit(area="v"), spoiled={"areas": {"v"}})
    assert (list(faults), faults.following) == ([], 1)


def test_a_reference_into_a_file_that_was_not_read_to_its_end_only_follows() -> None:
    faults = judged(unit(area="v"), cut=["areas"])
    assert (list(faults), faults.following) == ([], 1)


def test_stored_rows_are_not_judged() -> None:
    assert codes(area(), stored=[unit(area="x"), requirement(minimum=2, maximum=1)]) == []


# --- One row ----------------------------------------------------------------------------------------------------------


def test_until_comes_after_since() -> None:
    assert found(area(since="2026-03-01", until="2026-03-01")) == [
        Fault("until_not_after_since", "areas.csv", 2, "until", {"since": "2026-03-01", "until": "2026-03-01"})
    ]
    assert codes(area(since="2026-03-01", until="2026-02-28")) == ["until_not_after_since"]
    assert codes(area(since="2026-03-01", until="2026-03-02")) == []
    assert codes(area(until="0001-01-01")) == []


def test_a_maximum_is_not_below_the_minimum() -> None:
    assert found(requirement(minimum=2, maximum=1)) == [
        Fault("maximum_below_minimum", "requirements.csv", 2, "maximum", {"minimum": "2", "maximum": "1"})
    ]
    assert codes(requirement(minimum=2, maximum=2)) == []
    assert codes(requirement(minimum=2)) == []
    assert codes(requirement(minimum=0, maximum=0)) == []


@pytest.mark.parametrize(
    ("values", "empty", "filled"),
    [({"longitude": 0}, "latitude", "longitude"), ({"latitude": 0}, "longitude", "latitude")],
)
def test_a_coordinate_has_both_halves(values: dict[str, Any], empty: str, filled: str) -> None:
    assert found(unit(**values)) == [
        Fault("half_coordinate", "units.csv", 2, empty, {"empty": empty, "filled": filled})
    ]


def test_both_halves_of_a_coordinate_or_neither_are_fine() -> None:
    assert codes(unit(longitude=0, latitude=0)) == []
    assert codes(unit()) == []


# --- One space of ids -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "about"),
    [
        (area("x"), unit("x"), {"id": "x", "table": "areas"}),
        (area("x"), organization("x"), {"id": "x", "table": "areas"}),
        (unit("x"), organization("x"), {"id": "x", "table": "units"}),
    ],
)
def test_areas_units_and_organizations_have_ids_of_their_own(one: Fact, other: Fact, about: dict[str, str]) -> None:
    fault = Fault("id_of_other_kind", f"{table_of(other).name}.csv", 2, "id", about)
    assert found(one, other) == [fault]
    assert found(other, stored=[one]) == [fault]


@pytest.mark.parametrize(
    ("one", "other"), [(area("x"), unit("x")), (area("x"), organization("x")), (unit("x"), organization("x"))]
)
def test_an_id_that_is_stored_as_another_kind_is_not_free(one: Fact, other: Fact) -> None:
    assert codes(one, stored=[other]) == ["id_of_other_kind"]


def test_ids_that_differ_in_a_byte_are_two_ids() -> None:
    assert codes(area("x"), unit("X"), organization("ｘ")) == []


def test_posts_people_and_matters_have_ids_apart_from_places() -> None:
    assert codes(area("x"), post("x"), person("x"), matter("x")) == []


# --- Periods ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", [area, unit, organization, post, matter])
def test_two_periods_of_one_id_that_share_a_day_overlap(kind: Any) -> None:
    one, other = kind("x", until="2026-03-02"), kind("x", since="2026-03-01")
    file = f"{table_of(one).name}.csv"
    about = {"id": "x", "other_row": "2", "since": "2026-03-01", "until": "2026-03-02"}
    assert found(one, other) == [Fault("overlapping_periods", file, 3, "since", about)]


def test_touching_periods_of_one_id_are_fine() -> None:
    assert codes(area(until="2026-03-01"), area(since="2026-03-01", until="2026-04-01"), area(since="2026-04-01")) == []


def test_periods_of_two_ids_may_share_days() -> None:
    assert codes(area("v"), area("w")) == []


def test_the_later_row_is_named_whichever_period_comes_first() -> None:
    assert [fault.row for fault in found(area(since="2026-03-01"), area(until="2026-03-02"))] == [3]


def test_open_ends_of_the_days_in_common_are_empty() -> None:
    assert [fault.about for fault in found(area(), area())] == [{"id": "v", "other_row": "2", "since": "", "until": ""}]


def test_a_row_that_overlaps_a_stored_one_names_it_by_its_since() -> None:
    about = {"id": "v", "since": "2024-01-01"}
    for mine in ("2023-01-01", "2025-01-01"):
        assert found(area(since=mine), stored=[area(since="2024-01-01")]) == [
            Fault("stored_overlap", "areas.csv", 2, "since", about)
        ]


def test_every_row_that_overlaps_a_long_one_is_named() -> None:
    long = area()
    short = [area(since="2020-01-01", until="2021-01-01"), area(since="2022-01-01", until="2023-01-01")]
    assert [fault.row for fault in found(long, *short)] == [3, 4]


def test_rules_and_assignments_have_no_periods_that_could_overlap() -> None:
    assert codes(requirement(), requirement(id="r2"), assignment(), assignment(id="a2"), *HELD) == []


# --- One person in one post -------------------------------------------------------------------------------------------


def test_one_person_holds_one_post_once_at_a_time() -> None:
    assert found(tenure(until="2026-03-02"), tenure(since="2026-03-01", kind="acting"), stored=HELD) == [
        Fault("person_twice_in_post", "tenures.csv", 3, "person", {"post": "p", "person": "n", "other_row": "2"})
    ]


def test_ids_of_their_own_do_not_let_two_tenures_overlap() -> None:
    assert codes(tenure(id="h1"), tenure(id="h2", since="2026-03-01"), stored=HELD) == ["person_twice_in_post"]


def test_a_tenure_that_overlaps_a_stored_one_is_a_fault_without_another_row() -> None:
    assert found(tenure(since="2026-03-01"), stored=[*HELD, tenure()]) == [
        Fault("stored_tenure", "tenures.csv", 2, "person", {"post": "p", "person": "n", "since": ""})
    ]


def test_touching_tenures_of_one_person_are_fine() -> None:
    assert codes(tenure(until="2026-03-01"), tenure(since="2026-03-01", kind="acting"), stored=HELD) == []


def test_two_persons_in_one_post_at_once_are_accepted() -> None:
    assert codes(tenure(), tenure(person="n2"), person("n2"), stored=HELD) == []


def test_one_person_may_hold_two_posts_at_once() -> None:
    assert codes(tenure(), tenure(post="p2"), post("p2"), stored=HELD) == []


# --- Levels -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("above", LEVELS)
@pytest.mark.parametrize("below", LEVELS)
def test_a_parents_level_stands_strictly_higher_and_levels_may_be_skipped(above: str, below: str) -> None:
    higher = LEVELS.index(above) < LEVELS.index(below)
    assert codes(area("t", above), area("v", below, parent="t")) == ([] if higher else ["level_not_below"])


def test_a_level_that_is_not_below_names_both_places() -> None:
    about = {"id": "v", "level": "village", "parent": "t", "parent_level": "village"}
    assert found(area("v", parent="t"), stored=[area("t")]) == [
        Fault("level_not_below", "areas.csv", 2, "level", about)
    ]


def test_a_parent_that_sinks_below_its_stored_children_is_named_by_its_own_row() -> None:
    faults = found(area("t", "grid_cell"), stored=[area("v", parent="t")])
    assert [(fault.code, fault.row, fault.about["id"]) for fault in faults] == [("level_not_below", 2, "v")]


def test_levels_are_compared_only_on_days_that_both_are_in_force() -> None:
    was, now = area("t", "village", until="2026-01-01"), area("t", "township", since="2026-01-01")
    assert codes(was, now, area("v", parent="t", since="2026-01-01")) == []
    assert codes(was, now, area("v", parent="t", since="2025-12-31")) == ["level_not_below"]


def test_levels_of_stored_areas_that_nothing_touches_are_not_judged() -> None:
    assert codes(area("w"), stored=[area("t"), area("v", parent="t")]) == []


# --- Circles ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "field", "file"),
    [
        (organization, "parent", "organizations.csv"),
        (matter, "parent", "matters.csv"),
        (post, "reports_to", "posts.csv"),
    ],
)
def test_nothing_stands_above_itself(kind: Any, field: str, file: str) -> None:
    circle = [kind(one, **{field: above}) for one, above in (("a", "b"), ("b", "c"), ("c", "a"))]
    assert found(*circle) == [Fault("cycle", file, 2, field, {"id": "a", "path": "a → b → c → a"})]
    assert codes(*circle[:2], kind("c")) == []


def test_a_circle_of_areas_is_told_as_that_and_not_by_its_levels_too() -> None:
    circle = [area("a", "township", parent="b"), area("b", "village", parent="a")]
    assert codes(*circle) == ["cycle"]
    assert sorted(codes(*circle, area("x", "village", parent="b"))) == ["cycle", "level_not_below"]


def test_a_circle_that_a_row_closes_with_stored_ones_is_named_by_that_row() -> None:
    stored = [post("a", reports_to="b"), post("b", reports_to="c")]
    assert [(fault.code, fault.row) for fault in found(post("c", reports_to="a"), stored=stored)] == [("cycle", 2)]


def test_a_circle_that_never_holds_on_one_day_is_none() -> None:
    over, later = post("a", reports_to="b", until="2026-01-01"), post("b", reports_to="a", since="2026-01-01")
    assert codes(over, later) == []
    assert codes(post("a", reports_to="b", until="2026-01-02"), later) == ["cycle"]


def test_overlapping_periods_are_told_before_any_circle() -> None:
    rows = [post("a", reports_to="b"), post("a", since="2026-01-01"), post("b", reports_to="a")]
    assert codes(*rows) == ["overlapping_periods"]


# --- What is withdrawn ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lost", "referring", "more"),
    [
        ("areas", area("x", parent="lost"), ()),
        ("areas", unit(area="lost"), ()),
        ("areas", requirement(area="lost"), ()),
        ("areas", assignment(place="lost"), ()),
        ("units", assignment(place="lost"), ()),
        ("units", post(organization="lost"), ()),
        ("organizations", post(organization="lost"), ()),
        ("organizations", organization(parent="lost"), ()),
        ("posts", tenure(post="lost"), ()),
        ("posts", post("x", reports_to="lost"), ()),
        ("people", tenure(person="lost"), ()),
        ("matters", matter("x", parent="lost"), ()),
        ("matters", assignment(matter="lost"), ()),
    ],
)
def test_the_last_row_of_an_id_stays_while_something_refers_to_it(lost: str, referring: Fact, more: Any) -> None:
    table = table_of(referring).name
    assert found(stored=[referring], gone={lost: {"lost": 7}}) == [
        Fault("still_referred", f"{lost}.csv", 7, "withdrawn", {"id": "lost", "table": table})
    ]


def test_the_row_that_names_the_root_of_the_matters_may_go() -> None:
    assert codes(stored=[matter("fire", parent="all")], gone={"matters": {"all": 2}}) == []


def test_one_period_of_an_id_may_go_while_another_stands() -> None:
    assert codes(stored=[unit(area="v"), area(since="2026-01-01")], gone={"areas": {"v": 2}}) == []


def test_what_nothing_refers_to_may_go() -> None:
    assert codes(stored=[unit(area="w"), area("w")], gone={"areas": {"v": 2}, "assignments": {"a": 2}}) == []


def test_each_table_that_refers_is_told_once() -> None:
    stored = [unit("u1", area="v"), unit("u2", area="v"), requirement(area="v")]
    assert [fault.about["table"] for fault in found(stored=stored, gone={"areas": {"v": 2}})] == [
        "units",
        "requirements",
    ]


def test_a_row_of_the_files_that_refers_to_what_they_withdraw_is_at_fault_itself() -> None:
    assert codes(unit(area="v"), gone={"areas": {"v": 2}}) == ["unknown_reference"]


@pytest.mark.parametrize(
    ("lost", "new"),
    [
        ("units", organization("b")),
        ("organizations", unit("b")),
    ],
)
def test_a_body_may_become_one_of_the_other_kind_under_its_posts(lost: str, new: Fact) -> None:
    assert codes(new, stored=[post(organization="b")], gone={lost: {"b": 2}}) == []


# --- Kinds of unit ----------------------------------------------------------------------------------------------------


def test_an_assignment_at_a_unit_is_not_limited_to_kinds_of_unit() -> None:
    assert found(assignment(place="u", unit_kinds=("school",)), stored=HELD) == [
        Fault("unit_kinds_at_unit", "assignments.csv", 2, "unit_kinds", {"place": "u"})
    ]
    assert codes(assignment(place="u"), stored=HELD) == []
    assert codes(assignment(place="v", unit_kinds=("school",)), stored=HELD) == []


# --- Which tables are looked at ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("touched", "needed"),
    [
        ([], set()),
        (["people"], {"people"}),
        (["matters"], {"matters"}),
        (["areas"], {"areas", "units", "organizations"}),
        (["units"], {"areas", "units", "organizations"}),
        (["tenures"], {"tenures", "posts", "people"}),
        (["posts"], {"posts", "organizations", "units", "areas"}),
        (["assignments"], {"assignments", "posts", "areas", "units", "organizations", "matters"}),
    ],
)
def test_the_tables_needed_are_those_that_rows_refer_to_and_share_ids_with(
    touched: list[str], needed: set[str]
) -> None:
    assert tables_needed(touched, gone=False) == needed


def test_where_rows_go_every_table_may_refer_to_them() -> None:
    assert tables_needed(["people"], gone=True) == set(TABLES)
