"""What a cell may hold, and what the cells of one row may say together. Rows are given as CSV text below one header."""

import io
from string import Formatter

import pytest

from graph.changes.proposal import ProposedRow, Sheet
from graph.intake.csv_file import read_csv
from graph.model.facts import TABLES, Value
from graph.model.faults import Fault, Faults
from graph.output.fault_words import FAULT_WORDS, spoken


def read(table: str, text: str) -> tuple[Sheet, list[Fault]]:
    faults = Faults()
    sheet = read_csv(io.BytesIO(text.encode()), TABLES[table], f"{table}.csv", faults)
    return sheet, list(faults)


def value(table: str, header: str, cell: str, field: str | None = None) -> Value:
    """Return what one cell is read as, in a row that bears nothing else but its key."""
    keys = {"post": "p", "person": "n"} if table == "tenures" else {"id": "x"}
    quoted = '"' + cell.replace('"', '""') + '"'
    cells = keys | {header: quoted}
    sheet, faults = read(table, ",".join(cells) + "\n" + ",".join(cells.values()))
    assert faults == []
    return dict(zip(sheet.fields, sheet.rows[0].values, strict=True))[field or header]


def only_row(table: str, text: str) -> tuple[ProposedRow, dict[str, Value]]:
    sheet, _ = read(table, text)
    (row,) = sheet.rows
    return row, dict(zip(sheet.fields, row.values, strict=True))


@pytest.mark.parametrize(
    ("table", "header", "cell", "expected"),
    [
        ("areas", "id", "\u3000 a\u00a0b \u00a0\t", "a\u00a0b"),
        ("areas", "id", "é😀'" + "x" * 197, "é😀'" + "x" * 197),
        ("areas", "id", "ＡＢ１", "ＡＢ１"),
        ("areas", "parent", "007", "007"),
        ("areas", "parent", " \u3000", None),
        ("areas", "name", "Upper\r\nTown", "Upper\r\nTown"),
        ("areas", "name", "名" * 32_767, "名" * 32_767),
        ("areas", "level", " village ", "village"),
        ("areas", "since", "0001-01-01", "0001-01-01"),
        ("areas", "since", "9999-12-31", "9999-12-31"),
        ("areas", "since", "2024-02-29", "2024-02-29"),
        ("areas", "since", "", None),
        ("posts", "kind", " head ", "head"),
        ("posts", "phone", "", None),
        ("tenures", "id", "", None),
        ("tenures", "kind", "", "substantive"),
        ("tenures", "kind", "acting", "acting"),
        ("matters", "parent", "", "all"),
        ("matters", "parent", "fire", "fire"),
        ("requirements", "matter", "", "all"),
        ("requirements", "minimum", "", 1),
        ("requirements", "minimum", "007", 7),
        ("requirements", "minimum", "0", 0),
        ("requirements", "maximum", "", None),
        ("requirements", "maximum", "1000000", 1_000_000),
        ("requirements", "answered_at", "", "place"),
        ("requirements", "post_kinds", "", ()),
        ("requirements", "place_kinds", "village;school", ("school", "village")),
        ("assignments", "unit_kinds", " b ; a；b;; \u3000；\n", ("a", "b")),
    ],
)
def test_a_cell_is_read_as(table: str, header: str, cell: str, expected: Value) -> None:
    assert value(table, header, cell) == expected


def test_the_parts_of_a_list_are_sorted_by_code_point() -> None:
    assert value("units", "kind", "b;B;😀;ﬀ", "kinds") == ("B", "b", "ﬀ", "😀")


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("121.4737", 1_214_737_000),
        ("+1", 10_000_000),
        ("-0.00000004", 0),
        ("0.00000005", 0),
        ("0.00000015", 2),
        ("0.0000000500000000000000000000000000000000000001", 1),
        ("0" * 300 + "90.0000000", 900_000_000),
        ("-180", -1_800_000_000),
        ("", None),
    ],
)
def test_degrees_keep_seven_decimals_exactly(cell: str, expected: int | None) -> None:
    _, values = only_row("units", f"id,longitude,latitude\nu,{cell},{cell and 0}\n")
    assert values["longitude"] == expected


def test_a_last_day_fills_until_with_the_day_after() -> None:
    assert value("people", "last_day", "2024-02-28", "until") == "2024-02-29"
    assert value("people", "last_day", "", "until") is None


@pytest.mark.parametrize(("until", "last_day"), [("2025-01-01", ""), ("", "2024-12-31")])
def test_until_and_last_day_may_stand_side_by_side(until: str, last_day: str) -> None:
    _, values = only_row("people", f"last_day,id,until\n{last_day},a,{until}\n")
    assert values == {"id": "a", "until": "2025-01-01"}


def test_one_day_in_force_is_a_period() -> None:
    row, _ = only_row("people", "id,since,last_day\na,2024-01-01,2024-01-01\n")
    assert not row.spoiled


def test_fields_stand_in_the_order_of_the_table() -> None:
    sheet, _ = read("areas", "until,level,id\n")
    assert sheet.fields == ("id", "level", "until")


def test_a_correction_of_since_and_a_withdrawal_are_read() -> None:
    sheet, faults = read("tenures", "post,person,was_since,withdrawn\np,n,2024-01-01,yes\np,m,,\n")
    assert [(row.was_since, row.withdrawn) for row in sheet.rows] == [("2024-01-01", True), (None, False)]
    assert (sheet.fields, faults) == (("post", "person"), [])


def test_a_withdrawn_row_needs_its_key_only() -> None:
    text = "id,scheme,tier,place_kinds,withdrawn\nr,,,,yes\n"
    assert read("requirements", text)[1] == []


def test_the_root_of_the_matters_may_be_named() -> None:
    row, values = only_row("matters", "id,name,parent,since,until\nall,全部,,,\n")
    assert (row.spoiled, values["parent"]) == (False, None)


def test_a_spoiled_row_keeps_what_could_be_read() -> None:
    row, values = only_row("areas", "id,name,level,parent\na,A,town,b\n")
    assert row == ProposedRow(2, ("a", "A", None, "b"), spoiled=True)
    assert values["level"] is None


FAULTY = [
    ("areas", "id,name\n ,A", "missing_value", "id"),
    ("tenures", "id,post,person\nt,,n", "missing_value", "post"),
    ("tenures", "id,post,person\nt,p,", "missing_value", "person"),
    ("areas", f"id\n{'x' * 201}", "id_too_long", "id"),
    ("areas", f"id,parent\na,{'x' * 201}", "id_too_long", "parent"),
    ("areas", 'id,name\n"a\nb",A', "control_character", "id"),
    ("areas", "id,name\na,A\x07B", "control_character", "name"),
    ("requirements", 'id,citation\nr,"one\ntwo"', "control_character", "citation"),
    ("units", "id,kind\nu,a;b\tc", "control_character", "kind"),
    ("areas", "id,name\na,A\0", "nul_byte", "name"),
    ("areas", "id,since\na,2024-01-01\0", "nul_byte", "since"),
    ("areas", "id,name\na,", "needed_value", "name"),
    ("areas", "id,level\na,", "needed_value", "level"),
    ("requirements", "id,scheme\nr,", "needed_value", "scheme"),
    ("requirements", "id,place_kinds\nr, ；;", "needed_value", "place_kinds"),
    ("assignments", "id,place,withdrawn\na,,", "needed_value", "place"),
    ("areas", "id,level\na,Village", "unknown_word", "level"),
    ("tenures", "post,person,kind\np,n,deputy", "unknown_word", "kind"),
    ("units", "id,kind\nu,shop;village", "kind_is_level", "kind"),
    ("assignments", "id,unit_kinds\na,township", "kind_is_level", "unit_kinds"),
    ("areas", "id,since\na,2024/01/05", "day_form", "since"),
    ("areas", "id,since\na,2024-1-5", "day_form", "since"),
    ("areas", "id,since\na,2024-01-01T00:00", "day_form", "since"),
    ("areas", "id,was_since\na,20240105", "day_form", "was_since"),
    ("areas", "id,since\na,2023-02-29", "no_such_day", "since"),
    ("areas", "id,since\na,0000-01-01", "no_such_day", "since"),
    ("printings", "id,known_at\nk,2026-03-14", "not_an_instant", "known_at"),
    ("printings", "id,known_at\nk,2026-03-14T01:00:00", "not_an_instant", "known_at"),
    ("printings", "id,known_at\nk,２０26-03-14T01:00:00Z", "wide_digits", "known_at"),
    ("printings", "id,known_at\nk,", "needed_value", "known_at"),
    ("areas", "id,last_day\na,9999-12-31", "last_day_too_late", "last_day"),
    ("areas", "id,since\na,２０２４-01-01", "wide_digits", "since"),
    ("requirements", "id,minimum\nr,２", "wide_digits", "minimum"),
    ("units", "id,longitude,latitude\nu,１２,1", "wide_digits", "longitude"),
    ("requirements", "id,minimum\nr,1.5", "not_a_count", "minimum"),
    ("requirements", "id,maximum\nr,+1", "not_a_count", "maximum"),
    ("requirements", "id,maximum\nr,-1", "below_zero", "maximum"),
    ("requirements", "id,minimum\nr,1000001", "count_too_large", "minimum"),
    ("requirements", f"id,minimum\nr,{'9' * 9999}", "count_too_large", "minimum"),
    ("units", "id,longitude,latitude\nu,1e2,1", "not_degrees", "longitude"),
    ("units", "id,longitude,latitude\nu,nan,1", "not_degrees", "longitude"),
    ("units", "id,longitude,latitude\nu,1.,1", "not_degrees", "longitude"),
    ("units", "id,longitude,latitude\nu,180.00000001,1", "degrees_out_of_range", "longitude"),
    ("units", "id,longitude,latitude\nu,1,-91", "degrees_out_of_range", "latitude"),
    ("units", f"id,longitude,latitude\nu,1,{'9' * 9999}", "degrees_out_of_range", "latitude"),
    ("units", "id,longitude,latitude\nu,1,", "half_coordinate", "latitude"),
    ("units", "id,longitude,latitude\nu,,1", "half_coordinate", "longitude"),
    ("requirements", "id,minimum,maximum\nr,,0", "maximum_below_minimum", "maximum"),
    ("areas", "id,until,last_day\na,2025-01-01,2024-12-31", "until_and_last_day", "last_day"),
    ("areas", "id,since,until\na,2024-01-01,2024-01-01", "until_not_after_since", "until"),
    ("areas", "id,since,last_day\na,2024-01-01,2023-12-31", "until_not_after_since", "last_day"),
    ("areas", "id,since,until,last_day\na,2024-01-01,,2023-12-31", "until_not_after_since", "last_day"),
    ("areas", "id,withdrawn\na,Yes", "not_yes", "withdrawn"),
    ("matters", "id,parent\nall,all", "all_only_named", "parent"),
    ("matters", "id,since\nall,2024-01-01", "all_only_named", "since"),
    ("matters", "id,until\nall,2024-01-01", "all_only_named", "until"),
    ("matters", "id,last_day\nall,2024-01-01", "all_only_named", "last_day"),
    ("areas", "id,parent\na,a", "inside_itself", "parent"),
    ("matters", "id,parent\nm,m", "inside_itself", "parent"),
    ("organizations", "id,parent\no,o", "inside_itself", "parent"),
    ("posts", "id,reports_to\np,p", "inside_itself", "reports_to"),
]


@pytest.mark.parametrize(("table", "text", "code", "column"), FAULTY)
def test_a_bad_row_is_one_fault_with_file_row_and_column(table: str, text: str, code: str, column: str) -> None:
    sheet, faults = read(table, text)
    assert [(one.code, one.file, one.row, one.column) for one in faults] == [(code, f"{table}.csv", 2, column)]
    assert [row.spoiled for row in sheet.rows] == [True]
    assert sheet.complete


@pytest.mark.parametrize(("table", "text", "code", "column"), FAULTY)
def test_the_words_of_a_bad_row_are_filled_in_both_languages(table: str, text: str, code: str, column: str) -> None:
    (fault,) = read(table, text)[1]
    for lang, words in zip(("en", "zh"), FAULT_WORDS[code], strict=True):
        assert {name for _, name, _, _ in Formatter().parse(words) if name} <= set(fault.about)
        line = spoken(fault, lang)
        assert column in line
        assert line.isprintable()


def test_the_nearest_word_is_suggested() -> None:
    (fault,) = read("areas", "id,level\na,vilage")[1]
    assert spoken(fault, "en") == (
        "areas.csv, row 2, column level: “vilage” is not one of the words allowed here; nearest: village"
    )
    assert spoken(fault, "zh") == "areas.csv 第 2 行 level（层级）列：“vilage”不是此处允许的词；最接近的是：village"


def test_where_no_word_is_near_all_are_named() -> None:
    (fault,) = read("assignments", "id,tier\na,zzz")[1]
    assert fault.about["nearest"] == "first, direct, specific"


def test_every_fault_of_a_row_is_found_and_none_that_only_follows() -> None:
    _, faults = read("units", "id,name,since,until,longitude,latitude\nu,,bad,2024-01-01,200,1\n")
    assert [(one.code, one.column) for one in faults] == [
        ("day_form", "since"),
        ("degrees_out_of_range", "longitude"),
        ("needed_value", "name"),
    ]


def test_a_long_value_is_shortened_and_made_visible() -> None:
    (fault,) = read("areas", "id,name\na,A\x1b[2J" + "名" * 100)[1]
    line = spoken(fault, "en")
    assert "A\\x1b[2J名" in line
    assert line.count("名") < 60
    assert "…" in line


def test_a_place_kind_may_be_a_level() -> None:
    assert value("requirements", "place_kinds", "township") == ("township",)
