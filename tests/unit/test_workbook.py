"""One workbook to a submission: sheets, typed cells, and what a reader of values would lose."""

import datetime as dt
import hashlib
import re
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from graph.changes.proposal import Submission
from graph.commands import imports
from graph.intake.folder import read_folder
from graph.intake.source import is_workbook, read_source
from graph.model.errors import BadImport, BadValue
from graph.model.faults import Fault, Faults
from graph.output.fault_words import FAULT_WORDS, spoken
from tests.workbooks import package, text_cells, write_book, zipped

AREAS = ("id", "name", "level", "since")
HEADER = text_cells(1, *AREAS)
DAY = dt.date(2024, 1, 5)


def read(path: Path) -> tuple[Submission, Faults]:
    faults = Faults()
    return read_source(path, faults), faults


def read_xml(
    folder: Path, rows: str, name: str = "areas"
) -> tuple[Submission, list[tuple[str, int | None, str | None]]]:
    path = folder / "book.xlsx"
    path.write_bytes(zipped(package(rows, name)))
    submission, faults = read(path)
    return submission, found(faults)


def read_rows(folder: Path, *rows: tuple[object, ...]) -> tuple[list[tuple[object, ...]], list[Fault]]:
    submission, faults = read(write_book(folder / "book.xlsx", {"areas": [AREAS, *rows]}))
    return [row.values for sheet in submission.sheets for row in sheet.rows], list(faults)


def found(faults: Faults | list[Fault]) -> list[tuple[str, int | None, str | None]]:
    for one in faults:
        assert not re.search(r"\?(?!”)|\{", spoken(one, "en")), "every placeholder is filled"
    return [(one.code, one.row, one.column) for one in faults]


def test_sheets_of_either_language_are_read_as_files_would_be(tmp_path: Path) -> None:
    rows: dict[str, list[tuple[object, ...]]] = {
        "任职": [("岗位", "人员", "类型"), ("p", "x", "主持工作")],
        "areas": [AREAS, ("v", "Plum", "village", "2020-01-01"), (), ("w", "Pear", "village", None)],
    }
    submission, faults = read(write_book(tmp_path / "台账.xlsx", rows))
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "任职.csv").write_text("岗位,人员,类型\np,x,主持工作\n")
    (tmp_path / "folder" / "areas.csv").write_text(
        "id,name,level,since\nv,Plum,village,2020-01-01\n\nw,Pear,village,\n"
    )
    same = read_folder(tmp_path / "folder", Faults())
    assert [(one.table_name, one.fields, one.rows) for one in submission.sheets] == [
        (one.table_name, one.fields, one.rows) for one in same.sheets
    ]
    assert found(faults) == []
    assert submission.source == hashlib.sha256((tmp_path / "台账.xlsx").read_bytes()).hexdigest()


def test_whole_numbers_are_digits_and_dates_are_dates(tmp_path: Path) -> None:
    rows, faults = read_rows(tmp_path, (370214001, 12, "village", DAY), ("b", True, "village", dt.datetime(2024, 1, 5)))
    assert rows == [("370214001", "12", "village", "2024-01-05"), ("b", "TRUE", "village", "2024-01-05")]
    assert faults == []


def test_dates_of_the_other_epoch_are_the_same_days(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.epoch = CALENDAR_MAC_1904
    sheet = book.worksheets[0]
    sheet.title = "areas"
    sheet.append(AREAS)
    sheet.append(("v", "Plum", "village", DAY))
    sheet["D2"].number_format = 'yyyy"年"m"月"d"日"'
    book.save(tmp_path / "book.xlsx")
    assert [row.values[3] for row in read(tmp_path / "book.xlsx")[0].sheets[0].rows] == ["2024-01-05"]


@pytest.mark.parametrize(
    ("row", "code", "column"),
    [
        ((1.5, "A", "village", None), "number_as_text", "id"),
        ((370214001002003004, "A", "village", None), "number_rounded", "id"),
        ((DAY, "A", "village", None), "date_as_text", "id"),
        (("v", DAY, "village", None), "date_as_text", "name"),
        (("v", dt.time(3, 4), "village", None), "date_as_text", "name"),
        (("v", "A", 0.00001, None), "number_as_text", "level"),
        (("v", "A", "village", 45292), "day_form", "since"),
        (("v", "A", "village", dt.datetime(2024, 1, 5, 3, 4)), "day_form", "since"),
        (("v", "A", "village", "2024.1.5"), "day_form", "since"),
        (("v", "x" * 32_767 + "y", "village", None), None, None),
    ],
)
def test_a_cell_of_a_wrong_type_is_a_fault(
    tmp_path: Path, row: tuple[object, ...], code: str | None, column: str | None
) -> None:
    faults = found(read_rows(tmp_path, row)[1])
    assert faults == ([(code, 2, column)] if code else [])  # openpyxl cuts a longer text itself


def test_a_cell_that_is_too_long_is_a_fault(tmp_path: Path) -> None:
    _, faults = read_xml(tmp_path, HEADER + text_cells(2, "v", "x" * 32_768, "village"))
    assert faults == [("cell_too_long", 2, "name")]


def test_degrees_and_counts_may_be_numbers(tmp_path: Path) -> None:
    rows: dict[str, list[tuple[object, ...]]] = {
        "units": [("id", "name", "longitude", "latitude"), ("u", "Shop", 121.4737, 37)],
        "requirements": [("id", "scheme", "tier", "place_kinds", "minimum"), ("r", "s", "first", "village", 2)],
    }
    submission, faults = read(write_book(tmp_path / "book.xlsx", rows))
    assert [sheet.rows[0].values[-2:] for sheet in submission.sheets] == [(1214737000, 370000000), (("village",), 2)]
    assert found(faults) == []


CELL = '<c r="B2"><f>1+1</f></c>'


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (CELL, [("formula_without_value", 2, "name")]),
        ('<c r="B2"><f>1+1</f><v /></c>', [("formula_without_value", 2, "name")]),  # as openpyxl writes it
        ('<c r="B2"><f>1+1</f><v>2</v></c>', []),
        ('<c r="B2" t="str"><f>""</f><v></v></c>', [("needed_value", 2, "name")]),
        ('<c r="B2" t="e"><f>A9</f><v>#REF!</v></c>', [("error_value", 2, "name")]),
        ("<c r='B2' t='e'><v>#N/A</v></c>", [("error_value", 2, "name")]),
    ],
)
def test_what_a_reader_of_values_would_lose_is_found(
    tmp_path: Path, cells: str, expected: list[tuple[str, int, str]]
) -> None:
    first, last = (
        f'<c r="{at}2" t="inlineStr"><is><t>{text}</t></is></c>' for at, text in (("A", "v"), ("C", "village"))
    )
    row = f'<row r="2">{first}{cells}{last}</row>'
    assert read_xml(tmp_path, HEADER + row)[1] == expected


def test_formulas_without_value_are_found_wherever_they_stand(tmp_path: Path) -> None:
    rows = text_cells(1, *AREAS[:3]) + text_cells(2, "v", "A", "village")
    below = '<row r="5"><c r="C5"><f>1</f></c></row>'
    assert read_xml(tmp_path, rows + below)[1] == [("formula_without_value", 5, "level")]
    beside = '<row r="3"><c r="A3"><v>1</v></c><c r="Z3"><f>1</f></c></row>'
    assert ("formula_without_value", 3, "Z") in read_xml(tmp_path, rows + beside)[1]
    header = '<row r="1"><c r="A1"><f>1</f></c></row>'
    assert read_xml(tmp_path, header + text_cells(2, "v"))[1] == [("formula_without_value", 1, "A")]


def merged(path: Path, *ranges: str) -> list[tuple[str, int | None, str | None]]:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "areas"
    for row in (AREAS, ("v", "A", "village"), ("w", "B", "village"), ("x", "C", "village")):
        sheet.append(row)
    for one in ranges:
        sheet.merge_cells(one)
    book.save(path)
    return found(read(path)[1])


def test_merged_cells_among_the_rows_are_a_fault_told_once(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    assert merged(path, "B2:B4") == [("merged_cells", 2, "name")]
    assert merged(path, "A3:D3", "B2:C2") == [("merged_cells", 2, "name"), ("merged_cells", 3, "id")]
    assert merged(path, "A9:B12") == []
    assert [one for one in merged(path, "B1:C1") if one[1] == 1] == [("empty_header_cell", 1, "C")], (
        "a merged header leaves a column without a name"
    )


def test_blank_columns_before_the_first_keep_their_letters(tmp_path: Path) -> None:
    row = '<row r="1"><c r="B1" t="inlineStr"><is><t>id</t></is></c></row><row r="2"><c r="B2"><v>7</v></c></row>'
    assert read_xml(tmp_path, row)[1] == [("empty_header_cell", 1, "A")]


def test_a_header_must_stand_in_row_1(tmp_path: Path) -> None:
    assert read_xml(tmp_path, text_cells(2, *AREAS))[1] == [("no_header", 1, None)]


def test_a_sheet_without_a_cell_is_at_fault(tmp_path: Path) -> None:
    assert read_xml(tmp_path, "")[1] == [("empty_file", None, None)]


def test_another_sheet_with_rows_is_a_fault_and_an_empty_one_is_not(tmp_path: Path) -> None:
    path = write_book(
        tmp_path / "book.xlsx", {"areas": [AREAS], "人员表": [("编码",)], "Sheet2": [], "unit": [("id",)]}
    )
    _, faults = read(path)
    assert [(one.code, one.book, one.sheet, one.about["nearest"]) for one in faults] == [
        ("unknown_sheet", "book.xlsx", "unit", "units"),
        ("unknown_sheet", "book.xlsx", "人员表", "人员"),
    ]
    assert "book.xlsx 工作表 unit：" in spoken(next(iter(faults)), "zh")


def test_what_refers_to_a_misnamed_sheet_is_not_at_fault_again(tmp_path: Path) -> None:
    path = write_book(
        tmp_path / "b.xlsx",
        {
            "post": [("id", "name"), ("p", "P")],
            "people": [("id", "name"), ("x", "X")],
            "tenures": [("post", "person"), ("p", "x")],
        },
    )
    with pytest.raises(BadImport) as caught:
        imports.plan(None, path)
    assert [one.code for one in caught.value.faults] == ["unknown_sheet"]


def test_a_workbook_without_any_known_sheet_is_a_fault(tmp_path: Path) -> None:
    assert found(read(write_book(tmp_path / "b.xlsx", {"Sheet1": []}))[1]) == [("no_known_sheets", None, None)]


def test_a_ledger_of_another_shape_is_told_of_the_mapping(tmp_path: Path) -> None:
    _, faults = read(write_book(tmp_path / "b.xlsx", {"包村台账": [("村", "书记"), ("梅前村", "张样甲")]}))
    assert [one.code for one in faults] == ["no_known_sheets", "unknown_sheet"]
    for lang in ("en", "zh"):
        assert "--map" in spoken(next(iter(faults)), lang)


def test_one_table_has_one_sheet(tmp_path: Path) -> None:
    _, faults = read(write_book(tmp_path / "b.xlsx", {"areas": [AREAS], "区域": [AREAS]}))
    assert [(one.code, one.sheet, dict(one.about)) for one in faults] == [("doubled_table", "区域", {"other": "areas"})]


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_a_hidden_sheet_is_noted_and_not_read(tmp_path: Path, state: str) -> None:
    path = write_book(tmp_path / "b.xlsx", {"areas": [AREAS], "people": [("id", "name"), ("x", "X")], "old": [("x",)]})
    book = openpyxl.load_workbook(path)
    for name in ("people", "old"):
        book[name].sheet_state = state
    book.save(path)
    submission, faults = read(path)
    assert [one.table_name for one in submission.sheets] == ["areas"]
    assert [(one.code, one.sheet) for one in faults.notes] == [("hidden_sheet", "people"), ("hidden_sheet", "old")]
    assert found(faults) == []


def test_a_fault_names_file_sheet_row_and_column(tmp_path: Path) -> None:
    path = write_book(tmp_path / "台账.xlsx", {"区域": [("编码", "名称", "层级", "上级"), ("v", "A", "村社区", "t")]})
    with pytest.raises(BadImport) as caught:
        imports.plan(None, path)
    (fault,) = caught.value.faults
    assert spoken(fault, "en").startswith("台账.xlsx, sheet 区域, row 2, column 上级: “t” is not known")
    assert spoken(fault, "zh").startswith("台账.xlsx 工作表 区域 第 2 行 上级 列：")


def test_a_workbook_is_told_from_a_folder_and_from_other_files(tmp_path: Path) -> None:
    (tmp_path / "folder.xlsx").mkdir()
    (tmp_path / "areas.csv").write_text("id\n")
    (tmp_path / "noname").write_bytes(zipped(package("")))
    (tmp_path / "OLD.XLS").write_text("")
    books = ["noname", "OLD.XLS"]
    others = ["folder.xlsx", "areas.csv", "absent.xlsx"]
    assert [name for name in books + others if is_workbook(tmp_path / name)] == books


def test_an_encoding_is_for_csv_files_only(tmp_path: Path) -> None:
    path = write_book(tmp_path / "b.xlsx", {"areas": [AREAS]})
    with pytest.raises(BadValue) as caught:
        imports.plan(None, path, encoding="gbk")
    assert caught.value.fields == {"encoding": "only_for_csv"}


OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("b.xlsx", b"", "empty_file"),
        ("b.xlsx", b"id,name\nv,A\n", "text_as_workbook"),
        ("b.xlsx", "编码,名称\nv,甲\n".encode("gbk"), "text_as_workbook"),
        ("b.xls", b"<html><table><tr><td>id</td></tr></table></html>", "text_as_workbook"),
        ("b.xls", b'\xef\xbb\xbf<?xml version="1.0"?><Workbook/>', "text_as_workbook"),
        ("b.xls", OLE, "old_workbook"),
        ("b.xlsx", OLE + "EncryptedPackage".encode("utf-16-le") + bytes(600), "encrypted_workbook"),
        ("b.xlsx", bytes(600), "damaged_workbook"),
        ("b.xlsx", b"PK\3\4" + bytes(600), "damaged_workbook"),
        ("b.xlsx", zipped(package(HEADER))[:-40], "damaged_workbook"),
        ("b.xlsx", zipped({"content.xml": "<office/>"}), "not_a_workbook"),
        ("b.xlsx", zipped({**package(HEADER), "xl/workbook.xml": "<workbook"}), "damaged_workbook"),
        ("b.xlsx", zipped({**package(HEADER), "xl/workbook.xml": "<!DOCTYPE a><workbook/>"}), "damaged_workbook"),
        ("b.xlsx", zipped({"xl/workbook.xml": "<workbook/>"}), "damaged_workbook"),
        ("b.xlsx", zipped(package(HEADER, xl__more=bytes(200 << 20))), "workbook_too_large"),
    ],
)
def test_what_is_no_workbook_is_named_for_what_it_is(tmp_path: Path, name: str, data: bytes, code: str) -> None:
    (tmp_path / name).write_bytes(data)
    _, faults = read(tmp_path / name)
    assert [(one.code, one.file) for one in faults] == [(code, name)]
    assert found(faults) == [(code, None, None)]


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        (
            '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="CZ1048576"><v>1</v></c></row>',
            "sheet_too_large",
        ),
        ('<row r="1"><c r="ZZZZZZ99999999999"><v>1</v></c></row>', "damaged_workbook"),
        ('<row r="9999999"><c><v>1</v></c></row>', "damaged_workbook"),
        ('<row r="1"><c r="A1" t="s"><v>99</v></c></row>', "damaged_workbook"),
        ('<row r="1"><c r="A1"><v>', "damaged_workbook"),
    ],
)
def test_a_sheet_that_cannot_be_laid_out_is_named(tmp_path: Path, rows: str, code: str) -> None:
    (tmp_path / "b.xlsx").write_bytes(zipped(package(rows)))
    _, faults = read(tmp_path / "b.xlsx")
    assert [(one.code, one.sheet) for one in faults] == [(code, "areas")]


def test_cells_that_are_only_formatted_far_out_do_no_harm(tmp_path: Path) -> None:
    far = '<row r="1048576"><c r="XFD1048576" s="0"/></row>'
    assert read_xml(tmp_path, HEADER + text_cells(2, "v", "A", "village") + far)[1] == []


def test_every_fault_of_a_workbook_has_words() -> None:
    codes = {"formula_without_value", "error_value", "merged_cells", "workbook_too_large", "sheet_too_large"}
    assert codes <= set(FAULT_WORDS)
