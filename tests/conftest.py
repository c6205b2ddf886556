"""Fixtures of all tests.

Which to choose:
- ``engine``: SQLite and Neo4j in turn, each empty. The conformance suite runs on it.
- ``sqlite``: SQLite alone, for what does not touch an engine's own ways.
- ``neo4j_server``: the real server (started once a worker; ZEREN_NEO4J_URL uses one that is there). A server that
  cannot start fails the test, it never skips it.
Prefer the smallest data, built in the test.
"""

import fcntl
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import neo4j
import pytest

from graph.stores import Access, Store, create_store, open_store
from tests.neo4j_server import running

ENGINES = ("sqlite", "neo4j")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--thorough", action="store_true", help="run the long counts too")
    parser.addoption("--accept", action="store_true", help="take the drawings of tests/gallery as they are now")
    parser.addoption("--page", metavar="FILE.html", help="write a page: tests/gallery, expected beside got")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if not config.getoption("--thorough"):
        skip = pytest.mark.skip(reason="a long count: --thorough")
        for item in items:
            if "thorough" in item.keywords:
                item.add_marker(skip)


@dataclass(frozen=True)
class Server:
    """A Neo4j server for tests."""

    url: str
    access: Access

    def empty(self) -> None:
        """Delete all data; constraints stay."""
        self.run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS")

    def run(self, cypher: str, **parameters: object) -> list[dict[str, object]]:
        """Run a statement past the store, to look or to tamper."""
        with (
            neo4j.GraphDatabase.driver(
                self.url, auth=(self.access.user, self.access.password), notifications_min_severity="OFF"
            ) as driver,
            driver.session() as session,
        ):
            return session.run(cypher, parameters).data()


@pytest.fixture(scope="session")
def neo4j_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    url = os.environ.get("ZEREN_NEO4J_URL")
    if url:
        access = Access(os.environ.get("ZEREN_NEO4J_USER", "neo4j"), os.environ.get("ZEREN_NEO4J_PASSWORD", ""))
        with (tmp_path_factory.getbasetemp().parent / "neo4j.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)  # workers share that server: one at a time
            yield Server(url, access)
        return
    with running() as server:
        yield Server(server.url, Access(server.user, server.password))


@dataclass(frozen=True)
class Engine:
    """One engine with room for one register, empty at the start of a test."""

    name: str
    address: str
    access: Access
    server: Server | None = None
    opened: list[Store] = field(default_factory=list)

    def create(self, zone: str = "Asia/Shanghai", id: str = "register-under-test") -> Store:
        return self._kept(create_store(self.address, id=id, zone=zone, created_at=0, access=self.access))

    def open(self) -> Store:
        return self._kept(open_store(self.address, self.access))

    def close(self) -> None:
        """Close every store that a test left open."""
        for store in self.opened:
            store.close()

    def _kept(self, store: Store) -> Store:
        self.opened.append(store)
        return store


def sqlite_engine(directory: Path) -> Engine:
    return Engine("sqlite", str(directory / "register.db"), Access())


@pytest.fixture
def sqlite(tmp_path: Path) -> Iterator[Engine]:
    engine = sqlite_engine(tmp_path)
    yield engine
    engine.close()


@pytest.fixture
def neo4j_engine(neo4j_server: Server) -> Iterator[Engine]:
    neo4j_server.empty()
    engine = Engine("neo4j", neo4j_server.url, neo4j_server.access, neo4j_server)
    yield engine
    engine.close()


@pytest.fixture(params=[pytest.param(name, marks=pytest.mark.neo4j if name == "neo4j" else ()) for name in ENGINES])
def engine(request: pytest.FixtureRequest) -> Engine:
    return request.getfixturevalue("sqlite" if request.param == "sqlite" else "neo4j_engine")  # type: ignore[no-any-return]
