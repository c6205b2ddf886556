"""`zeren serve` as a real process: where it listens, how it ends, and how it meets a store that goes and comes back."""

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from graph.stores import Access, create_store
from tests.conftest import Engine, sqlite_engine
from tests.importing import put, write_folder
from tests.neo4j_server import running

SOURCE = Path(__file__).parents[2] / "src"
PROGRAM = [sys.executable, "-c", "from api.cli import main; main()"]
FILES = {
    "areas": "id,name,level\nv,Village,village",
    "posts": "id,name\np,Secretary",
    "people": "id,name\nx,Person One",
    "tenures": "post,person\np,x",
    "assignments": "id,post,place,tier\na,p,v,first",
}
ANSWER_SECONDS = 60.0
RECOVERY_SECONDS = 90.0
LOADED_SECONDS = 90.0
"""A server that is only starting takes connections and is silent on them for as long as that lasts."""
CONNECT_SECONDS = 2.0


@dataclass(frozen=True)
class Asked:
    """An answer as it came over the wire."""

    status: int
    headers: dict[str, str]
    body: Any
    seconds: float


@dataclass(frozen=True)
class Service:
    """A running service."""

    process: subprocess.Popen[str]
    port: int
    said: str

    def get(self, address: str, timeout: float = ANSWER_SECONDS) -> Asked:
        began = time.monotonic()
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        try:
            connection.request("GET", address)
            response = connection.getresponse()
            body = json.loads(response.read())
        finally:
            connection.close()
        headers = {name.lower(): value for name, value in response.getheaders()}
        return Asked(response.status, headers, body, time.monotonic() - began)

    def end(self, number: int = signal.SIGTERM) -> tuple[int, str]:
        """Send a signal; return the exit code and what else was said on stderr."""
        self.process.send_signal(number)
        _, said = self.process.communicate(timeout=ANSWER_SECONDS)
        return self.process.returncode, said


def environment(access: Access | None = None) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ZEREN_")}
    more = {"PYTHONPATH": str(SOURCE), "ZEREN_LANG": "en", "PYTHONWARNINGS": "error"}
    if access:
        more |= {"ZEREN_NEO4J_USER": access.user, "ZEREN_NEO4J_PASSWORD": access.password}
    return kept | more


@contextmanager
def serving(register: str, access: Access | None = None) -> Iterator[Service]:
    """Start a service on a free port, wait until it says where, and end it if the test did not."""
    command = [*PROGRAM, "serve", "--port", "0", "--register", register]
    process = subprocess.Popen(
        command, env=environment(access), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stderr is not None
    try:
        said = process.stderr.readline()
        found = re.search(r"http://127\.0\.0\.1:([0-9]+) ", said)
        assert found, said + process.stderr.read()
        yield Service(process, int(found[1]), said)
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate()


def zeren(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*PROGRAM, *arguments], env=environment(), capture_output=True, text=True, timeout=60)


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    made = sqlite_engine(tmp_path)
    store = made.create()
    put(store, tmp_path / "files", FILES)
    store.close()
    return made


def names(answer: Asked) -> list[str]:
    return [one["person"]["name"] for one in answer.body["accountable"]]


# --- Where it listens -------------------------------------------------------------------------------------------------


def test_a_service_says_where_it_is_and_answers_there(engine: Engine) -> None:
    with serving(engine.address) as service:
        assert service.said == (
            f"Serving {engine.address} on http://127.0.0.1:{service.port} (API description: /docs, /openapi.json)\n"
        )
        assert service.get("/healthz").body == {"status": "ok"}
        ready = service.get("/readyz")
        assert (ready.status, ready.body["status"], len(ready.body["head"])) == (200, "ready", 64)
        assert names(service.get("/api/v1/trace?place=v")) == ["Person One"]
        assert "server" not in ready.headers


def test_a_service_listens_on_the_loopback_address_alone(engine: Engine) -> None:
    with serving(engine.address) as service, pytest.raises(OSError, match=r"refused|assign|unreachable|timed out"):
        socket.create_connection(("127.0.0.2", service.port), timeout=CONNECT_SECONDS)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "::1", "localhost", "127.0.0.2", "192.0.2.1"])
def test_any_other_address_is_refused(engine: Engine, host: str) -> None:
    done = zeren("serve", "--host", host, "--port", "0", "--register", engine.address)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"zeren: zeren serve binds 127.0.0.1 only until keys exist; {host} is refused\n"


def test_a_port_that_is_taken_is_refused(engine: Engine) -> None:
    with serving(engine.address) as service:
        done = zeren("serve", "--port", str(service.port), "--register", engine.address)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"zeren: port {service.port} cannot be used: ")


@pytest.mark.parametrize("id", ["a/b", "a/", "a?on=x", "100%41", "a+b c", "a#b", "caf\u00e9", "🏮", "a'b", "..%2F"])
def test_an_id_comes_over_the_wire_byte_for_byte(tmp_path: Path, id: str) -> None:
    engine = sqlite_engine(tmp_path)
    store = engine.create()
    put(store, tmp_path / "files", {"areas": f"id,name,level\n{id},Village,village"})
    store.close()
    with serving(engine.address) as service:
        assert service.get(f"/api/v1/places/{quote(id, safe='')}").body["id"] == id
        assert service.get(f"/api/v1/trace?place={quote(id, safe='')}").body["question"]["place"] == id


# --- How it ends ------------------------------------------------------------------------------------------------------


def test_a_terminated_service_ends_cleanly(engine: Engine) -> None:
    with serving(engine.address) as service:
        service.get("/api/v1/trace?place=v")
        assert service.end(signal.SIGTERM) == (0, "")
    assert not Path(engine.address + "-wal").exists(), "the store was not closed"


def test_a_service_ends_cleanly_while_a_client_keeps_its_connection(engine: Engine) -> None:
    with serving(engine.address) as service:
        kept = http.client.HTTPConnection("127.0.0.1", service.port, timeout=ANSWER_SECONDS)
        kept.request("GET", "/readyz")
        kept.getresponse().read()
        assert service.end(signal.SIGTERM) == (0, "")
        kept.close()


def test_an_interrupted_service_says_nothing_more(engine: Engine) -> None:
    with serving(engine.address) as service:
        service.get("/readyz")
        code, said = service.end(signal.SIGINT)
    assert (code, said.strip()) == (130, "")


def test_a_service_terminated_while_it_answers_gives_whole_answers(engine: Engine) -> None:
    statuses: list[int] = []

    def ask() -> None:
        while True:
            try:
                statuses.append(service.get("/api/v1/trace?place=v", LOADED_SECONDS).status)
            except (OSError, http.client.HTTPException):
                return  # refused or closed before an answer began; a cut answer would be no JSON

    with serving(engine.address) as service:
        threads = [threading.Thread(target=ask) for _ in range(4)]
        for thread in threads:
            thread.start()
        while len(statuses) < 20:
            time.sleep(0.01)
        ended = service.end(signal.SIGTERM)
        for thread in threads:
            thread.join(ANSWER_SECONDS)
    assert ended == (0, "")
    assert set(statuses) == {200}


# --- Others write meanwhile -------------------------------------------------------------------------------------------


def test_what_another_process_imports_stands_in_the_next_answer(engine: Engine, tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "later", {"people": "id,name\nx,Person Two"})
    with serving(engine.address) as service:
        before = service.get("/readyz").body["head"]
        assert names(service.get("/api/v1/trace?place=v")) == ["Person One"]
        done = zeren("import", str(folder), "--commit", "--by", "me", "--why", "a test", "--register", engine.address)
        assert done.returncode == 0, done.stderr
        assert names(service.get("/api/v1/trace?place=v")) == ["Person Two"]
        assert service.get("/readyz").body["head"] != before


def test_reading_goes_on_while_another_process_writes(engine: Engine, tmp_path: Path) -> None:
    seen: list[str] = []
    written = threading.Event()

    def read() -> None:
        while not written.is_set():
            seen.extend(names(service.get("/api/v1/trace?place=v")))

    def write() -> None:
        for number in range(2, 6):
            folder = write_folder(tmp_path / "later", {"people": f"id,name\nx,Person {number}"})
            done = zeren("import", str(folder), "--commit", "--by", "me", "--why", "a", "--register", engine.address)
            assert done.returncode == 0, done.stderr

    with serving(engine.address) as service:
        readers = [threading.Thread(target=read) for _ in range(2)]
        for reader in readers:
            reader.start()
        try:
            write()
        finally:
            written.set()
        for reader in readers:
            reader.join(ANSWER_SECONDS)
        seen.extend(names(service.get("/api/v1/trace?place=v")))
    assert set(seen) <= {"Person One", *(f"Person {number}" for number in range(2, 6))}
    assert seen[-1] == "Person 5"


# --- A server that goes away ------------------------------------------------------------------------------------------


def until_answered(service: Service, address: str) -> Asked:
    """Ask until the answer is 200, for as long as a recovery may take."""
    deadline = time.monotonic() + RECOVERY_SECONDS
    while (answer := service.get(address)).status != 200:
        assert time.monotonic() < deadline, answer
        time.sleep(0.2)
    return answer


@pytest.mark.neo4j
def test_a_server_stopped_and_started_under_load_gives_503s_and_then_answers_again(tmp_path: Path) -> None:
    statuses: list[int] = []
    ending = threading.Event()

    def load() -> None:
        while not ending.is_set():
            statuses.append(service.get("/api/v1/trace?place=v").status)
            time.sleep(0.01)

    with running() as server:
        access = Access(server.user, server.password)
        store = create_store(server.url, id="load", zone="Asia/Shanghai", created_at=0, access=access)
        put(store, tmp_path / "files", FILES)
        store.close()
        with serving(server.url, access) as service:
            callers = [threading.Thread(target=load) for _ in range(4)]
            for caller in callers:
                caller.start()
            try:
                until_answered(service, "/readyz")
                server.control.stop()
                assert service.get("/readyz", LOADED_SECONDS).status == 503
                server.control.start()
                until_answered(service, "/readyz")
                answered = len(statuses)
                while len(statuses) < answered + 50:
                    time.sleep(0.1)
            finally:
                ending.set()
                for caller in callers:
                    caller.join(LOADED_SECONDS)
    assert set(statuses) == {200, 503}
    assert set(statuses[-20:]) == {200}


@pytest.mark.neo4j
def test_a_service_says_503_while_its_server_is_away_and_recovers_by_itself(tmp_path: Path) -> None:
    with running() as server:
        access = Access(server.user, server.password)
        store = create_store(server.url, id="away", zone="Asia/Shanghai", created_at=0, access=access)
        put(store, tmp_path / "files", FILES)
        store.close()
        with serving(server.url, access) as service:
            before = service.get("/api/v1/trace?place=v")
            assert names(before) == ["Person One"]
            server.control.stop()
            addresses = ("/api/v1/trace?place=v", "/api/v1/places/v", "/readyz")
            with ThreadPoolExecutor() as clients:
                asked = [clients.submit(service.get, address) for address in addresses]
                alive = service.get("/healthz")
                assert (alive.status, alive.body) == (200, {"status": "ok"})
            for away in (one.result() for one in asked):
                assert (away.status, away.body["code"]) == (503, "store_away"), away
                assert away.headers["content-type"] == "application/problem+json"
                assert int(away.headers["retry-after"]) > 0
                assert server.password not in str(away.body)
            server.control.start()
            assert until_answered(service, "/api/v1/trace?place=v").body == before.body
            assert service.get("/readyz").status == 200
            code, said = service.end(signal.SIGTERM)
    assert code == 0
    assert server.password not in said
    assert "Traceback" not in said
