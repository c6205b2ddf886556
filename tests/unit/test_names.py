"""What names are found by: pinyin, initials, and one folding for what is written and what is typed."""

import subprocess
import sys

import pytest

from graph.changes.names import SYLLABLES, found_by
from graph.model.names import LIMIT, folded
from tests.command_line import SOURCES


def lines(name: str) -> list[str]:
    return found_by("x", name).sought.strip("\n").split("\n")[2:]


SURNAMES = (
    ("单雄信", "shan"),
    ("曾国强", "zeng"),
    ("仇英武", "qiu"),
    ("区志明", "ou"),
    ("解放军", "xie"),
    ("朴大元", "piao"),
    ("查建国", "zha"),
    ("盖小红", "ge"),
    ("翟志刚", "zhai"),
    ("任小明", "ren"),
    ("华小明", "hua"),
    ("乐小明", "yue"),
    ("缪小明", "miao"),
    ("覃小明", "qin"),
    ("冼小明", "xian"),
    ("员小明", "yun"),
    ("宓小明", "mi"),
    ("尉迟恭", "yuchi"),
    ("万俟卨", "moqi"),
    ("那小明", "na"),
    ("牟小明", "mou"),
    ("吕小明", "lv"),
)


@pytest.mark.parametrize(("name", "beginning"), SURNAMES)
def test_a_surname_is_found_by_the_reading_that_surnames_have(name: str, beginning: str) -> None:
    assert [line for line in lines(name) if line.startswith(beginning) and len(line) > len(beginning)]


def test_a_surname_is_found_by_its_common_reading_too() -> None:
    assert {"sxx", "dxx", "shanxiongxin", "danxiongxin"} <= set(lines("单雄信"))


@pytest.mark.parametrize(
    ("name", "pinyin", "initials"),
    [
        ("重庆", "chongqing", "cq"),
        ("长寿", "changshou", "cs"),
        ("六安", "luan", "la"),
        ("铅山", "yanshan", "ys"),
        ("台州", "taizhou", "tz"),
        ("莘庄", "xinzhuang", "xz"),
        ("梅花村", "meihuacun", "mhc"),
        ("上海重庆路", "shanghaichongqinglu", "shcql"),
    ],
)
def test_a_known_word_is_read_as_a_whole(name: str, pinyin: str, initials: str) -> None:
    assert {pinyin, initials} <= set(lines(name))


def test_a_name_is_found_from_every_syllable_on() -> None:
    assert {"mhc", "hc", "c", "meihuacun", "huacun", "cun"} == set(lines("梅花村"))


def test_letters_and_digits_stand_for_themselves() -> None:
    assert {"aq12hl", "aqu12haolou", "12hl", "hl"} <= set(lines("Ａ区 12号楼"))


@pytest.mark.parametrize("name", ["", "🔥", "——", "'", "\n", "A", "7", "責", "𠮷"])
def test_any_name_can_be_stored(name: str) -> None:
    whole, sought = found_by("id", name)
    assert sought.startswith(f"\n{whole}\n\tid\n")


def test_a_long_name_takes_little_room() -> None:
    whole, sought = found_by("x" * 200, "责" * 32_767)
    assert len(whole) == LIMIT
    assert len(sought.encode()) < 16_000
    assert len(lines("责" * 100)) <= 2 * (SYLLABLES + 2)


@pytest.mark.parametrize(
    ("typed", "means"), [("Ｓ Ｘ'x", "sxx"), ("Lü", "lv"), (" 梅花　村 ", "梅花村"), ("⒈", "1."), ("\x00\n", "")]
)
def test_width_case_blanks_and_marks_do_not_count(typed: str, means: str) -> None:
    assert folded(typed) == means


def test_a_read_never_loads_the_readings() -> None:
    code = "import sys, graph.commands.find, graph.stores.sqlite, api.cli.find; assert 'pypinyin' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True, env={"PYTHONPATH": str(SOURCES)})
