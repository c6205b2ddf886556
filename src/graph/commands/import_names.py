"""Names of the posts and people of the tenures that an import would change: its preview is for people.

Rules:
- A name is the latest that the plan itself says, else the latest that the register knows.
- Changes come a window at a time, each window with one question: memory does not grow with the names of the register.
"""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple

from graph.changes.changeset import Change
from graph.changes.plan import Plan
from graph.meaning.names import NOUNS, Named, Names
from graph.model.facts import Fact, Organization, Person, Post, Tenure, Unit
from graph.model.times import LAST_DAY, start
from graph.stores import Store

WINDOW = 500


class Id(NamedTuple):
    """What has a name: its noun as in the question ``names``, and its id."""

    noun: str
    id: str


def with_names(store: Store | None, planned: Plan, changes: Iterable[Change]) -> Iterator[tuple[Change, Names]]:
    """Yield each change with the names of its window: of the posts and people of tenures, and no others."""
    said: dict[Id, Named] | None = None
    left = iter(changes)
    while window := list(islice(left, WINDOW)):
        wanted = {one for change in window for one in _ids(change, planned)}
        if wanted and said is None:
            said = _said(planned)
        found = {one: said[one] for one in wanted if one in said} if said else {}
        if store and (unsaid := wanted - found.keys()):
            found |= _stored(store, planned, unsaid)
        for change in window:
            yield change, Names({(one.noun, one.id): name for one, name in found.items()})


def _ids(change: Change, planned: Plan) -> Iterator[Id]:
    fact = planned.before[change.supersedes] if change.supersedes is not None else change.fact
    if isinstance(fact, Tenure):
        yield Id("post", fact.post)
        yield Id("person", fact.person)


def _said(planned: Plan) -> dict[Id, Named]:
    """Return the names that the plan itself says; a post's with that of its organization or unit."""
    latest: dict[Id, Fact] = {}
    for change in planned.changes:
        fact = change.fact
        if isinstance(fact, Person | Post | Organization | Unit):
            noun = "person" if isinstance(fact, Person) else "post" if isinstance(fact, Post) else "organization"
            one = Id(noun, str(fact.id))
            if one not in latest or start(latest[one]) <= start(fact):
                latest[one] = fact
    rows: list[tuple[str, str, str | None, str | None]] = []
    for (noun, id), fact in latest.items():
        if isinstance(fact, Person | Post):
            body = latest.get(Id("organization", fact.organization or "")) if isinstance(fact, Post) else None
            rows.append((noun, id, fact.name, body.name if isinstance(body, Organization | Unit) else None))
    return {Id(*one): called for one, called in Names.of(rows).found.items()}


def _stored(store: Store, planned: Plan, wanted: set[Id]) -> dict[Id, Named]:
    lists: dict[str, list[str]] = {plural: [] for plural in NOUNS.values()}
    for noun, id in sorted(wanted):
        lists[NOUNS[noun]].append(id)
    head = (planned.register or store.register()).head
    rows = store.ask("names", on=LAST_DAY, known_at=head.recorded_at, **lists)
    found = Names.of((noun, id, name, within) for noun, id, name, within in rows).found
    return {Id(*one): called for one, called in found.items()}
