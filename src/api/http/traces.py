"""POST /api/v1/traces: up to 1,000 questions in one body, their answers in the same order.

Rules:
- What is wrong with the body itself refuses all of it, with every wrong field named by its place: ``questions.3.on``.
- A question that is refused stands among the answers as its problem, the very one that it would get by itself.
- The answer is serialised once; the models here only describe it.
"""

import json
from collections.abc import Iterator
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.concurrency import run_in_threadpool
from pydantic import BaseModel, ConfigDict, Field

from api.http.problems import Problem, problem
from graph.commands.traces import Asked, Batch
from graph.commands.traces import traces as traces_command
from graph.meaning.answers import AsOf, Trace
from graph.model.errors import BadValue
from graph.output.json import dumps
from graph.stores import Store

MOST = 1_000
MOST_BYTES = 4 << 20
FIELDS = ("place", "matter", "on", "known_at")


class Question(BaseModel):
    """One question, as the parameters of GET /api/v1/trace."""

    model_config = ConfigDict(extra="forbid")
    place: str
    matter: str | None = None
    on: str | None = None
    known_at: str | None = None


class Questions(BaseModel):
    """The body."""

    model_config = ConfigDict(extra="forbid")
    questions: list[Question] = Field(max_length=MOST)


class Refused(BaseModel):
    """What stands in place of an answer."""

    problem: Problem


class Traces(BaseModel):
    """The answer."""

    traces: list[Trace | Refused]
    as_of: AsOf | None
    complete: bool


def add(app: FastAPI, store: Store, responses: dict[int | str, dict[str, Any]]) -> None:
    """Add the route to an application."""

    @app.post(
        "/api/v1/traces",
        summary="Who answers, many questions at once.",
        tags=["questions"],
        response_model=Traces,
        responses={status: responses[status] for status in (422, 500, 503)},
        openapi_extra={"requestBody": {"required": True, "content": {"application/json": {"schema": _schema()}}}},
    )
    async def traces(request: Request) -> Response:
        body = await _body(request)
        return await run_in_threadpool(_answer, store, request, body)


def _answer(store: Store, request: Request, body: bytes) -> Response:
    if request.query_params:
        raise BadValue(**dict.fromkeys(sorted(request.query_params), "unknown_parameter"))
    found = traces_command(store, questions(body))
    return Response(dumps(_shown(found, request)), media_type="application/json", headers={"Cache-Control": "no-store"})


def _shown(batch: Batch, request: Request) -> dict[str, Any]:
    traces = [one if isinstance(one, Trace) else {"problem": problem(one, request)} for one in batch.traces]
    return {"traces": traces, "as_of": batch.as_of, "complete": True}


async def _body(request: Request) -> bytes:
    """Return the body; one above the limit is refused before it is held."""
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > MOST_BYTES:
            raise BadValue(body="too_long")
    return bytes(body)


def questions(body: bytes) -> list[Asked]:
    """Return the questions of a body; raise BadValue with every wrong field."""
    try:
        said = json.loads(body.decode(), object_pairs_hook=_Pairs)
    except (ValueError, RecursionError) as error:
        raise BadValue(body="not_json") from error
    if not isinstance(said, _Pairs):
        raise BadValue(body="not_an_object")
    faults = dict(_faults_of_names(said, ("questions",), ""))
    listed = dict(said).get("questions")
    if "questions" not in faults and not isinstance(listed, list):
        faults["questions"] = "not_a_list" if listed is not None else "missing"
    elif isinstance(listed, list) and len(listed) > MOST:
        faults["questions"] = "too_many"
    elif isinstance(listed, list):
        for number, one in enumerate(listed):
            faults.update(_faults(one, f"questions.{number}"))
    if faults:
        raise BadValue(**faults)
    return [Asked(**dict(one)) for one in listed or ()]


class _Pairs(tuple[tuple[str, Any], ...]):
    """An object of JSON as its pairs: a name given twice is seen."""

    __slots__ = ()


def _faults(one: Any, where: str) -> Iterator[tuple[str, str]]:
    if not isinstance(one, _Pairs):
        yield where, "not_an_object"
        return
    yield from _faults_of_names(one, FIELDS, f"{where}.")
    values = dict(one)
    for name in FIELDS:
        value = values.get(name)
        if name == "place" and (value is None or value == ""):
            yield f"{where}.{name}", "missing"
        elif value is not None and not (isinstance(value, str) and _is_text(value)):
            yield f"{where}.{name}", "not_text"


def _faults_of_names(pairs: _Pairs, known: tuple[str, ...], before: str) -> Iterator[tuple[str, str]]:
    names = [name for name, _ in pairs]
    for name in names:
        shown = before + name.encode(errors="replace").decode()
        if name not in known:
            yield shown, "unknown_parameter"
        elif names.count(name) > 1:
            yield shown, "given_twice"


def _is_text(value: str) -> bool:
    return value.isascii() or not any("\ud800" <= mark <= "\udfff" for mark in value)


def _schema() -> dict[str, Any]:
    """Return the body's schema with its parts inside, since nothing else refers to them."""
    schema = Questions.model_json_schema()
    [question] = schema.pop("$defs").values()
    schema["properties"]["questions"]["items"] = question
    return schema
