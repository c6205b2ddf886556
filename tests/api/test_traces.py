"""POST /api/v1/traces: many questions, each answered as if it stood alone, all at one head."""

import json
from collections.abc import Iterator
from random import Random
from typing import Any

import pytest
from starlette.testclient import TestClient

from api.http.app import create_app
from graph.commands.traces import Asked, traces
from graph.model.times import parse_instant
from graph.output.json import dumps
from graph.stores import Store
from tests.conftest import Engine
from tests.importing import put

NOW = parse_instant("2026-01-05T01:00:00Z")
FILES = {
    "areas": "id,name,level,parent,since\nt,Town,township,,\nv,Plum,village,t,\nw,New,village,t,2026-06-01\n",
    "posts": "id,name\np1,Secretary\np2,Officer\n",
    "people": "id,name\nx,Zhang Yang\ny,Li Yang\n",
    "tenures": "post,person,since,until\np1,x,,2026-03-01\np1,y,2026-03-01,\np2,y,,\n",
    "matters": "id,name,parent\nfire,Fire,\nflood,Flood,\n",
    "requirements": "id,scheme,tier,place_kinds,matter\nr1,s,first,village,fire\nr2,s,direct,village,flood\n",
    "assignments": "id,post,place,tier,matter,since\na1,p1,v,first,fire,2026-01-01\na2,p2,t,direct,,2025-01-01\n",
}
PLACES = ("v", "t", "w", "nowhere", "V")
MATTERS = (None, "fire", "flood", "all", "no matter")
DAYS = ("2025-06-01", "2026-02-01", "2026-07-01T12:00:00Z", "some day")
TIMES = (None, "2026-01-05", "2026-01-05T01:00:00Z", "2099-01-01", "2020-01-01", "late")
INPUTS: dict[str, tuple[str | None, ...]] = {"place": PLACES, "matter": MATTERS, "on": DAYS, "known_at": TIMES}


def filled(engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> Store:
    store = engine.create()
    put(store, tmp_path_factory.mktemp("in") / "one", FILES, at=NOW)
    return store


@pytest.fixture
def store(engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> Store:
    return filled(engine, tmp_path_factory)


@pytest.fixture
def sqlite_store(sqlite: Engine, tmp_path_factory: pytest.TempPathFactory) -> Store:
    return filled(sqlite, tmp_path_factory)


@pytest.fixture
def client(sqlite_store: Store) -> Iterator[TestClient]:
    with TestClient(create_app(sqlite_store)) as client:
        yield client


def asked(client: TestClient, *questions: Any) -> list[Any]:
    answer = client.post("/api/v1/traces", json={"questions": questions})
    assert answer.status_code == 200, answer.text
    return list(answer.json()["traces"])


def alone(client: TestClient, question: dict[str, str | None]) -> Any:
    found = client.get("/api/v1/trace", params={name: value for name, value in question.items() if value is not None})
    return found.json() if found.status_code == 200 else {"problem": found.json()}


def wrong(client: TestClient, body: bytes | str) -> dict[str, str]:
    answer = client.post("/api/v1/traces", content=body)
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    errors = answer.json()["errors"]
    assert [one["field"] for one in errors] == sorted(one["field"] for one in errors)
    return {one["field"]: one["code"] for one in errors}


def pairs(count: int) -> Iterator[tuple[dict[str, str | None], dict[str, str | None]]]:
    """Yield pairs of questions that differ in one input."""
    random = Random(1)
    for _ in range(count):
        first = {name: random.choice(values) for name, values in INPUTS.items()}
        name = random.choice(list(INPUTS))
        yield first, first | {name: random.choice([value for value in INPUTS[name] if value != first[name]])}


def test_a_thousand_batches_of_two_questions_that_differ_in_one_input_equal_their_single_calls(
    client: TestClient,
) -> None:
    for pair in pairs(1_000):
        assert asked(client, *pair) == [alone(client, one) for one in pair]


@pytest.mark.neo4j
def test_a_batch_gives_the_same_answers_on_both_engines(
    neo4j_engine: Engine, sqlite_store: Store, tmp_path_factory: pytest.TempPathFactory
) -> None:
    store = filled(neo4j_engine, tmp_path_factory)
    questions = [Asked(**one) for pair in pairs(100) for one in pair]  # type: ignore[arg-type]
    one, other = traces(store, questions), traces(sqlite_store, questions)
    assert [shown(found) for found in one.traces] == [shown(found) for found in other.traces]


def shown(found: Any) -> bytes | str:
    if isinstance(found, Exception):
        return repr(found)
    answer = json.loads(dumps(found))
    del answer["as_of"]
    return dumps(answer)


def test_answers_have_the_bytes_of_a_single_call(client: TestClient) -> None:
    one = client.get("/api/v1/trace", params={"place": "v", "on": "2026-02-01"}).content
    many = client.post("/api/v1/traces", json={"questions": [{"place": "v", "on": "2026-02-01"}]}).content
    assert many.startswith(b'{"traces":[' + one + b'],"as_of":{"head":"')
    assert many.endswith(b',"complete":true}')


def test_all_answers_stand_on_one_head_whatever_is_written_meanwhile(
    store: Store, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch, engine: Engine
) -> None:
    writer = engine.open()
    ask_each = store.ask_each

    def slow(question: str, each: Any) -> Any:
        files = {"people": "id,name\ny,Wang Yang\n"}
        put(writer, tmp_path_factory.mktemp("in") / "two", files, at=parse_instant("2026-01-06T01:00:00Z"))
        return ask_each(question, each)

    monkeypatch.setattr(store, "ask_each", slow)
    questions = [Asked("v", None, "2026-04-01", known_at) for known_at in (None, "2099-01-01")]
    batch = traces(store, questions)
    monkeypatch.undo()

    assert batch.as_of is not None
    assert batch.as_of.recorded_at == "2026-01-05T01:00:00.000000Z"
    for answer in batch.traces:
        assert shown(answer) == shown(batch.traces[0])
        assert b"Li Yang" in dumps(answer)
    assert b"Wang Yang" in dumps(traces(store, questions).traces[1])


def test_a_thousand_questions_are_answered_and_one_more_is_refused(client: TestClient) -> None:
    assert len(asked(client, *[{"place": "v", "on": "2026-02-01"}] * 1_000)) == 1_000
    body = json.dumps({"questions": [{"place": "v"}] * 1_001})
    assert wrong(client, body) == {"questions": "too_many"}


def test_no_questions_get_no_answers(client: TestClient) -> None:
    assert asked(client) == []


def test_an_empty_register_refuses_each_question(sqlite: Engine) -> None:
    with TestClient(create_app(sqlite.create())) as client:
        answer = client.post("/api/v1/traces", json={"questions": [{"place": "v"}]}).json()
    assert answer["as_of"] is None
    assert answer["traces"][0]["problem"]["code"] == "unknown_place"


def test_every_wrong_field_of_a_body_is_named(client: TestClient) -> None:
    body = """{"questions": [
        {"place": "v"}, {"matter": "fire"}, {"place": 7}, {"place": "v", "on": ["x"]}, {"place": "v", "date": "x"},
        3, {"place": "v", "place": "w"}, {"place": "\\ud800"}], "more": 1}"""
    assert wrong(client, body) == {
        "more": "unknown_parameter",
        "questions.1.place": "missing",
        "questions.2.place": "not_text",
        "questions.3.on": "not_text",
        "questions.4.date": "unknown_parameter",
        "questions.5": "not_an_object",
        "questions.6.place": "given_twice",
        "questions.7.place": "not_text",
    }


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        (b"", {"body": "not_json"}),
        (b"\xff", {"body": "not_json"}),
        (b"[" * 100_000, {"body": "not_json"}),
        (b"[]", {"body": "not_an_object"}),
        (b"{}", {"questions": "missing"}),
        (b'{"questions":{}}', {"questions": "not_a_list"}),
        (b'{"questions":"v"}', {"questions": "not_a_list"}),
        (b" " * ((4 << 20) + 1), {"body": "too_long"}),
    ],
    ids=lambda value: repr(value)[:30],
)
def test_a_body_of_another_shape_is_refused(client: TestClient, body: bytes, fields: dict[str, str]) -> None:
    assert wrong(client, body) == fields


def test_a_query_parameter_is_refused(client: TestClient) -> None:
    answer = client.post("/api/v1/traces?place=v", json={"questions": []})
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "place")


def test_another_method_is_told_which_one_there_is(client: TestClient) -> None:
    answer = client.get("/api/v1/traces")
    assert (answer.status_code, answer.headers["allow"]) == (405, "POST")


def test_problems_speak_the_language_of_the_caller(client: TestClient) -> None:
    body = {"questions": [{"place": "nowhere"}]}
    answer = client.post("/api/v1/traces", json=body, headers={"Accept-Language": "zh-CN"})
    assert answer.json()["traces"][0]["problem"]["detail"].startswith("没有")
