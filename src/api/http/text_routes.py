"""Routes of questions whose parameters are all text.

Rules:
- FastAPI describes the parameters and does not read them: that took a fifth of the time of an empty endpoint. They are
  checked in ``api.http.parameters``.
"""

from collections.abc import Awaitable, Callable
from inspect import signature

from fastapi import Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.routing import APIRoute


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
