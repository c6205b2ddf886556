"""Parameters of the address: all are text, and checked here alone.

Rules:
- A parameter that is unknown, doubled, missing or no UTF-8 text is refused, with every other wrong field: a misspelt
  one would change the answer in silence.
- FastAPI describes the parameters and does not read them: that took a fifth of the time of an empty endpoint.
"""

from collections.abc import Awaitable, Callable, Iterator
from inspect import signature
from urllib.parse import parse_qsl, unquote_to_bytes

from fastapi import Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.routing import APIRoute

from graph.commands.moments import moments
from graph.model.errors import BadValue
from graph.stores import Store


class TextRoute(APIRoute):
    """A route whose endpoint takes the request, and parameters that are texts; it runs in a thread."""

    def get_route_handler(self) -> Callable[[Request], Awaitable[Response]]:  # type: ignore[override]
        endpoint, told = self.endpoint, _texts(self.endpoint)

        async def handle(request: Request) -> Response:
            return await run_in_threadpool(endpoint, request, **told(request))

        return handle


class BriefRoute(TextRoute):
    """One whose endpoint takes less than the way to a thread and back: it runs where it is, and all others wait."""

    def get_route_handler(self) -> Callable[[Request], Awaitable[Response]]:  # type: ignore[override]
        endpoint, told = self.endpoint, _texts(self.endpoint)

        async def handle(request: Request) -> Response:
            answer: Response = endpoint(request, **told(request))
            return answer

        return handle


def _texts(endpoint: Callable[..., Response]) -> Callable[[Request], dict[str, str]]:
    names = signature(endpoint).parameters.keys() - {"request"}

    def told(request: Request) -> dict[str, str]:
        given = {name: value for name, value in request.query_params.items() if name in names}
        return given | request.path_params

    return told


def check(request: Request, store: Store, known: set[str], needed: frozenset[str] | set[str] = frozenset()) -> None:
    """Refuse parameters that are unknown, doubled, missing or no text, together with times that are none."""
    asked = request.query_params
    names = [name for name, _ in asked.multi_items()]
    faults = {name: "unknown_parameter" for name in names if name not in known}
    faults |= dict.fromkeys(_no_text(request), "not_text")
    faults |= {name: "given_twice" for name in known if names.count(name) > 1}
    faults |= {name: "missing" for name in needed if not asked.get(name)}
    if faults:
        try:
            moments(asked.get("on"), asked.get("known_at"), store.zone)
        except BadValue as error:
            faults = error.fields | faults
        raise BadValue(**{name: faults[name] for name in sorted(faults)})


def _no_text(request: Request) -> Iterator[str]:
    """Yield the parameters whose bytes are no UTF-8; decoded leniently they could name another id."""
    if not _is_text(unquote_to_bytes(request.scope["raw_path"])):
        yield "id"
    raw: bytes = request.scope["query_string"]
    if raw.isascii() and _is_text(unquote_to_bytes(raw)):
        return
    for name, value in parse_qsl(raw.decode("latin-1"), keep_blank_values=True, errors="surrogateescape"):
        if not _is_text(value.encode(errors="surrogateescape")):
            yield name.encode(errors="replace").decode()


def _is_text(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True
