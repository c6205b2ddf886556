"""Serving: a socket on this machine's loopback, and uvicorn on it."""

import signal
import socket
import sys
from types import FrameType

import uvicorn

from api.http.app import create_app
from graph.meaning.coverage_answers import Limits
from graph.model.errors import Refusal
from graph.stores import Store

BACKLOG = 512
LAST_ANSWERS_SECONDS = 10


def bound(host: str, port: int) -> socket.socket:
    """Return a listening socket; raise Refusal where the port cannot be had. Port 0 takes a free one."""
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(BACKLOG)
    except OSError as error:
        listener.close()
        raise Refusal("port_taken", port=port, reason=error.strerror) from error
    return listener


def serve(store: Store, listener: socket.socket, limits: Limits) -> None:
    """Serve until interrupted; on SIGTERM finish what is being answered, then leave with exit code 0."""
    signal.signal(signal.SIGTERM, _leave)
    config = uvicorn.Config(
        create_app(store, limits),
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=LAST_ANSWERS_SECONDS,
    )
    uvicorn.Server(config).run(sockets=[listener])


def _leave(_number: int, _frame: FrameType | None) -> None:
    """End the process by itself, so that the store is closed; uvicorn raises the signal again when it has shut down."""
    sys.exit(0)
