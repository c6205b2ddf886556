"""A register's present in plain dicts: the least that a trace could be.

Rules:
- The dicts hold what is known now; they keep no times of the register, and find nothing but the present.
- Two walks: ``holders`` yields a row of whole objects for each holder of each assignment, and nothing else; ``rows``
  returns the very rows that the question `trace` returns, field by field.
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from graph.commands import reading
from graph.stores import Store

TABLES = ("areas", "posts", "people", "matters", "organizations")
Rows = list[tuple[Any, ...]]


class Dicts:
    """A register without units, whose ids have one period each."""

    def __init__(self, store: Store, on: str) -> None:
        self._on = on
        self._one: dict[str, dict[Any, Any]] = {
            table: {fact.id: fact for _, fact in reading.facts(store, table)} for table in TABLES
        }
        self._assignments = self._by(store, "assignments", "place")
        self._tenures = self._by(store, "tenures", "post")
        self._requirements = self._by(store, "requirements", "area")
        self._below: dict[str, list[Any]] = defaultdict(list)
        for matter in self._one["matters"].values():
            self._below[matter.parent].append(matter)
        self._head = store.register().head

    @staticmethod
    def _by(store: Store, table: str, field: str) -> dict[str | None, list[Any]]:
        found: dict[str | None, list[Any]] = defaultdict(list)
        for _, fact in reading.facts(store, table):
            found[getattr(fact, field)].append(fact)
        return found

    def holders(self, place: str | None, matter: str | None) -> Iterator[tuple[Any, ...]]:
        """Walk up the chain and yield a row for each holder of each assignment."""
        above, one = {"all"}, matter
        while one is not None and one != "all":
            above.add(one)
            one = self._one["matters"][one].parent
        distance = 0
        while place is not None:
            for a in self._assignments.get(place, ()):
                if (matter is None or a.matter in above) and (a.until is None or a.until > self._on):
                    post = self._one["posts"][a.post]
                    body = self._one["organizations"].get(post.organization)
                    for t in self._holding(a.post) or (None,):
                        person = None if t is None else self._one["people"][t.person]
                        yield distance, place, a, post, body, t, person
            place, distance = self._one["areas"][place].parent, distance + 1

    def _holding(self, post: str) -> list[Any]:
        on = self._on
        return [
            t
            for t in self._tenures.get(post, ())
            if (t.since is None or t.since <= on) and (t.until is None or t.until > on)
        ]

    def rows(self, place: str, matter: str | None) -> dict[str, Rows]:
        """Return the rows that the question returns, by part."""
        chain: Rows = []
        at: str | None = place
        while at is not None:
            area = self._one["areas"][at]
            chain.append((len(chain), at, area.name, area.level, [], area.parent))
            at = area.parent
        related = self._related(matter)
        matters = {id for id, *_ in related}
        return {
            "as_of": [(self._head.recorded_at, self._head.hash, self._head.recorded_at)],
            "chain": chain,
            "matter": related,
            "assignment": [row for distance, id, *_ in chain for row in self._answering(distance, id, matters)],
            "requirement": [
                (
                    r.id,
                    r.area,
                    r.tier,
                    list(r.place_kinds),
                    r.matter,
                    r.minimum,
                    r.answered_at,
                    list(r.post_kinds),
                    r.citation,
                )
                for id in (None, *(id for _, id, *_ in chain))
                for r in self._requirements.get(id, ())
                if self._in_force(r) and r.matter in matters
            ],
        }

    @staticmethod
    def _required(r: Any) -> tuple[Any, ...]:
        kinds = list(r.place_kinds), list(r.post_kinds)
        return r.id, r.area, r.tier, kinds[0], r.matter, r.minimum, r.answered_at, kinds[1], r.citation

    def _in_force(self, fact: Any) -> bool:
        return (fact.since is None or fact.since <= self._on) and (fact.until is None or fact.until > self._on)

    def _related(self, matter: str | None) -> Rows:
        found: Rows = [("all", None, None)]
        if matter is None or matter == "all":
            return found + [(one.id, one.parent, one.name) for one in self._one["matters"].values()]
        above, waiting = matter, list(self._below.get(matter, ()))
        while above != "all":
            one = self._one["matters"][above]
            found.append((one.id, one.parent, one.name))
            above = one.parent
        while waiting:
            one = waiting.pop()
            found.append((one.id, one.parent, one.name))
            waiting.extend(self._below.get(one.id, ()))
        return found

    def _answering(self, distance: int, place: str, matters: set[str]) -> Iterator[tuple[Any, ...]]:
        for a in self._assignments.get(place, ()):
            if a.matter not in matters or (a.since is not None and a.since > self._on):
                continue
            p = self._one["posts"][a.post]
            body = self._one["organizations"].get(p.organization)
            answers = int((a.until is None or a.until > self._on) and self._in_force(p))  # as SQLite says it
            about = (distance, a.place, a.id, a.tier, a.matter, list(a.unit_kinds), a.ground, a.since, a.until, answers)
            post = (p.id, p.name, p.kind, p.phone, p.organization, None if body is None else body.name)
            for t in (self._holding(a.post) if answers else ()) or (None,):
                if t is None:
                    yield (*about, *post, None, None, None, None, None)
                else:
                    yield (*about, *post, t.person, self._one["people"][t.person].name, t.kind, t.since, t.until)
