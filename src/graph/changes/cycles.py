"""Cycles on any day: a place, matter, organization or post above itself.

Rules:
- An edge holds while its row is in force; a cycle is one only on a day on which all its edges are in force.
- Almost every register has no cycle even without its dates, so that is looked at first, by taking away what has nothing
  above it or nothing below it. Only what is left is walked.
- The first day of a cycle is the first day of one of its edges, and on one day a row has at most one parent (periods of
  one id never overlap): so one walk upward for each edge, on its first day, finds every cycle.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from graph.model.times import Day, end, start


@dataclass(frozen=True, slots=True)
class Edge:
    """``below`` stands under ``above`` for a period."""

    below: str
    above: str
    since: Day | None
    until: Day | None


def cycles(edges: Iterable[Edge]) -> Iterator[tuple[str, ...]]:
    """Yield cycles as the ids along them, the smallest first; cycles of the same ids are told once."""
    rows: dict[str, list[Edge]] = {}
    for edge in _undecided(list(edges)):
        rows.setdefault(edge.below, []).append(edge)
    walked: set[tuple[Edge, str]] = set()
    told: set[frozenset[str]] = set()
    for edge in sorted(chain.from_iterable(rows.values()), key=lambda edge: (edge.below, start(edge))):
        day = start(edge)
        way = None if (edge, day) in walked else _walk(edge, rows)
        if way:
            walked.update((one, day) for one in way)
            ids = [one.below for one in way]
            first = ids.index(min(ids))
            path = (*ids[first:], *ids[:first])
            if frozenset(path) not in told:
                told.add(frozenset(path))
                yield path


def _undecided(edges: list[Edge]) -> list[Edge]:
    """Return the edges that may lie on a cycle when dates are left aside."""
    upward = _without_ends([(edge.below, edge.above) for edge in edges])
    edges = [edge for edge in edges if edge.below in upward and edge.above in upward]
    downward = _without_ends([(edge.above, edge.below) for edge in edges])
    return [edge for edge in edges if edge.below in downward and edge.above in downward]


def _without_ends(pairs: list[tuple[str, str]]) -> set[str]:
    """Return the ids that are left when those that lead nowhere are taken away, again and again."""
    left = {id for pair in pairs for id in pair}
    onward = Counter(here for here, _ in pairs)
    backward: dict[str, list[str]] = {}
    for here, there in pairs:
        backward.setdefault(there, []).append(here)
    ends = [id for id in left if not onward[id]]
    while ends:
        id = ends.pop()
        left.discard(id)
        for here in backward.get(id, ()):
            onward[here] -= 1
            if not onward[here]:
                ends.append(here)
    return left


def _walk(first: Edge, rows: dict[str, list[Edge]]) -> list[Edge] | None:
    """Walk upward on the first day of an edge; return the way when it comes back to where it began."""
    day = start(first)
    way = [first]
    seen = {first.below}
    while (at := way[-1].above) != first.below:
        if at in seen:
            return None  # a circle further up, told from there
        seen.add(at)
        edge = next((edge for edge in rows.get(at, ()) if start(edge) <= day < end(edge)), None)
        if edge is None:
            return None
        way.append(edge)
    return way
