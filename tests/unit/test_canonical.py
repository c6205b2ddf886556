"""The canonical form: the bytes of each kind of change, written out, and that every value counts in a hash."""

import hashlib
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.changes.canonical import Body, digest, encoded, genesis, header_hash, line
from graph.changes.changeset import Change, Header
from graph.model.facts import TABLES, Fact, Form
from graph.model.times import Instant

SALT = "000102030405060708090a0b0c0d0e0f"
NAME_DIGEST = "119064c35c26e129bb7d8d25d64c5e17b6f695fe324dd72e6c392d8908c4d5ae"
PHONE_DIGEST = "226c3a5ac2fb298e01ed7c65bcd03cd2b9061460cde128a226a9973a09e39f48"
EMAIL_DIGEST = "4a5bc8f971cda46998e9f189b171d14af2c33239e4a6bbe01873435bb06e915c"
PERIOD = {"since": "2026-01-01", "until": "2027-01-01"}
FULL: dict[str, dict[str, Any]] = {
    "areas": {"id": "v", "name": "Plum Village", "level": "village", "parent": "t", **PERIOD},
    "units": {
        "id": "u",
        "name": "Noodles",
        "kinds": ("restaurant", "nine_small_venue"),
        "area": "v",
        **PERIOD,
        "longitude": 1204737000,
        "latitude": -362500000,
    },
    "organizations": {"id": "o", "name": "Office", "area": "v", "parent": "b", **PERIOD},
    "posts": {
        "id": "p",
        "name": "Head",
        "organization": "o",
        "kind": "head",
        "phone": "0000-1",
        "email": "p@example.org",
        "reports_to": "q",
        **PERIOD,
    },
    "people": {"id": "x", "name": "Zhang Yang", **PERIOD},
    "tenures": {"id": "h", "post": "p", "person": "x", "kind": "acting", **PERIOD},
    "matters": {"id": "fire", "name": "Fire", "parent": "safety", **PERIOD},
    "requirements": {
        "id": "r",
        "scheme": "s",
        "area": "t",
        "tier": "first",
        "place_kinds": ("village", "school"),
        "matter": "fire",
        "minimum": 0,
        "maximum": 2,
        "answered_at": "chain",
        "post_kinds": ("head",),
        "citation": "§1",
        **PERIOD,
    },
    "assignments": {
        "id": "a",
        "post": "p",
        "place": "v",
        "tier": "first",
        "matter": "fire",
        "unit_kinds": ("school",),
        "ground": "letter 1",
        **PERIOD,
    },
    "printings": {
        "id": "v/2026-03-14/a4",
        "place": "v",
        "day": "2026-03-14",
        "known_at": 1_767_574_800_000_000,
        "content": "ef" * 32,
        "paper": "a4",
        **PERIOD,
    },
}
LINES = {
    "areas": '{"table":"areas","values":{"id":"v","level":"village","name":"Plum Village","parent":"t",'
    '"since":"2026-01-01","until":"2027-01-01"}}',
    "units": '{"table":"units","values":{"area":"v","id":"u","kinds":["restaurant","nine_small_venue"],'
    '"latitude":-362500000,"longitude":1204737000,"name":"Noodles","since":"2026-01-01","until":"2027-01-01"}}',
    "organizations": '{"table":"organizations","values":{"area":"v","id":"o","name":"Office","parent":"b",'
    '"since":"2026-01-01","until":"2027-01-01"}}',
    "posts": f'{{"table":"posts","values":{{"email":{{"digest":"{EMAIL_DIGEST}"}},"id":"p","kind":"head","name":"Head",'
    f'"organization":"o","phone":{{"digest":"{PHONE_DIGEST}"}},"reports_to":"q","since":"2026-01-01",'
    '"until":"2027-01-01"}}',
    "people": f'{{"table":"people","values":{{"id":"x","name":{{"digest":"{NAME_DIGEST}"}},'
    '"since":"2026-01-01","until":"2027-01-01"}}',
    "tenures": '{"table":"tenures","values":{"id":"h","kind":"acting","person":"x","post":"p",'
    '"since":"2026-01-01","until":"2027-01-01"}}',
    "matters": '{"table":"matters","values":{"id":"fire","name":"Fire","parent":"safety",'
    '"since":"2026-01-01","until":"2027-01-01"}}',
    "requirements": '{"table":"requirements","values":{"answered_at":"chain","area":"t","citation":"§1","id":"r",'
    '"matter":"fire","maximum":2,"minimum":0,"place_kinds":["village","school"],"post_kinds":["head"],"scheme":"s",'
    '"since":"2026-01-01","tier":"first","until":"2027-01-01"}}',
    "assignments": '{"table":"assignments","values":{"ground":"letter 1","id":"a","matter":"fire","place":"v",'
    '"post":"p","since":"2026-01-01","tier":"first","unit_kinds":["school"],"until":"2027-01-01"}}',
    "printings": f'{{"table":"printings","values":{{"content":"{"ef" * 32}","day":"2026-03-14","id":"v/2026-03-14/a4",'
    '"known_at":1767574800000000,"paper":"a4","place":"v","since":"2026-01-01","until":"2027-01-01"}}',
}
EVERY_FIELD = [(table, column.field) for table, kind in TABLES.items() for column in kind.columns]
HEADER = Header(
    number=2,
    hash="",
    previous="ab" * 32,
    recorded_at=Instant(1_767_574_800_000_000),
    by="tester",
    why="a test",
    source="cd" * 32,
    key="k",
    first=3,
    count=1,
    counts={"areas": {"added": 1, "corrected": 0, "withdrawn": 0}},
)


def fact(table: str, **values: Any) -> Fact:
    return TABLES[table].noun(**values)


def change(table: str, **other: Any) -> Change:
    """An addition with every value filled, but for those given."""
    values = FULL[table] | other
    personal = [column.field for column in TABLES[table].columns if column.personal]
    return Change(table, fact(table, **values), None, {name: SALT for name in personal if values[name] is not None})


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


# --- Lines ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("table", TABLES)
def test_an_addition_is_its_table_and_its_values_sorted_by_name(table: str) -> None:
    assert line(change(table)).decode() == LINES[table]


@pytest.mark.parametrize(
    ("table", "values", "expected"),
    [
        ("areas", {"id": "v", "name": "V", "level": "village"}, '{"id":"v","level":"village","name":"V"}'),
        ("units", {"id": "u", "name": "U"}, '{"id":"u","name":"U"}'),
        ("units", {"id": "u", "name": "U", "longitude": 0}, '{"id":"u","longitude":0,"name":"U"}'),
        ("posts", {"id": "p", "name": "P"}, '{"id":"p","name":"P"}'),
        ("tenures", {"post": "p", "person": "x"}, '{"kind":"substantive","person":"x","post":"p"}'),
        ("matters", {"id": "m", "name": "M"}, '{"id":"m","name":"M","parent":"all"}'),
        (
            "requirements",
            {"id": "r", "scheme": "s", "tier": "first", "place_kinds": ("a", "b"), "minimum": 0},
            '{"answered_at":"place","id":"r","matter":"all","minimum":0,"place_kinds":["a","b"],"scheme":"s","tier":"first"}',
        ),
        (
            "assignments",
            {"id": "a", "post": "p", "place": "v", "tier": "first"},
            '{"id":"a","matter":"all","place":"v","post":"p","tier":"first"}',
        ),
    ],
)
def test_an_empty_value_is_left_out_and_zero_stays(table: str, values: dict[str, Any], expected: str) -> None:
    assert line(Change(table, fact(table, **values))).decode() == f'{{"table":"{table}","values":{expected}}}'


def test_a_correction_names_the_version_that_it_supersedes() -> None:
    correction = Change("areas", fact("areas", id="v", name="V", level="village"), 7)
    assert line(correction) == (b'{"supersedes":7,"table":"areas","values":{"id":"v","level":"village","name":"V"}}')


def test_a_withdrawal_has_no_values() -> None:
    assert line(Change("areas", None, 7)) == b'{"supersedes":7,"table":"areas"}'


def test_text_is_utf_8_with_only_the_escapes_that_json_needs() -> None:
    name = '望榆 "é" \\ \n\t\x1f\x7f/🏮'
    written = line(Change("areas", fact("areas", id="v", name=name, level="village"))).decode()
    assert written == (
        '{"table":"areas","values":{"id":"v","level":"village","name":"望榆 \\"é\\" \\\\ \\n\\t\\u001f\x7f/🏮"}}'
    )


def test_a_list_keeps_its_order() -> None:
    assert encoded({"b": ["z", "a"], "a": 1}) == b'{"a":1,"b":["z","a"]}'


# --- Personal values --------------------------------------------------------------------------------------------------


def test_a_digest_is_taken_over_the_salt_and_the_value() -> None:
    assert digest("Zhang Yang", SALT) == NAME_DIGEST
    assert digest("张样一", SALT) == "92d8f9c7c287479471722bdefe351ed7eab65110bfa5b90337ee625d822b55d3"
    assert digest("Zhang Yang", "ff" * 16) != NAME_DIGEST


def test_an_erased_value_keeps_the_digest_that_it_had() -> None:
    erased = Change(
        "people", fact("people", **FULL["people"] | {"name": "erased"}), None, {"name": f"erased:{NAME_DIGEST}"}
    )
    assert digest("erased", f"erased:{NAME_DIGEST}") == NAME_DIGEST
    assert line(erased).decode() == LINES["people"]


@pytest.mark.parametrize(("table", "field"), [("people", "name"), ("posts", "phone"), ("posts", "email")])
def test_a_personal_value_never_stands_in_a_line(table: str, field: str) -> None:
    assert FULL[table][field].encode() not in line(change(table))


# --- What a hash holds ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("table", "field"), EVERY_FIELD)
def test_changing_any_one_value_changes_the_line(table: str, field: str) -> None:
    old = FULL[table][field]
    other: Any = old + 1 if isinstance(old, int) else (*old, "more") if isinstance(old, tuple) else f"{old}x"
    assert line(change(table, **{field: other})) != line(change(table))


@pytest.mark.parametrize(
    ("table", "field"), [(table, field) for table, field in EVERY_FIELD if not TABLES[table].column(field).needed]
)
def test_clearing_any_one_value_changes_the_line(table: str, field: str) -> None:
    empty = () if TABLES[table].column(field).form is Form.LIST else None
    assert line(change(table, **{field: empty})) != line(change(table))


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from(["parent", "since", "until"]), st.text(min_size=1)))
def test_two_facts_have_the_same_line_only_if_they_are_equal(given: dict[str, str]) -> None:
    other = {"parent": None, "since": None, "until": None} | given
    assert (line(change("areas", **other)) == line(change("areas"))) is (FULL["areas"] == FULL["areas"] | other)


def test_a_body_is_hashed_line_by_line_and_counted_by_table() -> None:
    body = Body()
    for one in (change("areas"), replace(change("areas"), supersedes=1), Change("areas", None, 2), change("tenures")):
        body.add(one)

    assert body.count == 4
    assert body.counts == {
        "areas": {"added": 1, "corrected": 1, "withdrawn": 1},
        "tenures": {"added": 1, "corrected": 0, "withdrawn": 0},
    }
    correction = LINES["areas"].replace("{", '{"supersedes":1,', 1)
    withdrawal = '{"supersedes":2,"table":"areas"}'
    assert body.digest == sha256("\n".join([LINES["areas"], correction, withdrawal, LINES["tenures"], ""]))


def test_an_empty_body_has_the_hash_of_nothing() -> None:
    assert Body().digest == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def test_the_genesis_is_hashed_over_id_zone_and_beginning() -> None:
    assert genesis("example", "Asia/Shanghai", Instant(0)) == sha256(
        '{"created_at":"1970-01-01T00:00:00.000000Z","format":1,"register":"example","zone":"Asia/Shanghai"}'
    )
    assert genesis("example", "Asia/Shanghai", Instant(0)) == (
        "82aef03c4f829d624f1a5672d232aba4c196cc5621bfb0effd8e351de74b788b"
    )


def test_registers_that_differ_in_one_thing_begin_with_different_hashes() -> None:
    begun = {
        genesis("a", "UTC", Instant(0)),
        genesis("b", "UTC", Instant(0)),
        genesis("a", "Asia/Shanghai", Instant(0)),
        genesis("a", "UTC", Instant(1)),
    }
    assert len(begun) == 4


def test_a_changeset_is_hashed_over_its_header_and_its_bodys_hash() -> None:
    assert header_hash("example", HEADER, "ef" * 32) == sha256(
        '{"body":"' + "ef" * 32 + '","by":"tester","count":1,'
        '"counts":{"areas":{"added":1,"corrected":0,"withdrawn":0}},"first":3,"format":1,"key":"k","number":2,'
        '"previous":"' + "ab" * 32 + '","recorded_at":"2026-01-05T01:00:00.000000Z","register":"example",'
        '"source":"' + "cd" * 32 + '","why":"a test"}'
    )


def test_a_header_without_a_source_leaves_it_out() -> None:
    assert header_hash("example", replace(HEADER, source=None), "ef" * 32) == sha256(
        '{"body":"' + "ef" * 32 + '","by":"tester","count":1,'
        '"counts":{"areas":{"added":1,"corrected":0,"withdrawn":0}},"first":3,"format":1,"key":"k","number":2,'
        '"previous":"' + "ab" * 32 + '","recorded_at":"2026-01-05T01:00:00.000000Z","register":"example",'
        '"why":"a test"}'
    )


def test_a_header_with_a_datum_says_it() -> None:
    """Without one it is left out, so that no hash of an older register changes."""
    assert header_hash("example", replace(HEADER, source=None, datum="gcj02"), "ef" * 32) == sha256(
        '{"body":"' + "ef" * 32 + '","by":"tester","count":1,'
        '"counts":{"areas":{"added":1,"corrected":0,"withdrawn":0}},"datum":"gcj02","first":3,"format":1,"key":"k",'
        '"number":2,"previous":"' + "ab" * 32 + '","recorded_at":"2026-01-05T01:00:00.000000Z",'
        '"register":"example","why":"a test"}'
    )


@pytest.mark.parametrize(
    "other",
    [
        {"number": 3},
        {"previous": "ac" * 32},
        {"recorded_at": Instant(1_767_574_800_000_001)},
        {"by": "another"},
        {"why": "another"},
        {"source": None},
        {"source": "ce" * 32},
        {"datum": "gcj02"},
        {"key": "l"},
        {"first": 4},
        {"count": 2},
        {"counts": {"areas": {"added": 0, "corrected": 1, "withdrawn": 0}}},
        {"counts": {"units": {"added": 1, "corrected": 0, "withdrawn": 0}}},
    ],
)
def test_changing_anything_in_a_header_changes_its_hash(other: dict[str, Any]) -> None:
    assert header_hash("r", replace(HEADER, **other), "ef" * 32) != header_hash("r", HEADER, "ef" * 32)


def test_another_register_or_another_body_gives_another_hash() -> None:
    assert header_hash("r", HEADER, "ef" * 32) != header_hash("s", HEADER, "ef" * 32)
    assert header_hash("r", HEADER, "ef" * 32) != header_hash("r", HEADER, "ee" * 32)
