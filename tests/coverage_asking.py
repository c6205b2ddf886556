"""Questions of coverage, gaps and audits, put to the oracle and to an engine in the same words.

Rules of this module:
- A question is a name (`QUESTIONS`) and its arguments, in the words of tests/coverage_oracle.py; `over` is
  the text `A..B`.
- What an engine answers is cut down to what the oracle says: the rows alone, findings without their remedies.
- The engines are asked as soon as their commands are there (`ENGINES_ARE_ASKED`).
"""

from collections.abc import Mapping, Sequence
from importlib import import_module
from importlib.util import find_spec
from typing import Any

import orjson

from graph.output.json import dumps
from graph.stores import Store
from tests import coverage_oracle

QUESTIONS = ("coverage", "gaps", "what_if", "keystones", "changed", "audit")
COMMANDS = ("coverage", "gaps", "what_if", "keystones", "audit")
ENGINES_ARE_ASKED = all(find_spec(f"graph.commands.{name}") for name in COMMANDS)

History = Sequence[Mapping[str, Any]]


def ask_oracle(history: History, name: str, arguments: Mapping[str, Any]) -> Any:
    """The oracle's answer; `known_at` is a number of microseconds here."""
    ask = {"area": None, "known_at": None} | dict(arguments)
    if isinstance(ask.get("over"), str):
        since, until = ask["over"].split("..")
        ask["over"] = (since, until)
    return getattr(coverage_oracle, name)(history, **ask)


def ask_engine(store: Store, name: str, arguments: Mapping[str, Any]) -> Any:
    """A command's answer; `known_at` is a text here."""
    ask = dict(arguments)
    area = ask.pop("area", None)
    command = "coverage" if name == "changed" else name
    answer = getattr(import_module(f"graph.commands.{command}"), command)(store, area, **ask)
    return as_the_oracle_says_it(name, orjson.loads(dumps(getattr(answer, "answer", answer))))


def as_the_oracle_says_it(name: str, answer: Mapping[str, Any]) -> Any:
    match name:
        case "gaps":
            return answer["gaps"]
        case "keystones":
            return answer["people"]
        case "changed":
            return {key: answer["changes"][key] for key in ("opened", "closed", "still_open")}
        case "what_if":
            return {key: answer[key] for key in ("opened", "still_open")}
        case "audit":
            findings = [{key: one[key] for key in one if key != "remedy"} for one in answer["findings"]]
            looked_at = {code: of for code, of in answer["looked_at"].items() if code in coverage_oracle.CODES}
            return {"findings": findings, "looked_at": looked_at}
        case _:
            return answer
