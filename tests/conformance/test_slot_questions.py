"""The questions about slots and audits give the same rows on both engines: of random registers, and of the example.

Rules:
- What the rows mean is judged elsewhere (the oracle); here one engine is the other's opinion, for every parameter.
- Rows are compared as multisets; lists in a row whose order says nothing are sorted first.
- `slots`, of which last holders and who answers above are asked, are all slots, filled ones too.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

import orjson
import pytest
from hypothesis import given, note
from hypothesis import strategies as st

from graph.commands import imports
from graph.model.facts import Person, Post, Requirement
from graph.model.times import Instant
from graph.model.words import ALL, LEVELS, TIERS
from graph.resources import folder
from graph.stores import Store, queries
from tests.conftest import Server
from tests.properties.histories import examples, new_neo4j, new_sqlite, put_register
from tests.properties.strategies import QUESTION_DAYS, Dice, Drawn, questions, registers

QUESTIONS = (
    "scope",
    "scope_over",
    "coverage_asked",
    "slots/slots",
    "slots/gaps",
    "slots/counts",
    "slots/days",
    "slots/holders",
    "slots/last_holders",
    "slots/matter_counts",
    "slots/above",
    "slots/keystones",
    "slots/overlaps",
    "slots/conflicts",
    "audits/double_holder",
    "audits/acting_too_long",
    "audits/overload",
    "audits/idle",
    "audits/orphan_place",
    "audits/dangling",
    "posts_held",
    "seats",
    "boards/last",
    "boards/days",
)
ROUNDS = 4
"""So many sets of parameters for each register."""

Values = dict[str, Any]


@st.composite
def values(draw: st.DrawFn, drawn: Drawn) -> Values:
    """A value for every parameter that a question may have."""
    dice = Dice(draw)
    facts = [fact for known in drawn.known for fact in known.values()]
    asked = draw(questions(drawn))
    people = sorted({fact.id for fact in facts if isinstance(fact, Person)})
    requirements = sorted({fact.id for fact in facts if isinstance(fact, Requirement)})
    days = sorted({asked.on, *dice.some(QUESTION_DAYS, 3, 5)})
    spots = [[place, day] for place in drawn.bodies for day in days if not dice.rarely(6)]
    first, last = sorted((dice.one(QUESTION_DAYS), dice.one(QUESTION_DAYS)))
    return {
        "area": dice.one((asked.place, *drawn.bodies)) if dice.rarely(3) else None,
        "level": dice.perhaps(LEVELS, none=2),
        "matter": asked.matter if dice.rarely(2) else None,
        "tier": dice.one(TIERS) if dice.rarely(5) else None,
        "requirement": dice.one((*requirements, "nothing")) if dice.rarely(6) else None,
        "without": list(dice.some(people, 1, 2)) if dice.rarely(3) else [],
        "spots": [*spots, *spots[:2], ["nowhere", asked.on]],
        "places": list(drawn.bodies),
        "counts_in": {place: dice.one(drawn.bodies) for place in drawn.bodies if not dice.rarely(4)},
        "posts": sorted({fact.id for fact in facts if isinstance(fact, Post)}),
        "first": first,
        "last": last,
        "before": dice.one(QUESTION_DAYS),
        "most": dice.below(3),
        "on": asked.on,
        "known_at": asked.known_at if dice.rarely(2) else None,
    }


def rows(store: Store, question: str, values: Values) -> Counter[bytes]:
    given = {name: values[name] for name in queries.load("sql", question).parameters}
    return Counter(orjson.dumps(_settled(row)) for row in store.ask(question, **given))


def _settled(row: Sequence[Any]) -> list[Any]:
    """A row whose lists have one order; the fields of a part stand where they stand."""
    part = isinstance(row[-1], list | tuple) and len(row) == 2
    fields = [*row[:-1], *row[-1]] if part else row
    return [sorted(one) if isinstance(one, list) else one for one in fields]


def all_slots(store: Store, values: Values) -> list[list[Any]]:
    given = {name: values[name] for name in queries.load("sql", "slots/slots").parameters}
    return [
        [place, day, requirement, leaf] for place, day, _, requirement, leaf, *_ in store.ask("slots/slots", **given)
    ]


def agree(one: Store, other: Store, values: Values) -> Counter[str]:
    """Ask both stores every question; return how many rows each gave."""
    seen: Counter[str] = Counter()
    whole = values | {"slots": all_slots(one, values)}
    for question in QUESTIONS:
        found = rows(one, question, whole)
        assert rows(other, question, whole) == found, (question, whole)
        seen[question] += found.total()
    return seen


@pytest.mark.neo4j
def test_both_engines_give_the_same_rows_for_random_registers(
    pytestconfig: pytest.Config, neo4j_server: Server
) -> None:
    seen: Counter[str] = Counter()

    @examples(pytestconfig, few=12, many=400)
    @given(
        registers().flatmap(
            lambda drawn: st.tuples(st.just(drawn), st.lists(values(drawn), min_size=ROUNDS, max_size=ROUNDS))
        )
    )
    def holds(asked: tuple[Drawn, list[Values]]) -> None:
        drawn, rounds = asked
        with new_sqlite() as sqlite, new_neo4j(neo4j_server) as neo4j:
            for changeset in put_register(sqlite, drawn):
                neo4j.append(changeset)
            for one in rounds:
                note(f"asked: {one}")
                seen.update(agree(sqlite, neo4j, one))

    holds()

    if pytestconfig.getoption("--thorough"):
        assert [question for question in QUESTIONS if not seen[question]] == [], "the registers have lost their variety"


@pytest.fixture(scope="module")
def example_twice(neo4j_server: Server) -> Iterator[tuple[Store, Store]]:
    """The bundled example, on both engines."""
    with new_sqlite() as sqlite, new_neo4j(neo4j_server) as neo4j:
        planned = imports.plan(sqlite, folder("example"))
        changeset = imports.commit(sqlite, planned, by="tester", why="the example", now=Instant(1))
        assert changeset is not None
        neo4j.append(changeset)
        yield sqlite, neo4j


NOTHING: Values = {"area": None, "level": None, "matter": None, "tier": None, "requirement": None, "without": []}


@pytest.mark.neo4j
@pytest.mark.parametrize("on", ["2022-03-01", "2026-11-24"])
@pytest.mark.parametrize(
    "narrowed",
    [
        {},
        {"area": "990101001", "level": "village"},
        {"matter": ALL, "tier": "direct"},
        {"matter": "venue_fire", "requirement": "street-legal-person"},
    ],
    ids=["whole", "street", "root", "fire"],
)
def test_both_engines_give_the_same_rows_for_the_example(
    example_twice: tuple[Store, Store], narrowed: Values, on: str
) -> None:
    sqlite, neo4j = example_twice
    scope = sqlite.ask("scope", area=None, level=None, on=on, known_at=None)
    places = [fields[0] for part, fields in scope if part == "place"]
    days = [on, "2024-07-01"]
    tenures = sqlite.ask("facts/tenures", first=1, last=10_000, everything=False, known_at=None)
    people = sorted({row[6] for row in tenures})
    posts = sorted({row[5] for row in tenures})
    asked = NOTHING | narrowed | {"on": on, "known_at": None, "first": "2024-01-01", "last": on}
    asked |= {"places": places, "posts": posts, "counts_in": dict(zip(places[::2], places, strict=False))}
    asked |= {"before": "2025-09-15", "most": 3, "spots": [[place, day] for place in places for day in days]}
    for without in ([], people[::5]):
        seen = agree(sqlite, neo4j, asked | {"without": without})
        assert seen["slots/slots"] > 0
