"""A cell of names to the names in it."""

import pytest

from graph.changes.claims import Said
from graph.intake.cells import CellFault
from graph.intake.mapping import VACANT, Cell
from graph.intake.named import names_in
from graph.model.names import bare_name

CELL = Cell(
    kind="substantive",
    marks={"（兼）": "concurrent", "(兼)": "concurrent", "（主持工作）": "acting", "*": ""},
    separators=("、", "，", "\n"),
    vacant=VACANT,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("张样甲", [("张样甲", "substantive")]),
        ("　张　甲 ", [("张甲", "substantive")]),
        ("张样甲、李例乙", [("张样甲", "substantive"), ("李例乙", "substantive")]),
        ("张样甲\n李例乙（兼）", [("张样甲", "substantive"), ("李例乙", "concurrent")]),
        ("张样甲 （主持工作）*", [("张样甲", "acting")]),
        ("张样甲、、张样甲、", [("张样甲", "substantive")]),
        ("", []),
        (" 空 缺 ", []),
        ("/", []),
        ("张样甲、空缺", [("张样甲", "substantive")]),
        ("Zhang Yang", [("Zhang Yang", "substantive")]),
        ("阿依·样例", [("阿依·样例", "substantive")]),
    ],
)
def test_a_cell_holds_names_with_their_kinds(text: str, expected: list[tuple[str, str]]) -> None:
    assert names_in(text, CELL) == tuple(Said(*one) for one in expected)


@pytest.mark.parametrize(
    "text",
    [
        "张样甲（挂职）",
        "张样甲/李例乙",
        "张样甲;李例乙",
        "（兼）",
        "张样甲\t李例乙",
        "2026",
        "张\x07甲",
        "甲" * 101,
        "张样甲、张样甲（兼）",
    ],
)
def test_what_is_no_single_name_is_never_guessed(text: str) -> None:
    with pytest.raises(CellFault) as caught:
        names_in(text, CELL)
    assert caught.value.code == "odd_name"


def test_without_separators_two_names_are_no_name() -> None:
    with pytest.raises(CellFault):
        names_in("张样甲、李例乙", Cell("substantive", {}, (), VACANT))


def test_blanks_count_between_other_letters() -> None:
    assert bare_name(" Li  Lei ") == "Li  Lei"
    assert bare_name("李 Lei") == "李 Lei"
