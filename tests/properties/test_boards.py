"""Boards of random registers: what they say, and since when one that hangs differs, as the oracle has it."""

from collections import Counter

import orjson
import pytest
from hypothesis import given, note
from hypothesis import strategies as st

from graph.commands.board import board_of
from graph.commands.board_audit import Hanging, outdated_since
from graph.commands.coverage_question import Question as Asking
from graph.commands.coverage_question import take
from graph.commands.trace import trace
from graph.model.errors import Refusal
from graph.model.times import Day, Instant
from graph.output.json import dumps
from graph.stores import Store
from tests import board_oracle
from tests.conftest import Server
from tests.properties.histories import examples, history_of, known_text, new_neo4j, new_sqlite, put_register
from tests.properties.strategies import QUESTION_DAYS, Drawn, Question, asked

QUESTIONS = 5


def judge(store: Store, history: list[dict[str, object]], one: Question, day: str, seen: Counter[str]) -> None:
    """Print a place's board of one day, and ask since when it differs on another."""
    known_at = store.register().head.recorded_at if one.known_at is None else one.known_at
    note(f"the board of {one.place} as of {day}, known at {known_at}; asked on {one.on}")
    try:
        board = board_of(trace(store, one.place, None, day, known_text(Instant(known_at or 0))))
    except Refusal:
        assert board_oracle.board(history, one.place, day, known_at, ids=False) is None
        seen["none"] += 1
        return
    ids = board_oracle.board(history, one.place, day, known_at, ids=True)
    assert ids is not None
    assert board.digest == board_oracle.digest(ids)
    assert orjson.loads(dumps(board.content)) == board_oracle.board(history, one.place, day, known_at, ids=False)

    printing = {"place": one.place, "day": day, "known_at": known_at, "content": board.digest}
    hanging = Hanging(one.place, "k", Day(day), Instant(known_at or 0), board.digest, "a4", Instant(0))
    found = outdated_since(store, take(store, Asking(on=one.on)), hanging)
    since, differs = (None, []) if found is None else (found[0], orjson.loads(dumps(found[1])))
    assert (since, differs) == board_oracle.outdated_since(history, printing, one.on, None)
    seen["same" if since is None else "its own day" if since == day else "later"] += 1


@st.composite
def printed(draw: st.DrawFn) -> tuple[Drawn, list[tuple[Question, str]]]:
    """A register, and questions each with an earlier day, on which a board was printed."""
    drawn, questions = draw(asked(QUESTIONS))
    days = [[day for day in QUESTION_DAYS if day <= one.on] or [one.on] for one in questions]
    return drawn, [(one, draw(st.sampled_from(some))) for one, some in zip(questions, days, strict=True)]


def test_sqlite_and_the_oracle_print_alike_and_see_alike_since_when_a_board_differs(
    pytestconfig: pytest.Config,
) -> None:
    seen: Counter[str] = Counter()

    @examples(pytestconfig, few=100, many=2_000)
    @given(printed())
    def holds(asked: tuple[Drawn, list[tuple[Question, str]]]) -> None:
        with new_sqlite() as store:
            history = history_of(put_register(store, asked[0]))
            for one, day in asked[1]:
                judge(store, history, one, day, seen)

    holds()

    wanted = ("none", "same", "its own day", "later") if pytestconfig.getoption("--thorough") else ("same",)
    assert [what for what in wanted if not seen[what]] == [], seen


@pytest.mark.neo4j
def test_neo4j_and_the_oracle_print_alike_and_see_alike_since_when_a_board_differs(
    pytestconfig: pytest.Config, neo4j_server: Server
) -> None:
    @examples(pytestconfig, few=8, many=200)
    @given(printed())
    def holds(asked: tuple[Drawn, list[tuple[Question, str]]]) -> None:
        with new_neo4j(neo4j_server) as store:
            history = history_of(put_register(store, asked[0]))
            for one, day in asked[1]:
                judge(store, history, one, day, Counter())

    holds()
