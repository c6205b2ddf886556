"""A server that speaks TLS: an address says whether its certificate must be one that the system trusts."""

import re
from pathlib import Path

import pytest

from graph.commands.trace import trace
from graph.model.errors import StoreAway
from graph.output.json import dumps
from graph.stores import open_store
from tests.conftest import Engine
from tests.importing import put
from tests.neo4j_server import TLS

FILES = {"areas": "id,name,level\nv,Village,village", "people": "id,name\nx,Person 0"}

pytestmark = pytest.mark.neo4j


@pytest.fixture
def plain(neo4j_engine: Engine, tmp_path: Path) -> Engine:
    put(neo4j_engine.create(), tmp_path / "in", FILES)
    return neo4j_engine


def said(plain: Engine, scheme: str) -> bytes:
    """Return the answer to one question at an address of another scheme."""
    store = open_store(re.sub("^bolt", scheme, plain.address), plain.access)
    try:
        return dumps(trace(store, "v", None, "2026-03-14").answer)
    finally:
        store.close()


@pytest.mark.parametrize("scheme", ["bolt+ssc", "neo4j+ssc"])
def test_any_certificate_is_taken_where_the_address_says_so(plain: Engine, scheme: str) -> None:
    assert said(plain, scheme) == said(plain, "bolt")


@pytest.mark.parametrize("scheme", ["bolt+s", "neo4j+s"])
def test_a_certificate_that_nobody_trusts_is_refused(plain: Engine, scheme: str) -> None:
    with pytest.raises(StoreAway):
        said(plain, scheme)


@pytest.mark.parametrize("scheme", ["bolt+s", "neo4j+s"])
def test_a_certificate_that_the_system_trusts_is_taken(
    plain: Engine, scheme: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(TLS / "certificate.pem"))
    assert said(plain, scheme) == said(plain, "bolt")
