"""GET /api/v1/coverage, /gaps, /audit, /what-if, /keystones: whole answers, pages on one head, and what is refused."""

import csv
from collections.abc import Callable, Iterator
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import openpyxl
import orjson
import pytest
from starlette.testclient import TestClient

from api.http import formats
from api.http.app import create_app
from graph.commands import audit, coverage, gaps, keystones, what_if
from graph.commands.coverage_question import Question
from graph.model.times import parse_instant
from graph.output.json import dumps
from graph.stores import Store
from tests.conftest import Engine, sqlite_engine
from tests.importing import put

FIRST = parse_instant("2026-01-05T01:00:00Z")
SECOND = parse_instant("2026-02-05T01:00:00Z")
ON = "2026-03-14"
FILES = {
    "areas": """
        id,name,level,parent,since
        d,District,county,,
        t1,Town One,township,d,
        t2,Town Two,township,d,
        v1,Plum Village,village,t1,
        v2,Pear Village,village,t1,
        v3,Fig Village,village,t2,
        new,New Village,village,t2,2026-06-01
    """,
    "units": "id,name,kind,area\nu,Noodle House,restaurant,v1",
    "posts": "id,name\np1,Secretary One\np2,Secretary Two\np3,Officer",
    "people": "id,name\nx,Zhang Yang\ny,Li Yang\nz,Wang Yang",
    "tenures": "post,person,kind,since\np1,x,,2025-01-01\np2,y,acting,2025-01-01\np3,z,,2025-02-01",
    "matters": "id,name,since\nfire,Fire,\nflood,Flood,\nfrost,Frost,2026-06-01",
    "requirements": """
        id,scheme,tier,place_kinds,matter
        r1,s,first,village,fire
        r2,s,direct,village,
        r3,s,specific,restaurant,fire
    """,
    "assignments": """
        id,post,place,tier,matter,since,until
        a1,p1,v1,first,,2025-03-01,
        a2,p1,v2,first,,2025-03-01,
        a3,p2,v3,first,,2025-03-01,2026-02-01
        a4,p3,v1,direct,fire,2025-03-01,
    """,
}
LATER = {"areas": "id,name,level,parent\nv0,Early Village,village,t1\nv9,Late Village,village,t2"}

Ask = Callable[[Store], Any]


def dated(address: str) -> str:
    """Return an address with the day, which a question over a range of days has not."""
    return address if "over=" in address else f"{address}{'&' if '?' in address else '?'}on={ON}"


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    folder = tmp_path_factory.mktemp("coverage")
    made = sqlite_engine(folder)
    store = made.create()
    put(store, folder / "files", FILES, FIRST)
    store.close()
    return made


@pytest.fixture(scope="module")
def store(engine: Engine) -> Iterator[Store]:
    opened = engine.open()
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def client(store: Store) -> Iterator[TestClient]:
    with TestClient(create_app(store)) as made:
        yield made


# --- The bytes of the commands ----------------------------------------------------------------------------------------

WHOLE: list[tuple[str, Ask]] = [
    ("coverage?area=d", lambda store: coverage.coverage(store, Question("d", on=ON))),
    ("coverage?level=village", lambda store: coverage.coverage(store, Question(on=ON, level="village"))),
    (
        "coverage?area=d&against=2026-01-31&matter=fire",
        lambda store: coverage.coverage(store, Question("d", on=ON, matter="fire"), against="2026-01-31"),
    ),
    ("gaps?area=d", lambda store: gaps.gaps(store, Question("d", on=ON))),
    ("gaps", lambda store: gaps.gaps(store, Question(on=ON))),
    ("gaps?area=t2&tier=specific", lambda store: gaps.gaps(store, Question("t2", on=ON, tier="specific"))),
    (
        "gaps?area=d&over=2026-01-01..2026-07-01&requirement=r1",
        lambda store: gaps.gaps(store, Question("d", over="2026-01-01..2026-07-01", requirement="r1")),
    ),
    ("audit", lambda store: audit.audit(store, Question(on=ON))),
    ("audit?area=d&code=idle&code=gap", lambda store: audit.audit(store, Question("d", on=ON), codes=["gap", "idle"])),
    (
        "what-if?area=d&without=z&without=x",
        lambda store: what_if.what_if(store, Question("d", on=ON, without=("x", "z"))),
    ),
    ("keystones?area=d", lambda store: keystones.keystones(store, Question("d", on=ON))),
    ("keystones?without=x", lambda store: keystones.keystones(store, Question(on=ON, without=("x",)))),
]


@pytest.mark.parametrize(("address", "ask"), WHOLE, ids=[address for address, _ in WHOLE])
def test_a_whole_answer_has_the_bytes_of_the_command(client: TestClient, store: Store, address: str, ask: Ask) -> None:
    response = client.get(f"/api/v1/{dated(address)}")
    assert response.status_code == 200, response.text
    assert response.content == dumps(ask(store))
    assert response.json()["complete"] is True
    assert (response.headers["content-type"], response.headers["cache-control"]) == ("application/json", "no-store")


def test_these_answers_are_not_empty(client: TestClient) -> None:
    found = {
        (address, key): client.get(f"/api/v1/{address}&on={ON}").json()[key]
        for address, key in (
            *(("coverage?area=d", "areas"), ("gaps?area=d", "gaps"), ("audit?area=d", "findings")),
            *(("what-if?without=x", "opened"), ("what-if?without=x", "still_open"), ("keystones?area=d", "people")),
        )
    }
    assert all(len(rows) > 1 or address.startswith("keystones") for (address, _), rows in found.items())
    assert found["keystones?area=d", "people"]


def test_an_empty_parameter_is_as_an_absent_one(client: TestClient) -> None:
    bare = client.get(f"/api/v1/gaps?on={ON}").content
    empty = "area=&matter=&tier=&requirement=&without=&without=&over=&known_at=&limit=&cursor=&format="
    assert client.get(f"/api/v1/gaps?on={ON}&{empty}").content == bare
    audited = client.get(f"/api/v1/audit?on={ON}").content
    assert client.get(f"/api/v1/audit?on={ON}&code=").content == audited


def test_a_register_without_facts_answers(tmp_path: Path) -> None:
    store = sqlite_engine(tmp_path).create()
    with TestClient(create_app(store)) as client:
        found = client.get("/api/v1/gaps").json()
        assert (found["gaps"], found["as_of"], found["complete"]) == ([], None, True)
        assert client.get("/api/v1/coverage").json()["coverage"] is None
    store.close()


def test_the_remedies_of_findings_are_in_the_language_of_the_caller(client: TestClient) -> None:
    [english, chinese] = [
        client.get(f"/api/v1/audit?code=gap&limit=1&on={ON}", headers={"Accept-Language": language}).json()
        for language in ("en", "zh-CN")
    ]
    assert english["findings"][0]["remedy"].isascii()
    assert not chinese["findings"][0]["remedy"].isascii()


@pytest.mark.parametrize(("address", "_"), WHOLE, ids=[address for address, _ in WHOLE])
def test_head_is_answered_as_get_without_the_body(client: TestClient, address: str, _: Ask) -> None:
    whole, head = client.get(f"/api/v1/{address}"), client.head(f"/api/v1/{address}")
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers == whole.headers


# --- Pages ------------------------------------------------------------------------------------------------------------

PAGED = [
    ("gaps?area=d", ("gaps",)),
    ("gaps?area=d&over=2026-01-01..2026-07-01", ("gaps",)),
    ("audit?area=d", ("findings",)),
    ("what-if?area=d&without=x", ("opened", "still_open")),
    ("keystones?area=d", ("people",)),
]


def pages(client: TestClient, address: str, limit: int) -> Iterator[dict[str, Any]]:
    """Yield the pages of a question, each asked for by the one before."""
    cursor: str | None = ""
    while cursor is not None:
        response = client.get(f"/api/v1/{address}&limit={limit}&cursor={cursor}")
        assert response.status_code == 200, response.text
        found = response.json()
        yield found
        assert found["complete"] is (found["next"] is None)
        cursor = found["next"]


@pytest.mark.parametrize("limit", [1, 2, 3, 10_000])
@pytest.mark.parametrize(("address", "lists"), PAGED, ids=[address for address, _ in PAGED])
def test_pages_put_together_are_the_whole_answer(
    client: TestClient, address: str, lists: tuple[str, ...], limit: int
) -> None:
    address = dated(address)
    whole = client.get(f"/api/v1/{address}").json()
    found = list(pages(client, address, limit))
    for name in lists:
        assert [row for one in found for row in one[name]] == whole[name]
    assert all(sum(len(one[name]) for name in lists) == limit for one in found[:-1])
    assert found[-1]["as_of"] == whole["as_of"]


def test_all_pages_stand_on_one_head_whatever_is_written_meanwhile(tmp_path: Path) -> None:
    store = sqlite_engine(tmp_path).create()
    put(store, tmp_path / "files", FILES, FIRST)
    with TestClient(create_app(store)) as client:
        for number, (address, lists) in enumerate(PAGED):
            whole = client.get(f"/api/v1/{dated(address)}").json()
            asked = pages(client, dated(address), 1)
            found = [next(asked)]
            later = {"areas": f"id,name,level,parent\nv0{number},Early,village,t1\nv9{number},Late,village,t2"}
            put(store, tmp_path / "files", later, parse_instant(f"2026-02-0{number + 1}T01:00:00Z"))
            found += asked
            assert {one["as_of"]["head"] for one in found} == {whole["as_of"]["head"]}
            for name in lists:
                assert [row for one in found for row in one[name]] == whole[name]
    store.close()


def test_the_second_page_needs_neither_day_nor_record_time(tmp_path: Path) -> None:
    store = sqlite_engine(tmp_path).create()
    put(store, tmp_path / "files", FILES, FIRST)
    with TestClient(create_app(store)) as client:
        first = client.get(f"/api/v1/gaps?area=d&limit=2&on={ON}").json()
        put(store, tmp_path / "files", LATER, SECOND)
        second = client.get(f"/api/v1/gaps?area=d&limit=100&cursor={first['next']}").json()
        fresh = client.get(f"/api/v1/gaps?area=d&on={ON}").json()
    assert [second[key] for key in ("on", "known_at", "as_of")] == [first[key] for key in ("on", "known_at", "as_of")]
    assert "v0" not in {row["place"] for row in second["gaps"]}
    assert "v0" in {row["place"] for row in fresh["gaps"]}
    store.close()


def test_a_cursor_without_a_limit_gets_the_rest(client: TestClient) -> None:
    first = client.get(f"/api/v1/gaps?limit=2&on={ON}").json()
    rest = client.get(f"/api/v1/gaps?cursor={first['next']}").json()
    assert first["gaps"] + rest["gaps"] == client.get(f"/api/v1/gaps?on={ON}").json()["gaps"]
    assert rest["complete"] is True


OTHERS = [
    "gaps?area=t1",
    "gaps?area=d&tier=first",
    "gaps?area=d&matter=fire",
    "gaps?area=d&requirement=r1",
    "gaps?area=d&without=x",
    "gaps?area=d&over=2026-01-01..2026-07-01",
    "gaps?area=d&on=2026-03-15",
    "gaps?area=d&known_at=2020-01-01",
    "audit?area=d",
    "keystones?area=d",
    "what-if?area=d&without=x",
]


@pytest.mark.parametrize("address", OTHERS)
def test_the_cursor_of_another_question_is_refused(client: TestClient, address: str) -> None:
    cursor = client.get(f"/api/v1/gaps?area=d&limit=1&on={ON}").json()["next"]
    response = client.get(f"/api/v1/{address}&cursor={cursor}")
    if "known_at" in address:
        assert response.status_code in (404, 422)  # the area was not known then
        return
    assert (response.status_code, fields(response.json())) == (422, {"cursor": "not_a_cursor"})


def test_the_cursor_of_some_audits_is_refused_for_others(client: TestClient) -> None:
    cursor = client.get(f"/api/v1/audit?code=gap&limit=1&on={ON}").json()["next"]
    assert client.get(f"/api/v1/audit?code=gap&code=vacant&cursor={cursor}").status_code == 200
    for other in ("", "&code=idle", "&code=gap&code=idle"):
        assert fields(client.get(f"/api/v1/audit?cursor={cursor}{other}").json()) == {"cursor": "not_a_cursor"}


@pytest.mark.parametrize(("address", "_"), PAGED, ids=[address for address, _ in PAGED])
def test_a_page_says_what_the_question_was_narrowed_to(client: TestClient, address: str, _: tuple[str, ...]) -> None:
    address = f"/api/v1/{dated(address)}&tier=first&requirement=r1"
    whole, page = client.get(address).json(), client.get(f"{address}&limit=1").json()
    assert whole["narrowed"] == page["narrowed"]
    assert (whole["narrowed"]["tier"], whole["narrowed"]["requirement"]) == ("first", "r1")


# --- CSV and workbooks ------------------------------------------------------------------------------------------------

FILED = ["coverage?area=d", "coverage?against=2026-01-31", "gaps?area=d", "gaps?over=2026-01-01..2026-07-01"]
FILED += ["audit?area=d", "what-if?without=x", "keystones?area=d"]


@pytest.mark.parametrize("address", FILED)
def test_a_csv_file_is_given_by_format_or_by_the_accept_header(client: TestClient, address: str) -> None:
    address = f"/api/v1/{dated(address)}"
    by_format, by_header = client.get(f"{address}&format=csv"), client.get(address, headers={"Accept": "text/csv"})
    assert by_format.content == by_header.content
    assert by_format.headers["content-type"] == "text/csv; charset=utf-8"
    assert by_format.headers["cache-control"] == "no-store"
    day = orjson.loads(by_format.headers["x-zeren-about"])["on"] if "over=" in address else ON
    name = address.split("/")[3].split("?")[0]
    assert by_format.headers["content-disposition"] == f'attachment; filename="{name}-{day}.csv"'
    heading, *rows = csv.reader(StringIO(by_format.content.decode("utf-8-sig")))
    assert rows
    assert {len(row) for row in rows} == {len(heading)}


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize("address", FILED)
def test_a_file_says_in_a_header_what_it_speaks_of(client: TestClient, address: str, form: str) -> None:
    address = f"/api/v1/{dated(address)}&tier=first"
    said = orjson.loads(client.get(f"{address}&format={form}").headers["x-zeren-about"])
    whole = client.get(address).json()
    assert said["register"] == "register-under-test"
    keys = {"area", "on", "known_at", "narrowed", "as_of"} | (whole.keys() & {"over", "codes", "limits"})
    assert {key: said[key] for key in keys} == {key: whole[key] for key in keys}
    assert said["against"] == ("2026-01-31" if "against" in address else None)


def test_a_csv_file_has_the_gaps_of_the_answer(client: TestClient) -> None:
    found = client.get(f"/api/v1/gaps?area=d&on={ON}").json()["gaps"]
    heading, *rows = csv.reader(StringIO(client.get(f"/api/v1/gaps?area=d&on={ON}&format=csv").text))
    place = heading.index("place: id")
    assert [row[place] for row in rows] == [gap["place"] for gap in found]


def test_a_csv_file_speaks_the_language_of_the_caller(client: TestClient) -> None:
    answer = client.get("/api/v1/gaps?format=csv", headers={"Accept-Language": "zh"})
    assert not answer.text.splitlines()[0].removeprefix("\ufeff").isascii()


@pytest.mark.parametrize("address", FILED)
def test_a_workbook_opens_and_does_not_tell_where_the_register_lies(
    client: TestClient, engine: Engine, address: str
) -> None:
    answer = client.get(f"/api/v1/{dated(address)}&format=xlsx")
    assert (answer.status_code, answer.headers["content-type"]) == (200, formats.MEDIA_TYPES["xlsx"])
    book = openpyxl.load_workbook(BytesIO(answer.content))
    cells = [str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row]
    assert "register-under-test" in cells
    assert not any(engine.address in cell for cell in cells)


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_page_of_a_file_is_refused(client: TestClient, form: str) -> None:
    found = client.get(f"/api/v1/gaps?limit=1&format={form}").json()
    assert fields(found) == {"limit": "only_with_json"}


def test_a_file_of_a_wrong_question_is_a_problem(client: TestClient) -> None:
    answer = client.get("/api/v1/gaps?area=nowhere", headers={"Accept": "text/csv"})
    assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")


def test_a_form_that_there_is_not_is_a_problem(client: TestClient) -> None:
    answer = client.get("/api/v1/gaps", headers={"Accept": "text/html"})
    assert (answer.status_code, answer.json()["code"]) == (406, "not_acceptable")


# --- What is refused --------------------------------------------------------------------------------------------------


def fields(found: dict[str, Any]) -> dict[str, str]:
    assert [one["field"] for one in found["errors"]] == sorted(one["field"] for one in found["errors"])
    return {one["field"]: one["code"] for one in found["errors"]}


WRONG = [
    ("what-if", {"without": "missing"}),
    ("what-if?without=&limit=0", {"without": "missing", "limit": "not_a_page_size"}),
    ("gaps?tier=second", {"tier": "not_a_tier"}),
    ("gaps?over=2026-01-01..2026-01-01", {"over": "not_a_range"}),
    ("gaps?over=2026-01-01..2026-02-01&on=2026-01-05", {"on": "not_with_over"}),
    ("gaps?over=2026-01-01..2026-02-01&on=2026-01-05&limit=0", {"on": "not_with_over", "limit": "not_a_page_size"}),
    ("gaps?limit=10001", {"limit": "not_a_page_size"}),
    ("gaps?cursor=WyJnYXBzIl0", {"cursor": "not_a_cursor"}),
    ("gaps?cursor=%00", {"cursor": "not_a_cursor"}),
    ("gaps?level=village", {"level": "unknown_parameter"}),
    ("gaps?code=idle", {"code": "unknown_parameter"}),
    ("coverage?level=hamlet&against=then", {"level": "not_a_level", "against": "not_a_day_or_instant"}),
    ("coverage?limit=1", {"limit": "unknown_parameter"}),
    ("coverage?over=2026-01-01..2026-02-01", {"over": "unknown_parameter"}),
    ("audit?code=idleness&code=idle", {"code": "not_an_audit"}),
    (
        "audit?code=x&on=never&limit=a",
        {"code": "not_an_audit", "on": "not_a_day_or_instant", "limit": "not_a_page_size"},
    ),
    ("gaps?area=d&area=d", {"area": "given_twice"}),
    ("gaps?area=%FF", {"area": "not_text"}),
    ("gaps?without=x&without=%FF", {"without": "not_text"}),
    ("gaps?format=pdf", {"format": "not_a_format"}),
    (
        "gaps?on=x&known_at=y&tier=z&over=1&limit=0&cursor=c&areas=d&format=f&matter=m&matter=n",
        {
            "areas": "unknown_parameter",
            "cursor": "not_a_cursor",
            "format": "not_a_format",
            "known_at": "not_a_day_or_instant",
            "limit": "not_a_page_size",
            "matter": "given_twice",
            "on": "not_a_day_or_instant",
            "over": "not_a_range",
            "tier": "not_a_tier",
        },
    ),
]


@pytest.mark.parametrize(("address", "wrong"), WRONG, ids=[address for address, _ in WRONG])
def test_every_wrong_field_is_told_at_once(client: TestClient, address: str, wrong: dict[str, str]) -> None:
    response = client.get(f"/api/v1/{address}")
    assert (response.status_code, response.headers["content-type"]) == (422, "application/problem+json")
    assert fields(response.json()) == wrong


REFUSED = [
    ("gaps?area=nowhere", 404, "unknown_place"),
    ("gaps?matter=nothing", 404, "unknown_matter"),
    ("gaps?requirement=none", 404, "unknown_requirement"),
    ("keystones?without=nobody", 404, "unknown_person"),
    ("coverage?area=u", 422, "area_is_unit"),
    ("coverage?area=new", 422, "place_not_in_force"),
    ("gaps?matter=frost", 422, "matter_not_in_force"),
    ("audit?area=d&known_at=2026-01-01", 404, "unknown_place"),
]


@pytest.mark.parametrize(("address", "status", "code"), REFUSED, ids=[one[0] for one in REFUSED])
def test_what_is_unknown_or_not_in_force_is_a_problem(client: TestClient, address: str, status: int, code: str) -> None:
    response = client.get(f"/api/v1/{address}" + ("" if "&on=" in address else f"&on={ON}"))
    found = response.json()
    assert (response.status_code, found["code"], found["status"]) == (status, code, status)
    assert response.headers["content-type"] == "application/problem+json"
    assert ("periods" in found) is code.endswith("not_in_force")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
@pytest.mark.parametrize("name", ["coverage", "gaps", "audit", "what-if", "keystones"])
def test_another_method_is_refused(client: TestClient, method: str, name: str) -> None:
    response = client.request(method, f"/api/v1/{name}")
    assert (response.status_code, response.json()["code"]) == (405, "method_not_allowed")
    assert response.headers["allow"] == "GET, HEAD"


# --- The description --------------------------------------------------------------------------------------------------


def test_the_described_keys_are_those_of_the_answers(client: TestClient) -> None:
    schemas = client.get("/openapi.json").json()["components"]["schemas"]
    for name, address in (
        ("Coverage", "coverage?area=d"),
        ("Gaps", "gaps?area=d"),
        ("Audit", "audit?area=d"),
        ("WhatIf", "what-if?without=x"),
        ("Keystones", "keystones?area=d"),
    ):
        assert list(schemas[name]["properties"]) == list(client.get(f"/api/v1/{address}").json())
    [row, *_] = client.get(f"/api/v1/gaps?area=d&on={ON}").json()["gaps"]
    assert list(schemas["GapRow"]["properties"]) == list(row)


def test_the_description_says_what_a_question_about_coverage_needs(client: TestClient) -> None:
    paths = client.get("/openapi.json").json()["paths"]
    for name in ("coverage", "gaps", "audit", "what-if", "keystones"):
        operation = paths[f"/api/v1/{name}"]["get"]
        needed = {one["name"] for one in operation["parameters"] if one["required"]}
        assert needed == ({"without"} if name == "what-if" else set())
        assert all(one["description"] for one in operation["parameters"])
        assert sorted(operation["responses"]) == ["200", "404", "406", "422", "500", "503"]
        assert orjson.dumps(operation["responses"]["406"]).count(b"application/problem+json") == 1
