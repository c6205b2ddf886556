"""In which form an answer is asked for: the Accept header, its weights, and ``format`` above it."""

import pytest
from starlette.exceptions import HTTPException
from starlette.requests import Request

from api.http.formats import chosen

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def asking(accept: str | None, query: str = "") -> Request:
    headers = [] if accept is None else [(b"accept", accept.encode())]
    return Request({"type": "http", "headers": headers, "query_string": query.encode()})


@pytest.mark.parametrize(
    ("accept", "form"),
    [
        (None, "json"),
        ("", "json"),
        ("*/*", "json"),
        ("application/*", "json"),
        ("text/*", "csv"),
        ("text/csv", "csv"),
        ("TEXT/CSV ; charset=utf-8", "csv"),
        (XLSX, "xlsx"),
        (f"{XLSX}, text/csv", "csv"),
        (f"{XLSX}, text/csv;q=0.9", "xlsx"),
        ("application/json;q=0.1, text/csv;q=0.2", "csv"),
        ("*/*;q=0.1, text/csv", "csv"),
        ("application/json;q=0, */*", "csv"),
        ("application/*;q=0, */*;q=0.5", "csv"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "json"),
        ("text/csv;q=high, application/json;q=0.1", "json"),
        (",,", "json"),
    ],
)
def test_the_most_wanted_form_is_given(accept: str | None, form: str) -> None:
    assert chosen(asking(accept)) == form


@pytest.mark.parametrize("accept", ["text/html", "application/json;q=0", "image/*, text/plain", "*/*;q=0"])
def test_a_form_that_there_is_not_is_not_acceptable(accept: str) -> None:
    with pytest.raises(HTTPException) as refused:
        chosen(asking(accept))
    assert refused.value.status_code == 406


@pytest.mark.parametrize("accept", [None, "text/html", "application/json"])
def test_format_has_the_last_word(accept: str | None) -> None:
    assert chosen(asking(accept, "format=xlsx")) == "xlsx"
