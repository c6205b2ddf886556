"""In which form an answer is given: JSON, CSV or a workbook, by ``format`` or by the Accept header.

Rules (RFC 9110, 12.5.1):
- The most specific range that fits a form says how much it is wanted; the most wanted is given, JSON before the others.
- ``format`` has the last word. Where nothing that is wanted can be given: 406.
"""

from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

from fastapi import Request
from starlette.exceptions import HTTPException

from api.http.long_reads import Content
from graph.commands.pages import Streamed
from graph.output import json
from graph.output.json import dumps

JSON, CSV, XLSX = "json", "csv", "xlsx"
MEDIA_TYPES = {
    JSON: "application/json",
    CSV: "text/csv",
    XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def chosen(request: Request) -> str:
    """Return the form that a request asks for; raise 406 where it wants none of ours."""
    if said := request.query_params.get("format"):
        return said
    wanted = dict(_ranges(", ".join(request.headers.getlist("accept"))))
    if not wanted:
        return JSON
    weights = {form: _weight(wanted, media_type) for form, media_type in MEDIA_TYPES.items()}
    best = max(weights, key=lambda form: weights[form])
    if not weights[best]:
        raise HTTPException(HTTPStatus.NOT_ACCEPTABLE)
    return best


def _weight(wanted: dict[str, float], media_type: str) -> float:
    ranges = (media_type, media_type.partition("/")[0] + "/*", "*/*")
    return next((wanted[one] for one in ranges if one in wanted), 0.0)


def _ranges(accept: str) -> Iterator[tuple[str, float]]:
    """Yield the media ranges of a header with their weights."""
    for part in accept.split(","):
        name, *parameters = (piece.strip().lower() for piece in part.split(";"))
        if name:
            said = [one[2:] for one in parameters if one.startswith("q=")]
            yield name, _quality(said[0]) if said else 1.0


def _quality(text: str) -> float:
    """Return a weight from 0 to 1; what is none counts as nothing wanted."""
    try:
        return min(max(float(text), 0.0), 1.0)
    except ValueError:
        return 0.0


def whole(form: str, answer: Any) -> Content:
    """Return an answer that is at hand, in a form."""
    _only_json(form)
    return Content(MEDIA_TYPES[form], [dumps(answer)])


def streamed(form: str, answer: Streamed[Any]) -> Content:
    """Return an answer that comes while it is read, in a form."""
    _only_json(form)
    return Content(MEDIA_TYPES[form], json.streamed(answer.answer, answer.rows))


def _only_json(form: str) -> None:
    if form != JSON:
        raise HTTPException(HTTPStatus.NOT_ACCEPTABLE)
