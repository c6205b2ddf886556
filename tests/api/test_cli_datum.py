"""`zeren import --datum`: coordinates of Chinese maps become WGS 84, and the changeset says what they were."""

from pathlib import Path

import openpyxl
import pytest

from graph.commands import reading
from graph.model.facts import Unit
from graph.stores import open_store
from tests.command_line import Desk, unchanged, zeren

SHANGHAI = "id,name,longitude,latitude\nu,Noodle House,121.531541859215,31.17530398364597"
IN_WGS84 = (1_215_272_106, 311_774_276)
GCJ02 = ("--datum", "gcj02")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def points(desk: Desk) -> dict[str, tuple[int | None, int | None]]:
    store = open_store(str(desk.register))
    found = {str(fact.id): fact for _, fact in reading.facts(store, "units") if isinstance(fact, Unit)}
    store.close()
    return {id: (fact.longitude, fact.latitude) for id, fact in found.items()}


def test_a_point_of_gcj02_is_kept_as_wgs84_and_the_log_says_so(desk: Desk) -> None:
    assert desk.imports({"units": SHANGHAI}, "--commit", *GCJ02).code == 0
    assert points(desk) == {"u": IN_WGS84}
    head, _, line = desk.asks("log").out.splitlines()
    assert "datum" in head
    assert "gcj02" in line
    assert "坐标系" in desk.asks("log", "--lang", "zh").out
    assert desk.changesets() == 1


def test_a_point_of_bd09_is_turned_back_twice(desk: Desk) -> None:
    files = {"units": "id,name,longitude,latitude\nu,Gate,116.41036949371029,39.92133699351021"}
    assert desk.imports(files, "--commit", "--datum", "bd09").code == 0
    from_bd09 = points(desk)
    files = {"units": "id,name,longitude,latitude\nu,Gate,116.404,39.915"}
    assert "Nothing would change" in desk.imports(files, *GCJ02).out
    assert from_bd09 != {"u": (1_164_040_000, 399_150_000)}


@pytest.mark.parametrize("datum", ["gcj02", "bd09"])
def test_the_same_files_with_the_same_datum_change_nothing(datum: str, desk: Desk) -> None:
    assert desk.imports({"units": SHANGHAI}, "--commit", "--datum", datum).code == 0
    ran = unchanged(desk, lambda: desk.imports({"units": SHANGHAI}, "--commit", "--datum", datum))
    assert "Nothing would change" in ran.out


def test_an_export_is_wgs84_and_changes_nothing_without_a_datum(desk: Desk) -> None:
    desk.imports({"units": SHANGHAI}, "--commit", *GCJ02)
    assert desk.asks("export", desk.directory / "out").code == 0
    ran = zeren("import", desk.directory / "out", "--register", desk.register)
    assert "Nothing would change" in ran.out


def test_another_datum_shows_as_a_correction(desk: Desk) -> None:
    desk.imports({"units": SHANGHAI}, "--commit", *GCJ02)
    assert "~ units: u" in desk.imports({"units": SHANGHAI}).out


@pytest.mark.parametrize("options", [(), ("--datum", "wgs84")])
def test_without_a_datum_coordinates_are_wgs84_and_the_log_has_no_column_for_it(
    options: tuple[str, ...], desk: Desk
) -> None:
    desk.imports({"units": "id,name,longitude,latitude\nu,U,121.5272106,31.1774276"}, "--commit", *options)
    assert points(desk) == {"u": IN_WGS84}
    assert "datum" not in desk.asks("log").out


def test_a_point_outside_the_box_stays_as_it_is_and_is_noted(desk: Desk) -> None:
    files = {"units": f"{SHANGHAI}\nw,Legation,2.3522,48.8566\nx,Mill,,"}
    ran = desk.imports(files, "--commit", *GCJ02)
    assert points(desk) == {"u": IN_WGS84, "w": (23_522_000, 488_566_000), "x": (None, None)}
    assert "units.csv, row 3, column longitude: this point lies outside China's box" in ran.err


def test_half_a_point_cannot_be_converted_even_where_the_other_half_is_stored(desk: Desk) -> None:
    desk.holds({"units": "id,name,longitude,latitude\nu,U,121.5272106,31.1774276"})
    half = {"units": "id,name,longitude\nu,U,121.53"}
    assert desk.imports(half).code == 0
    ran = unchanged(desk, lambda: desk.imports(half, "--commit", *GCJ02))
    assert ran.code == 2
    assert "units.csv, row 2, column longitude: longitude is given without latitude" in ran.err


def test_files_without_coordinates_may_name_a_datum_too(desk: Desk) -> None:
    assert desk.imports({"people": "id,name\nx,X"}, "--commit", *GCJ02).code == 0
    assert "gcj02" in desk.asks("log").out


def test_points_of_a_workbook_in_chinese_are_converted_too(desk: Desk) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "单位"
    for row in (
        ("编码", "名称", "纬度", "经度"),
        ("u", "面馆", 31.175304, 121.5315419),
        ("w", "使馆", 48.8566, 2.3522),
    ):
        sheet.append(row)
    book.save(desk.directory / "台账.xlsx")
    options = ("--commit", "--by", "我", "--why", "测试", "--lang", "zh", *GCJ02)
    ran = zeren("import", desk.directory / "台账.xlsx", "--register", desk.register, *options)
    assert ran.code == 0
    assert points(desk)["u"] == pytest.approx(IN_WGS84, abs=2)
    assert "第 3 行 经度 列：此坐标在中国范围框之外" in ran.err


@pytest.mark.parametrize(("lang", "words"), [("en", "datum: no such datum"), ("zh", "没有此坐标系")])
def test_another_name_is_no_datum(lang: str, words: str, desk: Desk) -> None:
    ran = desk.imports({"units": SHANGHAI}, "--datum", "GCJ-02", "--lang", lang)
    assert (ran.code, ran.out) == (2, "")
    assert words in ran.err
