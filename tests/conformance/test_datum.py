"""The datum is kept with the changeset on every engine: hashed, copied and verified, and absent where it was WGS 84."""

from pathlib import Path

import apsw
import pytest

from graph.commands import reading
from graph.commands.copy import copy
from graph.commands.verify import verify
from graph.model.errors import BadRegister
from graph.model.times import Instant
from graph.stores import Store, open_store
from tests import second_verifier
from tests.conftest import Engine, sqlite_engine
from tests.importing import EPOCH, put

UNITS = "id,name,longitude,latitude\nu,Noodle House,121.5,31.2"


def fill(store: Store, folder: Path) -> None:
    for number, datum in enumerate((None, "gcj02", "bd09")):
        assert put(store, folder, {"units": UNITS}, Instant(EPOCH + number), datum=datum)


def datums(store: Store) -> list[str | None]:
    return [header.datum for header in reading.headers(store)]


def test_a_changeset_says_what_its_coordinates_were(engine: Engine, tmp_path: Path) -> None:
    store = engine.create()
    fill(store, tmp_path / "in")
    assert datums(store) == [None, "gcj02", "bd09"]
    assert verify(store).changesets == 3
    store.close()


def test_a_copy_keeps_the_datum_and_the_head(engine: Engine, tmp_path: Path) -> None:
    source = sqlite_engine(tmp_path)
    store = source.create()
    fill(store, tmp_path / "in")
    head = store.register().head
    copy(store, engine.address, access=engine.access)
    store.close()
    copied = engine.open()
    back = str(tmp_path / "back.db")
    copy(copied, back)
    assert (copied.register().head, datums(copied)) == (head, [None, "gcj02", "bd09"])
    assert verify(copied).head == head
    copied.close()
    assert second_verifier.verify(back) == (3, 3, head.hash)


def test_the_same_facts_have_another_hash_with_another_datum(sqlite: Engine, tmp_path: Path) -> None:
    """A unit without a point: nothing but the datum tells the two changesets apart."""
    store = sqlite.create()
    written = put(store, tmp_path / "in", {"units": "id,name\nu,Mill"}, datum="gcj02")
    assert written
    head = store.register().head.hash
    store.close()
    assert second_verifier.verify(sqlite.address) == (1, 1, head)


@pytest.mark.parametrize("said", ["'bd09'", "'wgs84'", "NULL"])
def test_a_datum_that_was_edited_or_taken_away_is_found(said: str, sqlite: Engine, tmp_path: Path) -> None:
    store = sqlite.create()
    fill(store, tmp_path / "in")
    store.close()
    past_the_store(sqlite.address, f"UPDATE changesets SET datum = {said} WHERE number = 2")
    store = open_store(sqlite.address)
    with pytest.raises(BadRegister, match="verify_failed"):
        verify(store)
    store.close()
    with pytest.raises(second_verifier.Wrong, match="changeset 2: its facts or header are not what was hashed"):
        second_verifier.verify(sqlite.address)


def past_the_store(path: str, statement: str) -> None:
    connection = apsw.Connection(path)
    connection.execute(statement)
    connection.close()


@pytest.mark.neo4j
@pytest.mark.parametrize(("number", "said"), [(2, "bd09"), (2, None), (1, "gcj02"), (1, "wgs84")])
def test_a_datum_that_was_edited_on_a_server_is_found(
    number: int, said: str | None, neo4j_engine: Engine, tmp_path: Path
) -> None:
    store = neo4j_engine.create()
    fill(store, tmp_path / "in")
    assert neo4j_engine.server
    neo4j_engine.server.run("MATCH (c:Changeset {number: $number}) SET c.datum = $said", number=number, said=said)
    with pytest.raises(BadRegister, match="verify_failed"):
        verify(store)
    store.close()
