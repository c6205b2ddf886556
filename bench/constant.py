"""The least that a service could do: a bare application whose one plain `def` endpoint returns a constant.

`python -m bench.constant BYTES` serves that many bytes, and prints the port.
"""

import socket
import sys

import uvicorn
from fastapi import FastAPI, Response


def main() -> int:
    """Serve on a free port until the process is ended."""
    constant = b"x" * int(sys.argv[1])
    app = FastAPI()

    @app.get("/constant")
    def give() -> Response:
        return Response(constant, media_type="application/json")

    with socket.create_server(("127.0.0.1", 0)) as listener:
        print(listener.getsockname()[1], flush=True)
        config = uvicorn.Config(app, log_level="warning", access_log=False, proxy_headers=False, server_header=False)
        uvicorn.Server(config).run(sockets=[listener])
    return 0


if __name__ == "__main__":
    sys.exit(main())
