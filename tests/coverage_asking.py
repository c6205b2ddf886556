"""Questions of coverage, gaps and audits, put to the oracle and to an engine in the same words.

Rules of this module:
- A question is a name (`QUESTIONS`) and its arguments, in the words of tests/coverage_oracle.py; `over` is
  the text `A..B`.
- What an engine answers is cut down to what the oracle says: the rows alone, findings without their remedies, and
  nothing of what an answer was narrowed to.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import orjson

from graph.commands.audit import audit
from graph.commands.coverage import coverage
from graph.commands.coverage_question import Question
from graph.commands.gaps import gaps
from graph.commands.keystones import keystones
from graph.commands.what_if import what_if
from graph.meaning.coverage_answers import Limits
from graph.output.json import dumps
from graph.stores import Store
from tests import coverage_oracle

COMMANDS: dict[str, Any] = {
    "coverage": coverage,
    "gaps": gaps,
    "what_if": what_if,
    "keystones": keystones,
    "changed": coverage,
    "audit": audit,
}
QUESTIONS = tuple(COMMANDS)
LIMITS = {
    "expiring_days": "expiring_days",
    "acting_days": "acting_days",
    "overload_places": "places",
    "board_days": "board_days",
}
"""The oracle's names of an audit's limits, and the command's."""

History = Sequence[Mapping[str, Any]]


def ask_oracle(history: History, name: str, arguments: Mapping[str, Any]) -> Any:
    """The oracle's answer; `known_at` is a number of microseconds here."""
    ask = {"area": None, "known_at": None} | dict(arguments)
    ask["area"] = ask["area"] or None  # in a question an empty area is an absent one
    if isinstance(ask.get("over"), str):
        since, until = ask["over"].split("..")
        ask["over"] = (since, until)
    return getattr(coverage_oracle, name)(history, **ask)


def ask_engine(store: Store, name: str, arguments: Mapping[str, Any]) -> Any:
    """A command's answer; `known_at` is a text here."""
    ask = dict(arguments)
    besides = {key: ask.pop(key) for key in ("against",) if key in ask}
    if name == "audit":
        limits = {field: ask.pop(said) for said, field in LIMITS.items() if said in ask}
        besides["limits"] = Limits(**limits)
    question = Question(**(ask | {"without": tuple(ask.get("without", ()))}))
    answer = COMMANDS[name](store, question, **besides)
    return as_the_oracle_says_it(name, orjson.loads(dumps(answer)))


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
            return {key: answer[key] for key in answer if key != "narrowed"}
