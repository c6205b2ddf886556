"""Every scenario of tests/scenarios/drawn: answers that only drawings show, on every engine, as written out by hand.

Rules of this module:
- An answer has the keys that the scenario says; lists are whole.
"""

from pathlib import Path
from typing import Any

import orjson
import pytest
import yaml

from graph.commands.handover import handover
from graph.commands.matrix import matrix
from graph.commands.timeline import timeline
from graph.model.errors import Refusal
from graph.output.json import dumps
from graph.stores import Store
from tests.conformance.test_coverage_scenarios import fill, said_of
from tests.conftest import Engine

FOLDER = Path(__file__).parents[1] / "scenarios" / "drawn"
SCENARIOS = sorted(FOLDER.glob("*.yaml"))
COMMANDS: dict[str, Any] = {"handover": handover, "matrix": matrix, "timeline": timeline}


def test_each_kind_has_scenarios() -> None:
    assert {path.stem.partition("-")[0] for path in SCENARIOS} == set(COMMANDS)


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
def test_every_engine_answers_as_written_out_by_hand(path: Path, engine: Engine, tmp_path: Path) -> None:
    scenario = yaml.safe_load(path.read_text(encoding="utf-8"))
    store = engine.create()
    fill(store, scenario, tmp_path)
    for question in scenario["questions"]:
        ((name, arguments),) = question["ask"].items()
        if "refused" in question:
            assert refusal_of(store, name, arguments) == question["refused"], question["ask"]
            continue
        answer = orjson.loads(dumps(COMMANDS[name](store, **arguments)))
        assert said_of(answer, question["answer"]) == question["answer"], question["ask"]


def refusal_of(store: Store, name: str, arguments: dict[str, Any]) -> str | None:
    try:
        COMMANDS[name](store, **arguments)
    except Refusal as error:
        return error.code
    return None
