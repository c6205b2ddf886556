"""Long reads over a real socket: few at once, beside everything else, ended with their client, and never half told."""

import asyncio
import http.client
import json
import socket
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

import pytest
import uvicorn

from api.http import long_reads
from api.http.app import create_app
from api.http.serving import bound
from graph.commands import slots
from graph.model.errors import StoreAway
from graph.stores import Row, Store
from tests.conftest import Engine
from tests.importing import put

SECONDS = 30.0
PLACES = 60
FILES = {
    "areas": "id,name,level\n" + "\n".join(f"v{number:03},Village {number},village" for number in range(PLACES)),
    "requirements": "id,scheme,tier,place_kinds\nr,s,first,village",
}


class Slow:
    """A real store whose questions can be counted, held up or made to fail, from the nth window of places on."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.windows = self.at_once = self.most_at_once = 0
        self.seconds = 0.0
        self.held: threading.Event | None = None
        self.holds_after = 0
        self.fails_after = PLACES * 100
        self.asked = 0
        self._lock = threading.Lock()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    def ask(self, question: str, **parameters: Any) -> list[Row]:
        self.asked += 1
        time.sleep(self.seconds)
        if question != "slots/gaps":
            return self._store.ask(question, **parameters)
        with self._lock:
            self.windows += 1
            self.at_once += 1
            self.most_at_once = max(self.most_at_once, self.at_once)
            failing, holding = self.windows > self.fails_after, self.windows > self.holds_after
        try:
            if failing:
                raise StoreAway("store_away", path="it")
            assert self.held is None or not holding or self.held.wait(SECONDS)
            return self._store.ask(question, **parameters)
        finally:
            with self._lock:
                self.at_once -= 1


@pytest.fixture
def slow(sqlite: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Slow:
    """Windows of one place and pieces of some rows, so that a small register has many."""
    store = sqlite.create()
    put(store, tmp_path / "files", FILES)
    monkeypatch.setattr(slots, "WINDOW", 1)
    monkeypatch.setattr(slots.windows, "__defaults__", (1,))
    monkeypatch.setattr(long_reads, "CHUNK", 400)
    return Slow(store)


@contextmanager
def serving(store: Slow) -> Iterator[int]:
    """Serve on a real socket, and give its port."""
    listener = bound("127.0.0.1", 0)
    server = uvicorn.Server(uvicorn.Config(create_app(cast("Store", store)), log_level="critical", access_log=False))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    try:
        while not server.started:
            time.sleep(0.01)
        yield listener.getsockname()[1]
    finally:
        if store.held is not None:
            store.held.set()
        server.should_exit = True
        thread.join(SECONDS)
    assert not thread.is_alive()


def get(port: int, address: str, method: str = "GET") -> tuple[int, bytes]:
    client = http.client.HTTPConnection("127.0.0.1", port, timeout=SECONDS)
    try:
        client.request(method, address)
        answer = client.getresponse()
        return answer.status, answer.read()
    finally:
        client.close()


def until(reached: Any) -> None:
    deadline = time.monotonic() + SECONDS
    while not reached():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_a_whole_answer_comes_in_pieces_and_is_whole(slow: Slow) -> None:
    with serving(slow) as port:
        status, body = get(port, "/api/v1/gaps")
    assert (status, len(json.loads(body)["gaps"])) == (200, PLACES)


def test_the_first_rows_come_before_the_last_are_read(slow: Slow) -> None:
    slow.held, slow.holds_after = threading.Event(), 30
    with serving(slow) as port:
        client = http.client.HTTPConnection("127.0.0.1", port, timeout=SECONDS)
        client.request("GET", "/api/v1/gaps")
        assert b'"v000"' in client.getresponse().read1(1_000)
        assert slow.windows <= 31
        client.close()


def test_a_store_that_fails_before_the_first_piece_is_a_problem(slow: Slow) -> None:
    slow.fails_after = 1
    with serving(slow) as port:
        status, body = get(port, "/api/v1/gaps")
    assert (status, json.loads(body)["code"]) == (503, "store_away")


def test_a_store_that_fails_later_ends_the_connection_and_what_came_is_no_json(slow: Slow) -> None:
    slow.fails_after = 30
    with serving(slow) as port:
        with pytest.raises(http.client.IncompleteRead) as cut:
            get(port, "/api/v1/gaps")
        assert cut.value.partial.startswith(b'{"area":null,')
        with pytest.raises(json.JSONDecodeError):
            json.loads(cut.value.partial)
        slow.fails_after = PLACES * 100
        assert get(port, "/api/v1/gaps")[0] == 200


@pytest.mark.parametrize("address", ["gaps", "coverage", "keystones", "audit", "what-if?without=x"])
def test_a_client_that_goes_away_ends_the_work(slow: Slow, address: str, tmp_path: Path) -> None:
    put(cast("Store", slow), tmp_path / "more", {"people": "id,name\nx,Zhang Yang"})
    slow.seconds = 0.02
    slow.asked = 0
    with serving(slow) as port:
        with socket.create_connection(("127.0.0.1", port), SECONDS) as client:
            client.sendall(f"GET /api/v1/{address} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
            until(lambda: slow.asked > 5)
        time.sleep(0.2)
        ended = slow.asked
        time.sleep(0.3)
        assert slow.asked == ended < PLACES


def test_so_many_long_reads_work_at_once_and_the_rest_waits(slow: Slow) -> None:
    slow.held = threading.Event()
    with serving(slow) as port, ThreadPoolExecutor() as clients:
        many = [clients.submit(get, port, "/api/v1/gaps?limit=1") for _ in range(long_reads.LONG_READS + 3)]
        until(lambda: slow.at_once == long_reads.LONG_READS)
        for address in ("/healthz", "/readyz", "/api/v1/trace?place=v000", "/api/v1/places?q=v000"):
            assert get(port, address)[0] == 200
        assert slow.most_at_once == long_reads.LONG_READS
        slow.held.set()
        assert {one.result(SECONDS)[0] for one in many} == {200}
    assert slow.most_at_once == long_reads.LONG_READS


def test_a_client_that_reads_slowly_holds_up_nobody(slow: Slow) -> None:
    """Asked without a server, whose own buffers would hold more than this register has to say."""
    scope = {"type": "http", "method": "GET", "path": "/api/v1/gaps", "raw_path": b"/api/v1/gaps", "query_string": b""}
    said: list[int] = []

    async def asked() -> None:
        app, never = create_app(cast("Store", slow)), asyncio.Event()

        async def receive() -> Any:
            await never.wait()

        async def stuck(message: Any) -> None:
            await (never.wait() if message["type"] == "http.response.body" else asyncio.sleep(0))

        async def quick(message: Any) -> None:
            said.append(len(message.get("body", b"")))

        lazy = [
            asyncio.create_task(app(scope | {"headers": []}, receive, stuck)) for _ in range(long_reads.LONG_READS + 1)
        ]
        await asyncio.wait_for(app(scope | {"headers": []}, receive, quick), SECONDS)
        for one in lazy:
            one.cancel()

    asyncio.run(asked())
    assert sum(said) > PLACES * 100
    assert len(said) > 5


def test_head_stops_at_the_first_piece(slow: Slow) -> None:
    with serving(slow) as port:
        assert get(port, "/api/v1/gaps", "HEAD") == (200, b"")
    assert slow.windows < PLACES


def test_a_service_that_ends_finishes_what_it_answers(slow: Slow) -> None:
    slow.seconds = 0.01
    with ThreadPoolExecutor() as clients:
        with serving(slow) as port:
            asked = clients.submit(get, port, "/api/v1/gaps")
            until(lambda: slow.windows > 1)
        status, body = asked.result(SECONDS)
    assert (status, len(json.loads(body)["gaps"])) == (200, PLACES)
