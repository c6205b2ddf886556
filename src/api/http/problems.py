"""Problems: every error as RFC 9457 problem details, in one shape.

Rules:
- ``type`` is ``urn:zeren:problem:CODE``; ``code`` repeats the code; ``detail`` is one line for people, in Chinese where
  the caller's Accept-Language asks for it; ``errors`` lists every wrong field; ``periods`` stands where a place or
  matter is not in force that day, ``candidates`` where others are called like a subject that is no id.
- ``title`` is the status's name by RFC 9110, whatever Python calls it.
- What went wrong inside is logged, never told.
"""

import logging
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel
from starlette.exceptions import HTTPException

from graph.model.errors import BadValue, NotInForce, UnknownId, ZerenError
from graph.output.json import dumps
from graph.output.messages import error_text, say

MEDIA_TYPE = "application/problem+json"
RETRY_SECONDS = "5"
UNPROCESSABLE = "Unprocessable Content"
METHODS = "GET, HEAD"

logger = logging.getLogger("zeren.http")


class FieldError(BaseModel):
    """One wrong field."""

    field: str
    code: str
    detail: str


class Period(BaseModel):
    """A period of a place or matter: ``[since, until)``, null where open."""

    since: str | None
    until: str | None


class Candidate(BaseModel):
    """Something that is called like what was asked about."""

    id: str
    name: str


class Problem(BaseModel):
    """RFC 9457 problem details."""

    type: str
    title: str
    status: int
    code: str
    detail: str
    errors: list[FieldError] | None = None
    periods: list[Period] | None = None
    candidates: list[Candidate] | None = None


def install(app: FastAPI) -> None:
    """Give an application the one shape for every error."""
    app.add_exception_handler(ZerenError, _refused)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _plain)
    app.add_exception_handler(Exception, _unexpected)


def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, ZerenError)
    return _sent(problem(error, request))


def problem(error: ZerenError, request: Request) -> dict[str, Any]:
    """Return the problem details of a refusal, in the caller's language."""
    lang = language(request)
    more: dict[str, Any] = {}
    if isinstance(error, BadValue):
        more["errors"] = [
            {"field": name, "code": code, "detail": say(lang, code)} for name, code in error.fields.items()
        ]
    if isinstance(error, NotInForce):
        more["periods"] = error.periods
    if isinstance(error, UnknownId) and error.like:
        more["candidates"] = [{"id": id, "name": name} for id, name in error.like]
    detail = error_text(error, lang)
    if error.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        logger.error("%s", error)
    if error.status == HTTPStatus.INTERNAL_SERVER_ERROR:
        detail = HTTPStatus.INTERNAL_SERVER_ERROR.description
    return _details(error.status, error.code, detail, **more)


def _invalid(_request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    errors = [{"field": str(one["loc"][-1]), "code": one["type"], "detail": one["msg"]} for one in error.errors()]
    detail = "; ".join(f"{one['field']}: {one['detail']}" for one in errors)
    return _sent(_details(HTTPStatus.UNPROCESSABLE_ENTITY, "bad_value", detail, errors=errors))


def _plain(_request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    status = HTTPStatus(error.status_code)
    details = _details(status, status.name.lower(), status.description or status.phrase)
    headers = dict(error.headers or {})
    if headers.get("Allow") == "GET":
        headers["Allow"] = METHODS
    return _sent(details, headers)


def _unexpected(_request: Request, error: Exception) -> Response:
    logger.error("unexpected", exc_info=error)
    status = HTTPStatus.INTERNAL_SERVER_ERROR
    return _sent(_details(status, "internal_server_error", status.description))


def _details(status: int, code: str, detail: str, **more: Any) -> dict[str, Any]:
    return {
        "type": f"urn:zeren:problem:{code}",
        "title": UNPROCESSABLE if status == HTTPStatus.UNPROCESSABLE_ENTITY else HTTPStatus(status).phrase,
        "status": int(status),
        "code": code,
        "detail": detail,
        **more,
    }


def _sent(details: dict[str, Any], headers: Any = None) -> Response:
    status = details["status"]
    sent = {"Cache-Control": "no-store", **(headers or {})}
    if status == HTTPStatus.SERVICE_UNAVAILABLE:
        sent["Retry-After"] = RETRY_SECONDS
    return Response(dumps(details), status_code=status, media_type=MEDIA_TYPE, headers=sent)


def language(request: Request) -> str:
    """Return in which language the caller reads: zh or en."""
    return "zh" if request.headers.get("accept-language", "").lower().startswith("zh") else "en"
