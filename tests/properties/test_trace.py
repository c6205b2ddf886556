"""SQLite, Neo4j and the oracle give equal answers to random questions about random registers, or refuse them alike."""

from collections import Counter
from typing import Any

import pytest
from hypothesis import given, note

from graph.stores import Store
from tests.conftest import Server
from tests.properties.histories import (
    Answer,
    examples,
    history_of,
    new_neo4j,
    new_sqlite,
    placed,
    placed_by_oracle,
    put_register,
    traced,
    traced_by_oracle,
)
from tests.properties.strategies import Drawn, Question, asked

QUESTIONS = 6

Asked = tuple[Drawn, list[Question]]
History = list[dict[str, Any]]


def test_sqlite_and_the_oracle_trace_alike_and_see_places_alike(pytestconfig: pytest.Config) -> None:
    seen: Counter[str] = Counter()

    @examples(pytestconfig, few=150, many=3_000)
    @given(asked(QUESTIONS))
    def holds(asked: Asked) -> None:
        drawn, questions = asked
        with new_sqlite() as store:
            history = history_of(put_register(store, drawn))

            assert [changeset["recorded_at"] for changeset in history] == list(drawn.recorded)
            for question in questions:
                answer = agreed(store, history, question)
                seen.update(features(answer))

    holds()

    wanted = COMMON + RARE if pytestconfig.getoption("--thorough") else COMMON
    assert [feature for feature in wanted if not seen[feature]] == [], "the registers have lost their variety"


@pytest.mark.neo4j
def test_sqlite_and_neo4j_and_the_oracle_trace_alike_and_see_places_alike(
    pytestconfig: pytest.Config, neo4j_server: Server
) -> None:
    @examples(pytestconfig, few=12, many=200)
    @given(asked(QUESTIONS))
    def holds(asked: Asked) -> None:
        drawn, questions = asked
        with new_sqlite() as sqlite, new_neo4j(neo4j_server) as neo4j:
            changesets = put_register(sqlite, drawn)
            heads = [neo4j.append(changeset) for changeset in changesets]

            assert heads[-1] == sqlite.register().head == neo4j.register().head
            history = history_of(changesets)
            for question in questions:
                assert agreed(sqlite, history, question) == agreed(neo4j, history, question)

    holds()


def agreed(store: Store, history: History, question: Question) -> Answer:
    """The answer to a trace that store and oracle both give; they see the place alike too."""
    note(f"asked: {question}")
    answer = traced(store, question)
    assert answer == traced_by_oracle(history, question)
    assert placed(store, question) == placed_by_oracle(history, question)
    return answer


COMMON = (
    "unknown_place",
    "place_not_in_force",
    "matter_not_in_force",
    "broken",
    "root",
    "three places",
    "unassigned",
    "vacant post",
    "substantive",
    "acting",
    "concurrent",
    "narrower",
)
"""What hundreds of answers to random questions have among them: each in one of six registers, or more."""

RARE = ("unknown_matter", "lapsed", "vacant", "partial", "two holders", "two to call", "a unit's own line")
"""What thousands have: each in one of fifty registers, or more."""


def features(answer: Answer) -> set[str]:
    if "refused" in answer:
        return {answer["refused"]}
    accountable = answer["accountable"]
    holders = Counter(one["assignment"]["id"] for one in accountable)
    flags = {
        "three places": len(answer["chain"]) >= 3,
        "vacant post": any(one["person"] is None for one in accountable),
        "two holders": any(count > 1 for count in holders.values()),
        "narrower": bool(answer["narrower"]),
        "two to call": len(answer["call_order"]) >= 2,
        "a unit's own line": any(one["assignment"]["unit_kinds"] for one in accountable),
    }
    kinds = {one["tenure"]["kind"] for one in accountable if one["tenure"]}
    gaps = {gap["kind"] for gap in answer["gaps"]}
    return {name for name, holds in flags.items() if holds} | kinds | gaps | {answer["chain_ends"]}
