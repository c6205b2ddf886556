"""Every scenario of tests/scenarios, on every engine: imported, and each answer is as written out by hand."""

from pathlib import Path
from typing import Any

import orjson
import pytest
import yaml

from graph.commands.trace import trace
from graph.model.errors import NotInForce, Refusal
from graph.model.times import parse_instant
from graph.output.json import dumps
from tests.conftest import Engine
from tests.importing import put

FOLDER = Path(__file__).parents[1] / "scenarios" / "trace"
SCENARIOS = sorted(FOLDER.glob("*.yaml"))
ANSWERED = ("chain", "chain_ends", "accountable", "gaps", "call_order", "narrower")


def test_there_are_scenarios() -> None:
    assert len(SCENARIOS) >= 60


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
def test_scenario(path: Path, engine: Engine, tmp_path: Path) -> None:
    scenario = yaml.safe_load(path.read_text(encoding="utf-8"))
    store = engine.create()
    for changeset in scenario["changesets"]:
        files = {name: text for name, text in changeset.items() if name != "at"}
        assert put(store, tmp_path / "in", files, parse_instant(changeset["at"])), "the import changes something"
    for question in scenario["questions"]:
        ask = question["ask"]
        if "refused" in question:
            with pytest.raises(Refusal) as refused:
                trace(store, **ask)
            assert refused.value.code == question["refused"], ask
            assert isinstance(refused.value, NotInForce) == question["refused"].endswith("_not_in_force")
        else:
            answer = as_json(trace(store, **ask).answer)
            assert {key: answer[key] for key in ANSWERED} == question["answer"], ask
            assert answer["complete"] is True
    store.close()


def as_json(answer: Any) -> dict[str, Any]:
    return orjson.loads(dumps(answer))  # type: ignore[no-any-return]
