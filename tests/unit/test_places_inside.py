"""Which facts lie inside an area on a day: what ``--end-missing --within`` may end."""

from typing import Any

import pytest

from graph.changes.difference import TableDifference
from graph.changes.places import Inside
from graph.changes.stored import Entry
from graph.model.facts import TABLES, Fact, table_of
from graph.model.times import Day

ON = Day("2026-03-14")


def fact(table: str, **values: Any) -> Fact:
    return TABLES[table].noun(**values)


def area(id: str, parent: str | None = None, **values: Any) -> Fact:
    return fact("areas", **{"id": id, "name": id, "level": "village", "parent": parent} | values)


def unit(id: str, at: str | None, **values: Any) -> Fact:
    return fact("units", **{"id": id, "name": id, "area": at} | values)


def organization(id: str, at: str | None, **values: Any) -> Fact:
    return fact("organizations", **{"id": id, "name": id, "area": at} | values)


def post(id: str, of: str | None) -> Fact:
    return fact("posts", id=id, name=id, organization=of)


def tenure(of: str) -> Fact:
    return fact("tenures", post=of, person="n")


def assignment(of: str, place: str, **values: Any) -> Fact:
    return fact("assignments", **{"id": "a", "post": of, "place": place, "tier": "first"} | values)


def printing(place: str) -> Fact:
    return fact("printings", id="k", place=place, day=ON, known_at=1, content="ab", paper="a4")


def requirement(at: str | None) -> Fact:
    return fact("requirements", id="r", scheme="s", area=at, tier="first", place_kinds=("village",))


def inside(*facts: Fact, within: str = "town", on: Day = ON) -> Inside:
    tables = {name: TableDifference(name, f"{name}.csv", []) for name in TABLES}
    for one in facts:
        tables[table_of(one).name].entries.append(Entry(one))
    return Inside(tables, within, on)


TOWN = (area("town", "county"), area("zone", "town"), area("v", "zone"), area("other", "county"), area("county"))


@pytest.mark.parametrize(
    ("place", "expected"),
    [("town", True), ("zone", True), ("v", True), ("county", False), ("other", False), ("unknown", False)],
)
def test_an_area_lies_inside_itself_and_inside_everything_above_it(place: str, expected: bool) -> None:
    found = inside(*TOWN)
    assert found.place(place) is expected
    assert found.holds(Entry(area(place))) is expected


def test_nothing_lies_inside_an_area_by_having_none() -> None:
    assert not inside(*TOWN).place(None)


def test_the_chain_is_that_of_the_day() -> None:
    moved = (area("v", "town", until="2026-03-15"), area("v", "other", since="2026-03-15"))
    others = (area("town"), area("other"))
    assert inside(*moved, *others, on=Day("2026-03-14")).place("v")
    assert not inside(*moved, *others, on=Day("2026-03-15")).place("v")


def test_a_place_that_is_not_in_force_that_day_lies_where_it_lay_last() -> None:
    ended = (area("v", "other", until="2020-01-01"), area("v", "town", since="2020-01-01", until=ON))
    assert inside(area("town"), area("other"), *ended).place("v")
    assert not inside(area("town"), area("other"), *ended, within="other").place("v")


def test_a_place_that_is_still_to_come_lies_where_it_will_lie_first() -> None:
    later = (area("v", "town", since="2027-01-01", until="2028-01-01"), area("v", "other", since="2028-01-01"))
    assert inside(area("town"), area("other"), *later).place("v")


def test_a_unit_lies_inside_by_its_area() -> None:
    near, far = unit("u", "v"), unit("w", "other")
    found = inside(*TOWN, near, far, unit("x", None))
    assert [found.holds(Entry(one)) for one in (near, far, unit("x", None))] == [True, False, False]


def test_an_area_may_be_a_unit_for_what_lies_at_it() -> None:
    assert inside(*TOWN, unit("u", "v"), within="u").holds(Entry(assignment("p", "u")))


def test_organizations_and_requirements_lie_inside_by_their_area() -> None:
    found = inside(*TOWN)
    for make in (lambda at: organization("o", at), requirement):
        assert [found.holds(Entry(make(at))) for at in ("v", "town", "county", None)] == [True, True, False, False]


def test_an_assignment_lies_inside_by_its_place() -> None:
    found = inside(*TOWN, unit("u", "v"))
    assert [found.holds(Entry(assignment("p", place))) for place in ("v", "u", "county")] == [True, True, False]


def test_a_printing_lies_inside_by_its_place() -> None:
    found = inside(*TOWN)
    assert [found.holds(Entry(printing(place))) for place in ("v", "county")] == [True, False]


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ((organization("o", "v"), post("p", "o")), True),
        ((organization("o", "county"), post("p", "o")), False),
        ((organization("o", None), post("p", "o")), False),
        ((unit("o", "v"), post("p", "o")), True),
        ((unit("o", "other"), post("p", "o")), False),
        ((post("p", None),), False),
        ((post("p", None), assignment("p", "v")), True),
        ((organization("o", "county"), post("p", "o"), assignment("p", "v")), True),
        ((post("p", None), assignment("p", "v", until=ON)), False),
        ((post("p", None), assignment("p", "county")), False),
        ((organization("o", "v", until=ON), organization("o", "county", since=ON), post("p", "o")), False),
    ],
)
def test_a_post_and_its_tenures_lie_inside_by_organization_unit_or_assignment(
    more: tuple[Fact, ...], expected: bool
) -> None:
    found = inside(*TOWN, *more)
    assert found.holds(Entry(post("p", None))) is expected
    assert found.holds(Entry(tenure("p"))) is expected


def test_people_and_matters_lie_nowhere() -> None:
    found = inside(*TOWN)
    assert not found.holds(Entry(fact("people", id="town", name="N")))
    assert not found.holds(Entry(fact("matters", id="town", name="M")))
