"""Faults written back into a copy of the workbook."""

import hashlib
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill

import graph.commands.mark as mark_module
from graph.commands import imports
from graph.commands.mark import check_mark, mark_faults
from graph.model.errors import BadImport, BadValue
from graph.model.faults import Faults
from graph.output.marks import COLOUR
from tests.workbooks import package, text_cells, write_book, zipped

HEADER = ("编码", "名称", "层级", "上级")
ROWS = [("v", "梅村", "村社区", None), ("w", None, "社区", "t"), ("x", "=1", "村社区", None)]


def faults_of(path: Path) -> Faults:
    with pytest.raises(BadImport) as caught:
        imports.plan(None, path)
    return caught.value.faults


def marked(path: Path) -> dict[str, tuple[str, str]]:
    """Return the coloured cells of a workbook's first sheet: what they hold, and their comments."""
    sheet = openpyxl.load_workbook(path).worksheets[0]
    return {
        cell.coordinate: (str(cell.value), cell.comment.text if cell.comment else "")
        for row in sheet.iter_rows()
        for cell in row
        if cell.fill.fgColor.rgb.endswith(COLOUR)
    }


def test_cells_at_fault_are_coloured_and_commented_in_a_copy(tmp_path: Path) -> None:
    source = write_book(tmp_path / "台账.xlsx", {"区域": [HEADER, *ROWS[:2]]})
    book = openpyxl.load_workbook(source)
    book["区域"]["B2"].font = Font(bold=True)
    book.save(source)
    before = hashlib.sha256(source.read_bytes()).digest()
    assert mark_faults(source, faults_of(source), tmp_path / "copy.xlsx", "zh")
    found = marked(tmp_path / "copy.xlsx")
    assert sorted(found) == ["B3", "C3"]
    assert found["C3"] == ("社区", "“社区”不是此处允许的词；最接近的是：村社区")
    assert openpyxl.load_workbook(tmp_path / "copy.xlsx")["区域"]["B2"].font.bold
    assert hashlib.sha256(source.read_bytes()).digest() == before


def test_a_new_workbook_under_the_old_ending_is_read_by_its_content_and_marked(tmp_path: Path) -> None:
    source = write_book(tmp_path / "b.xlsx", {"区域": [HEADER, *ROWS[:2]]}).rename(tmp_path / "b.xls")
    assert {fault.code for fault in faults_of(source)} == {"needed_value", "unknown_word"}
    assert mark_faults(source, faults_of(source), tmp_path / "copy.xlsx", "zh")
    assert sorted(marked(tmp_path / "copy.xlsx")) == ["B3", "C3"]


def test_marks_of_an_earlier_copy_are_removed_and_what_is_not_ours_stays(tmp_path: Path) -> None:
    source = write_book(tmp_path / "b.xlsx", {"区域": [HEADER, *ROWS[:2]], "人员": [("编码", "姓名"), ("p", None)]})
    book = openpyxl.load_workbook(source)
    book["区域"]["C3"].comment = Comment("ask Li", "Wang, J.")
    book["区域"]["A2"].comment = Comment("mine", "Li")
    book["区域"]["A2"].fill = PatternFill("solid", fgColor=COLOUR)
    book.save(source)
    first, second = tmp_path / "first.xlsx", tmp_path / "second.xlsx"
    assert mark_faults(source, faults_of(source), first, "en")
    assert sorted(marked(first)) == ["A2", "B3", "C3"]
    assert marked(first)["C3"][1].startswith("ask Li\n—— zeren ——\n“社区” is not one of")
    book = openpyxl.load_workbook(first)
    book["区域"]["C3"] = "村社区"
    book["人员"]["B2"] = "P"
    book.save(first)
    assert mark_faults(first, faults_of(first), second, "en")
    assert marked(second) == {"A2": ("v", "mine"), "B3": ("None", marked(first)["B3"][1])}
    book = openpyxl.load_workbook(second)
    kept = book["区域"]["C3"].comment
    assert (kept.text, kept.author) == ("ask Li", "Wang, J.")
    assert book["人员"]["B2"].comment is None


def test_faults_of_a_sheet_or_header_stand_where_one_looks(tmp_path: Path) -> None:
    source = write_book(tmp_path / "b.xlsx", {"areas": [("id", "name", "lvl")], "person": [("id", "name"), ("x", "X")]})
    assert mark_faults(source, faults_of(source), tmp_path / "copy.xlsx", "en")
    assert list(marked(tmp_path / "copy.xlsx")) == ["C1"]
    assert "nearest: people" in openpyxl.load_workbook(tmp_path / "copy.xlsx")["person"]["A1"].comment.text


def test_a_merged_range_is_marked_at_its_first_cell(tmp_path: Path) -> None:
    source = write_book(
        tmp_path / "b.xlsx", {"areas": [("id", "name", "level"), ("v", "A", "village"), ("w", "B", "village")]}
    )
    book = openpyxl.load_workbook(source)
    book["areas"].merge_cells("B2:B3")
    book.save(source)
    assert mark_faults(source, faults_of(source), tmp_path / "copy.xlsx", "en")
    assert list(marked(tmp_path / "copy.xlsx")) == ["B2"]


def test_of_a_large_workbook_the_rows_at_fault_are_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mark_module, "MOST_ROWS", 2)
    source = write_book(tmp_path / "b.xlsx", {"区域": [HEADER, *ROWS[:2]]})
    assert mark_faults(source, faults_of(source), tmp_path / "copy.xlsx", "zh")
    sheet = openpyxl.load_workbook(tmp_path / "copy.xlsx")["区域"]
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [list(HEADER), ["w", None, "社区", "t"]]
    assert sorted(marked(tmp_path / "copy.xlsx")) == ["B2", "C2"]
    assert sheet["C2"].comment.text.startswith("[3] “社区”")


def test_a_workbook_that_openpyxl_does_not_understand_gives_its_rows(tmp_path: Path) -> None:
    source = tmp_path / "b.xlsx"
    source.write_bytes(zipped(package(text_cells(1, "id", "name", "level") + text_cells(2, "v", "A", "x"))))
    assert mark_faults(source, faults_of(source), tmp_path / "copy.xlsx", "en")
    assert list(marked(tmp_path / "copy.xlsx")) == ["C2"]


def test_a_workbook_at_fault_as_a_whole_cannot_be_marked(tmp_path: Path) -> None:
    source = tmp_path / "b.xlsx"
    source.write_bytes(b"PK\3\4")
    assert not mark_faults(source, faults_of(source), tmp_path / "copy.xlsx", "en")
    assert not (tmp_path / "copy.xlsx").exists()


def test_only_a_copy_of_a_workbook_is_marked(tmp_path: Path) -> None:
    source = write_book(tmp_path / "b.xlsx", {"areas": [HEADER]})
    check_mark(source)
    for given, mapped, code in ((tmp_path, False, "only_for_workbook"), (source, True, "not_with_map")):
        with pytest.raises(BadValue) as caught:
            check_mark(given, mapped=mapped)
        assert caught.value.fields == {"mark": code}
