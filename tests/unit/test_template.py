"""The template: a workbook that changes nothing as it is, and that reads back what is filled in."""

import datetime as dt
import re
import zipfile
from pathlib import Path

import openpyxl
import pytest

from graph.commands import imports
from graph.commands.template import template
from graph.intake.workbook import read_workbook
from graph.model.chinese import TABLE_NAMES, header_names
from graph.model.errors import OutputRefused
from graph.model.facts import TABLES, Form
from graph.model.faults import Faults
from tests.conftest import Engine
from tests.importing import put


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_importing_the_empty_template_changes_nothing(sqlite: Engine, tmp_path: Path, lang: str) -> None:
    template(tmp_path / "t.xlsx", lang)
    store = sqlite.create()
    assert not imports.plan(store, tmp_path / "t.xlsx").changes
    put(store, tmp_path / "files", {"areas": "id,name,level\nv,Plum Village,village"})
    planned = imports.plan(store, tmp_path / "t.xlsx")
    assert (len(planned.changes), planned.notes) == (0, ())
    assert all(one.present for one in planned.tables)
    store.close()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_column_stands_there_with_a_note_a_format_and_its_words(tmp_path: Path, lang: str) -> None:
    template(tmp_path / "t.xlsx", lang)
    book = openpyxl.load_workbook(tmp_path / "t.xlsx")
    assert book.sheetnames == [TABLE_NAMES[name] if lang == "zh" else name for name in TABLES]
    for sheet, table in zip(book.worksheets, TABLES.values(), strict=True):
        assert sheet.freeze_panes == "A2"
        assert [header_names(table.name)[cell.value] for cell in sheet[1]] == list(table.headers)
        assert all(cell.comment and cell.comment.text for cell in sheet[1])
        assert all(cell.value.isascii() == (lang == "en") for cell in sheet[1])
        lists = {str(one.sqref).partition("2:")[0]: one.formula1 for one in sheet.data_validations.dataValidation}
        for cell, column in zip(sheet[1], table.columns, strict=True):
            assert (cell.column_letter in lists) == (column.form is Form.WORD)


def test_ids_are_formatted_as_text_and_days_as_days(tmp_path: Path) -> None:
    template(tmp_path / "t.xlsx", "en")
    with zipfile.ZipFile(tmp_path / "t.xlsx") as package:
        sheet, styles = (package.read(f"xl/{name}.xml").decode() for name in ("worksheets/sheet1", "styles"))
    formats = re.findall(r'<xf numFmtId="(\d+)"', styles.partition("<cellXfs")[2])
    columns = [
        formats[int(style)]
        for first, last, style in re.findall(r'<col min="(\d+)" max="(\d+)" [^>]*style="(\d+)"', sheet)
        for _ in range(int(first), int(last) + 1)
    ]
    own = dict(re.findall(r'<numFmt numFmtId="(\d+)" formatCode="([^"]+)"', styles))
    assert [own.get(one, one) for one in columns] == ["@"] * 4 + ["yyyy-mm-dd"] * 2


def test_a_filled_in_template_is_read(tmp_path: Path) -> None:
    template(tmp_path / "t.xlsx", "zh")
    book = openpyxl.load_workbook(tmp_path / "t.xlsx")
    book["区域"].append(["370214", "城阳", "县区", None, dt.date(2020, 1, 1)])
    book.save(tmp_path / "t.xlsx")
    faults = Faults()
    areas = read_workbook(tmp_path / "t.xlsx", faults).sheets[0]
    assert list(faults) == []
    assert [row.values for row in areas.rows] == [("370214", "城阳", "county", None, "2020-01-01", None)]


def test_the_lists_hold_words_that_the_import_reads(tmp_path: Path) -> None:
    for lang in ("zh", "en"):
        path = tmp_path / f"{lang}.xlsx"
        template(path, lang)
        book = openpyxl.load_workbook(path)
        for sheet, row in zip(book.worksheets, TABLES.values(), strict=True):
            for one in sheet.data_validations.dataValidation:
                place = next(iter(one.sqref.ranges)).min_col
                for number, word in enumerate(one.formula1.strip('"').split(","), 2):
                    sheet.cell(number, place, word)
            assert row.columns
        book.save(path)
        faults = Faults()
        read_workbook(path, faults)
        assert [one for one in faults if one.code == "unknown_word"] == []


def test_a_file_that_stands_there_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "t.xlsx").write_text("mine")
    with pytest.raises(OutputRefused):
        template(tmp_path / "t.xlsx", "zh")
    assert (tmp_path / "t.xlsx").read_text() == "mine"


def test_a_folder_that_is_not_there_refuses(tmp_path: Path) -> None:
    with pytest.raises(OutputRefused):
        template(tmp_path / "absent" / "t.xlsx", "zh")
