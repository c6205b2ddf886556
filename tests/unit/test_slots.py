"""Slots of a chain, from rows built by hand: what is asked for, what fills it, and the kind of gap otherwise."""

from typing import Any

import pytest

from graph.meaning.answers import Gap
from graph.meaning.rows import AssignmentRow, ChainRow, RequirementRow
from graph.meaning.slots import Slots, answers_for_kinds, gap_kind


def link(distance: int, id: str, level: str | None = None, *kinds: str) -> ChainRow:
    return ChainRow(distance, id, id.title(), level, list(kinds), None)


CHAIN = [
    link(0, "shop", None, "restaurant", "nine_small_venue"),
    link(1, "village", "village"),
    link(2, "town", "township"),
]


def assigned(at: int = 0, **other: Any) -> AssignmentRow:
    """An assignment in force, at a place of the chain by its distance, with one substantive holder."""
    values: dict[str, Any] = {
        "distance": at,
        "place": CHAIN[at].id,
        "id": "a",
        "tier": "first",
        "matter": "fire",
        "unit_kinds": [],
        "ground": None,
        "since": None,
        "until": None,
        "answers": True,
        "post": "p",
        "post_name": "P",
        "post_kind": "head",
        "phone": None,
        "organization": None,
        "organization_name": None,
        "person": "n",
        "person_name": "N",
        "tenure_kind": "substantive",
        "tenure_since": None,
        "tenure_until": None,
    }
    return AssignmentRow(**(values | other))


def vacant(at: int = 0, **other: Any) -> AssignmentRow:
    return assigned(at, person=None, person_name=None, tenure_kind=None, **other)


def ended(at: int = 0, **other: Any) -> AssignmentRow:
    return vacant(at, answers=False, **other)


def required(*place_kinds: str, **other: Any) -> RequirementRow:
    values: dict[str, Any] = {
        "id": "r",
        "area": None,
        "tier": "first",
        "place_kinds": list(place_kinds or ["restaurant"]),
        "matter": "all",
        "minimum": 1,
        "answered_at": "place",
        "post_kinds": [],
    }
    return RequirementRow(**(values | other))


def gaps(requirement: RequirementRow, *assignments: AssignmentRow, matter: str = "fire") -> list[Gap]:
    above = {"fire": {"fire", "safety", "all"}, "safety": {"safety", "all"}, "all": {"all"}}[matter]
    return list(Slots(CHAIN, [requirement], assignments).gaps(matter, frozenset(above)))


def kinds(requirement: RequirementRow, *assignments: AssignmentRow) -> list[str]:
    return [gap.kind for gap in gaps(requirement, *assignments)]


def places(requirement: RequirementRow) -> list[str]:
    return [gap.place for gap in gaps(requirement)]


# --- Which slots ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("place_kinds", "expected"),
    [
        (["village"], ["village"]),
        (["township", "village"], ["village", "town"]),
        (["restaurant"], ["shop"]),
        (["nine_small_venue"], ["shop"]),
        (["restaurant", "nine_small_venue"], ["shop"]),
        (["school"], []),
        (["Village"], []),
    ],
)
def test_a_requirement_asks_at_places_of_its_levels_and_kinds(place_kinds: list[str], expected: list[str]) -> None:
    assert places(required(*place_kinds)) == expected


@pytest.mark.parametrize(
    ("area", "expected"),
    [
        (None, ["shop", "village", "town"]),
        ("town", ["shop", "village", "town"]),
        ("village", ["shop", "village"]),
    ],
)
def test_a_requirement_asks_only_at_places_whose_own_chain_contains_its_area(
    area: str | None, expected: list[str]
) -> None:
    assert places(required("restaurant", "village", "township", area=area)) == expected


@pytest.mark.parametrize(("matter", "expected"), [("all", 1), ("safety", 1), ("fire", 1), ("flood", 0), ("venue", 0)])
def test_a_requirement_asks_for_its_matter_and_everything_below(matter: str, expected: int) -> None:
    assert len(gaps(required(matter=matter))) == expected


def test_a_matter_that_is_no_leaf_is_judged_as_if_it_were_one() -> None:
    assert [gap.matter for gap in gaps(required(), assigned(), matter="safety")] == ["safety"]
    assert gaps(required(), assigned(matter="safety"), matter="safety") == []


def test_two_requirements_for_one_tier_are_two_slots() -> None:
    asked = [required(id="secretary", post_kinds=["secretary"]), required(id="director", post_kinds=["director"])]
    rows = [assigned(post_kind="secretary")]
    assert [gap.requirement for gap in Slots(CHAIN, asked, rows).gaps("fire", frozenset({"fire", "all"}))] == [
        "director"
    ]


def test_one_person_who_holds_both_posts_fills_both_slots() -> None:
    asked = [required(id="secretary", post_kinds=["secretary"]), required(id="director", post_kinds=["director"])]
    rows = [assigned(post_kind="secretary"), assigned(post="q", post_kind="director")]
    assert list(Slots(CHAIN, asked, rows).gaps("fire", frozenset({"fire", "all"}))) == []


# --- What fills one ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("matter", ["fire", "safety", "all"])
def test_an_assignment_for_the_matter_or_one_above_it_fills(matter: str) -> None:
    assert gaps(required(), assigned(matter=matter)) == []


@pytest.mark.parametrize(
    "other",
    [
        {"matter": "venue"},
        {"matter": "flood"},
        {"tier": "direct"},
        {"at": 1},
        {"unit_kinds": ["school"]},
    ],
)
def test_another_matter_tier_place_or_kind_does_not_fill(other: dict[str, Any]) -> None:
    assert kinds(required(), assigned(**other)) == ["unassigned"]


@pytest.mark.parametrize(
    ("post_kinds", "filled"), [([], True), (["head"], True), (["x", "head"], True), (["x"], False)]
)
def test_the_kind_of_the_post_must_be_one_that_is_asked_for(post_kinds: list[str], filled: bool) -> None:
    assert (gaps(required(post_kinds=post_kinds), assigned()) == []) is filled


def test_a_post_without_a_kind_fills_only_where_any_is_asked_for() -> None:
    assert gaps(required(), assigned(post_kind=None)) == []
    assert kinds(required(post_kinds=["head"]), assigned(post_kind=None)) == ["unassigned"]


@pytest.mark.parametrize("kind", ["substantive", "acting", "concurrent"])
def test_acting_and_concurrent_holders_count(kind: str) -> None:
    assert gaps(required(), assigned(tenure_kind=kind)) == []


def test_answered_at_place_looks_at_the_place_alone() -> None:
    asked = required("village")
    assert gaps(asked, assigned(1)) == []
    assert kinds(asked, assigned(0), assigned(2)) == ["unassigned"]


def test_answered_at_chain_looks_at_the_place_and_everything_above_it() -> None:
    asked = required("village", answered_at="chain")
    assert gaps(asked, assigned(1)) == []
    assert gaps(asked, assigned(2)) == []
    assert kinds(asked, assigned(0)) == ["unassigned"]


def test_an_assignment_limited_to_kinds_of_unit_never_fills_an_areas_own_slot() -> None:
    asked = required("village", "restaurant", answered_at="chain")
    assert [gap.place for gap in gaps(asked, assigned(2, unit_kinds=["restaurant"]))] == ["village"]


def test_one_shared_kind_is_enough() -> None:
    row = assigned(unit_kinds=["school", "nine_small_venue"])
    assert answers_for_kinds(row, ["restaurant", "nine_small_venue"])
    assert not answers_for_kinds(row, ["restaurant"])
    assert not answers_for_kinds(row, [])
    assert answers_for_kinds(assigned(unit_kinds=[]), [])


# --- How many ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("minimum", "people", "expected"),
    [
        (0, [], []),
        (1, ["n"], []),
        (2, ["n"], [("partial", 1, 2)]),
        (2, ["n", "n"], [("partial", 1, 2)]),
        (2, ["n", "m"], []),
        (3, ["n", "m", "n"], [("partial", 2, 3)]),
        (1, [], [("unassigned", 0, 1)]),
    ],
)
def test_distinct_persons_count_against_the_minimum(
    minimum: int, people: list[str], expected: list[tuple[str, int, int]]
) -> None:
    rows = [assigned(post=f"p{number}", person=person) for number, person in enumerate(people)]
    assert [(gap.kind, gap.have, gap.need) for gap in gaps(required(minimum=minimum), *rows)] == expected


def test_places_of_the_chain_add_up_where_it_answers_together() -> None:
    asked = required(minimum=2, answered_at="chain")
    assert gaps(asked, assigned(0), assigned(2, person="m")) == []
    assert kinds(asked, assigned(0), assigned(2)) == ["partial"]


# --- Kinds of gap -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([], "unassigned"),
        ([assigned(1)], "unassigned"),
        ([ended()], "lapsed"),
        ([ended(1)], "unassigned"),
        ([ended(matter="flood")], "unassigned"),
        ([vacant()], "vacant"),
        ([ended(), vacant()], "vacant"),
        ([vacant(), ended()], "vacant"),
    ],
)
def test_an_empty_slot_was_never_assigned_or_lapsed_or_is_vacant(rows: list[AssignmentRow], expected: str) -> None:
    assert kinds(required(), *rows) == [expected]


def test_fewer_persons_than_asked_for_are_partial_whatever_else_there_is() -> None:
    assert kinds(required(minimum=2), ended(), vacant(), assigned()) == ["partial"]


def test_whoever_holds_a_post_that_no_longer_answers_does_not_count() -> None:
    assert kinds(required(), assigned(answers=False)) == ["lapsed"]


def test_a_gap_says_where_it_is_and_how_many_are_missing() -> None:
    assert gaps(required("village", id="r7", tier="direct", minimum=2)) == [
        Gap(1, "village", "direct", "fire", "r7", "unassigned", 0, 2)
    ]


def test_the_kind_of_a_gap_follows_from_the_assignments_that_fit() -> None:
    assert gap_kind([], 0) == "unassigned"
    assert gap_kind([ended()], 0) == "lapsed"
    assert gap_kind([ended(), vacant()], 0) == "vacant"
    assert gap_kind([vacant()], 1) == "partial"
