"""Serving: a socket on this machine's loopback, and uvicorn on it."""

import socket

import uvicorn

from api.http.app import create_app
from graph.model.errors import Refusal
from graph.stores import Store

BACKLOG = 512


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


def serve(store: Store, listener: socket.socket) -> None:
    """Serve until interrupted."""
    config = uvicorn.Config(create_app(store), log_level="warning", access_log=False, server_header=False)
    uvicorn.Server(config).run(sockets=[listener])
