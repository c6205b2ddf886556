"""The application: one store, the routes, one shape for every error.

Rules:
- Each route calls one command; answers are serialised once, by the serializer that the command line uses.
- Answers name people: they are not to be kept by caches (``no-store``).
"""

from typing import Annotated, Any

from fastapi import FastAPI, Query, Request, Response

from api.http.problems import Problem, install
from graph import __version__
from graph.commands.places import place as place_command
from graph.commands.trace import trace as trace_command
from graph.meaning.answers import PlaceSeen, Trace
from graph.model.errors import BadValue
from graph.output.json import dumps
from graph.stores import Store

PROBLEMS: dict[int | str, dict[str, Any]] = {
    404: {"model": Problem, "description": "No such place or matter."},
    422: {
        "model": Problem,
        "description": "Wrong fields, or not in force on that day (with the periods).",
    },
    503: {"model": Problem, "description": "The store is away; try again."},
}
On = Annotated[
    str | None,
    Query(description="The day asked about, or an instant with an offset; today if absent."),
]
KnownAt = Annotated[
    str | None,
    Query(description="As known then: an instant with an offset, or a date; now if absent."),
]


def create_app(store: Store) -> FastAPI:
    """Return the application over an open store."""
    app = FastAPI(
        title="zeren 责任",
        version=__version__,
        description="Who answers for a place, a matter, a day.",
        docs_url=None,
        redoc_url=None,
        openapi_url="/openapi.json",
    )
    install(app)
    _probes(app, store)
    _questions(app, store)
    return app


def _probes(app: FastAPI, store: Store) -> None:
    @app.get("/healthz", summary="The process lives.", tags=["service"])
    async def healthz() -> Response:
        return _json(b'{"status":"ok"}')

    @app.get(
        "/readyz",
        summary="The store answers.",
        tags=["service"],
        responses={503: PROBLEMS[503]},
    )
    def readyz() -> Response:
        head = store.register().head
        return _json(dumps({"status": "ready", "head": head.hash if head.number else None}))


def _questions(app: FastAPI, store: Store) -> None:
    @app.get(
        "/api/v1/trace",
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
        _check_names(request, {"place", "matter", "on", "known_at"}, needed={"place"})
        return _json(dumps(trace_command(store, place, matter, on, known_at).answer))

    @app.get(
        "/api/v1/places/{id:path}",
        summary="One place.",
        tags=["questions"],
        response_model=PlaceSeen,
        responses=PROBLEMS,
    )
    def place(request: Request, id: str, on: On = None, known_at: KnownAt = None) -> Response:
        _check_names(request, {"on", "known_at"})
        return _json(dumps(place_command(store, id, on, known_at)))


def _check_names(request: Request, known: set[str], needed: frozenset[str] | set[str] = frozenset()) -> None:
    """Refuse parameters that are unknown (a misspelt one would change the answer in silence), doubled or missing."""
    names = [name for name, _ in request.query_params.multi_items()]
    faults = {name: "unknown_parameter" for name in names if name not in known}
    faults |= {name: "given_twice" for name in known if names.count(name) > 1}
    faults |= {name: "missing" for name in needed if not request.query_params.get(name)}
    if faults:
        raise BadValue(**{name: faults[name] for name in sorted(faults)})


def _json(data: bytes) -> Response:
    return Response(data, media_type="application/json", headers={"Cache-Control": "no-store"})
