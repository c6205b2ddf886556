"""The slots of many places counted in plain Python over dicts: the least that could be done for coverage.

Rules:
- Facts are read once and untimed, into dicts by what they are looked up by. A scan then looks at every place,
  requirement and leaf, and counts the distinct persons; it returns what a coverage answer counts.
- It knows one record time and no persons to leave out; units and their kinds are not looked at (the registers that
  `bench/prefecture.py` writes have none).
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any, NamedTuple

from graph.commands import reading
from graph.model.words import ALL
from graph.stores import Store

KINDS = ("unassigned", "lapsed", "vacant", "partial")


class Able(NamedTuple):
    """An assignment that fits a slot but for its leaf: its matter, whether it is in force, and who holds its post."""

    matter: str
    answers: bool
    persons: tuple[str, ...]


class DictScan:
    """A register's present in plain dicts."""

    def __init__(self, store: Store) -> None:
        self._areas = {fact.id: fact for fact in self._facts(store, "areas")}
        self._kinds = {fact.id: fact.kind for fact in self._facts(store, "posts")}
        self._requirements = list(self._facts(store, "requirements"))
        self._matters = {fact.id: fact.parent or ALL for fact in self._facts(store, "matters") if fact.id != ALL}
        self._below, self._assignments, self._tenures = (
            self._by(store, table, field)
            for table, field in (("areas", "parent"), ("assignments", "place"), ("tenures", "post"))
        )

    @staticmethod
    def _facts(store: Store, table: str) -> Iterator[Any]:
        return (fact for _, fact in reading.facts(store, table, shared={}))

    def _by(self, store: Store, table: str, field: str) -> dict[str, list[Any]]:
        found: dict[str, list[Any]] = defaultdict(list)
        for fact in self._facts(store, table):
            found[getattr(fact, field)].append(fact)
        return found

    def scan(self, area: str, on: str, matter: str | None = None) -> dict[str, int]:
        """Return how many slots there are, how many are filled and filled above, and the unfilled by kind."""
        lines = {leaf: line for leaf, line in self._lines() if matter is None or matter in line}
        leaves = {above: [leaf for leaf, line in lines.items() if above in line] for above in (ALL, *self._matters)}
        sums = dict.fromkeys(("slots", "filled", "filled_above", *KINDS), 0)
        for place in self._inside(area, on):
            chain = self._chain(place, on)
            for asked in self._asked(chain, on):
                here = self._able([place], asked, on)
                above = self._able(chain[1:], asked, on) if asked.answered_at == "chain" else []
                for leaf in leaves[asked.matter or ALL]:
                    _count(sums, lines[leaf], here, above, asked.minimum)
        return sums

    def _lines(self) -> Iterator[tuple[str, frozenset[str]]]:
        """Yield each leaf with the matters from it up."""
        for leaf in {*self._matters} - {*self._matters.values()} or {ALL}:
            line = [leaf]
            while line[-1] != ALL:
                line.append(self._matters[line[-1]])
            yield leaf, frozenset(line)

    def _inside(self, area: str, on: str) -> Iterator[str]:
        yield area
        for below in self._below.get(area, ()):
            if _in_force(below, on):
                yield from self._inside(below.id, on)

    def _chain(self, place: str, on: str) -> list[str]:
        chain = [place]
        while (parent := self._areas[chain[-1]].parent) is not None and _in_force(self._areas[parent], on):
            chain.append(parent)
        return chain

    def _asked(self, chain: list[str], on: str) -> list[Any]:
        level = self._areas[chain[0]].level
        return [
            one
            for one in self._requirements
            if level in one.place_kinds and (one.area is None or one.area in chain) and _in_force(one, on)
        ]

    def _able(self, places: list[str], asked: Any, on: str) -> list[Able]:
        return [
            Able(
                one.matter or ALL,
                one.until is None or on < one.until,
                tuple(held.person for held in self._tenures.get(one.post, ()) if _in_force(held, on)),
            )
            for place in places
            for one in self._assignments.get(place, ())
            if one.tier == asked.tier
            and (one.since is None or one.since <= on)
            and (not asked.post_kinds or self._kinds[one.post] in asked.post_kinds)
        ]


def _count(sums: dict[str, int], line: frozenset[str], here: list[Able], above: list[Able], minimum: int) -> None:
    """Count one slot."""
    fitting = [one for one in here if one.matter in line]
    own = {person for one in fitting if one.answers for person in one.persons}
    have = own
    if above:
        fitting += [one for one in above if one.matter in line]
        have = {person for one in fitting if one.answers for person in one.persons}
    sums["slots"] += 1
    if len(have) >= minimum:
        sums["filled"] += 1
        sums["filled_above"] += len(own) < minimum
    elif have:
        sums["partial"] += 1
    elif not fitting:
        sums["unassigned"] += 1
    else:
        sums["vacant" if any(one.answers for one in fitting) else "lapsed"] += 1


def _in_force(fact: Any, on: str) -> bool:
    return (fact.since is None or fact.since <= on) and (fact.until is None or on < fact.until)
