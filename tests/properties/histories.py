"""Random registers written to a store, turned into the oracle's history, and asked; and the counts of examples."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import orjson
import pytest
from hypothesis import HealthCheck, settings

from graph.changes.changeset import Changeset
from graph.commands import places
from graph.commands.trace import trace
from graph.commands.writing import write
from graph.model.errors import NotInForce, Refusal
from graph.model.facts import Fact
from graph.model.times import Instant, instant_text
from graph.output.json import dumps
from graph.stores import Store
from tests import oracle
from tests.conftest import Engine, Server, sqlite_engine
from tests.properties.strategies import Drawn, Question, Step

Answer = dict[str, Any]


def examples(config: pytest.Config, few: int, many: int) -> settings:
    """So many examples; the many with --thorough. A register is a large example by nature."""
    return settings(
        max_examples=many if config.getoption("--thorough") else few,
        deadline=None,
        derandomize=False,
        print_blob=True,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )


MEMORY = Path("/dev/shm")
"""Where files cost no disk: nothing here is about what a disk keeps."""


@contextmanager
def new_folder() -> Iterator[Path]:
    """An empty folder for one example."""
    with TemporaryDirectory(prefix="zeren-property-", dir=MEMORY if MEMORY.is_dir() else None) as folder:
        yield Path(folder)


@contextmanager
def new_engine() -> Iterator[Engine]:
    """An empty SQLite engine for one example."""
    with new_folder() as folder:
        yield sqlite_engine(folder)


@contextmanager
def new_sqlite() -> Iterator[Store]:
    """An empty SQLite register for one example."""
    with new_engine() as engine:
        store = engine.create()
        try:
            yield store
        finally:
            store.close()


@contextmanager
def register_of(drawn: Drawn) -> Iterator[Store]:
    """A SQLite register that holds what was drawn."""
    with new_sqlite() as store:
        put_register(store, drawn)
        yield store


@contextmanager
def new_neo4j(server: Server) -> Iterator[Store]:
    """An empty register on the server, for one example; what was there is gone."""
    server.empty()
    store = Engine("neo4j", server.url, server.access, server).create()
    try:
        yield store
    finally:
        store.close()


def put_step(store: Store, step: Step) -> Changeset:
    return write(store, store.register(), step.changes, by="tester", why="a property", source=None, now=step.now)


def put_register(store: Store, drawn: Drawn) -> list[Changeset]:
    return [put_step(store, step) for step in drawn.steps]


def history_of(changesets: list[Changeset]) -> list[dict[str, Any]]:
    """Changesets as the oracle reads them."""
    return [
        {
            "recorded_at": changeset.header.recorded_at,
            "head": changeset.header.hash,
            "changes": [
                {
                    "table": change.table,
                    "supersedes": change.supersedes,
                    "values": None if change.fact is None else values_of(change.fact),
                }
                for change in changeset.changes
            ],
        }
        for changeset in changesets
    ]


def history_to_be(drawn: Drawn) -> list[dict[str, Any]]:
    """A drawn register as the oracle reads it, without a store; a head is the number of its changeset."""
    return [
        {
            "recorded_at": recorded,
            "head": f"head {number}",
            "changes": [
                {
                    "table": change.table,
                    "supersedes": change.supersedes,
                    "values": None if change.fact is None else values_of(change.fact),
                }
                for change in step.changes
            ],
        }
        for number, (step, recorded) in enumerate(zip(drawn.steps, drawn.recorded, strict=True), 1)
    ]


def values_of(fact: Fact) -> dict[str, Any]:
    values = {field.name: getattr(fact, field.name) for field in fields(fact)}
    return {name: list(value) if isinstance(value, tuple) else value for name, value in values.items()}


def refusal(kind: str, periods: list[tuple[Any, Any]]) -> Answer:
    return {"refused": kind, "periods": periods}


def refused(error: Refusal) -> Answer:
    periods = error.periods if isinstance(error, NotInForce) else []
    return refusal(error.code, [(period["since"], period["until"]) for period in periods])


def refused_by_oracle(error: oracle.Refused) -> Answer:
    return refusal(error.kind, [(period["since"], period["until"]) for period in error.periods])


def known_text(known_at: Instant | None) -> str | None:
    return None if known_at is None else instant_text(known_at)


def trace_bytes(store: Store, question: Question) -> bytes:
    """The JSON of a trace; raises a Refusal."""
    traced = trace(store, question.place, question.matter, question.on, known_text(question.known_at))
    return dumps(traced.answer)


def traced(store: Store, question: Question) -> Answer:
    """A store's answer to a trace, or its refusal."""
    try:
        return orjson.loads(trace_bytes(store, question))  # type: ignore[no-any-return]
    except Refusal as error:
        return refused(error)


def traced_by_oracle(history: list[dict[str, Any]], question: Question) -> Answer:
    """The oracle's answer to a trace, or its refusal: of a place before that of a matter, where both are at fault."""
    on, known_at = question.on, question.known_at
    try:
        if question.matter:
            oracle.trace(history, place=question.place, matter=None, on=on, known_at=known_at)
        return oracle.trace(history, place=question.place, matter=question.matter, on=on, known_at=known_at)
    except oracle.Refused as error:
        return refused_by_oracle(error)


def placed(store: Store, question: Question) -> Answer:
    """A store's answer about a place, or its refusal."""
    try:
        seen = places.place(store, question.place, question.on, known_text(question.known_at))
    except Refusal as error:
        return refused(error)
    return orjson.loads(dumps(seen))  # type: ignore[no-any-return]


def placed_by_oracle(history: list[dict[str, Any]], question: Question) -> Answer:
    try:
        return oracle.place(history, place=question.place, on=question.on, known_at=question.known_at)
    except oracle.Refused as error:
        return refused_by_oracle(error)


def besides_times(answer: Answer) -> Answer:
    """An answer without what names the changeset that it stands on."""
    if "refused" in answer:
        return answer
    question = {name: value for name, value in answer["question"].items() if name != "known_at"}
    return {name: value for name, value in answer.items() if name != "as_of"} | {"question": question}
