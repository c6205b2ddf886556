"""A register written in the import format and read back: nothing changes, an empty register gives the same answers."""

import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.changes.changeset import Changeset
from graph.commands import imports, reading
from graph.commands.export import export
from graph.commands.verify import verify
from graph.model.chinese import TABLE_NAMES
from graph.model.errors import BadValue, OutputRefused
from graph.model.facts import TABLES, Unit
from graph.stores import Store
from tests.command_line import zeren
from tests.conftest import Engine
from tests.importing import put
from tests.properties.histories import besides_times, examples, new_folder, new_sqlite, register_of, traced
from tests.properties.strategies import Drawn, Question, asked

FULL = {
    "areas": 'id,name,level,parent,since,until\nt,=1+1,township,,2020-01-01,\n007,"two\nlines",village,t,2020-01-01,',
    "units": "id,name,kind,area,since,until,longitude,latitude\n"
    'u,"a ""quoted"", name",shop;nine_small_venue,007,2020-01-01,2030-01-01,-0.0000001,37.1234567',
    "organizations": "id,name,area,parent,since,until\no,O,t,,2020-01-01,2030-01-01\nq,Q,t,o,2020-01-01,",
    "posts": "id,name,organization,kind,phone,email,reports_to,since,until\n"
    "p,P,o,head,0000-1,p@example.org,,2020-01-01,2030-01-01\np2,P2,u,,,,p,,",
    "people": 'id,name,since,until\nn,甲一,,2024-01-01\nn,"甲\r\n改",2024-01-01,',
    "matters": "id,name,parent,since,until\nall,everything,,,\nfire,Fire,,2020-01-01,2030-01-01\nvenue,Venue,fire,,",
    "tenures": "id,post,person,kind,since,until\nt1,p,n,acting,2020-01-01,2030-01-01\n,p2,n,concurrent,,",
    "requirements": "id,scheme,area,tier,place_kinds,matter,minimum,maximum,answered_at,post_kinds,citation,"
    "since,until\nr,s,t,first,village;nine_small_venue,fire,0,2,chain,head,§1,2020-01-01,2030-01-01\nr2,s,,direct,village,,1,,,,,,",
    "assignments": "id,post,place,tier,matter,unit_kinds,ground,since,until\n"
    'a,p,t,first,fire,shop,"letter, 1",2020-01-01,2030-01-01\na2,p2,u,specific,,,,,',
    "printings": "id,place,day,known_at,content,paper,since,until\n"
    "t/2026-03-14/a4,t,2026-03-14,2026-03-14T01:02:03.456789Z,ab,a4,2026-03-14,2030-01-01\n"
    "k,u,2026-03-14,2026-03-14T00:00:00.000000Z,cd,60x90,,",
}


def full(engine: Engine, folder: Path) -> Store:
    """A register in which every optional value is filled somewhere and empty somewhere, with a correction."""
    store = engine.create()
    put(store, folder, FULL)
    put(store, folder, {"areas": "id,level,since,name\n007,village,2020-01-01,Plum", "posts": "id,phone\np2,0000-2"})
    put(store, folder, {"areas": 'id,since,name\n007,2020-01-01,"two\nlines"'})
    return store


def imported(store: Store, folder: Path) -> Changeset | None:
    return imports.commit(store, imports.plan(store, folder), by="tester", why="a test")


def test_importing_an_export_changes_nothing(engine: Engine, tmp_path: Path) -> None:
    store = full(engine, tmp_path / "in")

    written = export(store, tmp_path / "out")

    assert written.rows == sum(text.strip().count("\n") for text in FULL.values()) - 2  # two names have a second line
    assert imported(store, tmp_path / "out") is None
    assert sorted(path.stem for path in (tmp_path / "out").iterdir()) == sorted(TABLES)


def test_an_empty_register_filled_by_an_export_exports_the_same_facts(engine: Engine, tmp_path: Path) -> None:
    store = full(engine, tmp_path / "in")
    export(store, tmp_path / "out")
    with new_sqlite() as other:
        imported(other, tmp_path / "out")
        export(other, tmp_path / "again")
        verify(other)
    for table in TABLES:
        lines = [(tmp_path / name / f"{table}.csv").read_bytes() for name in ("out", "again")]
        assert lines[0] == lines[1], table


def test_a_random_register_survives_export_and_import(pytestconfig: pytest.Config) -> None:
    @examples(pytestconfig, few=40, many=1_000)
    @given(asked(4), st.sampled_from(("en", "zh")))
    def holds(drawn_asked: tuple[Drawn, list[Question]], lang: str) -> None:
        drawn, questions = drawn_asked
        now = [Question(one.place, one.matter, one.on, None) for one in questions]
        with register_of(drawn) as store, new_sqlite() as other, new_folder() as folder:
            export(store, folder / "out", lang=lang)
            assert imported(store, folder / "out") is None
            imported(other, folder / "out")
            for question in now:
                assert besides_times(traced(store, question)) == besides_times(traced(other, question))

    holds()


def test_an_export_of_a_day_holds_what_is_in_force_then(sqlite: Engine, tmp_path: Path) -> None:
    store = full(sqlite, tmp_path / "in")
    export(store, tmp_path / "out", on="2023-12-31")
    people = (tmp_path / "out" / "people.csv").read_bytes()
    assert people == b"id,name,since,until\r\nn,\xe7\x94\xb2\xe4\xb8\x80,,2024-01-01\r\n"
    assert imported(store, tmp_path / "out") is None


def test_an_export_of_the_past_holds_what_was_known_then(sqlite: Engine, tmp_path: Path) -> None:
    store = sqlite.create()
    put(store, tmp_path / "in", {"areas": "id,name,level\nv,Plum,village"})
    put(store, tmp_path / "in", {"areas": "id,name\nv,Pear"}, at=1_800_000_000_000_000)  # type: ignore[arg-type]
    export(store, tmp_path / "then", known_at="2026-12-31")
    export(store, tmp_path / "now")
    assert "Plum" in (tmp_path / "then" / "areas.csv").read_text(encoding="utf-8")
    assert "Pear" in (tmp_path / "now" / "areas.csv").read_text(encoding="utf-8")


def test_a_chinese_export_says_the_same_in_the_words_of_the_format(sqlite: Engine, tmp_path: Path) -> None:
    store = full(sqlite, tmp_path / "in")
    export(store, tmp_path / "out", lang="zh")
    assert sorted(path.stem for path in (tmp_path / "out").iterdir()) == sorted(TABLE_NAMES.values())
    rules = (tmp_path / "out" / "责任要求.csv").read_text(encoding="utf-8").splitlines()
    assert rules[0] == (
        "\ufeff编码,责任制,适用区域,责任层级,适用地点,事项,最少人数,最多人数,落实位置,岗位类型,依据,起始日期,失效日期"
    )
    assert rules[1] == "r,s,t,第一责任人,九小场所;村社区,fire,0,2,上级链,head,§1,2020-01-01,2030-01-01"
    held = (tmp_path / "out" / "任职.csv").read_text(encoding="utf-8").splitlines()
    assert held[0] == "\ufeff编码,岗位,人员,类型,起始日期,失效日期"
    assert held[1:] == ["t1,p,n,代理,2020-01-01,2030-01-01", ",p2,n,兼任,,"]
    assert (tmp_path / "out" / "人员.csv").read_text(encoding="utf-8").startswith("\ufeff编码,姓名,起始日期")


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_kind_that_is_stored_as_a_chinese_word_comes_back_as_it_is(lang: str, sqlite: Engine, tmp_path: Path) -> None:
    store = sqlite.create()
    files = {
        "units": "id,name,kind\nu,U,\\九小场所;nine_small_venue;\\\\x;\\镇街",
        "posts": "id,name,kind\np,P,\\主任\nq,Q,主任",
        "requirements": "id,scheme,tier,place_kinds,post_kinds\nr,s,first,\\村社区;village,\\主任;director",
    }
    put(store, tmp_path / "in", files)
    [(_, unit)] = reading.facts(store, "units")
    assert isinstance(unit, Unit)
    assert unit.kinds == ("\\x", "nine_small_venue", "九小场所", "镇街")
    assert [getattr(fact, "kind", None) for _, fact in reading.facts(store, "posts")] == ["主任", "director"]

    export(store, tmp_path / "out", lang=lang)

    assert imported(store, tmp_path / "out") is None
    text = (tmp_path / "out" / ("单位.csv" if lang == "zh" else "units.csv")).read_text(encoding="utf-8")
    known = "九小场所" if lang == "zh" else "nine_small_venue"
    assert f"\\\\x;{known};\\九小场所;\\镇街" in text


def test_the_mark_taken_away_corrects_a_kind_to_its_code(sqlite: Engine, tmp_path: Path) -> None:
    store = sqlite.create()
    put(store, tmp_path / "in", {"units": "id,name,kind\nu,U,\\九小场所"})
    put(store, tmp_path / "in", {"units": "id,name,kind\nu,U,九小场所"})
    assert [getattr(fact, "kinds", None) for _, fact in reading.facts(store, "units")] == [("nine_small_venue",)]


def sheets(path: Path) -> dict[str, list[list[str]]]:
    """Read a workbook's cells as the file holds them; anything but text is at fault."""
    names = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
    with zipfile.ZipFile(path) as book:
        listed = ET.fromstring(book.read("xl/workbook.xml")).findall(".//m:sheet", names)
        found = {}
        for number, sheet in enumerate(listed, 1):
            rows = ET.fromstring(book.read(f"xl/worksheets/sheet{number}.xml")).findall(".//m:row", names)
            cells = [[cell for cell in row if cell.find("m:is", names) is not None] for row in rows]
            assert all(cell.get("t") == "inlineStr" for row in cells for cell in row)
            found[sheet.attrib["name"]] = [["".join(cell.itertext()) for cell in row] for row in cells]
        return found


def test_a_workbook_holds_the_same_sheets_as_text(sqlite: Engine, tmp_path: Path) -> None:
    store = full(sqlite, tmp_path / "in")
    export(store, tmp_path / "out.xlsx")
    export(store, tmp_path / "zh.xlsx", lang="zh")
    book = sheets(tmp_path / "out.xlsx")
    assert list(book) == list(TABLES)
    assert list(sheets(tmp_path / "zh.xlsx")) == list(TABLE_NAMES.values())
    assert book["areas"][1] == ["t", "=1+1", "township", "2020-01-01"]
    assert book["areas"][2][:2] == ["007", "two\nlines"]
    assert book["people"][2] == ["n", "甲_x000D_\n改", "2024-01-01"]  # how a workbook writes a carriage return


@pytest.mark.parametrize("target", ["full", "file.xlsx", "file.csv"])
def test_what_is_there_is_left_as_it_is(sqlite: Engine, tmp_path: Path, target: str) -> None:
    store = full(sqlite, tmp_path / "in")
    (tmp_path / "full").mkdir()
    for name in ("full/mine.txt", "file.xlsx", "file.csv"):
        (tmp_path / name).write_text("mine", encoding="utf-8")
    with pytest.raises(OutputRefused, match="output_exists"):
        export(store, tmp_path / target)
    assert [(tmp_path / name).read_text(encoding="utf-8") for name in ("full/mine.txt", "file.xlsx")] == ["mine"] * 2


def test_nothing_is_left_behind_where_times_are_none(sqlite: Engine, tmp_path: Path) -> None:
    store = sqlite.create()
    with pytest.raises(BadValue):
        export(store, tmp_path / "out", on="tomorrow")
    assert not (tmp_path / "out").exists()


def test_a_sheet_has_no_more_rows_than_a_workbook_allows(
    sqlite: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graph.output.import_files.MOST_ROWS", 1)
    store = full(sqlite, tmp_path / "in")
    with pytest.raises(OutputRefused, match="too_many_rows"):
        export(store, tmp_path / "out.xlsx")
    assert not [path for path in tmp_path.iterdir() if "xlsx" in path.name]


def test_the_command_says_where_and_how_much(sqlite: Engine, tmp_path: Path) -> None:
    full(sqlite, tmp_path / "in").close()
    ran = zeren("export", tmp_path / "out", "--register", sqlite.address)
    assert (ran.code, ran.out) == (0, "")
    assert ran.err == f"Exported to {tmp_path / 'out'}; rows: 20.\n"
    again = zeren("export", tmp_path / "out", "--register", sqlite.address)
    assert (again.code, again.out) == (2, "")


@pytest.mark.parametrize("name", ["x.csv", "x.xls", "x.json"])
def test_a_folder_named_like_a_file_is_not_made(sqlite: Engine, tmp_path: Path, name: str) -> None:
    store = sqlite.create()
    with pytest.raises(OutputRefused) as refused:
        export(store, str(tmp_path / name))
    assert (refused.value.code, list(tmp_path.glob("x*"))) == ("ending_unknown", [])
    export(store, f"{tmp_path / name}/")
    assert (tmp_path / name).is_dir()
