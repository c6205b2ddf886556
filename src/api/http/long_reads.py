"""Long reads: answers that may take seconds, made beside the event loop, few at once, and ended with their client.

Rules:
- At most LONG_READS windows of places are read at once, in threads of their own; whoever comes later waits. A client
  that takes its answer slowly holds no thread while it does.
- What is refused, and what fails before the first CHUNK, is a problem as of any route.
- What an answer is made of may be made elsewhere (``Content.threads``): who waits for the drawing process
  reads nothing, and holds none of these threads.
- A read that fails later ends the connection without the last piece of its answer: no client can take it for a whole.
- A client that goes away ends the work before the next question to the store.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from threading import Event
from typing import Any, cast

from fastapi import Response
from starlette.types import Receive, Scope, Send

from graph.model.errors import ZerenError
from graph.stores import Row, Store

LONG_READS = 2
"""With four on two cores a trace beside them took four times as long; with two it took a quarter more."""

CHUNK = 64 << 10
BODILESS = "zeren.bodiless"
"""In a scope: nobody takes the body."""

logger = logging.getLogger("zeren.http")


@dataclass(frozen=True, slots=True)
class Content:
    """The bytes of an answer, piece by piece, and what is said of them."""

    media_type: str
    pieces: Iterable[bytes]
    headers: Mapping[str, str] = field(default_factory=dict)
    threads: ThreadPoolExecutor | None = None
    """Where the pieces are made, if not where the store is read; they are then sent as one."""


class Gone(Exception):
    """The client went away."""


class LongReads:
    """The threads in which a store is read at length."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._threads = ThreadPoolExecutor(LONG_READS, thread_name_prefix="long-read")

    @asynccontextmanager
    async def lifespan(self, _app: object) -> AsyncIterator[None]:
        """Let the service end only when no thread reads any more."""
        yield
        self._threads.shutdown(cancel_futures=True)

    def answer(self, work: Callable[[Store], Content]) -> Response:
        """Return the response that does the work when it is sent."""
        return _LongAnswer(self._threads, self._store, work)


class _LongAnswer(Response):
    def __init__(self, threads: ThreadPoolExecutor, store: Store, work: Callable[[Store], Content]) -> None:
        super().__init__()
        self._threads, self._store, self._work = threads, store, work

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        gone = Event()
        watching = asyncio.create_task(_watch(receive, gone))
        try:
            await self._answer(scope, receive, send, gone)
        except (Gone, asyncio.CancelledError):  # cancelled: the service ends, and has waited long enough
            return
        finally:
            gone.set()
            watching.cancel()

    async def _answer(self, scope: Scope, receive: Receive, send: Send, gone: Event) -> None:
        store = cast("Store", _Watched(self._store, gone))
        content, pieces, first, whole = await self._run(self._threads, self._begun, store)
        threads = content.threads or self._threads
        if content.threads is not None:
            first, whole = await self._run(threads, b"".join, pieces), True
        headers = {"Cache-Control": "no-store", **content.headers}
        response = Response(first, media_type=content.media_type, headers=headers)
        if whole:
            await response(scope, receive, send)
            return
        del response.headers["content-length"]
        await send({"type": "http.response.start", "status": 200, "headers": response.raw_headers})
        await send({"type": "http.response.body", "body": first, "more_body": not scope.get(BODILESS)})
        if not scope.get(BODILESS):
            await self._rest(threads, pieces, send, gone)

    async def _rest(self, threads: ThreadPoolExecutor, pieces: Iterator[bytes], send: Send, gone: Event) -> None:
        """Send what comes after the first piece; where that fails, return without the end."""
        whole = False
        while not whole and not gone.is_set():
            try:
                data, whole = await self._run(threads, _chunk, pieces)
            except ZerenError as error:
                logger.error("an answer was cut: %s", error)  # noqa: TRY400 - what the store says is enough
                return
            except Gone:
                raise
            except Exception:
                logger.exception("an answer was cut")
                return
            await send({"type": "http.response.body", "body": data, "more_body": not whole})

    def _begun(self, store: Store) -> tuple[Content, Iterator[bytes], bytes, bool]:
        content = self._work(store)
        pieces = iter(content.pieces)
        return (content, pieces, *_chunk(pieces)) if content.threads is None else (content, pieces, b"", False)

    async def _run(self, threads: ThreadPoolExecutor, call: Callable[..., Any], *given: object) -> Any:
        return await asyncio.get_running_loop().run_in_executor(threads, call, *given)


async def _watch(receive: Receive, gone: Event) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
    gone.set()


def _chunk(pieces: Iterator[bytes]) -> tuple[bytes, bool]:
    """Return the next bytes, and whether they are the last."""
    data = bytearray()
    for piece in pieces:
        data += piece
        if len(data) >= CHUNK:
            return bytes(data), False
    return bytes(data), True


class _Watched:
    """A store that is asked only while the client is there."""

    def __init__(self, store: Store, gone: Event) -> None:
        self._store, self._gone = store, gone

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    def ask(self, question: str, **parameters: Any) -> list[Row]:
        self._look()
        return self._store.ask(question, **parameters)

    def ask_each(self, question: str, each: Any) -> list[list[Row]]:
        self._look()
        return self._store.ask_each(question, each)

    def _look(self) -> None:
        if self._gone.is_set():
            raise Gone
