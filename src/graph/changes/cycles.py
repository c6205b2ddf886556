"""Cycles on any day: a place, matter, organization or post above itself.

Rules:
- An edge holds while its row is in force; a cycle is one only on a day on which all its edges are in force.
- Almost every register has no cycle even without its dates, so that is looked at first, by taking away what has nothing
  above it; only what is left is walked with its dates.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from graph.model.times import Dated, Day, end, overlap, start


@dataclass(frozen=True, slots=True)
class Edge:
    """``below`` stands under ``above`` for a period."""

    below: str
    above: str
    since: Day | None
    until: Day | None


def cycles(edges: Iterable[Edge]) -> Iterator[tuple[str, ...]]:
    """Yield each cycle once, as the ids along it."""
    rows: dict[str, list[Edge]] = {}
    for edge in edges:
        rows.setdefault(edge.below, []).append(edge)
    left = _undecided(rows)
    told: set[frozenset[str]] = set()
    for id in sorted(left):
        path = _walk(id, {one: rows[one] for one in left})
        if path and frozenset(path) not in told:
            told.add(frozenset(path))
            yield path


def _undecided(rows: dict[str, list[Edge]]) -> set[str]:
    """Return what lies on a cycle, or between two, when dates are left aside."""
    left = set(rows)
    under: dict[str, list[str]] = {}
    count: dict[str, int] = {}
    for id, edges in rows.items():
        above = {edge.above for edge in edges if edge.above in left}
        count[id] = len(above)
        for one in above:
            under.setdefault(one, []).append(id)
    free = [id for id, number in count.items() if number == 0]
    while free:
        id = free.pop()
        left.discard(id)
        for one in under.get(id, ()):
            count[one] -= 1
            if count[one] == 0:
                free.append(one)
    return left


@dataclass(frozen=True, slots=True)
class _Span:
    since: Day | None
    until: Day | None


def _walk(first: str, rows: dict[str, list[Edge]]) -> tuple[str, ...] | None:
    """Walk upward from an id, keeping the days on which every step holds; return the way when it comes back."""
    waiting: list[tuple[str, _Span, tuple[str, ...]]] = [(first, _Span(None, None), (first,))]
    while waiting:
        id, span, path = waiting.pop()
        for edge in rows.get(id, ()):
            if not overlap(edge, span):
                continue
            if edge.above == first:
                return path
            if edge.above not in path:
                waiting.append((edge.above, _shared(edge, span), (*path, edge.above)))
    return None


def _shared(one: Dated, other: Dated) -> _Span:
    since = max(start(one), start(other))
    until = min(end(one), end(other))
    return _Span(Day(since) if since else None, None if until == "~" else Day(until))
