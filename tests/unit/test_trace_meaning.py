"""Trace: the ordered answer, from rows built by hand in the shape in which a store returns them."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.meaning.answers import (
    Accountable,
    AsOf,
    AssignmentSeen,
    Link,
    NamedId,
    PostSeen,
    Question,
    TenureSeen,
    Trace,
)
from graph.meaning.rows import AssignmentRow
from graph.meaning.trace import TraceRows, trace
from graph.model.times import Day

Row = tuple[str, list[tuple[Any, ...]]]

ON = Day("2026-03-14")
AS_OF: Row = ("as_of", [(1_767_574_800_000_000, "ab" * 32, 1_767_574_800_000_000)])
SHOP: Row = ("chain", [(0, "shop", "Shop", None, ["restaurant", "nine_small_venue"], "v")])
VILLAGE: Row = ("chain", [(1, "v", "Plum Village", "village", [], "t")])
TOWN: Row = ("chain", [(2, "t", "Town", "township", [], None)])
MATTERS: list[Row] = [
    ("matter", [("all", None, None)]),
    ("matter", [("fire", "all", "Fire")]),
    ("matter", [("venue", "fire", "Venue fire")]),
    ("matter", [("home", "fire", "Home fire")]),
    ("matter", [("flood", "all", "Flood")]),
]
PLACES = ["shop", "v", "t"]


def assigned(place: str = "v", **other: Any) -> Row:
    """The row of one assignment in force with one holder."""
    values: dict[str, Any] = {
        "distance": PLACES.index(place),
        "place": place,
        "id": "a",
        "tier": "first",
        "matter": "all",
        "unit_kinds": [],
        "ground": None,
        "since": None,
        "until": None,
        "answers": True,
        "post": "p",
        "post_name": "P",
        "post_kind": None,
        "phone": None,
        "organization": None,
        "organization_name": None,
        "person": "n",
        "person_name": "N",
        "tenure_kind": "substantive",
        "tenure_since": None,
        "tenure_until": None,
    }
    return "assignment", [tuple(AssignmentRow(**(values | other)))]


def vacant(place: str = "v", **other: Any) -> Row:
    return assigned(place, person=None, person_name=None, tenure_kind=None, **other)


def required(*place_kinds: str, id: str = "r", tier: str = "first", matter: str = "all") -> Row:
    return "requirement", [(id, None, tier, list(place_kinds), matter, 1, "place", [], None)]


def answer(*rows: Row, matter: str | None = "venue", chain: list[Row] | None = None) -> Trace:
    found = TraceRows([AS_OF, *(chain or [SHOP, VILLAGE, TOWN]), *MATTERS, *rows])
    return trace(found, "shop", matter, ON)


def order(*rows: Row, part: str) -> list[str]:
    """What one field of the accountable is, in their order."""
    parts = {
        "matter": lambda one: one.matter,
        "post": lambda one: one.post.id,
        "person": lambda one: one.person.id if one.person else "-",
        "assignment": lambda one: one.assignment.id,
        "place": lambda one: one.place,
        "tier": lambda one: one.tier,
    }
    return [parts[part](one) for one in answer(*rows).accountable]


# --- The whole answer -------------------------------------------------------------------------------------------------


def test_an_answer_holds_question_chain_and_everyone_accountable_with_the_reason() -> None:
    row = assigned(
        id="a1",
        tier="direct",
        matter="fire",
        unit_kinds=["school", "restaurant"],
        ground="letter 1",
        since="2025-01-01",
        until="2027-01-01",
        phone="0000-1",
        organization="o",
        organization_name="Office",
        tenure_kind="acting",
        tenure_since="2026-01-01",
        tenure_until="2026-12-01",
    )

    found = answer(row)

    assert found.question == Question("shop", "venue", "2026-03-14", "2026-01-05T01:00:00.000000Z")
    assert found.chain == (
        Link(0, "shop", "Shop", None, ("nine_small_venue", "restaurant")),
        Link(1, "v", "Plum Village", "village", ()),
        Link(2, "t", "Town", "township", ()),
    )
    assert found.chain_ends == "root"
    assert found.accountable == (
        Accountable(
            distance=1,
            place="v",
            tier="direct",
            matter="fire",
            post=PostSeen("p", "P", "0000-1"),
            organization=NamedId("o", "Office"),
            person=NamedId("n", "N"),
            tenure=TenureSeen("acting", "2026-01-01", "2026-12-01"),
            assignment=AssignmentSeen("a1", "2025-01-01", "2027-01-01", ("restaurant", "school"), "letter 1"),
        ),
    )
    assert (found.gaps, found.call_order, found.narrower) == ((), ("p",), ())
    assert found.as_of == AsOf("ab" * 32, "2026-01-05T01:00:00.000000Z")
    assert found.complete is True


def test_rows_may_come_in_any_order() -> None:
    rows = [AS_OF, SHOP, VILLAGE, TOWN, *MATTERS, assigned(), assigned("t", id="b"), required("village")]
    there = trace(TraceRows(rows), "shop", None, ON)
    back = trace(TraceRows(reversed(rows)), "shop", None, ON)
    assert there == back


def test_a_chain_whose_last_place_names_a_parent_is_broken() -> None:
    assert answer(chain=[SHOP, VILLAGE]).chain_ends == "broken"
    assert answer(chain=[SHOP, VILLAGE, TOWN]).chain_ends == "root"


def test_an_empty_register_has_no_head_and_no_place() -> None:
    found = TraceRows([("as_of", [(None, None, None)]), ("matter", [("all", None, None)])])
    assert (found.place_found(), found.matter_found("all"), found.matter_found(None)) == (False, True, True)


def test_a_matter_that_is_not_in_force_is_not_found() -> None:
    found = TraceRows([AS_OF, SHOP, *MATTERS])
    assert (found.place_found(), found.matter_found("venue"), found.matter_found("food")) == (True, True, False)


def test_before_the_first_changeset_there_is_a_time_and_no_head() -> None:
    found = trace(TraceRows([("as_of", [(5, None, None)]), TOWN]), "t", None, ON)
    assert (found.question.known_at, found.as_of) == ("1970-01-01T00:00:00.000005Z", None)


# --- Who answers ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("matter", "expected"),
    [
        ("venue", ["all", "fire", "venue"]),
        ("fire", ["all", "fire"]),
        ("all", ["all"]),
        (None, ["all", "fire", "flood", "home", "venue"]),
    ],
)
def test_those_answer_whose_matter_is_the_incidents_or_above_it(matter: str | None, expected: list[str]) -> None:
    rows = [assigned(id=each, matter=each) for each in ("venue", "fire", "all", "home", "flood")]
    assert [one.matter for one in answer(*rows, matter=matter).accountable] == expected


def test_an_assignment_for_a_matter_that_is_not_in_force_answers_for_nothing() -> None:
    assert answer(assigned(matter="food"), matter=None).accountable == ()


def test_those_limited_to_kinds_of_unit_answer_for_the_unit_asked_about() -> None:
    rows = [assigned("t", id="a", unit_kinds=["school"]), assigned("t", id="b", unit_kinds=["school", "restaurant"])]
    assert order(*rows, part="assignment") == ["b"]
    village: list[Row] = [("chain", [(0, "v", "V", "village", [], None)])]
    assert answer(*rows, chain=village).accountable == ()


def test_an_ended_assignment_and_a_post_that_is_gone_do_not_answer() -> None:
    found = answer(vacant(answers=False))
    assert (found.accountable, found.call_order) == ((), ())


def test_a_vacant_post_is_shown_without_a_person() -> None:
    (one,) = answer(vacant()).accountable
    assert (one.post.id, one.person, one.tenure) == ("p", None, None)


def test_each_of_two_holders_is_an_element() -> None:
    assert order(assigned(), assigned(person="m"), part="person") == ["m", "n"]


def test_all_leaves_are_merged_and_each_element_stands_once() -> None:
    assert len(answer(assigned(matter="all"), matter=None).accountable) == 1


# --- Order ------------------------------------------------------------------------------------------------------------


def test_the_nearest_place_comes_first_then_the_tier() -> None:
    rows = [
        *(assigned("t", tier="first"), assigned("v", tier="specific"), assigned("v", tier="first")),
        *(assigned("shop", tier="specific"), assigned("v", tier="direct")),
    ]
    assert order(*rows, part="place") == ["shop", "v", "v", "v", "t"]
    assert order(*rows, part="tier") == ["specific", "first", "direct", "specific", "first"]


def test_then_matter_and_post_by_bytes() -> None:
    rows = [assigned(matter="fire", post=post) for post in ("q", "é", "Q", "ｑ", "10", "9")]
    assert order(*rows, assigned(matter="all", post="z"), part="post") == ["z", "10", "9", "Q", "q", "é", "ｑ"]


def test_then_the_beginning_of_the_tenure_and_none_is_earliest() -> None:
    rows = [
        assigned(person="c", tenure_since="2025-01-01"),
        assigned(person="b", tenure_since="2024-01-01"),
        assigned(person="d"),
    ]
    assert order(*rows, part="person") == ["d", "b", "c"]


def test_then_person_and_assignment_by_bytes() -> None:
    rows = [assigned(person=person, id=id) for person in ("n", "N") for id in ("b", "B", "a")]
    assert order(*rows, part="person") == ["N", "N", "N", "n", "n", "n"]
    assert order(*rows, part="assignment") == ["B", "a", "b", "B", "a", "b"]


@settings(deadline=None)
@given(st.permutations([assigned(id=id, post=post, person=n) for id in "aB" for post in "pq" for n in ("n", None)]))
def test_the_order_does_not_depend_on_that_of_the_rows(rows: list[Row]) -> None:
    assert answer(*rows) == answer(*sorted(rows, key=str))


# --- Whom to call -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([assigned(tier="first", post="f"), assigned("t", tier="specific", post="s")], ["s", "f"]),
        ([assigned(tier="direct", post="d"), assigned(tier="specific", post="s")], ["s", "d"]),
        ([assigned("t", post="far"), assigned("shop", post="near")], ["near", "far"]),
        (
            [
                assigned(post="1", tenure_kind="acting"),
                assigned(post="2", tenure_kind="concurrent"),
                assigned(post="3"),
            ],
            ["3", "2", "1"],
        ),
        ([assigned(post="q"), assigned(post="Q"), assigned(post="é")], ["Q", "q", "é"]),
        ([vacant(post="v"), assigned(post="p")], ["p"]),
        ([vacant(post="v")], []),
        ([assigned(post="p", person="n"), assigned(post="p", person="m", tenure_kind="acting")], ["p"]),
        (
            [
                assigned("t", tier="specific", post="p"),
                assigned(tier="direct", post="q"),
                assigned(tier="first", post="p"),
            ],
            ["p", "q"],
        ),
    ],
)
def test_posts_with_a_holder_are_called_specific_first_then_nearest_then_by_kind_and_id(
    rows: list[Row], expected: list[str]
) -> None:
    assert answer(*rows).call_order == tuple(expected)


# --- Gaps -------------------------------------------------------------------------------------------------------------


def test_gaps_stand_by_distance_tier_matter_and_requirement() -> None:
    rows = [
        required("township", id="t1"),
        required("village", id="v2", tier="specific"),
        required("village", id="v1"),
        required("village", id="v0"),
        required("restaurant", id="s1", tier="direct"),
    ]
    assert [(gap.distance, gap.tier, gap.requirement) for gap in answer(*rows).gaps] == [
        (0, "direct", "s1"),
        (1, "first", "v0"),
        (1, "first", "v1"),
        (1, "specific", "v2"),
        (2, "first", "t1"),
    ]


@pytest.mark.parametrize(
    ("matter", "expected"),
    [("venue", ["venue"]), ("fire", ["fire"]), ("all", ["all"]), (None, ["flood", "home", "venue"])],
)
def test_a_gap_is_judged_for_the_matter_asked_about_or_for_every_leaf(matter: str | None, expected: list[str]) -> None:
    assert [gap.matter for gap in answer(required("village"), matter=matter).gaps] == expected


def test_without_a_matter_each_leaf_is_filled_by_its_own() -> None:
    found = answer(required("village"), assigned(matter="fire"), matter=None)
    assert [gap.matter for gap in found.gaps] == ["flood"]


# --- Narrower ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rows", "matter", "expected"),
    [
        ([], "fire", ()),
        ([assigned(matter="venue")], "fire", ("venue",)),
        ([assigned(matter="venue"), assigned(matter="home", id="b")], "fire", ("home", "venue")),
        ([assigned(matter="venue")], "all", ("venue",)),
        ([assigned(matter="fire")], "all", ("fire",)),
        ([assigned(matter="fire")], "fire", ()),
        ([assigned(matter="flood")], "fire", ()),
        ([assigned(matter="venue")], "venue", ()),
        ([assigned(matter="venue")], None, ()),
        ([assigned(matter="venue", answers=False)], "fire", ()),
        ([assigned(matter="venue", unit_kinds=["school"])], "fire", ()),
        ([vacant(matter="venue")], "fire", ("venue",)),
        ([required("village", matter="venue")], "fire", ("venue",)),
        ([required("village", matter="fire")], "all", ("home", "venue")),
        ([required("village", matter="venue"), assigned(matter="fire")], "fire", ()),
        ([required("village", matter="venue"), assigned(matter="venue")], "fire", ("venue",)),
    ],
)
def test_narrower_names_matters_below_that_have_somebody_or_an_unfilled_slot(
    rows: list[Row], matter: str | None, expected: tuple[str, ...]
) -> None:
    assert answer(*rows, matter=matter).narrower == expected
