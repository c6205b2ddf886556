"""Cycles: found exactly when some day has one, each once, and never where its edges do not hold on one day.

The oracle walks upward from every id on every day of a small calendar.
"""

from itertools import pairwise
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.changes.cycles import Edge, cycles
from graph.model.times import Day, in_force

CALENDAR = [Day(f"2026-03-{number:02}") for number in range(1, 9)]


def edge(below: str, above: str, since: str = "", until: str = "") -> Edge:
    return Edge(below, above, Day(since) if since else None, Day(until) if until else None)


def rotated(path: tuple[str, ...]) -> tuple[str, ...]:
    """A cycle begun at its smallest id, so that two ways to write it are equal."""
    first = path.index(min(path))
    return path[first:] + path[:first]


def by_brute_force(edges: list[Edge]) -> set[tuple[str, ...]]:
    """Every cycle of every day, from walking upward with one parent at a time."""
    found = set()
    for day in CALENDAR:
        above = {one.below: one.above for one in edges if in_force(one, day)}
        for first in above:
            path = [first]
            while (after := above.get(path[-1])) is not None and after not in path:
                path.append(after)
            if after == first:
                found.add(rotated(tuple(path)))
    return found


@st.composite
def graphs(draw: st.DrawFn) -> list[Edge]:
    """Up to five ids; the periods of one id never overlap, and no edge leads back to its own id at once."""
    ids = "abcde"[: draw(st.integers(2, 5))]
    edges = []
    for below in ids:
        cuts = sorted(draw(st.sets(st.integers(1, 7), max_size=3)))
        bounds = [None, *(CALENDAR[cut] for cut in cuts), None]
        for since, until in pairwise(bounds):
            above = draw(st.sampled_from(["", *ids]))
            if above not in ("", below):
                edges.append(Edge(below, above, since, until))
    return draw(st.permutations(edges))


@settings(deadline=None)
@given(graphs())
def test_every_id_that_stands_on_a_cycle_on_some_day_is_told_and_no_other(edges: list[Edge]) -> None:
    found, expected = [rotated(path) for path in cycles(edges)], by_brute_force(edges)

    assert set(found) <= expected
    assert {id for path in found for id in path} == {id for path in expected for id in path}
    assert len(set(found)) == len(found)


@settings(deadline=None)
@given(graphs())
def test_the_order_of_edges_does_not_matter(edges: list[Edge]) -> None:
    assert bool(list(cycles(edges))) is bool(list(cycles(reversed(edges))))


def test_two_that_stand_above_each_other_are_one_cycle() -> None:
    assert list(cycles([edge("a", "b"), edge("b", "a")])) == [("a", "b")]


def test_a_cycle_is_told_from_its_smallest_id_along_the_way_up() -> None:
    assert list(cycles([edge("b", "c"), edge("c", "a"), edge("a", "b")])) == [("a", "b", "c")]


def test_two_cycles_are_told_apart_and_what_hangs_below_them_is_left_out() -> None:
    edges = [edge("a", "b"), edge("b", "a"), edge("x", "y"), edge("y", "x"), edge("m", "a"), edge("n", "m")]
    assert list(cycles(edges)) == [("a", "b"), ("x", "y")]


def test_a_way_between_two_cycles_is_none() -> None:
    edges = [edge("a", "b"), edge("b", "a", until="2026-03-02"), edge("b", "x", since="2026-03-02")]
    assert list(cycles([*edges, edge("x", "y"), edge("y", "x")])) == [("a", "b"), ("x", "y")]


@pytest.mark.parametrize(
    ("until", "since", "expected"),
    [
        ("2026-03-02", "2026-03-02", []),
        ("2026-03-03", "2026-03-02", [("a", "b")]),
        ("2026-03-02", "", [("a", "b")]),
        ("", "2026-03-02", [("a", "b")]),
    ],
)
def test_edges_that_only_touch_are_no_cycle(until: str, since: str, expected: list[tuple[str, ...]]) -> None:
    assert list(cycles([edge("a", "b", until=until), edge("b", "a", since=since)])) == expected


def test_three_edges_that_overlap_two_by_two_but_never_all_at_once_are_no_cycle() -> None:
    edges = [
        *(edge("a", "b", "2026-03-01", "2026-03-03"), edge("a", "b", "2026-03-05", "2026-03-06")),
        edge("b", "c", "2026-03-02", "2026-03-05"),
        edge("c", "a", "2026-03-04", "2026-03-06"),
    ]
    assert list(cycles(edges)) == []


def test_a_tree_has_no_cycle() -> None:
    assert list(cycles([edge("a", "root"), edge("b", "root"), edge("c", "a"), edge("d", "c")])) == []
    assert list(cycles([])) == []


def test_a_long_chain_without_a_cycle_takes_no_time() -> None:
    begun = process_time()
    assert list(cycles([edge(f"{number:06}", f"{number + 1:06}") for number in range(20_000)])) == []
    assert process_time() - begun < 5


def test_a_long_cycle_takes_no_time() -> None:
    begun = process_time()
    (path,) = cycles([edge(f"{number:06}", f"{(number + 1) % 5_000:06}") for number in range(5_000)])
    assert len(path) == 5_000
    assert process_time() - begun < 5
