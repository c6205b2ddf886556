"""How long a drawing takes beside its JSON, over HTTP from a warm service, on the bundled example.

Rules:
- The two are asked in turn on one connection, so that other work on the machine falls on both; medians are told.
"""

import http.client
import tempfile
import threading
import time
from pathlib import Path
from statistics import median

import uvicorn

from api.http.app import create_app
from api.http.serving import bound
from graph.commands import imports
from graph.commands.clock import now
from graph.resources import folder
from graph.stores import create_store

ROUNDS = 60
TRACE = "place=wangyu-u02&matter=venue_fire&on=2026-03-14"
ADDRESSES = {
    "trace, JSON": f"/api/v1/trace?{TRACE}",
    "trace, SVG": f"/api/v1/drawings/trace?{TRACE}&format=svg",
    "trace, DOT": f"/api/v1/drawings/trace?{TRACE}&format=dot",
    "trace, PNG": f"/api/v1/drawings/trace?{TRACE}&format=png",
    "trace, PDF": f"/api/v1/drawings/trace?{TRACE}&format=pdf",
    "coverage of a district, SVG": "/api/v1/drawings/coverage?area=990101&level=village&on=2026-03-14",
}


def main() -> None:
    with tempfile.TemporaryDirectory() as directory:
        store = create_store(str(Path(directory) / "register.db"), id="bench", zone="Asia/Shanghai", created_at=now())
        imports.commit(store, imports.plan(store, folder("example")), by="bench", why="a bench")
        listener = bound("127.0.0.1", 0)
        server = uvicorn.Server(uvicorn.Config(create_app(store), log_level="warning", access_log=False))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            measure(listener.getsockname()[1])
        finally:
            server.should_exit = True
            thread.join()
            store.close()


def measure(port: int) -> None:
    client = http.client.HTTPConnection("127.0.0.1", port)
    while True:
        try:
            client.connect()
            break
        except ConnectionRefusedError:
            time.sleep(0.05)
    first = {name: asked(client, address) for name, address in ADDRESSES.items()}
    times: dict[str, list[float]] = {name: [] for name in ADDRESSES}
    for number in range(ROUNDS):
        for name, address in ADDRESSES.items():
            if number % 10 == 0 or name.startswith("trace, JSON") or name.endswith(("SVG", "DOT")):
                times[name].append(asked(client, address))
    base = median(times["trace, JSON"])
    for name, found in times.items():
        usual = median(found)
        print(f"{name:30} first {first[name]:8.2f} ms   median {usual:8.2f} ms   {usual / base:6.1f} x JSON")


def asked(client: http.client.HTTPConnection, address: str) -> float:
    begun = time.perf_counter()
    client.request("GET", address)
    answer = client.getresponse()
    answer.read()
    assert answer.status == 200, answer.status
    return (time.perf_counter() - begun) * 1000


if __name__ == "__main__":
    main()
