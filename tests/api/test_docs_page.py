"""/docs: the description for people, whole in itself."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
from starlette.testclient import TestClient

from api.http.app import create_app
from api.http.page import page
from tests.conftest import Engine


class Seen(HTMLParser):
    """What a page loads or leads to, and its tags that are open."""

    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str | None] = []
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.addresses += [value for name, value in attrs if name in ("src", "href", "action", "data", "srcset")]


@pytest.fixture
def client(sqlite: Engine) -> Iterator[TestClient]:
    with TestClient(create_app(sqlite.create())) as client:
        yield client


def test_the_page_names_no_other_host_and_loads_nothing(client: TestClient) -> None:
    answer = client.get("/docs")
    seen = Seen()
    seen.feed(answer.text)

    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert not re.search(r"//[a-z0-9]", answer.text, re.IGNORECASE)
    assert "url(" not in answer.text
    assert seen.addresses == ["/openapi.json"]
    assert seen.tags.isdisjoint({"script", "img", "link", "iframe", "object", "embed", "form"})
    assert client.get("/openapi.json").status_code == 200


def test_the_browser_is_told_to_load_nothing_else(client: TestClient) -> None:
    policy = client.get("/docs").headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline';")


def test_the_page_shows_every_route_parameter_and_shape(client: TestClient) -> None:
    description, text = client.get("/openapi.json").json(), client.get("/docs").text
    for path, methods in description["paths"].items():
        for method, operation in methods.items():
            assert f"{method.upper()} {path}" in text
            for parameter in operation.get("parameters", ()):
                assert f"<td>{parameter['name']}</td>" in text
    for name in description["components"]["schemas"]:
        assert f'<h3 id="{name}">' in text


def test_the_page_escapes_what_it_shows() -> None:
    info = {"title": "<b>", "version": "1", "description": "a & b"}
    text = page({"info": info, "paths": {"/<i>": {"get": {"summary": "<script>", "responses": {}}}}})
    assert "<b>" not in text
    assert "<i>" not in text
    assert "<script>" not in text
