"""GET /api/v1/drawings/KIND: the same picture as the command line's, while everybody else is answered."""

import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.http.app import create_app
from graph.commands.draw import KINDS, formats_of
from graph.output.drawing.process import Drawer
from graph.output.drawing.write import FORMATS, MEDIA
from tests.api.test_cli_draw import SMALL
from tests.command_line import zeren
from tests.conftest import Engine
from tests.importing import put

ON = "2026-03-14"
ASKED = {"place": "v", "on": ON}
URL = "/api/v1/drawings"


@pytest.fixture
def client(sqlite: Engine, tmp_path: Path) -> Iterator[TestClient]:
    store = sqlite.create()
    put(store, tmp_path / "files", SMALL)
    with TestClient(create_app(store)) as one:
        yield one


@pytest.mark.parametrize("form", FORMATS)
def test_each_format_has_its_media_type(client: TestClient, form: str) -> None:
    answer = client.get(f"{URL}/trace", params={"place": "v", "on": ON, "format": form})
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"].partition(";")[0] == MEDIA[form]
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    ("kind", "subject", "id"),
    [
        ("trace", "place", "v"),
        ("coverage", "area", "t"),
        ("person", "person", "a"),
        ("organization", "organization", "o"),
        ("timeline", "place", "v"),
        ("timeline", "post", "clerk"),
        ("matrix", "area", "t"),
    ],
)
@pytest.mark.parametrize("form", ["dot", "svg", "html", "json", "graphml", "node-link"])
def test_the_bytes_are_those_of_the_command_line(
    client: TestClient, sqlite: Engine, kind: str, subject: str, id: str, form: str
) -> None:
    answer = client.get(f"{URL}/{kind}", params={subject: id, "on": ON, "format": form})
    if form not in formats_of(kind):
        assert (answer.status_code, answer.json()["code"]) == (406, "format_not_of_kind")
        return
    ran = zeren("draw", kind, id, "--on", ON, "--output", "-", "--format", form, "--register", sqlite.address)
    assert answer.text == ran.out


@pytest.mark.parametrize("form", ["dot", "mermaid", "svg", "json"])
def test_a_handover_is_that_of_the_command_line(client: TestClient, sqlite: Engine, form: str) -> None:
    days = {"from": "2026-01-01", "to": ON}
    answer = client.get(f"{URL}/handover", params={"area": "t", **days, "format": form})
    assert answer.status_code == 200, answer.text
    words = ("--from", days["from"], "--to", ON, "--format", form, "--register", sqlite.address)
    assert answer.text.strip() == zeren("draw", "handover", "t", *words, "--output", "-").out.strip()
    without = client.get(f"{URL}/handover", params={"area": "t", "from": days["from"], "on": ON, "format": form})
    assert without.content == answer.content


def test_the_accept_header_chooses_and_svg_is_the_first(client: TestClient) -> None:
    asked = {"place": "v", "on": ON}
    for accept, media in (
        ("*/*", "image/svg+xml"),
        ("image/png", "image/png"),
        ("application/json;q=0.9, text/csv", "application/json"),
    ):
        assert client.get(f"{URL}/trace", params=asked, headers={"accept": accept}).headers["content-type"] == media
    refused = client.get(f"{URL}/timeline", params=asked, headers={"accept": MEDIA["dot"]})
    assert (refused.status_code, refused.json()["code"]) == (406, "not_acceptable")
    refused = client.get(f"{URL}/trace", params=asked, headers={"accept": "text/csv"})
    assert (refused.status_code, refused.json()["code"]) == (406, "not_acceptable")


@pytest.mark.parametrize(
    ("address", "status", "code", "fields"),
    [
        (f"{URL}/tree?place=v", 404, "unknown_drawing", []),
        (f"{URL}/trace?place=nowhere", 404, "unknown_place", []),
        (f"{URL}/person?person=nobody", 404, "unknown_person", []),
        (f"{URL}/trace", 422, "bad_value", ["place"]),
        (f"{URL}/trace?place=v&format=gif&theme=pink&on=x&area=t", 422, "bad_value", ["area", "format", "on", "theme"]),
        (f"{URL}/coverage?area=t&matter=m", 422, "bad_value", ["matter"]),
        (f"{URL}/trace?place=v&zoom=1", 422, "bad_value", ["zoom"]),
        (f"{URL}/trace?place=v&post=clerk&over=2026-01-01..2026-02-01", 422, "bad_value", ["over", "post"]),
        (f"{URL}/timeline?place=nowhere", 404, "unknown_place", []),
        (f"{URL}/timeline?post=nothing", 404, "unknown_post", []),
        (f"{URL}/timeline", 422, "bad_value", ["place", "post"]),
        (f"{URL}/timeline?place=v&post=clerk&over=x", 422, "bad_value", ["over", "post"]),
        (f"{URL}/timeline?place=v&over=2026-02-01..2026-01-01", 422, "bad_value", ["over"]),
        (f"{URL}/handover?area=t", 422, "bad_value", ["from"]),
        (f"{URL}/handover?area=t&from=2026-02-01&to=2026-01-01", 422, "bad_value", ["to"]),
        (f"{URL}/handover?area=t&from=x&to=y", 422, "bad_value", ["from", "to"]),
        (f"{URL}/handover?area=t&from=2026-01-01&to=2026-02-01&on=2026-02-01", 422, "bad_value", ["on"]),
        (f"{URL}/handover?area=nowhere&from=2026-01-01", 404, "unknown_place", []),
        (f"{URL}/trace?place=v&from=2026-01-01&to=2026-02-01", 422, "bad_value", ["from", "to"]),
        (f"{URL}/matrix?area=nowhere", 404, "unknown_place", []),
        (f"{URL}/matrix?area=t&level=high", 422, "bad_value", ["level"]),
        (f"{URL}/matrix?area=t&format=mermaid", 406, "format_not_of_kind", []),
        (f"{URL}/timeline?place=v&format=dot", 406, "format_not_of_kind", []),
    ],
)
def test_bad_input_is_a_problem(client: TestClient, address: str, status: int, code: str, fields: list[str]) -> None:
    problem = client.get(address).json()
    assert (problem["status"], problem["code"]) == (status, code)
    assert [one["field"] for one in problem.get("errors") or []] == fields


def test_a_kind_that_there_is_not_is_told_with_those_that_there_are(client: TestClient) -> None:
    for lang, said in (("en", "there is no drawing of kind tree; there are "), ("zh-CN", "没有 tree 这种图；可为 ")):
        got = client.get(f"{URL}/tree", headers={"accept-language": lang})
        assert (got.status_code, got.headers["content-type"]) == (404, "application/problem+json")
        assert got.json()["detail"] == said + ", ".join(KINDS)


@pytest.mark.parametrize(
    ("address", "like"),
    [
        ("person?person=Zhang", [{"id": "a", "name": "Zhang Yang"}]),
        ("person?person=李例二", [{"id": "b", "name": "李例二"}]),
        ("organization?organization=Village office", [{"id": "o", "name": "Village office"}]),
        ("trace?place=Plum", [{"id": "v", "name": "Plum Village"}]),
        ("coverage?area=elm town", [{"id": "t", "name": "Elm Town"}]),
        ("timeline?post=Village head", [{"id": "head", "name": "Village head"}]),
        ("timeline?place=Village head", None),
        ("person?person=%20%20", None),
    ],
)
def test_a_name_is_no_id_but_those_that_bear_it_are_named(client: TestClient, address: str, like: Any) -> None:
    got = client.get(f"{URL}/{address}")
    assert got.status_code == 404
    assert got.json().get("candidates") == like
    assert all(f"{one['id']} ({one['name']})" in got.json()["detail"] for one in like or ())


@pytest.mark.parametrize("kind", KINDS)
def test_a_strange_subject_or_moment_is_a_problem_or_a_drawing_in_every_format(client: TestClient, kind: str) -> None:
    noun = KINDS[kind].subject
    known = {"place": "v", "area": "t", "person": "a", "organization": "o"}[noun]
    more = {"on": ON, **({"from": "2025-06-01"} if kind == "handover" else {})}
    for form in formats_of(kind):
        for subject in (
            "nowhere",
            "x" * 10_000,
            "a\x00b\x07\n",
            "\u202eabc",
            "👩\u200d👧🏽",
            "' --",
            " ",
            "../../etc",
        ):
            got = client.get(f"{URL}/{kind}", params={noun: subject, **more, "format": form})
            assert (got.status_code, got.headers["content-type"]) == (404, "application/problem+json")
            assert got.json()["detail"].isprintable()
        for asked, status in (({"known_at": "2999-01-01"}, 200), ({"known_at": "0001-01-01"}, 404)):
            got = client.get(f"{URL}/{kind}", params={noun: known, **more, "format": form, **asked})
            assert got.status_code == status, got.text


def test_a_timeline_of_nothing_names_both_that_it_may_be_of(client: TestClient) -> None:
    errors = client.get(f"{URL}/timeline").json()["errors"]
    assert {one["detail"] for one in errors} == {"give place or post"}


def test_words_are_chinese_where_they_are_asked_for(client: TestClient) -> None:
    asked = {"place": "v", "on": ON, "format": "dot"}
    assert "第一责任人" in client.get(f"{URL}/trace", params=asked, headers={"accept-language": "zh-CN"}).text


@pytest.fixture
def warm(sqlite: Engine, tmp_path: Path) -> Iterator[tuple[TestClient, Drawer]]:
    """A service whose drawing process has drawn already, and may take two seconds for the next drawing."""
    store, drawer = sqlite.create(), Drawer(2)
    put(store, tmp_path / "files", SMALL)
    with TestClient(create_app(store, drawer=drawer)) as client:
        assert client.get(f"{URL}/trace", params=ASKED).status_code == 200
        yield client, drawer


def pid(drawer: Drawer) -> int:
    assert drawer._process is not None
    return drawer._process.pid


@pytest.mark.skipif(sys.platform == "win32", reason="Windows stops no process")
def test_others_are_answered_while_a_drawing_hangs_and_the_next_one_is_drawn(warm: tuple[TestClient, Drawer]) -> None:
    client, drawer = warm
    os.kill(pid(drawer), signal.SIGSTOP)
    found: list[Any] = []
    drawings = [
        threading.Thread(target=lambda: found.append(client.get(f"{URL}/trace", params=ASKED))) for _ in range(4)
    ]
    drawings[0].start()
    time.sleep(0.2)
    for one in drawings[1:]:
        one.start()
    time.sleep(0.2)
    started = time.monotonic()
    assert client.get("/api/v1/trace", params=ASKED).status_code == 200
    assert client.get("/api/v1/coverage", params={"area": "t", "on": ON}).status_code == 200
    assert client.get(f"{URL}/trace", params=ASKED | {"format": "dot"}).status_code == 200
    assert client.get(f"{URL}/coverage", params={"area": "t", "on": ON, "format": "graphml"}).status_code == 200
    assert time.monotonic() - started < 1
    assert all(one.is_alive() for one in drawings)
    for one in drawings:
        one.join()
    assert sorted(one.status_code for one in found) == [200, 200, 200, 503]
    _is_away(next(one for one in found if one.status_code == 503), "drawing_hung")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows stops no process")
def test_a_process_that_is_killed_while_it_draws_is_503_and_the_next_one_draws(warm: tuple[TestClient, Drawer]) -> None:
    client, drawer = warm
    first = pid(drawer)
    os.kill(first, signal.SIGSTOP)
    killing = threading.Timer(0.3, os.kill, (first, signal.SIGKILL))
    killing.start()
    _is_away(client.get(f"{URL}/trace", params=ASKED | {"format": "html"}), "drawing_died")
    assert client.get(f"{URL}/trace", params=ASKED).status_code == 200
    assert pid(drawer) != first


def test_a_process_that_was_killed_between_two_drawings_is_begun_again(warm: tuple[TestClient, Drawer]) -> None:
    client, drawer = warm
    first = pid(drawer)
    assert drawer._process is not None
    drawer._process.kill()
    time.sleep(0.2)
    assert client.get(f"{URL}/trace", params=ASKED).status_code == 200
    assert pid(drawer) != first


def _is_away(answer: Any, code: str) -> None:
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["retry-after"] == "5"
    assert (answer.status_code, answer.json()["code"], answer.json()["title"]) == (503, code, "Service Unavailable")
    assert "try again" in answer.json()["detail"]


def test_a_format_without_sense_for_a_kind_is_406_and_names_those_that_carry_it(client: TestClient) -> None:
    asked = {"organization": "o", "on": ON}
    answer = client.get(f"{URL}/organization", params=asked | {"format": "geojson"})
    assert (answer.status_code, answer.json()["code"]) == (406, "format_not_of_kind")
    assert answer.json()["detail"].endswith(
        "it is given as svg, png, pdf, dot, mermaid, html, json, graphml, gexf, node-link, cytoscape"
    )
    answer = client.get(f"{URL}/organization", params=asked, headers={"accept": MEDIA["geojson"]})
    assert (answer.status_code, answer.json()["code"]) == (406, "not_acceptable")


def test_a_browser_is_given_the_page_and_its_script_is_shut_in(client: TestClient) -> None:
    accept = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8"
    answer = client.get(f"{URL}/trace", params=ASKED, headers={"accept": accept, "accept-language": "zh-CN"})
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert '<html lang="zh-CN"' in answer.text
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert policy.endswith("; sandbox allow-scripts")
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_the_drawing_process_ends_with_the_service(
    sqlite: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed: list[Drawer] = []
    close = Drawer.close

    def closing(self: Drawer) -> None:
        closed.append(self)
        close(self)

    monkeypatch.setattr(Drawer, "close", closing)
    store = sqlite.create()
    put(store, tmp_path / "files", SMALL)
    with TestClient(create_app(store)) as client:
        assert client.get(f"{URL}/trace", params={"place": "v", "on": ON}).status_code == 200
    assert len(closed) == 1
    assert closed[0]._process is None
