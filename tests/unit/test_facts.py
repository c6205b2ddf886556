"""The ten tables: their columns and order, what must be filled, what an empty cell means (docs/import-format.md)."""

import dataclasses
from typing import Any

import pytest

from graph.model.facts import TABLES, Area, Form, PlaceId, table_of
from graph.model.words import ANSWERED_AT, LEVELS, TENURE_KINDS, TIERS

COLUMNS = {
    "areas": "id name level parent since until",
    "units": "id name kind area since until longitude latitude",
    "organizations": "id name area parent since until",
    "posts": "id name organization kind phone email reports_to since until",
    "people": "id name since until",
    "tenures": "id post person kind since until",
    "matters": "id name parent since until",
    "requirements": "id scheme area tier place_kinds matter minimum maximum answered_at post_kinds citation "
    "since until",
    "assignments": "id post place tier matter unit_kinds ground since until",
    "printings": "id place day known_at content paper since until",
}
NEEDED = {
    "areas": "id name level",
    "units": "id name",
    "organizations": "id name",
    "posts": "id name",
    "people": "id name",
    "tenures": "post person",
    "matters": "id name",
    "requirements": "id scheme tier place_kinds",
    "assignments": "id post place tier",
    "printings": "id place day known_at content paper",
}
FORMS = {
    Form.ID: "id",
    Form.NAME: "name",
    Form.DAY: "since until day",
    Form.INSTANT: "known_at",
    Form.LIST: "kinds place_kinds post_kinds unit_kinds",
    Form.COUNT: "minimum maximum",
    Form.DEGREES: "longitude latitude",
    Form.REFERENCE: "parent area organization reports_to post person matter place",
    Form.WORD: "level tier answered_at kind",
    Form.TEXT: "kind phone email scheme citation ground content paper",
}


def test_the_tables_are_the_ten_of_the_import_format_in_their_order() -> None:
    assert tuple(TABLES) == tuple(COLUMNS)


@pytest.mark.parametrize("table", COLUMNS)
def test_columns_and_their_order_are_those_of_the_import_format(table: str) -> None:
    assert TABLES[table].headers == tuple(COLUMNS[table].split())


@pytest.mark.parametrize("table", COLUMNS)
def test_a_new_row_needs_what_the_import_format_says(table: str) -> None:
    needed = [column.header for column in TABLES[table].columns if column.needed]
    assert needed == NEEDED[table].split()


def test_an_empty_cell_means_what_the_import_format_says() -> None:
    defaults = {
        (name, column.header): column.default
        for name, table in TABLES.items()
        for column in table.columns
        if column.default not in (None, ())
    }
    assert defaults == {
        ("tenures", "kind"): "substantive",
        ("matters", "parent"): "all",
        ("requirements", "matter"): "all",
        ("requirements", "minimum"): 1,
        ("requirements", "answered_at"): "place",
        ("assignments", "matter"): "all",
    }


@pytest.mark.parametrize(
    ("table", "needed"),
    [
        ("areas", {"id": "v", "name": "V", "level": "village"}),
        ("tenures", {"post": "p", "person": "n"}),
        ("requirements", {"id": "r", "scheme": "s", "tier": "first", "place_kinds": ("village",)}),
        ("assignments", {"id": "a", "post": "p", "place": "v", "tier": "first"}),
    ],
)
def test_a_fact_built_from_what_is_needed_alone_has_the_defaults_of_its_columns(
    table: str, needed: dict[str, Any]
) -> None:
    fact = TABLES[table].noun(**needed)

    assert table_of(fact) is TABLES[table]
    for column in TABLES[table].columns:
        assert getattr(fact, column.field) == needed.get(column.field, column.default)


def test_a_field_bears_its_columns_name_but_for_the_kinds_of_a_unit() -> None:
    renamed = {
        (table.name, column.header, column.field)
        for table in TABLES.values()
        for column in table.columns
        if column.header != column.field
    }
    assert renamed == {("units", "kind", "kinds")}
    for table in TABLES.values():
        assert table.fields == tuple(field.name for field in dataclasses.fields(table.noun))


def test_words_of_closed_lists_are_those_of_the_glossary() -> None:
    closed = {
        (name, column.header): column.words
        for name, table in TABLES.items()
        for column in table.columns
        if column.form is Form.WORD
    }
    assert closed == {
        ("areas", "level"): LEVELS,
        ("tenures", "kind"): TENURE_KINDS,
        ("requirements", "tier"): TIERS,
        ("requirements", "answered_at"): ANSWERED_AT,
        ("assignments", "tier"): TIERS,
    }


def test_columns_hold_what_their_names_say() -> None:
    for table in TABLES.values():
        for column in table.columns:
            assert column.field in FORMS[column.form].split(), (table.name, column)


def test_references_name_the_tables_in_which_an_id_may_stand() -> None:
    refers = {
        f"{name}.{column.header}": column.refers
        for name, table in TABLES.items()
        for column in table.columns
        if column.form is Form.REFERENCE
    }
    assert refers == {
        "areas.parent": ("areas",),
        "units.area": ("areas",),
        "organizations.area": ("areas",),
        "organizations.parent": ("organizations",),
        "posts.organization": ("organizations", "units"),
        "posts.reports_to": ("posts",),
        "tenures.post": ("posts",),
        "tenures.person": ("people",),
        "matters.parent": ("matters",),
        "requirements.area": ("areas",),
        "requirements.matter": ("matters",),
        "assignments.post": ("posts",),
        "assignments.place": ("areas", "units"),
        "assignments.matter": ("matters",),
        "printings.place": ("areas", "units"),
    }


def test_only_the_name_of_a_person_and_the_phone_and_email_of_a_post_are_personal() -> None:
    personal = {
        f"{name}.{column.header}" for name, table in TABLES.items() for column in table.columns if column.personal
    }
    assert personal == {"people.name", "posts.phone", "posts.email"}


def test_rules_tenures_and_printings_stand_once_and_the_rest_in_periods() -> None:
    once = ["tenures", "requirements", "assignments", "printings"]
    assert [name for name, table in TABLES.items() if not table.periodic] == once
    assert [name for name, table in TABLES.items() if table.by_id] == once[1:]


def test_longitude_reaches_to_180_degrees_and_latitude_to_90() -> None:
    assert TABLES["units"].column("longitude").limit == 180
    assert TABLES["units"].column("latitude").limit == 90


def test_a_fact_is_never_changed() -> None:
    fact = Area(id=PlaceId("v"), name="V", level="village")
    with pytest.raises(dataclasses.FrozenInstanceError):
        fact.name = "W"  # type: ignore[misc]
