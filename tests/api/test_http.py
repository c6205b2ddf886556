"""The service's answers: the routes, the keys of the JSON, and the same bytes as the command line's."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from fastapi.routing import APIRoute
from starlette.testclient import TestClient

from api.http.app import create_app
from graph.model.times import parse_instant
from tests.conftest import Engine, sqlite_engine
from tests.importing import put

SOURCE = Path(__file__).parents[2] / "src"
FIRST = parse_instant("2026-01-05T01:00:00Z")
SECOND = parse_instant("2026-02-05T01:00:00Z")

FILES = {
    "areas": """
        id,name,level,parent,since,until
        d,District,county,,,
        t,Town,township,d,,
        v,Plum Village,village,t,,2026-03-01
        v,Pear Village,village,t,2026-03-01,
    """,
    "units": """
        id,name,kind,area
        u,Noodle House,restaurant;nine_small_venue,v
    """,
    "organizations": "id,name,area\no,Village Committee,v",
    "posts": """
        id,name,organization,kind,phone
        p1,Secretary,o,secretary,110
        p2,Fire Officer,,officer,
    """,
    "people": "id,name\nx,Zhang Yang",
    "tenures": "post,person,kind,since\np1,x,acting,2026-01-01",
    "matters": "id,name,parent\nfire,Fire,\nvenue_fire,Venue fire,fire",
    "requirements": """
        id,scheme,tier,place_kinds,matter
        r1,s,first,village,fire
        r2,s,direct,village,fire
    """,
    "assignments": """
        id,post,place,tier,matter,ground,unit_kinds,since
        a1,p1,v,first,fire,Letter 3,,2026-01-01
        a2,p2,v,direct,fire,,,2026-01-01
        a3,p1,t,specific,venue_fire,,restaurant,
    """,
}


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    folder = tmp_path_factory.mktemp("http")
    made = sqlite_engine(folder)
    store = made.create()
    put(store, folder / "files", FILES, FIRST)
    put(store, folder / "files", {"people": "id,name\nx,Zhang Yang the Elder"}, SECOND)
    store.close()
    return made


@pytest.fixture(scope="module")
def client(engine: Engine) -> Iterator[TestClient]:
    store = engine.open()
    with TestClient(create_app(store)) as made:
        yield made
    store.close()


def answered(client: TestClient, address: str, **asked: str) -> dict[str, object]:
    response = client.get(address, params=asked)
    assert response.status_code == 200, response.text
    found: dict[str, object] = response.json()
    return found


# --- One serializer ---------------------------------------------------------------------------------------------------

QUESTIONS: list[tuple[str, dict[str, str]]] = [
    ("u", {}),
    ("u", {"matter": "fire"}),
    ("v", {"matter": "venue_fire"}),
    ("v", {"matter": "all", "known_at": "2026-01-20"}),
    ("d", {"on": "2026-03-14T23:40:00+08:00"}),
]


@pytest.mark.parametrize(("place", "more"), QUESTIONS)
def test_a_trace_has_the_bytes_of_the_command_line(
    client: TestClient, engine: Engine, place: str, more: dict[str, str]
) -> None:
    asked = {"on": "2026-03-14"} | more
    options = [part for name, value in asked.items() for part in (f"--{name.replace('_', '-')}", value)]
    command = [sys.executable, "-c", "from api.cli import main; main()"]
    environment = os.environ | {"PYTHONPATH": str(SOURCE)}
    done = subprocess.run(
        [*command, "trace", place, *options, "--json", "--register", engine.address],
        env=environment,
        capture_output=True,
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    response = client.get("/api/v1/trace", params={"place": place} | asked)
    assert response.content + b"\n" == done.stdout


def test_a_question_with_the_echoed_times_gives_the_same_bytes_after_later_changes(tmp_path: Path) -> None:
    engine = sqlite_engine(tmp_path)
    store = engine.create()
    put(store, tmp_path / "files", FILES, FIRST)
    client = TestClient(create_app(store))
    before = client.get("/api/v1/trace", params={"place": "u", "on": "2026-03-14"})
    put(store, tmp_path / "files", {"people": "id,name\nx,Somebody Else"}, SECOND)
    question = before.json()["question"]
    echoed = {"place": "u", "on": question["on"], "known_at": question["known_at"]}
    assert client.get("/api/v1/trace", params=echoed).content == before.content
    assert b"Somebody Else" in client.get("/api/v1/trace", params={"place": "u", "on": "2026-03-14"}).content


def test_an_empty_parameter_is_as_an_absent_one(client: TestClient) -> None:
    bare = client.get("/api/v1/trace?place=v")
    assert client.get("/api/v1/trace?place=v&matter=&on=&known_at=").content == bare.content
    assert bare.json()["question"]["matter"] is None


# --- The keys, in the order that the import of other systems may rely on ----------------------------------------------


def test_a_trace_has_its_keys_in_order(client: TestClient) -> None:
    found = client.get("/api/v1/trace?place=u&on=2026-03-14").json()
    assert list(found) == [
        "question",
        "chain",
        "chain_ends",
        "accountable",
        "gaps",
        "call_order",
        "narrower",
        "as_of",
        "complete",
    ]
    assert list(found["question"]) == ["place", "matter", "on", "known_at"]
    assert [list(link) for link in found["chain"]] == [["distance", "id", "name", "level", "kinds"]] * 4
    assert list(found["as_of"]) == ["head", "recorded_at"]
    assert found["complete"] is True


def test_each_accountable_has_its_keys_in_order(client: TestClient) -> None:
    found = client.get("/api/v1/trace?place=u&on=2026-03-14").json()["accountable"]
    keys = ["distance", "place", "tier", "matter", "post", "organization", "person", "tenure", "assignment"]
    assert [list(one) for one in found] == [keys] * 3
    held, vacant, line = found
    assert [list(held[key]) for key in keys[4:]] == [
        ["id", "name", "phone"],
        ["id", "name"],
        ["id", "name"],
        ["kind", "since", "until"],
        ["id", "since", "until", "unit_kinds", "ground"],
    ]
    assert held["person"] == {"id": "x", "name": "Zhang Yang the Elder"}
    assert held["assignment"] == {
        "id": "a1",
        "since": "2026-01-01",
        "until": None,
        "unit_kinds": [],
        "ground": "Letter 3",
    }
    assert (vacant["organization"], vacant["person"], vacant["tenure"]) == (None, None, None)
    assert vacant["post"] == {"id": "p2", "name": "Fire Officer", "phone": None}
    assert line["assignment"]["unit_kinds"] == ["restaurant"]


def test_each_gap_has_its_keys_in_order(client: TestClient) -> None:
    [gap] = client.get("/api/v1/trace?place=v&matter=fire&on=2026-03-14").json()["gaps"]
    expected = {
        "distance": 0,
        "place": "v",
        "tier": "direct",
        "matter": "fire",
        "requirement": "r2",
        "kind": "vacant",
        "have": 0,
        "need": 1,
    }
    assert list(gap.items()) == list(expected.items())


def test_a_matter_that_is_no_leaf_names_the_narrower_ones(client: TestClient) -> None:
    found = answered(client, "/api/v1/trace", place="u", matter="fire", on="2026-03-14")
    assert (found["narrower"], found["call_order"]) == (["venue_fire"], ["p1"])


def test_a_place_has_its_keys_in_order(client: TestClient) -> None:
    found = client.get("/api/v1/places/v?on=2026-03-14").json()
    assert list(found) == ["id", "periods", "now", "below", "as_of"]
    period: dict[str, object] = {
        "name": "Pear Village",
        "level": "village",
        "kinds": [],
        "parent": "t",
        "since": "2026-03-01",
        "until": None,
    }
    assert list(found["now"].items()) == list(period.items())
    assert [one["name"] for one in found["periods"]] == ["Plum Village", "Pear Village"]
    assert found["below"] == ["u"]
    assert list(found["as_of"]) == ["head", "recorded_at"]


def test_a_unit_has_kinds_sorted_and_no_level(client: TestClient) -> None:
    now = client.get("/api/v1/places/u").json()["now"]
    assert (now["level"], now["kinds"]) == (None, ["nine_small_venue", "restaurant"])


def test_a_place_not_in_force_that_day_has_no_now(tmp_path: Path) -> None:
    store = sqlite_engine(tmp_path).create()
    put(store, tmp_path / "files", {"areas": "id,name,level,since\nv,Village,village,2026-05-01"})
    found = TestClient(create_app(store)).get("/api/v1/places/v?on=2026-03-14").json()
    assert found["now"] is None
    assert [one["since"] for one in found["periods"]] == ["2026-05-01"]


# --- Ids, byte for byte -----------------------------------------------------------------------------------------------

IDS = {
    "slash": "a/b",
    "slashes and dots": "a//b/../c/.",
    "ends with a slash": "a/",
    "question mark": "a?on=2020-01-01",
    "fragment": "a#b",
    "percent": "100%",
    "plus and blank": "a+b c",
    "ampersand": "a&matter=x",
    "quotes": "a'b\"c`d",
    "backslash": "a\\b",
    "full-width digits": "１２３",
    "leading zeros": "00123",
    "composed": "caf\u00e9",
    "decomposed": "cafe\u0301",
    "emoji": "🏮👨\u200d👩\u200d👧",
    "200 characters": "责" * 200,
    "upper case": "ABC",
    "lower case": "abc",
    "name of a route": "../../healthz",
}


@pytest.fixture(scope="module")
def strange(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    folder = tmp_path_factory.mktemp("strange")
    store = sqlite_engine(folder).create()
    cells = ('"' + id.replace('"', '""') + '"' for id in IDS.values())
    rows = "\n".join(f"{cell},The {number}th,village" for number, cell in enumerate(cells))
    put(store, folder / "files", {"areas": f"id,name,level\n{rows}"})
    with TestClient(create_app(store)) as made:
        yield made
    store.close()


@pytest.mark.parametrize("name", IDS)
def test_a_percent_encoded_id_is_taken_byte_for_byte(strange: TestClient, name: str) -> None:
    id, number = IDS[name], list(IDS).index(name)
    for address in (f"/api/v1/places/{quote(id, safe='')}", f"/api/v1/trace?place={quote(id, safe='')}"):
        response = strange.get(address)
        assert response.status_code == 200, response.text
        found = response.json()
        if "trace" in address:
            assert (found["question"]["place"], found["chain"][0]["name"]) == (id, f"The {number}th")
        else:
            assert (found["id"], found["now"]["name"]) == (id, f"The {number}th")


# --- The service itself -----------------------------------------------------------------------------------------------

ADDRESSES = ("/healthz", "/readyz", "/api/v1/trace?place=v", "/api/v1/places/v")


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_answer_is_kept_by_a_cache(client: TestClient, address: str) -> None:
    response = client.get(address)
    assert response.headers["cache-control"] == "no-store"
    assert response.headers["content-type"] == "application/json"


@pytest.mark.parametrize("address", ADDRESSES)
def test_head_is_answered_as_get_without_the_body(client: TestClient, address: str) -> None:
    whole, head = client.get(address), client.head(address)
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers == whole.headers


def test_head_of_a_problem_has_its_status(client: TestClient) -> None:
    response = client.head("/api/v1/trace?place=nowhere")
    assert (response.status_code, response.content) == (404, b"")


def test_a_living_process_says_so(client: TestClient) -> None:
    assert client.get("/healthz").json() == {"status": "ok"}


def test_a_ready_service_names_the_head(client: TestClient) -> None:
    head = client.get("/api/v1/trace?place=v").json()["as_of"]["head"]
    assert client.get("/readyz").json() == {"status": "ready", "head": head}


def test_an_empty_register_is_ready_and_has_no_head(tmp_path: Path) -> None:
    client = TestClient(create_app(sqlite_engine(tmp_path).create()))
    assert client.get("/readyz").json() == {"status": "ready", "head": None}


def test_a_name_of_a_place_is_no_id(client: TestClient) -> None:
    assert client.get("/api/v1/trace", params={"place": "Pear Village"}).status_code == 404


# --- The description --------------------------------------------------------------------------------------------------


def test_the_description_lists_every_route(client: TestClient) -> None:
    all_routes = [route for route in client.app.routes if isinstance(route, APIRoute)]  # type: ignore[attr-defined]
    routes = {(route.path_format, method.lower()) for route in all_routes for method in route.methods or ()}
    described = client.get("/openapi.json").json()["paths"]
    assert {(path, method) for path, methods in described.items() for method in methods} == routes
    questions = {"/api/v1/trace", "/api/v1/traces", "/api/v1/places", "/api/v1/places/{id}", "/api/v1/drawings/{kind}"}
    questions |= {f"/api/v1/{name}" for name in ("coverage", "gaps", "audit", "what-if", "keystones")}
    questions |= {f"/api/v1/{noun}" for noun in ("organizations", "people", "posts", "matters")}
    assert {path for path, _ in routes} == {"/healthz", "/readyz", *questions}


@pytest.mark.parametrize("path", ["/api/v1/trace", "/api/v1/places/{id}"])
def test_the_description_lists_every_error_as_a_problem(client: TestClient, path: str) -> None:
    responses = client.get("/openapi.json").json()["paths"][path]["get"]["responses"]
    assert sorted(responses) == ["200", "404", "422", "500", "503"]
    problem = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    assert all(responses[status]["content"] == problem for status in responses if status != "200")
    assert list(responses["200"]["content"]) == ["application/json"]


def test_the_description_says_which_parameters_are_needed(client: TestClient) -> None:
    paths = client.get("/openapi.json").json()["paths"]
    asked = {one["name"]: one["required"] for one in paths["/api/v1/trace"]["get"]["parameters"]}
    assert asked == {"place": True, "matter": False, "on": False, "known_at": False}
    assert all(one["description"] for one in paths["/api/v1/trace"]["get"]["parameters"])


def test_the_described_keys_are_those_of_the_answers(client: TestClient) -> None:
    schemas = client.get("/openapi.json").json()["components"]["schemas"]
    trace = client.get("/api/v1/trace?place=u&on=2026-03-14").json()
    assert list(schemas["Trace"]["properties"]) == list(trace)
    assert list(schemas["Accountable"]["properties"]) == list(trace["accountable"][0])
    assert list(schemas["PlaceSeen"]["properties"]) == list(client.get("/api/v1/places/v").json())


def test_the_description_needs_no_other_host(client: TestClient) -> None:
    text = client.get("/openapi.json").text
    assert "http://" not in text
    assert "https://" not in text
