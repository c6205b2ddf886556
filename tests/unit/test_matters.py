"""The tree of matters on a day, from the rows that a question gives: everything hangs under ``all``."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.meaning.matters import MatterTree
from graph.meaning.rows import MatterRow

ROOT = MatterRow("all", None, None)


def tree(**parents: str) -> MatterTree:
    """A tree from ids and their parents, beside the row that stands for the root."""
    return MatterTree([ROOT, *(MatterRow(id, parent, id.title()) for id, parent in parents.items())])


FIRE = {"safety": "all", "fire": "safety", "venue": "fire", "home": "fire", "roads": "all"}


def test_a_leaf_has_no_child() -> None:
    assert tree(**FIRE).leaves() == ("home", "roads", "venue")
    assert [one for one in FIRE if tree(**FIRE).is_leaf(one)] == ["venue", "home", "roads"]
    assert not tree(**FIRE).is_leaf("all")


def test_without_matters_the_root_is_the_only_leaf() -> None:
    assert tree().leaves() == ("all",)
    assert tree().is_leaf("all")
    assert MatterTree([]).leaves() == ("all",)


def test_leaves_stand_in_the_order_of_their_bytes() -> None:
    assert tree(**dict.fromkeys(["b", "B", "ａ", "é", "a"], "all")).leaves() == ("B", "a", "b", "é", "ａ")


@pytest.mark.parametrize(
    ("matter", "above"),
    [
        ("venue", {"venue", "fire", "safety", "all"}),
        ("safety", {"safety", "all"}),
        ("roads", {"roads", "all"}),
        ("all", {"all"}),
    ],
)
def test_above_a_matter_stand_itself_and_all_up_to_the_root(matter: str, above: set[str]) -> None:
    assert tree(**FIRE).above(matter) == above


@pytest.mark.parametrize(
    ("matter", "below"),
    [
        ("all", ["fire", "home", "roads", "safety", "venue"]),
        ("safety", ["fire", "home", "venue"]),
        ("fire", ["home", "venue"]),
        ("venue", []),
        ("unknown", []),
    ],
)
def test_below_a_matter_stands_everything_strictly_under_it(matter: str, below: list[str]) -> None:
    assert sorted(tree(**FIRE).below(matter)) == below


def test_a_matter_whose_parent_is_not_in_force_hangs_under_the_root() -> None:
    found = tree(venue="gone", roads="all")
    assert found.above("venue") == {"venue", "all"}
    assert sorted(found.below("all")) == ["roads", "venue"]
    assert "gone" not in found


def test_a_matter_without_a_parent_hangs_under_the_root() -> None:
    assert MatterTree([MatterRow("fire", None, "Fire")]).above("fire") == {"fire", "all"}


def test_the_root_is_always_there_and_others_only_by_their_rows() -> None:
    assert "all" in MatterTree([])
    assert "fire" in tree(**FIRE)
    assert "flood" not in tree(**FIRE)


def test_a_row_of_the_root_names_it_and_is_no_child() -> None:
    named = MatterTree([MatterRow("all", "all", "Everything"), MatterRow("fire", "all", "Fire")])
    assert named.names == {"all": "Everything", "fire": "Fire"}
    assert named.below("all") == ["fire"]


def test_the_root_without_a_row_of_its_own_has_no_name() -> None:
    assert tree(fire="all").names == {"fire": "Fire"}


@settings(deadline=None)
@given(st.lists(st.integers(0, 7), max_size=8))
def test_a_leaf_is_what_nothing_else_stands_under(numbers: list[int]) -> None:
    """Each matter hangs under an earlier one, or under the root."""
    parents = {f"m{i}": f"m{above}" if above < i else "all" for i, above in enumerate(numbers)}
    found = tree(**parents)

    assert found.leaves() == (tuple(sorted(one for one in parents if one not in parents.values())) or ("all",))
    for one in parents:
        assert sorted(found.below(one)) == sorted(other for other in parents if one in found.above(other) - {other})
