"""In which form an answer is given: JSON, CSV or a workbook, by ``format`` or by the Accept header.

Rules (RFC 9110, 12.5.1):
- The most specific range that fits a form says how much it is wanted; the most wanted is given, JSON before the others
  (of drawings SVG).
- ``format`` has the last word. Where nothing that is wanted can be given: 406.
- A file is always whole: nothing in it could say that there is a next page.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from http import HTTPStatus
from json import dumps as ascii_json
from tempfile import TemporaryFile, gettempdir
from typing import Any

import orjson
from fastapi import Request
from starlette.exceptions import HTTPException

from api.http.long_reads import CHUNK, Content
from graph.commands.pages import Streamed
from graph.output import json
from graph.output.report.about import opening
from graph.output.report.csv import csv_parts
from graph.output.report.sheets import Report
from graph.output.report.xlsx import write_xlsx

JSON, CSV, XLSX = "json", "csv", "xlsx"
MEDIA_TYPES = {
    JSON: "application/json",
    CSV: "text/csv",
    XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}

ABOUT = "X-Zeren-About"
SAID = ("answer", "register", "area", "on", "known_at", "over", "against", "narrowed", "codes", "limits", "as_of")
"""What that header holds."""


def chosen(request: Request, media_types: Mapping[str, str] = MEDIA_TYPES) -> str:
    """Return the form that a request asks for, the first if it does not say; raise 406 where it wants none of ours."""
    if said := request.query_params.get("format"):
        return said
    wanted = dict(_ranges(", ".join(request.headers.getlist("accept"))))
    if not wanted:
        return next(iter(media_types))
    weights = {form: _weight(wanted, media_type) for form, media_type in media_types.items()}
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


def streamed(answer: Streamed[Any]) -> Content:
    """Return an answer as JSON, its rows as they are read."""
    return Content(MEDIA_TYPES[JSON], json.streamed(answer.answer, answer.rows))


def written(report: Report, form: str, name: str, lang: str) -> Content:
    """Return a report as a file of a form, CSV or a workbook; where the register lies is not told."""
    report.about = replace(report.about, store=report.about.register)
    parts = csv_parts(report.sheets(), lang) if form == CSV else _workbook(report, lang)
    said = {
        "Content-Disposition": f'attachment; filename="{name}-{report.about.on}.{form}"',
        ABOUT: _about(report),
    }
    return Content(MEDIA_TYPES[form], parts, said)


def _about(report: Report) -> str:
    """Return what a file speaks of as JSON in ASCII: no other text may stand in a header."""
    opened = opening(report)
    return ascii_json(orjson.loads(json.dumps({name: opened[name] for name in SAID if name in opened})))


def _workbook(report: Report, lang: str) -> Iterator[bytes]:
    with TemporaryFile() as out:
        write_xlsx(report, out, lang, gettempdir())
        out.seek(0)
        while data := out.read(CHUNK):
            yield data
