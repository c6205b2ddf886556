"""Ledgers read by a mapping: rows as the import format would give them, and every fault with its place."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from graph.changes.proposal import Submission
from graph.commands import imports
from graph.intake.source import read_source
from graph.model.faults import Faults
from graph.output.fault_words import spoken
from tests.ledgers import only, places, read_mapped, role_map, write_ledger

AREAS = """
{top}
[[source]]
file = "ledger.csv"
{source}
[[source.areas]]
id = "{{code}}"
name = "{{name}}"
level = "village"
{rule}
"""


def area_map(top: str = "", source: str = "", rule: str = "") -> str:
    return AREAS.format(top=top, source=source, rule=rule)


def rows(submission: Submission, table: str = "areas") -> list[dict[str, Any]]:
    """Return the rows of a table by field, without what is blank."""
    (sheet,) = [one for one in submission.sheets if one.table_name == table]
    found = [dict(zip(sheet.fields, row.values, strict=True)) for row in sheet.rows]
    return [{name: value for name, value in row.items() if value is not None} for row in found]


def test_columns_are_renamed_made_constant_and_joined(tmp_path: Path) -> None:
    mapping = area_map(rule='parent = "t-{town}"\nsince = 2026-01-01')
    submission, faults = read_mapped(tmp_path, mapping, ledger="town,code,name\n1,v, Plum \n,w,Pear\n")
    assert places(faults) == []
    assert rows(submission) == [
        {"id": "v", "name": "Plum", "level": "village", "parent": "t-1", "since": "2026-01-01"},
        {"id": "w", "name": "Pear", "level": "village", "since": "2026-01-01"},
    ]


def test_rows_are_filtered_and_those_left_out_are_counted(tmp_path: Path) -> None:
    mapping = area_map(source='where = { town = ["1", "2*"] }\nunless = { name = ["", "total*"] }')
    ledger = "town,code,name\n1,v,Plum\n3,w,Pear\n21,x,Peach\n1,,total 2\n1,,\n"
    submission, faults = read_mapped(tmp_path, mapping, ledger=ledger)
    assert [row["id"] for row in rows(submission)] == ["v", "x"]
    assert places(faults) == []
    (note,) = faults.notes
    assert (note.code, note.file, note.about) == ("rows_left_out", "ledger.csv", {"count": "3", "rows": "5"})


def test_a_rule_may_leave_rows_out_for_itself(tmp_path: Path) -> None:
    mapping = area_map(rule='where = { kind = "v" }') + (
        '[[source.areas]]\nid = "{code}"\nname = "{name}"\nlevel = "sector"\nunless = { kind = "v" }'
    )
    submission, faults = read_mapped(tmp_path, mapping, ledger="kind,code,name\nv,a,A\ns,b,B\n")
    assert [(row["id"], row["level"]) for row in rows(submission)] == [("a", "village"), ("b", "sector")]
    assert places(faults) == []


def test_several_files_become_one_sheet_whose_faults_name_each_file(tmp_path: Path) -> None:
    mapping = area_map() + area_map().replace("ledger.csv", "other.csv")
    submission, faults = read_mapped(
        tmp_path, mapping, ledger="code,name\nv,Plum\nw,\n", other="name,code\nPear,x\nPeach,\n,y\n"
    )
    assert [row.get("id") for row in rows(submission)] == ["v", "w", "x", None, "y"]
    assert places(faults) == [
        ("needed_value", "ledger.csv", 3, "name"),
        ("missing_value", "other.csv", 3, "code"),
        ("needed_value", "other.csv", 4, "name"),
    ]


def test_rows_that_come_out_the_same_are_one(tmp_path: Path) -> None:
    submission, faults = read_mapped(tmp_path, area_map(), ledger="code,name\nv,Plum\nv,Plum\nw,Pear\nv,Plum\n")
    assert [row["id"] for row in rows(submission)] == ["v", "w"]
    assert places(faults) == []


def test_words_of_the_ledger_stand_for_codes(tmp_path: Path) -> None:
    mapping = area_map('[words.codes]\n"Plum" = "v"\n"Pear Village" = "w"').replace("{code}", "{name|codes}")
    submission, faults = read_mapped(tmp_path, mapping, ledger="name\nPlum\nPear  Village\nPeach\n")
    assert [row.get("id") for row in rows(submission)] == ["v", "w", None]
    assert places(faults) == [("word_not_listed", "ledger.csv", 4, "name")]


def test_one_bad_cell_is_told_once_however_many_rules_use_it(tmp_path: Path) -> None:
    mapping = area_map() + '[[source.organizations]]\nid = "{code}"\nname = "{name}"'
    _, faults = read_mapped(tmp_path, mapping, ledger="code,name\n,Plum\n,Pear\n")
    assert places(faults) == [("missing_value", "ledger.csv", 2, "code"), ("missing_value", "ledger.csv", 3, "code")]


def test_what_is_imported_and_ignored_is_told_and_its_digest_holds_the_mapping(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("x")
    first, _ = read_mapped(tmp_path, area_map(), ledger="code,name\nv,Plum\n")
    again, _ = read_mapped(tmp_path, area_map(), ledger="code,name\nv,Plum\n")
    other, _ = read_mapped(tmp_path, area_map() + "# another\n", ledger="code,name\nv,Plum\n")
    assert first.ignored == ("notes.txt",)
    assert first.source == again.source != other.source


@pytest.mark.parametrize(
    ("mapping", "ledger", "code", "row", "column"),
    [
        (area_map(), "code,name,phone\nv,Plum,1\n", "column_not_mapped", 1, "phone"),
        (area_map(), "code,name,\nv,Plum,\nw,Pear,x\nx,Fig,y\n", "column_not_mapped", 3, "C"),
        (area_map(), "code,name,name\nv,Plum,Pear\n", "doubled_column", 1, "name"),
        (area_map(), "\n", "map_no_header", 1, None),
        (area_map(), "", "map_no_header", 1, None),
        (area_map(source="header = [2, 3]"), "code,name\n", "map_no_header", 3, None),
        (area_map(), ",".join(f"c{n}" for n in range(300)) + "\n", "too_many_columns", 1, None),
        (area_map(), 'code,"name\nv,Plum\n', "unbalanced_quote", 1, "B"),
        (area_map(), "code,name\nv,Plum,x\n", "too_many_cells", 2, None),
        (area_map(), "code,name\nv\n", "too_few_cells", 2, None),
        (area_map(), 'code,name\nv,"Plum"x\n', "stray_quote", 2, "name"),
        (area_map(), "code,name\nv," + "x" * 40_000 + "\n", "cell_too_long", 2, "name"),
        (area_map(), "code,name\nv\x00,Plum\n", "nul_byte", 2, "code"),
        (area_map(), "code,name\n" + "v" * 201 + ",Plum\n", "id_too_long", 2, "code"),
        (area_map(rule='since = "{day}"'), "code,name,day\nv,Plum,2024.1.5\n", "day_in_no_form", 2, "day"),
        (
            area_map('dates = "YYYY.M.D"', rule='since = "{day}"'),
            "code,name,day\nv,A,2024-01-05\n",
            "day_in_no_form",
            2,
            "day",
        ),
        (
            area_map('dates = "YYYY.M.D"', rule='since = "{day}"'),
            "code,name,day\nv,A,2024.2.30\n",
            "no_such_day",
            2,
            "day",
        ),
        (role_map(), "village,secretary\nv,A、B\n", "odd_name", 2, "secretary"),
        (role_map().replace('"{village} secretary"', '"S"'), "village,secretary\n,A\n", "missing_value", 2, "village"),
        (role_map(role='since = "{day}"'), "village,secretary,day\nv,A,soon\n", "day_in_no_form", 2, "day"),
        (role_map(role="").replace("2026-03-01", '"{day}"'), "village,secretary,day\nv,A,\n", "needed_value", 2, "day"),
        (
            role_map(role="").replace("2026-03-01", '"{day}"'),
            "village,secretary,day\nv,A,x\n",
            "day_in_no_form",
            2,
            "day",
        ),
        (role_map(), "village,secretary\nv,A\x00\n", "nul_byte", 2, "secretary"),
    ],
)
def test_a_fault_stands_where_the_ledger_has_it(
    tmp_path: Path, mapping: str, ledger: str, code: str, row: int, column: str | None
) -> None:
    _, faults = read_mapped(tmp_path, mapping, ledger=ledger)
    assert places(faults) == [(code, "ledger.csv", row, column)]
    assert "{" not in spoken(only(faults), "zh")


@pytest.mark.parametrize(
    ("mapping", "code", "key"),
    [
        (area_map(rule='parent = "{twon}"'), "map_no_column", "source[1].areas[1]"),
        (area_map(source='where = { town = "9" }'), "map_no_rows", "source[1].where"),
        (area_map().replace("ledger.csv", "leger.csv"), "source_absent", "source[1].file"),
        (area_map().replace('file = "ledger.csv"', ""), "map_missing_key", "source[1].file"),
        (area_map(source='sheet = "x"'), "map_no_workbook", "source[1].sheet"),
        (
            role_map(people='id = "{nobody}"').replace("village", "code").replace("secretary", "name"),
            "map_no_column",
            "people.id",
        ),
    ],
)
def test_what_the_ledger_does_not_have_is_told_of_the_mapping(
    tmp_path: Path, mapping: str, code: str, key: str
) -> None:
    for block in ("[[source.areas]]", "[[source.roles]]"):
        mapping = mapping.replace(block, f'ignore = ["town"]\n{block}')
    _, faults = read_mapped(tmp_path, mapping, ledger="town,code,name\n1,v,Plum\n")
    assert [(one.code, one.file, one.column) for one in faults] == [(code, "map.toml", key)]
    assert only(faults).row


def test_a_column_that_is_ignored_may_be_absent(tmp_path: Path) -> None:
    _, faults = read_mapped(tmp_path, area_map(source='ignore = ["phone"]'), ledger="code,name\nv,Plum\n")
    assert places(faults) == []


def test_an_encoding_is_recognised_named_in_the_mapping_or_told(tmp_path: Path) -> None:
    raw = "code,name\nv,梅村\n".encode("gb18030")
    submission, faults = read_mapped(tmp_path, area_map(), ledger=raw)
    assert rows(submission)[0]["name"] == "梅村"
    assert [note.code for note in faults.notes] == ["encoding_taken"]
    submission, faults = read_mapped(tmp_path, area_map(source='encoding = "gbk"'), ledger=raw)
    assert (rows(submission)[0]["name"], faults.notes) == ("梅村", [])
    submission, _ = read_mapped(tmp_path, area_map(), ledger="code,name\nv,梅村\n".encode("utf-16-le"))
    assert rows(submission)[0]["name"] == "梅村"


def test_blank_cells_are_filled_from_above_where_the_mapping_says_so(tmp_path: Path) -> None:
    mapping = area_map(source='fill_down = ["town"]', rule='parent = "{town}"')
    submission, _ = read_mapped(tmp_path, mapping, ledger="town,code,name\n1,v,A\n,w,B\n2,x,C\n,y,D\n")
    assert [row["parent"] for row in rows(submission)] == ["1", "1", "2", "2"]


def test_names_with_characters_for_private_use_are_noted(tmp_path: Path) -> None:
    _, faults = read_mapped(tmp_path, area_map(), ledger="code,name\nv,梅\ue000村\n")
    (note,) = faults.notes
    assert (note.code, note.row, note.column) == ("private_use", 2, "name")


UNITS = """[[source]]
file = "units.csv"
[[source.units]]
id = "{code}"
name = "{code}"
longitude = "{x}"
latitude = "{y}"
"""


def test_points_of_a_mapped_table_are_in_the_datum_that_is_named(tmp_path: Path) -> None:
    table = "id,name,longitude,latitude\nu,u,121.4737,31.2304\nv,v,10,10\n"
    (tmp_path / "plain").mkdir()
    (tmp_path / "plain" / "units.csv").write_text(table)
    (tmp_path / "units.csv").write_text("code,x,y\nu,121.4737,31.2304\nv,10,10\n")
    (tmp_path / "map.toml").write_text(UNITS)
    plain = imports.plan(None, tmp_path / "plain", datum="gcj02")
    mapped = imports.plan(None, tmp_path, datum="gcj02", mapping=tmp_path / "map.toml")
    assert mapped.changes == plain.changes != imports.plan(None, tmp_path / "plain").changes
    (note,) = mapped.notes
    assert (note.code, note.file, note.row, note.column) == ("outside_datum", "units.csv", 3, "x")


# A workbook

BOOK = """
dates = ["YYYY.M.D"]
[[source]]
sheet = "台账"
header = [2, 3]
{source}
[[source.areas]]
id = "{{村/编码}}"
name = "{{村/名称}}"
level = "village"
parent = "{{管区}}"
since = "{{设立}}"
"""
HEAD = [("台账",), ("管区", "村", None, "设立"), (None, "编码", "名称", None)]
MERGED = ("A1:D1", "A2:A3", "B2:C2", "D2:D3")


def read_book(
    folder: Path, *lines: tuple[object, ...], merged: tuple[str, ...] = (), source: str = ""
) -> tuple[Submission, Faults]:
    write_ledger(folder / "台账.xlsx", [*HEAD, *lines], (*MERGED, *merged))
    (folder / "map.toml").write_text(BOOK.format(source=source), encoding="utf-8")
    faults = Faults()
    return read_source(folder / "台账.xlsx", faults, mapping=folder / "map.toml"), faults


def test_merged_headers_and_cells_are_filled_from_their_top_left(tmp_path: Path) -> None:
    day = dt.date(2024, 1, 5)
    submission, faults = read_book(
        tmp_path,
        ("z", "v", "A", day),
        (None, "w", "B", None),
        (None, 370214001, "C", "2024.1.6"),
        merged=("A4:A6", "D4:D5"),
    )
    assert places(faults) == []
    assert [(row["id"], row["parent"], row["since"]) for row in rows(submission)] == [
        ("v", "z", "2024-01-05"),
        ("w", "z", "2024-01-05"),
        ("370214001", "z", "2024-01-06"),
    ]


def test_a_row_that_holds_nothing_of_its_own_is_skipped(tmp_path: Path) -> None:
    submission, faults = read_book(
        tmp_path, ("z", "v", "A", None), (None,) * 4, ("y", "w", "B", None), merged=("A4:A5", "B4:B5", "C4:C5")
    )
    assert places(faults) == []
    assert [row["id"] for row in rows(submission)] == ["v", "w"]


@pytest.mark.parametrize(
    ("line", "code", "column"),
    [
        (("z", 1.5, "A", None), "number_as_text", "村/编码"),
        (("z", dt.date(2024, 1, 2), "A", None), "date_as_text", "村/编码"),
        (("z", "v", "A", 45292), "day_in_no_form", "设立"),
        (("z", "v", "A", "=1+1"), "formula_without_value", "设立"),
        (("z", 10**17, "A", None), "number_rounded", "村/编码"),
    ],
)
def test_a_cell_of_a_wrong_type_is_a_fault_of_the_sheet(
    tmp_path: Path, line: tuple[object, ...], code: str, column: str
) -> None:
    _, faults = read_book(tmp_path, line)
    assert places(faults) == [(code, "台账.xlsx\0台账", 4, column)]


def test_what_is_odd_in_columns_and_rows_that_are_not_read_is_no_fault(tmp_path: Path) -> None:
    write_ledger(tmp_path / "台账.xlsx", [*HEAD, ("z", "v", "A", "=1+1"), ("total", "=1+1", None, None)], MERGED)
    mapping = BOOK.format(source='ignore = ["设立"]\nunless = { "管区" = "total" }').replace('since = "{设立}"\n', "")
    (tmp_path / "map.toml").write_text(mapping, encoding="utf-8")
    faults = Faults()
    submission = read_source(tmp_path / "台账.xlsx", faults, mapping=tmp_path / "map.toml")
    assert places(faults) == []
    assert [row["id"] for row in rows(submission)] == ["v"]


@pytest.mark.parametrize(
    ("sheet", "names", "code"),
    [('sheet = "台帐"', ["台账"], "sheet_absent"), ("", ["台账", "另表"], "sheet_needed"), ("", ["台账"], None)],
)
def test_a_sheet_is_named_where_it_is_not_the_only_one(
    tmp_path: Path, sheet: str, names: list[str], code: str | None
) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name in names:
        book.create_sheet(name).append(("code", "name"))
    hidden = book.create_sheet("hidden")
    hidden.sheet_state = "hidden"
    book.save(tmp_path / "book.xlsx")
    (tmp_path / "map.toml").write_text(area_map(source=sheet).replace('file = "ledger.csv"', ""), encoding="utf-8")
    faults = Faults()
    submission = read_source(tmp_path / "book.xlsx", faults, mapping=tmp_path / "map.toml")
    assert [one.code for one in faults] == ([code] if code else [])
    assert [note.code for note in faults.notes] == ["hidden_sheet"]
    assert submission.ignored == (() if code is None else tuple(f"book.xlsx, {name}" for name in names))


def test_two_sources_read_two_sheets_of_one_workbook(tmp_path: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name in ("a", "b"):
        sheet = book.create_sheet(name)
        sheet.append(("code", "name"))
        sheet.append((f"v{name}", name))
    book.save(tmp_path / "ledger.xlsx")
    mapping = "".join(area_map(source=f'sheet = "{name}"').replace(".csv", ".xlsx") for name in ("a", "b"))
    submission, faults = read_mapped(tmp_path, mapping)
    assert places(faults) == []
    assert [row["id"] for row in rows(submission)] == ["va", "vb"]


def test_one_bad_workbook_is_told_once(tmp_path: Path) -> None:
    (tmp_path / "ledger.xlsx").write_bytes(b"PK\3\4" + bytes(100))
    mapping = "".join(area_map(source=f'sheet = "{name}"').replace(".csv", ".xlsx") for name in ("a", "b"))
    _, faults = read_mapped(tmp_path, mapping)
    assert [(one.code, one.file) for one in faults] == [("damaged_workbook", "ledger.xlsx")]
    assert faults.following == 1


def test_what_refers_to_rows_that_could_not_be_read_is_not_at_fault_again(tmp_path: Path) -> None:
    submission, faults = read_mapped(tmp_path, area_map(), ledger="code,name\nv,Plum,x\nw,Pear\n")
    assert [one.code for one in faults] == ["too_many_cells"]
    assert [sheet.complete for sheet in submission.sheets] == [False]
