"""Patterns and forms of dates: what a mapping writes for cells."""

import re

import pytest

from graph.intake.cells import CellFault
from graph.intake.day_forms import day_of, parse_form
from graph.intake.labels import labels_of, unnamed
from graph.intake.mapping import fits
from graph.intake.patterns import parse_pattern

WORDS = {"codes": {"梅前村": "1", "none": ""}}


@pytest.mark.parametrize(
    ("text", "cells", "expected"),
    [
        ("{a}", ["　v\xa0"], "v"),
        ("o-{a}", ["v"], "o-v"),
        ("o-{a}", [" "], ""),
        ("{a}{b}", ["v", ""], ""),
        ("{a}-{a}", ["v"], "v-v"),
        ("village", [], "village"),
        ("", [], ""),
        ("{{{a}}}", ["v"], "{v}"),
        ("{ a }", ["v"], "v"),
        ("{a\n}", ["v"], "v"),
        ("o-{a|codes}", ["梅 前村"], "o-1"),
        ("o-{a|codes}", [" "], ""),
        ("o-{ a | codes }", ["none"], ""),
    ],
)
def test_a_pattern_gives_the_text_of_a_row(text: str, cells: list[str], expected: str) -> None:
    pattern = parse_pattern(text)
    assert pattern.bind({label: "ab".index(label) for label in pattern.labels}, WORDS).text(cells) == expected


def test_a_word_that_is_not_listed_is_a_fault_with_the_nearest() -> None:
    with pytest.raises(CellFault) as caught:
        parse_pattern("{a|codes}").bind({"a": 0}, WORDS).text(["梅前"])
    assert caught.value.code == "word_not_listed"
    assert caught.value.about == {"value": "梅前", "table": "codes", "nearest": "梅前村"}


@pytest.mark.parametrize("text", ["{", "}", "{}", "{ }", "{a|}", "{|a}", "a}b", "{a", "{{a}", "{a{b}}"])
def test_braces_that_do_not_fit_are_no_pattern(text: str) -> None:
    with pytest.raises(ValueError, match=re.escape(text)):
        parse_pattern(text)


def test_what_a_pattern_stands_for_is_told_apart() -> None:
    pattern = parse_pattern("{@post}-{村\n编码}-{村编码}-{@n}")
    assert pattern.labels == ("村编码",)
    assert pattern.specials == {"@post", "@n"}
    assert pattern.constant is None
    assert parse_pattern("a{{b").constant == "a{b"


@pytest.mark.parametrize(
    ("form", "text", "expected"),
    [
        ("YYYY.M.D", "2024.1.5", "2024-01-05"),
        ("YYYY.M.D", "　2024.01.05 ", "2024-01-05"),
        ("YYYY/M/D", "2024/12/31", "2024-12-31"),
        ("YYYY年M月D日", "2024年1月5日", "2024-01-05"),
        ("YYYY-MM-DD", "2024-01-05", "2024-01-05"),
        ("YYYYMMDD", "20240105", "2024-01-05"),
        ("自YYYY.M.D起", "自2024.1.5起", "2024-01-05"),
        ("YYYY.M.D", " ", None),
    ],
)
def test_a_day_is_read_in_the_form_that_is_named(form: str, text: str, expected: str | None) -> None:
    assert day_of(text, (parse_form(form),)) == expected


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("2024/1/5", "day_in_no_form"),
        ("2024.1", "day_in_no_form"),
        ("24.1.5", "day_in_no_form"),
        ("2024.1.5.", "day_in_no_form"),
        ("2024.001.5", "day_in_no_form"),
        ("2024x1x5", "day_in_no_form"),
        ("2024.2.30", "no_such_day"),
        ("0000.1.1", "no_such_day"),
        ("２０２４.1.5", "wide_digits"),
    ],
)
def test_what_fits_no_form_is_a_fault_and_never_guessed(text: str, code: str) -> None:
    with pytest.raises(CellFault) as caught:
        day_of(text, (parse_form("YYYY.M.D"), parse_form("YYYY年M月D日")))
    assert caught.value.code == code
    if code == "day_in_no_form":
        assert caught.value.about["forms"] == "YYYY.M.D, YYYY年M月D日"


@pytest.mark.parametrize(
    "text", ["YYYY", "YY.M.D", "YYYY.D.M", "YYYYMD", "YYYY.MD", "YYYYM.D", "YYYY.M.D1", "M.D.YYYY"]
)
def test_a_form_that_could_fit_two_days_is_none(text: str) -> None:
    with pytest.raises(ValueError, match=re.escape(text)):
        parse_form(text)


@pytest.mark.parametrize(
    ("texts", "fitting", "others"),
    [
        (["37"], ["37", " 37 "], ["370", ""]),
        ([""], ["", "　"], ["x"]),
        (["合计*"], ["合计", "合计 12"], ["总合计"]),
        (["*村*"], ["村", "梅村小组"], ["梅"]),
        (["a*b*a"], ["aba", "axbya"], ["aa", "ab", "ba", "aab"]),
        (["a*a"], ["aa"], ["a"]),
    ],
)
def test_texts_of_a_filter_fit_cells(texts: list[str], fitting: list[str], others: list[str]) -> None:
    one = fits(texts)
    assert [text for text in fitting if not one.holds(text)] == []
    assert [text for text in others if one.holds(text)] == []


def test_many_stars_take_no_time() -> None:
    assert not fits(["*a" * 200 + "b"]).holds("a" * 30_000)


@pytest.mark.parametrize(
    ("rows", "exact", "expected"),
    [
        ([["村", "村 编码"]], True, ("村", "村 编码")),
        (
            [["管区", "第一责任人", "第一责任人"], ["管区", "书记", "主任"]],
            True,
            ("管区", "第一责任人/书记", "第一责任人/主任"),
        ),
        ([["管区", "第一责任人", ""], ["", "书记", "主任"]], False, ("管区", "第一责任人/书记", "第一责任人/主任")),
        ([["管区", "第一责任人", ""], ["", "书记", "主任"]], True, ("管区", "第一责任人/书记", "主任")),
        ([["村", ""], ["", ""]], False, ("村", "B")),
        ([["a", "", "b"], ["x"]], False, ("a/x", "B", "b")),
        ([["姓\n名"]], True, ("姓 名",)),
        ([["a"], ["b"], ["b"]], True, ("a/b",)),
    ],
)
def test_rows_of_a_header_become_one_label_for_each_column(
    rows: list[list[str]], exact: bool, expected: tuple[str, ...]
) -> None:
    assert labels_of(rows, exact=exact) == expected


def test_a_column_of_which_no_row_says_anything_is_unnamed() -> None:
    assert unnamed([["a", " ", ""], ["", "", "b"]], 4) == {1, 3}
