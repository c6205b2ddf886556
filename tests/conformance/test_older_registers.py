"""Registers of older schemas: every later zeren opens them, finds them sound and answers as then, byte for byte."""

import shutil
from pathlib import Path

import orjson
import pytest

from graph.commands.trace import trace
from graph.commands.verify import verify
from graph.output.json import dumps
from graph.stores import open_store
from graph.stores.sqlite.file import SCHEMA

FOLDER = Path(__file__).parents[1] / "registers"
REGISTERS = sorted(FOLDER.glob("*.db"))


def test_a_register_of_each_schema_is_kept() -> None:
    assert [path.stem for path in REGISTERS] == [f"schema-{number}" for number in range(1, SCHEMA)]


@pytest.mark.parametrize("path", REGISTERS, ids=lambda path: path.stem)
def test_an_older_register_is_sound_and_answers_as_then(path: Path, tmp_path: Path) -> None:
    copied = shutil.copy(path, tmp_path / path.name)
    store = open_store(str(copied))
    assert verify(store).changesets > 1
    for line in path.with_suffix(".jsonl").read_bytes().splitlines():
        asked = orjson.loads(line)["question"]
        answer = trace(store, asked["place"], asked["matter"], asked["on"], asked["known_at"]).answer
        assert dumps(answer) == line
    store.close()
