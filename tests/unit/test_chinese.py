"""Chinese names of files, columns and words beside the English ones."""

from pathlib import Path

import pytest

from graph.changes.proposal import Sheet, Submission
from graph.commands import imports
from graph.intake.folder import read_folder
from graph.model.chinese import TABLE_NAMES, chinese_header, header_names, known_headers
from graph.model.errors import BadImport
from graph.model.facts import TABLES
from graph.model.faults import Faults
from graph.model.kinds import POST_KINDS, UNIT_KINDS
from graph.model.times import parse_instant
from graph.model.words import LEVEL_WORDS
from graph.output.fault_words import spoken


def read(folder: Path, **files: str) -> tuple[Submission, Faults]:
    for old in folder.glob("*.csv"):
        old.unlink()
    for name, text in files.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    faults = Faults()
    return read_folder(folder, faults), faults


def values(sheet: Sheet) -> list[dict[str, object]]:
    return [dict(zip(sheet.fields, row.values, strict=True)) for row in sheet.rows]


def found(faults: Faults) -> list[tuple[str, str, int | None, str | None]]:
    return [(one.code, one.file, one.row, one.column) for one in faults]


FULL = {
    "区域": "编码,名称,层级,上级,起始日期,终止日期\nv,梅村,村社区,t,2020-01-01,2020-12-31\n",
    "单位": "编码,名称,类型,所在区域,起始日期,失效日期,经度,纬度\nu,面馆,九小场所；餐饮,v,,,121.5,37.2\n",
    "组织": "编码,名称,所在区域,上级\no,街道办,t,\n",
    "岗位": "编码,名称,组织,类型,电话,邮箱,上级岗位\np,书记,o,村党支部书记,110,a@b.c,\n",
    "人员": "编码,姓名\nx,张样\n",
    "任职": "编码,岗位,人员,类型,起始日期\nd,p,x,主持工作,2020-01-01\n",
    "事项": "编码,名称,上级\nfire,消防,\n",
    "责任要求": (
        "编码,责任制,适用区域,责任层级,适用地点,事项,最少人数,最多人数,落实位置,岗位类型,依据\n"
        "r,三级,v,第一责任人,村社区；九小场所,fire,1,2,上级链,村党支部书记,文件\n"
    ),
    "责任分工": "编码,岗位,地点,责任层级,事项,适用单位,依据\na,p,v,具体责任人,fire,餐饮,责任书\n",
    "公示牌印制": "编码,地点,内容日期,知悉时点,内容摘要,纸张\nk,v,2026-03-14,2026-03-14T08:00:00+08:00,ab,a4\n",
}


def test_every_table_reads_in_chinese_as_in_english(tmp_path: Path) -> None:
    submission, faults = read(tmp_path, **FULL)
    assert found(faults) == []
    read_back = {sheet.table_name: values(sheet)[0] for sheet in submission.sheets}
    assert list(read_back) == list(TABLES)
    assert read_back["areas"] == {
        "id": "v", "name": "梅村", "level": "village", "parent": "t", "since": "2020-01-01", "until": "2021-01-01",
    }  # fmt: skip
    assert read_back["units"]["kinds"] == ("nine_small_venue", "restaurant")
    assert read_back["posts"]["kind"] == "village_secretary"
    assert read_back["people"]["name"] == "张样"
    assert read_back["tenures"]["kind"] == "acting"
    assert read_back["requirements"] == {
        "id": "r", "scheme": "三级", "area": "v", "tier": "first", "place_kinds": ("nine_small_venue", "village"),
        "matter": "fire", "minimum": 1, "maximum": 2, "answered_at": "chain", "post_kinds": ("village_secretary",),
        "citation": "文件",
    }  # fmt: skip
    assert (read_back["assignments"]["ground"], read_back["assignments"]["unit_kinds"]) == ("责任书", ("restaurant",))
    assert read_back["printings"]["known_at"] == parse_instant("2026-03-14T00:00:00Z")


@pytest.mark.parametrize("name", TABLES)
def test_every_column_has_a_chinese_name_and_none_means_two(name: str) -> None:
    table = TABLES[name]
    for header in (*table.headers, "last_day"):
        chinese = chinese_header(name, header)
        assert not chinese.isascii(), header
        assert header_names(name)[chinese] == header
    assert set(header_names(name).values()) == set(known_headers(table))


def test_people_may_have_a_name_of_either_word(tmp_path: Path) -> None:
    assert values(read(tmp_path, 人员="编码,名称\nx,张样\n")[0].sheets[0]) == [{"id": "x", "name": "张样"}]
    assert found(read(tmp_path, 人员="编码,名称,姓名\nx,A,B\n")[1]) == [("doubled_column", "人员.csv", 1, "姓名")]


def test_one_column_named_in_both_languages_is_doubled(tmp_path: Path) -> None:
    (fault,) = read(tmp_path, areas="id,name,编码\n")[1]
    assert (fault.code, fault.column, dict(fault.about)) == ("doubled_column", "编码", {"first": "A", "again": "C"})


def test_one_table_has_one_file(tmp_path: Path) -> None:
    _, faults = read(tmp_path, areas="id\n", 区域="编码\n")
    assert found(faults) == [("doubled_table", "区域.csv", None, None)]


@pytest.mark.parametrize(
    ("file", "header", "code", "nearest"),
    [
        ("区域", "编码,名字", "unknown_column", "名称"),
        ("人员", "编码,姓氏", "unknown_column", "姓名"),
        ("责任要求", "编码,所在区域", "unknown_column", "适用区域"),
        ("区域", "id,名称,lvl", "unknown_column", "level"),
        ("任职表", "岗位,人员", "unknown_file", "任职.csv"),
    ],
)
def test_a_name_that_is_not_known_suggests_the_nearest_of_its_language(
    tmp_path: Path, file: str, header: str, code: str, nearest: str
) -> None:
    faults = [one for one in read(tmp_path, **{file: header + "\n"})[1] if one.code == code]
    assert [one.about["nearest"] for one in faults] == [nearest]


@pytest.mark.parametrize("word", LEVEL_WORDS)
def test_every_level_may_be_written_in_chinese(tmp_path: Path, word: tuple[str, str]) -> None:
    assert values(read(tmp_path, areas=f"id,level\nv,{word[1]}\n")[0].sheets[0]) == [{"id": "v", "level": word[0]}]


def test_a_chinese_word_outside_a_closed_list_suggests_chinese_words(tmp_path: Path) -> None:
    (fault,) = read(tmp_path, areas="id,level\nv,社区\n")[1]
    assert (fault.code, fault.about["nearest"]) == ("unknown_word", "村社区")


def test_a_unit_cannot_bear_a_level_in_either_language(tmp_path: Path) -> None:
    assert [one.code for one in read(tmp_path, units="id,kind\nu,村社区\n")[1]] == ["kind_is_level"]


def test_kinds_that_are_in_no_table_stay_as_typed_and_are_counted(tmp_path: Path) -> None:
    submission, faults = read(tmp_path, units="id,kind\nu,养老院;学校\nw,养老院;sauna\n")
    assert [one["kinds"] for one in values(submission.sheets[0])] == [("school", "养老院"), ("sauna", "养老院")]
    assert [(one.code, dict(one.about)) for one in faults.notes] == [
        ("unknown_kinds", {"count": "2", "kinds": "sauna, 养老院"})
    ]
    assert "养老院" in spoken(faults.notes[0], "zh")


def test_a_kind_written_in_both_languages_is_one(tmp_path: Path) -> None:
    assert values(read(tmp_path, units="id,kind\nu,school;学校\n")[0].sheets[0])[0]["kinds"] == ("school",)


def test_the_known_kinds_are_told_apart_in_both_languages() -> None:
    for kinds in (UNIT_KINDS, POST_KINDS):
        assert len({one.code for one in kinds}) == len({one.chinese for one in kinds}) == len(kinds)
        assert not {one.chinese for one in kinds} & {one.chinese for one in LEVEL_WORDS}


@pytest.mark.parametrize(
    ("files", "code", "column"),
    [
        ({"区域": "编码,名称,层级,上级\nv,梅村,村社区,t\n"}, "unknown_reference", "上级"),
        ({"人员": "编码,姓名,起始日期,终止日期\nx,A,2026-03-01,2026-02-01\n"}, "until_not_after_since", "终止日期"),
        ({"区域": "编码,名称,层级\nv,A,x\n"}, "unknown_word", "层级"),
        ({"单位": "编码,名称,经度,纬度\nu,A,121,\n"}, "half_coordinate", "纬度"),
        ({"区域": "编码,名称,层级,上级\nv,A,村社区,\nw,B,村社区,v\n"}, "level_not_below", "层级"),
    ],
)  # fmt: skip
def test_a_fault_names_its_column_as_the_file_does(
    tmp_path: Path, files: dict[str, str], code: str, column: str
) -> None:
    read(tmp_path, **files)
    with pytest.raises(BadImport) as caught:
        imports.plan(None, tmp_path)
    assert [(one.code, one.column) for one in caught.value.faults] == [(code, column)]


def test_every_table_has_a_chinese_name() -> None:
    assert list(TABLE_NAMES) == list(TABLES)
    assert len(set(TABLE_NAMES.values())) == len(TABLES)
