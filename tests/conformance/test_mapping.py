"""The two mappings of docs/mapping.md, as a user would run them, on every engine."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from graph.changes.plan import Plan
from graph.commands import imports
from graph.commands.trace import trace
from graph.intake.map_file import MAP_KEYS, NAMED_KEYS, PEOPLE_KEYS
from graph.intake.map_rules import ROLE_KEYS, SOURCE_KEYS
from graph.stores import Store
from tests.conftest import Engine
from tests.importing import put
from tests.ledgers import write_ledger

PAGE = (Path(__file__).parents[2] / "docs" / "mapping.md").read_text(encoding="utf-8")
STREET = {
    "areas": "id,name,level\n990102001,梅岭街道,township",
    "organizations": "id,name,area\nmeiling-office,梅岭街道办,990102001",
}
HEAD = (
    ("梅岭街道包村台账",),
    ("管区", "村", "村编码", "第一责任人", None, None, "具体责任人", "备注"),
    (None, None, None, "书记", "任职时间", "主任", "包村干部", None),
)
MERGED = ("A1:H1", "A2:A3", "B2:B3", "C2:C3", "D2:F2", "H2:H3", "A4:A5")
MARCH = (
    ("东岭管区", "梅前村", "990102001201", "张样甲", "2024.1.5", "张样甲", "李例乙、王示丙（主持工作）", None),
    (None, "梅后村", 990102001202, "赵样丁", "2023年11月20日", "空缺", "李例乙", "新址"),
    ("合计 2", "合计 2", None, None, None, None, None, None),
)
APRIL = (MARCH[0], (None, "梅后村", 990102001202, "赵样丁", "2023年11月20日", "赵样丁", "孙样己", None), MARCH[2])


def example(name: str) -> str:
    found = re.search(rf"<!-- example:{name} -->\n```toml\n(.*?)```", PAGE, re.DOTALL)
    assert found, name
    return found[1]


def planned(store: Store, folder: Path, rows: tuple[tuple[object, ...], ...], mapping: str) -> Plan:
    (folder / "street.toml").write_text(mapping, encoding="utf-8")
    return imports.plan(
        store, write_ledger(folder / "l.xlsx", (*HEAD, *rows), MERGED, "包村台账"), mapping=folder / "street.toml"
    )


def written(store: Store, plan: Plan) -> Mapping[str, Mapping[str, int]]:
    changeset = imports.commit(store, plan, by="steward", why="the ledger")
    return changeset.header.counts if changeset else {}


@pytest.fixture
def store(engine: Engine, tmp_path: Path) -> Store:
    store = engine.create()
    put(store, tmp_path / "street", STREET)
    return store


def counts(added: int, corrected: int = 0, withdrawn: int = 0) -> dict[str, int]:
    return {"added": added, "corrected": corrected, "withdrawn": withdrawn}


def test_the_streets_ledger_of_the_page_is_imported_and_again_changes_nothing(store: Store, tmp_path: Path) -> None:
    assert written(store, planned(store, tmp_path, MARCH, example("street"))) == {
        "areas": counts(3),
        "organizations": counts(2),
        "posts": counts(6),
        "people": counts(4),
        "tenures": counts(6),
        "assignments": counts(6),
    }
    assert not planned(store, tmp_path, MARCH, example("street")).changes
    chain = [link.id for link in trace(store, "990102001202", on="2026-03-14").answer.chain]
    assert chain == ["990102001202", "meiling-东岭管区", "990102001"]
    answered = trace(store, "990102001202", on="2026-03-14").answer.accountable
    assert [(one.tier, one.person and one.person.name, one.tenure and one.tenure.since) for one in answered] == [
        ("first", None, None),
        ("first", "赵样丁", "2023-11-20"),
        ("specific", "李例乙", "2026-03-01"),
    ]


def test_the_ledger_of_the_next_month_changes_what_changed(store: Store, tmp_path: Path) -> None:
    written(store, planned(store, tmp_path, MARCH, example("street")))
    april = example("street").replace("2026-03-01", "2026-04-01")
    assert written(store, planned(store, tmp_path, APRIL, april)) == {"people": counts(1), "tenures": counts(2, 1)}
    assert not planned(store, tmp_path, APRIL, april).changes


DIVISIONS = {
    "provinces": 'code,name\n11,"北京市"\n37,"山东省"\n',
    "cities": 'code,name,provinceCode\n1101,"市辖区",11\n3702,"青岛市",37\n',
    "areas": 'code,name,cityCode,provinceCode\n110101,"东城区",1101,11\n370202,"市南区",3702,37\n',
    "streets": (
        "code,name,areaCode,provinceCode,cityCode\n"
        '110101001,"东华门街道",110101,11,1101\n370202002,"香港中路街道",370202,37,3702\n'
    ),
    "villages": (
        "code,name,streetCode,provinceCode,cityCode,areaCode\n"
        '110101001001,"多福巷社区居委会",110101001,11,1101,110101\n'
        '370202002001,"某社区居委会",370202002,37,3702,370202\n'
        '370202002002,"某某社区居委会",370202002,37,3702,370202\n'
    ),
}


def test_the_division_table_of_the_page_becomes_areas(engine: Engine, tmp_path: Path) -> None:
    store = engine.create()
    for name, text in DIVISIONS.items():
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
    (tmp_path / "division.toml").write_text(example("division"), encoding="utf-8")
    plan = imports.plan(store, tmp_path, mapping=tmp_path / "division.toml")
    assert [note.code for note in plan.notes] == ["rows_left_out"] * 5
    assert written(store, plan) == {"areas": counts(6)}
    assert not imports.plan(store, tmp_path, mapping=tmp_path / "division.toml").changes
    chain = [(link.id, link.level) for link in trace(store, "370202002002", on="2026-03-14").answer.chain]
    assert chain == [
        ("370202002002", "village"),
        ("370202002", "township"),
        ("370202", "county"),
        ("3702", "prefecture"),
        ("37", "province"),
    ]


KEYS = {
    "### The mapping": MAP_KEYS,
    "### people": (*PEOPLE_KEYS, *NAMED_KEYS),
    "### source": SOURCE_KEYS,
    "### roles": ROLE_KEYS,
}


@pytest.mark.parametrize("heading", KEYS)
def test_every_key_of_a_mapping_is_documented(heading: str) -> None:
    text = PAGE.split(f"{heading}\n")[1].split("\n#")[0]
    said = [key for row in re.findall(r"^\| (`[^|]+) \|", text, re.MULTILINE) for key in re.findall("`([^`]+)`", row)]
    assert sorted(said) == sorted(KEYS[heading])
