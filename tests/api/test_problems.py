"""Every error of the service is one shape, RFC 9457 problem details, and says what would be right."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from api.http.app import create_app
from api.http.problems import Problem
from graph.model.errors import UnknownId
from graph.model.times import parse_instant
from graph.output.messages import error_text
from tests.conftest import sqlite_engine
from tests.importing import put

SHAPE = ["type", "title", "status", "code", "detail"]
FILES = {
    "areas": """
        id,name,level,since,until
        v,Village,village,2025-01-01,2026-01-01
        v,Village,village,2026-06-01,
        w,Other Village,village,,
    """,
    "matters": "id,name,since,until\nfire,Fire,,\nflood,Flood,2026-05-01,2026-10-01",
}


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    folder = tmp_path_factory.mktemp("problems")
    store = sqlite_engine(folder).create()
    put(store, folder / "files", FILES, parse_instant("2026-02-01T00:00:00Z"))
    with TestClient(create_app(store)) as made:
        yield made
    store.close()


def problem(client: TestClient, address: str, method: str = "GET", language: str = "en") -> dict[str, object]:
    """Ask, and return what must be a problem in the one shape."""
    response = client.request(method, address, headers={"Accept-Language": language})
    assert response.status_code >= 400, response.text
    assert response.headers["content-type"] == "application/problem+json"
    assert response.headers["cache-control"] == "no-store"
    found: dict[str, object] = response.json()
    assert list(found)[:5] == SHAPE
    assert Problem.model_validate(found, extra="forbid").model_dump(exclude_unset=True) == found
    assert found["status"] == response.status_code
    assert found["type"] == f"urn:zeren:problem:{found['code']}"
    assert found["detail"]
    return found


def wrong_fields(found: dict[str, object]) -> dict[str, str]:
    errors = found["errors"]
    assert isinstance(errors, list)
    assert all(list(one) == ["field", "code", "detail"] and one["detail"] for one in errors)
    assert [one["field"] for one in errors] == sorted(one["field"] for one in errors)
    return {one["field"]: one["code"] for one in errors}


# --- 404 --------------------------------------------------------------------------------------------------------------

UNKNOWN = [
    ("/api/v1/trace?place=nowhere", "unknown_place"),
    ("/api/v1/trace?place=w&matter=nothing", "unknown_matter"),
    ("/api/v1/trace?place=W", "unknown_place"),
    ("/api/v1/trace?place=w&known_at=2026-01-31", "unknown_place"),
    ("/api/v1/places/nowhere", "unknown_place"),
    ("/api/v1/places/w?known_at=2026-01-31", "unknown_place"),
    ("/api/v1/places/", "unknown_place"),
    ("/api/v1/places/w%2F", "unknown_place"),
    ("/api/v1/trace?place=%00", "unknown_place"),
    ("/api/v1/trace?place=w%00", "unknown_place"),
    ("/api/v1/trace?place=w&matter=%00", "unknown_matter"),
    ("/api/v1/places/w%00", "unknown_place"),
    ("/api/v1/trace?place=%F0%9F%8F%AE%E2%80%8D%EF%BC%91", "unknown_place"),
    ("/api/v1/trace?place=" + "a" * 5000, "unknown_place"),
]


@pytest.mark.parametrize(("address", "code"), UNKNOWN)
def test_an_unknown_place_or_matter_is_not_found(client: TestClient, address: str, code: str) -> None:
    found = problem(client, address)
    assert (found["status"], found["code"], list(found)) == (404, code, SHAPE)


@pytest.mark.parametrize("address", ["/", "/redoc", "/api", "/api/v1", "/api/v1/place", "/api/v2/trace", "/healthz/"])
def test_an_unknown_route_is_not_found(client: TestClient, address: str) -> None:
    found = problem(client, address)
    assert (found["status"], found["code"]) == (404, "not_found")


def test_no_address_redirects_to_another(client: TestClient) -> None:
    response = client.get("/api/v1/trace/?place=w", headers={"Host": "evil.test"}, follow_redirects=False)
    assert response.status_code == 404
    assert "evil.test" not in response.text + str(response.headers)


# --- 405 --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "INVENTED"])
@pytest.mark.parametrize("address", ["/healthz", "/readyz", "/api/v1/trace?place=w", "/api/v1/places/w"])
def test_another_method_is_refused_and_told_which_are_allowed(client: TestClient, method: str, address: str) -> None:
    found = problem(client, address, method)
    assert (found["status"], found["code"]) == (405, "method_not_allowed")
    assert client.request(method, address).headers["allow"] == "GET, HEAD"


# --- 422 --------------------------------------------------------------------------------------------------------------

WRONG = [
    ("/api/v1/trace", {"place": "missing"}),
    ("/api/v1/trace?place=", {"place": "missing"}),
    ("/api/v1/trace?place=w&on=tomorrow", {"on": "not_a_day_or_instant"}),
    ("/api/v1/trace?place=w&on=2026-02-30", {"on": "not_a_day_or_instant"}),
    ("/api/v1/trace?place=w&on=2026-03-14T23:40:00", {"on": "not_a_day_or_instant"}),
    ("/api/v1/trace?place=w&on=2026-03-14T23:40:00+08:00", {"on": "not_a_day_or_instant"}),
    ("/api/v1/trace?place=w&on=20260314", {"on": "not_a_day_or_instant"}),
    ("/api/v1/trace?place=w&on=%EF%BC%92026-03-14", {"on": "not_a_day_or_instant"}),
    ("/api/v1/trace?place=w&on=%00", {"on": "not_a_day_or_instant"}),
    ("/api/v1/trace?place=w&known_at=now", {"known_at": "not_a_day_or_instant"}),
    ("/api/v1/trace?place=w&on=0001-01-01T00:00:00%2B14:00", {"on": "not_a_day_or_instant"}),
    ("/api/v1/trace?place=w&plaec=w", {"plaec": "unknown_parameter"}),
    ("/api/v1/trace?place=w&Place=w", {"Place": "unknown_parameter"}),
    ("/api/v1/trace?place=w&", None),
    ("/api/v1/trace?place=w&place=v", {"place": "given_twice"}),
    ("/api/v1/trace?place=w&on=2026-03-14&on=2026-03-14", {"on": "given_twice"}),
    ("/api/v1/trace?place=%FF", {"place": "not_text"}),
    ("/api/v1/trace?place=%ED%A0%80", {"place": "not_text"}),
    ("/api/v1/trace?place=w&matter=a%C3", {"matter": "not_text"}),
    ("/api/v1/places/w%FF", {"id": "not_text"}),
    ("/api/v1/places/w?matter=fire", {"matter": "unknown_parameter"}),
    ("/api/v1/places/w?id=v", {"id": "unknown_parameter"}),
    ("/api/v1/places/nowhere?on=never", {"on": "not_a_day_or_instant"}),
    (
        "/api/v1/trace?matter=x&matter=y&on=never&known_at=ever&color=red&Color=%FF",
        {
            "Color": "not_text",
            "color": "unknown_parameter",
            "known_at": "not_a_day_or_instant",
            "matter": "given_twice",
            "on": "not_a_day_or_instant",
            "place": "missing",
        },
    ),
]


@pytest.mark.parametrize(("address", "fields"), WRONG)
def test_every_wrong_field_is_told_at_once(client: TestClient, address: str, fields: dict[str, str] | None) -> None:
    if fields is None:
        assert client.get(address).status_code == 200
        return
    found = problem(client, address)
    assert (found["status"], found["code"]) == (422, "bad_value")
    assert list(found) == [*SHAPE, "errors"]
    assert wrong_fields(found) == fields


@pytest.mark.parametrize("name", ["self", "cls", "fields", "code", "noun"])
def test_a_parameter_of_any_name_is_told(client: TestClient, name: str) -> None:
    assert wrong_fields(problem(client, f"/api/v1/trace?place=w&{name}=1")) == {name: "unknown_parameter"}


def test_a_place_not_in_force_that_day_is_told_with_its_periods(client: TestClient) -> None:
    found = problem(client, "/api/v1/trace?place=v&on=2026-03-14")
    assert (found["status"], found["code"], list(found)) == (422, "place_not_in_force", [*SHAPE, "periods"])
    assert found["periods"] == [
        {"since": "2025-01-01", "until": "2026-01-01"},
        {"since": "2026-06-01", "until": None},
    ]


def test_a_matter_not_in_force_that_day_is_told_with_its_periods(client: TestClient) -> None:
    found = problem(client, "/api/v1/trace?place=w&matter=flood&on=2026-03-14")
    assert (found["status"], found["code"]) == (422, "matter_not_in_force")
    assert found["periods"] == [{"since": "2026-05-01", "until": "2026-10-01"}]


# --- Words ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["zh", "zh-CN,en;q=0.5", "ZH-Hant"])
def test_the_detail_is_chinese_where_the_caller_asks_for_it(client: TestClient, language: str) -> None:
    found = problem(client, "/api/v1/trace?place=nowhere", language=language)
    assert found["detail"] == error_text(UnknownId("place", "nowhere"), "zh")


@pytest.mark.parametrize("language", ["en", "", "fr, zh;q=0.1", "\x7f"])
def test_the_detail_is_english_otherwise(client: TestClient, language: str) -> None:
    found = problem(client, "/api/v1/trace?place=nowhere", language=language)
    assert found["detail"] == error_text(UnknownId("place", "nowhere"), "en")


# --- What is damaged, and anything at all -----------------------------------------------------------------------------


def test_a_register_damaged_meanwhile_is_a_problem_that_tells_nothing_inside(tmp_path: Path) -> None:
    engine = sqlite_engine(tmp_path)
    store = engine.create()
    put(store, tmp_path / "files", FILES)
    with closing(sqlite3.connect(engine.address)) as past_the_store:
        past_the_store.execute("DROP TABLE assignments")
        past_the_store.commit()
    found = problem(TestClient(create_app(store)), "/api/v1/trace?place=w")
    assert (found["status"], found["code"]) == (500, "damaged")
    assert engine.address not in str(found)
    assert "assignments" not in str(found)


@settings(max_examples=150, deadline=None)
@given(place=st.text(max_size=40), matter=st.text(max_size=10), on=st.text(max_size=30))
def test_any_text_gives_an_answer_or_a_problem(client: TestClient, place: str, matter: str, on: str) -> None:
    response = client.get("/api/v1/trace", params={"place": place, "matter": matter, "on": on})
    assert response.status_code in (200, 404, 422)
    assert orjson.loads(response.content)


@settings(max_examples=150, deadline=None)
@given(data=st.binary(max_size=40))
def test_any_bytes_give_an_answer_or_a_problem(client: TestClient, data: bytes) -> None:
    encoded = "".join(f"%{byte:02X}" for byte in data)
    for address in (f"/api/v1/trace?place={encoded}", f"/api/v1/trace?{encoded}", f"/api/v1/places/{encoded}"):
        response = client.get(address)
        assert response.status_code in (200, 404, 422), address
        assert orjson.loads(response.content)
