"""What a printed board says otherwise: what counts and what does not, what is set beside what, and in which words."""

from dataclasses import replace

import pytest

from graph.meaning.board import Board, Content, Hole, Line, TierLines
from graph.meaning.board_difference import WHAT, Difference, differences
from graph.model.times import Day
from graph.output.report.differences import difference_text

DAY = Day("2026-03-14")
ANN = Line(0, "Plum", "Head", "Committee", "Ann", "substantive", "0000-1", ("Fire",))
BEN = replace(ANN, person="Ben", kind="acting", phone="0000-2")
SEAT = replace(ANN, post="Seat", person=None, kind=None)
HOLE = Hole(0, "Plum", "vacant", 0, 1, ("Fire",))


def content(*lines: Line, holes: tuple[Hole, ...] = (), call: Line | None = None, end: str | None = None) -> Content:
    tiers = (TierLines("first", lines, holes), TierLines("direct", (), ()), TierLines("specific", (), ()))
    return Content(
        *("v", "Plum", "village", (), ("Town", "Plum")),
        *(False, ("Fire",), tiers, call, end),
    )


def found(printed: Content, now: Content) -> list[tuple[str, object, object]]:
    return [(one.what, one.printed, one.now) for one in differences(printed, Board(now, DAY, None))]


def test_what_reads_alike_does_not_differ() -> None:
    printed = content(ANN, SEAT, BEN, holes=(HOLE, replace(HOLE, have=1)))
    other = content(BEN, SEAT, ANN, holes=(replace(HOLE, have=1), HOLE))
    assert found(printed, printed) == []
    assert found(printed, other) == [], "the order alone is another"
    assert found(content(ANN), content(replace(ANN, distance=2))) == [], "a level was put between"


def test_of_lines_that_read_alike_each_counts() -> None:
    assert found(content(ANN, ANN), content(ANN)) == [("line", ANN, None)]
    assert found(content(ANN), content(ANN, ANN)) == [("line", None, ANN)]


def test_a_seat_is_set_beside_itself_then_a_person_beside_themselves() -> None:
    elsewhere = replace(ANN, post="Seat")
    assert found(content(ANN), content(BEN)) == [("line", ANN, BEN)]
    assert found(content(ANN), content(elsewhere)) == [("line", ANN, elsewhere)]
    assert found(content(ANN, SEAT), content(elsewhere)) == [("line", ANN, None), ("line", SEAT, elsewhere)]
    assert found(content(SEAT), content(replace(SEAT, post="Chair"))) == [
        ("line", SEAT, None),
        ("line", None, replace(SEAT, post="Chair")),
    ], "two empty seats are not one person"


def test_a_gap_is_set_beside_that_of_its_matters() -> None:
    more, other = replace(HOLE, kind="lapsed"), replace(HOLE, matters=("Flood",))
    assert found(content(holes=(HOLE,)), content(holes=(more,))) == [("gap", HOLE, more)]
    assert found(content(holes=(HOLE,)), content(holes=(other,))) == [("gap", HOLE, None), ("gap", None, other)]


@pytest.mark.parametrize(
    ("end", "now", "differs"),
    [
        (None, "2026-03-01", False),
        ("2026-03-15", None, False),
        ("2026-03-15", "2026-03-20", False),
        ("2026-03-14", None, True),
        ("2026-03-14", "2026-12-31", True),
    ],
)
def test_an_end_printed_counts_from_the_day_on_which_it_has_come(end: str | None, now: str, differs: bool) -> None:
    assert found(content(ANN, end=end), content(ANN, end=now)) == ([("validity", end, now)] if differs else [])


def test_differences_stand_in_reading_order() -> None:
    printed, now = content(ANN, holes=(HOLE,), call=ANN, end="2026-03-14"), content(BEN, call=BEN)
    now = replace(now, name="Prune", level=None, kinds=("shop",), chain=("Prune",), broken=True, matters=())
    what = [what for what, _, _ in found(printed, now)]
    assert what == ["name", "level", "kinds", "chain", "broken", "matters", "gap", "line", "call_first", "validity"]
    assert [one.what for one in differences(printed, None)] == ["no_board"]


@pytest.mark.parametrize(
    ("one", "english", "chinese"),
    [
        (
            Difference("line", "first", ANN, BEN),
            "first-responsible Plum Committee Head: Name Ann → Ben (acting), Duty phone 0000-1 → 0000-2",
            "第一责任人 Plum Committee Head：姓名 Ann → Ben (代理)、值班电话 0000-1 → 0000-2",
        ),
        (
            Difference("line", "first", ANN, replace(ANN, person=None, kind=None, matters=())),
            "first-responsible Plum Committee Head: Name Ann → post vacant, Answers for Fire → every matter",
            "第一责任人 Plum Committee Head：姓名 Ann → 岗位空缺、负责事项 Fire → 全部事项",
        ),
        (
            Difference("line", "direct", ANN, replace(ANN, post="Chair", organization=None)),
            "directly responsible Plum Ann: Post Committee Head → Chair",
            "直接责任人 Plum Ann：岗位 Committee Head → Chair",
        ),
        (
            Difference("line", "first", None, ANN),
            "first-responsible Plum Committee Head: not on the board: Ann, 0000-1, Fire",
            "第一责任人 Plum Committee Head：牌上无，现有：Ann、0000-1、Fire",
        ),
        (
            Difference("gap", "first", HOLE, None),
            "first-responsible Plum GAP Fire: printed, but no longer so: vacant 0/1",
            "第一责任人 Plum 责任空白 Fire：牌上有，现已无：岗位空缺 0/1",
        ),
        (
            Difference("call_first", None, ANN, None),
            "Call first Committee Head, Ann, 0000-1 → -",
            "有事先找 Committee Head、Ann、0000-1 → -",
        ),
        (
            Difference("validity", None, "2026-03-01", None),
            "last valid day on the board is over: 2026-02-28 → no end known",
            "牌上所示有效末日已过：2026-02-28 → 无已知到期日",
        ),
        (Difference("level", None, "village", None), "level village → -", "级别 村社区 → -"),
        (
            Difference("chain", None, ("Town", "Plum"), ("Plum",)),
            "lies in Town › Plum → Plum",
            "所在区域 Town › Plum → Plum",
        ),
        (
            Difference("broken", None, printed=False, now=True),
            "the chain above the place breaks now",
            "该地点的上级责任链现已中断",
        ),
        (
            Difference("broken", None, printed=True, now=False),
            "the chain above the place is whole again",
            "该地点的上级责任链现已恢复",
        ),
    ],
)
def test_a_difference_is_said_in_words(one: Difference, english: str, chinese: str) -> None:
    assert one.what in WHAT
    assert (difference_text(one, "en"), difference_text(one, "zh")) == (english, chinese)


@pytest.mark.parametrize("what", WHAT)
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_kind_of_difference_has_words(what: str, lang: str) -> None:
    sides: dict[str, object] = {
        "line": ANN,
        "call_first": ANN,
        "gap": HOLE,
        "validity": "2026-03-01",
        "chain": ("a", "b"),
    }
    one = Difference(what, "first", sides.get(what, "x"), None)  # type: ignore[arg-type]
    text = difference_text(one, lang)
    assert text
    assert f"differs_{what}" not in text
