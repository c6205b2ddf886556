"""GET /api/v1/coverage, /gaps, /audit, /what-if and /keystones: questions about the slots of many places.

Rules:
- Each route calls one command, in the threads of long reads; without ``limit`` rows are sent as they are read.
- The form is chosen before the store is asked: a wrong one costs nothing.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, make_dataclass
from typing import Annotated, Any

from fastapi import Depends, FastAPI, Query, Request, Response

from api.http import formats
from api.http.long_reads import Content, LongReads
from api.http.parameters import KNOWN_AT, ON, PROBLEMS, wrong_parameters
from api.http.problems import Problem, language
from graph.commands import audit, audit_reports, coverage, gaps, keystones, reports, what_if
from graph.commands.coverage import wrong_against
from graph.commands.coverage_question import Question, wrong_fields, wrong_together
from graph.commands.pages import Streamed, wrong_page
from graph.meaning.coverage_answers import Audit, Coverage, Gaps, Keystones, Limits, WhatIf
from graph.model.errors import BadValue
from graph.output.json import dumps
from graph.output.report.sheets import Report
from graph.stores import Store

MEANS = {
    "area": "The id of the area; the whole register if absent.",
    "level": "Figures of every area of this level inside; of those directly below if absent.",
    "against": "Another day or instant: what opened and closed since, and what stayed open.",
    "matter": "The matter's id: the leaves at or under it; every leaf if absent.",
    "tier": "first, direct or specific; every tier if absent.",
    "requirement": "The requirement's id; every requirement if absent.",
    "without": "A person's id: every tenure of theirs is treated as ended on the day. May be given several times.",
    "over": "A range of days A..B, from A and before B: every stretch of days on which something is missing.",
    "code": "An audit, such as overlap or gap; all of them if absent. May be given several times.",
    "on": ON,
    "known_at": KNOWN_AT,
    "limit": "So many rows at a time, 1 to 10000; all of them if absent.",
    "cursor": "The `next` of the page before.",
    "format": "json, csv or xlsx; what the Accept header asks for if absent.",
}
REPEATABLE = frozenset(("without", "code"))
NARROWED = ("area", "matter", "tier", "requirement", "without")
TIMES = ("on", "known_at")
PAGED = ("limit", "cursor")

Asked = Mapping[str, Any]


@dataclass(frozen=True)
class Route:
    """One route: its shape, its parameters, and the commands for a page, for a whole answer and for a file."""

    path: str
    summary: str
    answer: type[Any]
    parameters: tuple[str, ...]
    command: Callable[..., Any]
    report: Callable[..., Report]
    streamed: Callable[..., Streamed[Any]] | None = None
    needed: frozenset[str] = frozenset()

    @property
    def name(self) -> str:
        return self.path.rpartition("/")[2]


ROUTES = (
    Route(
        "/api/v1/coverage",
        "How much of what is asked for is filled.",
        Coverage,
        ("area", "level", *NARROWED[1:], "against", *TIMES, "format"),
        coverage.coverage,
        reports.coverage_report,
    ),
    Route(
        "/api/v1/gaps",
        "What is missing, since when, and who answers meanwhile.",
        Gaps,
        (*NARROWED, "over", *TIMES, *PAGED, "format"),
        gaps.gaps,
        reports.gaps_report,
        gaps.streamed,
    ),
    Route(
        "/api/v1/audit",
        "What is missing, will be, or should not be as it is.",
        Audit,
        (*NARROWED, "code", *TIMES, *PAGED, "format"),
        audit.audit,
        audit_reports.audit_report,
        audit.streamed,
    ),
    Route(
        "/api/v1/what-if",
        "What opens without some persons.",
        WhatIf,
        (*NARROWED, *TIMES, *PAGED, "format"),
        what_if.what_if,
        reports.what_if_report,
        what_if.streamed,
        needed=frozenset(("without",)),
    ),
    Route(
        "/api/v1/keystones",
        "Who alone keeps how many slots filled.",
        Keystones,
        (*NARROWED, *TIMES, *PAGED, "format"),
        keystones.keystones,
        reports.keystones_report,
        keystones.streamed,
    ),
)


def add(app: FastAPI, long_reads: LongReads, limits: Limits) -> None:
    """Add the routes to an application."""
    for route in ROUTES:
        _add(app, long_reads, route, limits)


def _add(app: FastAPI, long_reads: LongReads, route: Route, limits: Limits) -> None:
    noun = make_dataclass("Parameters", [_parameter(name) for name in route.parameters])

    @app.get(
        route.path,
        name=route.name,
        summary=route.summary,
        tags=["questions"],
        response_model=route.answer,
        responses=RESPONSES,
    )
    async def answer(request: Request, parameters: Annotated[Any, Depends(noun)]) -> Response:
        asked = {name: getattr(parameters, name) for name in route.parameters}
        return long_reads.answer(lambda store: _content(store, route, request, asked, limits))


def _parameter(name: str) -> tuple[str, Any, Any]:
    kind: Any = list[str] | None if name in REPEATABLE else str | None
    return name, Annotated[kind, Query(description=MEANS[name])], None


RESPONSES: dict[int | str, dict[str, Any]] = PROBLEMS | {
    200: {
        "content": {
            formats.MEDIA_TYPES[formats.CSV]: {"schema": {"type": "string"}},
            formats.MEDIA_TYPES[formats.XLSX]: {"schema": {"type": "string", "format": "binary"}},
        }
    },
    404: {"model": Problem, "description": "No such place, matter, requirement or person."},
    406: {"model": Problem, "description": "None of the forms that the Accept header asks for can be given."},
}


def _content(store: Store, route: Route, request: Request, asked: Asked, limits: Limits) -> Content:
    _check(store, route, request, asked)
    form = formats.chosen(request)
    question, lang = _question(asked), language(request)
    paged = {name: asked[name] for name in PAGED if asked.get(name)}
    more: dict[str, Any] = {}
    if "against" in asked:
        more = {"against": asked["against"] or None}
    if "code" in asked:
        more = {"codes": _each(asked, "code"), "lang": lang, "limits": limits}
    if form != formats.JSON:
        if paged:
            raise BadValue(**dict.fromkeys(sorted(paged), "only_with_json"))
        return formats.written(route.report(store, question, **more), form, route.name, lang)
    if route.streamed is None or paged:
        return Content(formats.MEDIA_TYPES[form], [dumps(route.command(store, question, **paged, **more))])
    return formats.streamed(route.streamed(store, question, **more))


def _question(asked: Asked) -> Question:
    named: dict[str, Any] = {one.name: asked.get(one.name) for one in fields(Question)}
    return Question(**(named | {"without": _each(asked, "without")}))


def _each(asked: Asked, name: str) -> tuple[str, ...]:
    """Return the values of a parameter that may be given several times; an empty one is as an absent one."""
    return tuple(filter(None, asked.get(name) or ()))


def _check(store: Store, route: Route, request: Request, asked: Asked) -> None:
    """Refuse parameters that are wrong by themselves, together with all that is wrong in them."""
    wrong = wrong_parameters(request, {*route.parameters}, route.needed, REPEATABLE)
    wrong |= {name: code for name, code in wrong_together(_question(asked)).items() if name not in wrong}
    if asked["format"] and asked["format"] not in formats.MEDIA_TYPES:
        wrong["format"] = "not_a_format"
    if wrong:
        found: dict[str, str] = wrong_fields(_question(asked), store.zone)
        found |= wrong_against(asked.get("against"), store.zone)
        found |= wrong_page(asked.get("limit"), asked.get("cursor")) | audit.wrong_codes(_each(asked, "code"))
        if wrong.get("on") == "not_with_over":
            wrong["on"] = found.get("on", wrong["on"])
        raise BadValue(**(found | wrong))
