"""Every scenario of tests/scenarios/coverage: the oracle, and every engine, answer as is written out by hand.

Rules of this module:
- One scenario is one register, imported by the real command; its questions are asked of the register's own history.
- An answer of rows must be all of them, key by key; of coverage, and of what an audit looked at, the keys that the
  scenario says.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from graph.commands import imports, reading
from graph.commands.moments import moments
from graph.model.errors import Refusal
from graph.model.times import parse_instant
from graph.resources import folder
from graph.stores import Store
from tests.conftest import Engine
from tests.coverage_asking import ask_engine, ask_oracle
from tests.coverage_oracle import GAP_KINDS
from tests.importing import put
from tests.oracle import Refused
from tests.properties.histories import history_of

FOLDER = Path(__file__).parents[1] / "scenarios" / "coverage"
SCENARIOS = sorted(FOLDER.glob("*.yaml"))

Question = Mapping[str, Any]
Asked = Callable[[str, dict[str, Any]], Any]


def test_there_are_scenarios() -> None:
    assert len(SCENARIOS) >= 45


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
def test_the_oracle_answers_as_written_out_by_hand(path: Path, sqlite: Engine, tmp_path: Path) -> None:
    scenario = yaml.safe_load(path.read_text(encoding="utf-8"))
    store = sqlite.create()
    fill(store, scenario, tmp_path)
    history = history_of(list(reading.changesets(store)))
    zone = store.zone

    def asked(name: str, ask: dict[str, Any]) -> Any:
        on, known_at = moments(ask["on"], ask.get("known_at"), zone)
        return ask_oracle(history, name, ask | {"on": on, "known_at": known_at})

    for question in scenario["questions"]:
        judge(question, asked)


# --- The engines: from here on what the commands answer ---------------------------------------------------------------


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
def test_every_engine_answers_as_written_out_by_hand(path: Path, engine: Engine, tmp_path: Path) -> None:
    scenario = yaml.safe_load(path.read_text(encoding="utf-8"))
    store = engine.create()
    fill(store, scenario, tmp_path)
    for question in scenario["questions"]:
        judge(question, lambda name, ask: ask_engine(store, name, ask))


# --- What both have in common -----------------------------------------------------------------------------------------


def fill(store: Store, scenario: Mapping[str, Any], tmp_path: Path) -> None:
    """Import a scenario's changesets, or the bundled example."""
    if scenario.get("example"):
        imports.commit(store, imports.plan(store, folder("example")), by="tester", why="the example")
    for changeset in scenario.get("changesets", ()):
        files = {name: text for name, text in changeset.items() if name != "at"}
        assert put(store, tmp_path / "in", files, parse_instant(changeset["at"])), "the import changes something"


def judge(question: Question, asked: Asked) -> None:
    """Ask one question, and compare what comes back with what is written."""
    ((name, arguments),) = question["ask"].items()
    if "refused" in question:
        assert refusal_of(name, dict(arguments), asked) == question["refused"], question["ask"]
        return
    answer, written = asked(name, dict(arguments)), question["answer"]
    if name == "audit":
        if "findings" in written:
            assert answer["findings"] == written["findings"], question["ask"]
        if "besides_gaps" in written:
            others = [one for one in answer["findings"] if one["code"] not in GAP_KINDS]
            assert others == written["besides_gaps"], question["ask"]
        assert said_of(answer["looked_at"], written.get("looked_at", {})) == written.get("looked_at", {}), question
    elif name == "coverage":
        assert said_of(answer, written) == written, question["ask"]
    else:
        assert answer == written, question["ask"]


def refusal_of(name: str, arguments: dict[str, Any], asked: Asked) -> str | None:
    """The code of a refusal; None where the question is answered."""
    try:
        asked(name, arguments)
    except Refused as error:
        return error.kind
    except Refusal as error:
        return error.code
    return None


def said_of(answer: Any, written: Any) -> Any:
    """The part of an answer that a scenario speaks of: the same keys, and of a list every member."""
    if isinstance(written, dict):
        return {key: said_of(answer[key], value) for key, value in written.items()}
    if isinstance(written, list) and len(written) == len(answer):
        return [said_of(one, other) for one, other in zip(answer, written, strict=True)]
    return answer
