"""A routing address, ``neo4j://``: reads go as reads, and a caller sees its own write.

Rules:
- One server routes to itself: what a cluster adds (followers that lag) is waited for by the bookmarks looked at here.
"""

import re
from pathlib import Path

import pytest

from graph.commands.copy import copy
from graph.commands.trace import trace
from graph.commands.verify import verify
from graph.model.errors import BadRegister
from graph.output.json import dumps
from graph.stores import open_store
from graph.stores.neo4j import Neo4jStore
from tests.conftest import Engine
from tests.importing import put

FILES = {"areas": "id,name,level\nv,Village,village", "people": "id,name\nx,Person 0"}

pytestmark = pytest.mark.neo4j


@pytest.fixture
def routed(neo4j_engine: Engine, tmp_path: Path) -> Engine:
    put(neo4j_engine.create(), tmp_path / "in", FILES)
    address = re.sub("^bolt", "neo4j", neo4j_engine.address)
    return Engine("neo4j", address, neo4j_engine.access, neo4j_engine.server, neo4j_engine.opened)


def test_a_routing_address_gives_the_same_answers(routed: Engine, neo4j_engine: Engine) -> None:
    one, other = (trace(engine.open(), "v", None, "2026-03-14").answer for engine in (routed, neo4j_engine))
    assert dumps(one) == dumps(other)


def test_a_question_is_asked_as_a_read_which_the_server_holds_it_to(routed: Engine) -> None:
    store = routed.open()
    with pytest.raises(BadRegister) as refused:
        store.ask("upkeep/claim", writer="somebody")
    assert refused.value.about["reason"] == "Neo.ClientError.Statement.AccessMode"
    assert verify(store).changesets == 1


def test_a_caller_sees_its_own_write_at_once(routed: Engine, tmp_path: Path) -> None:
    store = routed.open()
    assert isinstance(store, Neo4jStore)
    seen = set()
    for number in range(1, 6):
        written = put(store, tmp_path / "in", {"people": f"id,name\nx,Person {number}"})
        assert written is not None
        assert store.register().head == written.header.head
        seen.add(store.bookmarks)
    assert len(seen) == 5  # each read waits for another write


def test_a_register_is_copied_to_a_routing_address(routed: Engine, sqlite: Engine) -> None:
    source = routed.open()
    assert copy(source, sqlite.address) == 1
    assert copy(open_store(sqlite.address), routed.address, access=routed.access) == 0
