"""The application: one store, the routes, one shape for every error.

Rules:
- A trace of a register at hand is answered in the event loop: it takes a third of a millisecond, and a thread's turn
  takes half as much again. Every other question has a thread.
- Each route calls one command; answers are serialised once, by the serializer that the command line uses.
- Answers name people: they are not to be kept by caches (``no-store``).
- HEAD is answered as GET without the body; no address redirects to another.
"""

from collections.abc import Callable, Iterator
from typing import Annotated, Any

from fastapi import FastAPI, Query, Request, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.http import coverage, drawings, page, traces
from api.http.long_reads import BODILESS, LongReads
from api.http.parameters import PROBLEMS, KnownAt, On, check
from api.http.problems import MEDIA_TYPE, install
from api.http.text_routes import BriefRoute, TextRoute
from graph import __version__
from graph.commands.find import find as find_command
from graph.commands.places import place as place_command
from graph.commands.trace import trace as trace_command
from graph.meaning.answers import PlaceSeen, Trace
from graph.meaning.coverage_answers import Limits
from graph.meaning.find_answers import MattersFound, OrganizationsFound, PeopleFound, PlacesFound, PostsFound
from graph.output.drawing.process import Drawer
from graph.output.json import dumps
from graph.stores import Store

DEFAULT = Limits()
FOUND: dict[str, tuple[str, type[Any]]] = {
    "places": ("place", PlacesFound),
    "people": ("person", PeopleFound),
    "organizations": ("organization", OrganizationsFound),
    "posts": ("post", PostsFound),
    "matters": ("matter", MattersFound),
}
"""What is sought by name: each route with its noun and its answer."""
NEEDED = {
    ("/api/v1/trace", "place"),
    ("/api/v1/what-if", "without"),
    *((f"/api/v1/{plural}", "q") for plural in FOUND),
}


class Application(FastAPI):
    """FastAPI, whose description says of errors what they are: problems, in their own media type."""

    def openapi(self) -> dict[str, Any]:
        if self.openapi_schema is None:
            for path, operation in _operations(super().openapi()):
                for status, response in operation["responses"].items():
                    if int(status) >= 400:
                        response["content"] = {MEDIA_TYPE: response["content"]["application/json"]}
                for parameter in operation.get("parameters", ()):
                    parameter["required"] |= (path, parameter["name"]) in NEEDED
        return super().openapi()


def _operations(description: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    return ((path, operation) for path, methods in description["paths"].items() for operation in methods.values())


class HeadAsGet:
    """Answers HEAD as GET, without the body."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def bodiless(message: Message) -> None:
            await send({**message, "body": b""} if message["type"] == "http.response.body" else message)

        if scope["type"] == "http" and scope["method"] == "HEAD":
            await self._app({**scope, "method": "GET", BODILESS: True}, receive, bodiless)
        else:
            await self._app(scope, receive, send)


def create_app(store: Store, limits: Limits = DEFAULT, drawer: Drawer | None = None) -> FastAPI:
    """Return the application over an open store; limits are those of audits, and ``drawer`` is closed with it."""
    long_reads, drawings_made = LongReads(store), drawings.Drawings(drawer or Drawer())
    app = Application(
        title="zeren 责任",
        version=__version__,
        description="Who answers for a place, a matter, a day.",
        docs_url=None,
        redoc_url=None,
        openapi_url="/openapi.json",
        redirect_slashes=False,
        lifespan=drawings_made.lifespan(long_reads.lifespan),
    )
    install(app)
    app.add_middleware(HeadAsGet)
    _questions(app, store)  # first of all, since addresses are looked through in this order
    _probes(app, store)
    traces.add(app, store, PROBLEMS)
    coverage.add(app, long_reads, limits)
    drawings.add(app, long_reads, drawings_made)
    page.add(app)
    return app


def _probes(app: FastAPI, store: Store) -> None:
    @app.get("/healthz", summary="The process lives.", tags=["service"])
    async def healthz() -> Response:
        return _json(b'{"status":"ok"}')

    @app.get(
        "/readyz",
        summary="The store answers.",
        tags=["service"],
        responses={500: PROBLEMS[500], 503: PROBLEMS[503]},
    )
    def readyz() -> Response:
        head = store.register().head
        return _json(dumps({"status": "ready", "head": head.hash if head.number else None}))


def _questions(app: FastAPI, store: Store) -> None:
    @_get(
        app,
        "/api/v1/trace",
        brief=store.at_hand,
        summary="Who answers.",
        tags=["questions"],
        response_model=Trace,
        responses=PROBLEMS,
    )
    def trace(
        request: Request,
        place: Annotated[str, Query(description="The place's id.")] = "",
        matter: Annotated[str | None, Query(description="The matter's id; every matter if absent.")] = None,
        on: On = None,
        known_at: KnownAt = None,
    ) -> Response:
        check(request, store, {"place", "matter", "on", "known_at"}, needed={"place"})
        return _json(dumps(trace_command(store, place, matter, on, known_at).answer))

    for plural in FOUND:
        _find(app, store, plural)

    @_get(
        app,
        "/api/v1/places/{id:path}",
        summary="One place.",
        tags=["questions"],
        response_model=PlaceSeen,
        responses=PROBLEMS,
    )
    def place(request: Request, id: str, on: On = None, known_at: KnownAt = None) -> Response:
        check(request, store, {"on", "known_at"})
        return _json(dumps(place_command(store, id, on, known_at)))


def _find(app: FastAPI, store: Store, plural: str) -> None:
    noun, answer = FOUND[plural]

    @_get(
        app,
        f"/api/v1/{plural}",
        name=plural,
        summary=f"{plural.capitalize()} by name.",
        tags=["questions"],
        response_model=answer,
        responses={status: PROBLEMS[status] for status in (422, 500, 503)},
    )
    def found(
        request: Request,
        q: Annotated[str, Query(description="An id, a name or a part of one, a former name, pinyin or initials.")] = "",
        limit: Annotated[str | None, Query(description="So many at a time, 1 to 1000; 50 if absent.")] = None,
        after: Annotated[str | None, Query(description="The `next` of the page before.")] = None,
        on: On = None,
        known_at: KnownAt = None,
    ) -> Response:
        check(request, store, {"q", "limit", "after", "on", "known_at"}, needed={"q"})
        return _json(dumps(find_command(store, noun, q, limit=limit, after=after, on=on, known_at=known_at)))


def _get(
    app: FastAPI, path: str, *, brief: bool = False, **said: Any
) -> Callable[[Callable[..., Response]], Callable[..., Response]]:
    """Add a question's endpoint, whose parameters are all text."""
    route = BriefRoute if brief else TextRoute

    def add(endpoint: Callable[..., Response]) -> Callable[..., Response]:
        app.router.add_api_route(path, endpoint, methods=["GET"], route_class_override=route, **said)
        return endpoint

    return add


def _json(data: bytes) -> Response:
    return Response(data, media_type="application/json", headers={"Cache-Control": "no-store"})
