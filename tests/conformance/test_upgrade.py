"""Registers of an older schema are upgraded when they are opened: whole at every moment, their heads unchanged."""

import hashlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Iterator
from pathlib import Path

import apsw
import orjson
import pytest

from graph.commands.copy import copy
from graph.commands.export import export
from graph.commands.find import everything, find
from graph.commands.log import log
from graph.commands.reading import facts
from graph.commands.trace import trace
from graph.commands.verify import verify
from graph.model.errors import BadRegister
from graph.model.times import Instant, instant_text
from graph.output.json import dumps
from graph.stores import Store, open_store
from graph.stores.names import named_in
from graph.stores.sqlite.file import SCHEMA
from tests import second_verifier
from tests.command_line import environment, zeren
from tests.conftest import Engine, Server
from tests.importing import put

HERE = Path(__file__).parents[1] / "registers"
QUESTIONS = [(known, *one) for known in ("2026-01-10", "2026-03-01") for one in (("u", "venue_fire"), ("v", None))]
HEAD = "fdef726a6bb8a9a073d5cdd089800ac171b22f6823406f60911717449663f48d"


OLDER = ("schema-1", "schema-2", "schema-3", "schema-4")


@pytest.fixture(params=OLDER)
def any_older(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    return str(shutil.copy(HERE / f"{request.param}.db", tmp_path / "older.db"))


@pytest.fixture
def older(tmp_path: Path) -> str:
    return str(shutil.copy(HERE / "schema-1.db", tmp_path / "older.db"))


def schema_of(path: str, *, writing: bool = True) -> int:
    if not writing:  # the number stands in the file's header
        return int.from_bytes(Path(path).read_bytes()[60:64], "big")
    connection = apsw.Connection(path, flags=apsw.SQLITE_OPEN_READWRITE)
    [(number,)] = connection.execute("PRAGMA user_version")
    connection.close()
    return int(number)


def traces(store: Store) -> bytes:
    answers = [dumps(trace(store, place, matter, "2026-03-14", known).answer) for known, place, matter in QUESTIONS]
    return b"\n".join(answers) + b"\n"


def organizations(store: Store, text: str, **more: str) -> list[str]:
    return [row.id for row in find(store, "organization", text, **more).organizations]  # type: ignore[union-attr]


def test_the_files_that_are_kept_have_the_old_schema() -> None:
    assert [schema_of(str(HERE / f"{name}.db"), writing=False) for name in OLDER] == [1, 2, 3, 4]


def test_an_older_register_is_upgraded_on_opening_and_says_the_same(any_older: str, tmp_path: Path) -> None:
    older = any_older
    store = open_store(older)

    assert traces(store) == (HERE / "schema-1.jsonl").read_bytes()
    assert verify(store).head.hash == store.register().head.hash == HEAD
    assert [row.id for row in find(store, "person", "sxx").people] == ["n1"]  # type: ignore[union-attr]
    assert [row.id for row in find(store, "place", "莘庄").places] == ["t"]  # type: ignore[union-attr]
    assert find(store, "place", "梅花村", known_at="2026-01-10").places  # type: ignore[union-attr]
    assert organizations(store, "xiaofang") == ["q"]
    assert organizations(store, "o") == ["o"]
    [found] = find(store, "place", "lishucun").places  # type: ignore[union-attr]
    assert (found.id, found.matched.name) == ("v", "梨树村")
    printing = "id,place,day,known_at,content,paper\nk,w,2026-03-14,2026-01-10T00:00:00Z,ab,a4"
    put(store, tmp_path / "in", {"areas": "id,name,level\nw,新村,village", "printings": printing})
    assert [row[0] for row in store.ask("boards/last", places=["w"], on="2026-03-14", known_at=None)] == ["w"]
    assert find(store, "place", "xincun").places  # type: ignore[union-attr]
    before = instant_text(store.register().head.recorded_at or Instant(0))
    put(store, tmp_path / "in", {"organizations": "id,name\nq,莘庄镇消防队\nz,新站"})
    assert (organizations(store, "消防队"), organizations(store, "消防所")) == (["q"], [])
    assert organizations(store, "消防所", known_at=before) == ["q"]
    assert organizations(store, "xinzhan") == ["z"]
    store.close()
    assert schema_of(older) == SCHEMA
    assert second_verifier.verify(older)[0] == 4
    assert zeren("verify", "--register", older).code == 0


def test_what_is_upgraded_equals_what_is_written_anew(any_older: str, tmp_path: Path) -> None:
    older = any_older
    with_copy = str(tmp_path / "copy.db")
    store = open_store(older)
    copy(store, with_copy)
    store.close()
    assert names(older) == names(with_copy) != []


def names(path: str) -> list[tuple[object, ...]]:
    connection = apsw.Connection(path, flags=apsw.SQLITE_OPEN_READWRITE)
    found = list(connection.execute("SELECT * FROM names ORDER BY version"))
    connection.close()
    return found


@pytest.fixture(params=OLDER)
def read_only(request: pytest.FixtureRequest) -> Iterator[str]:
    """An older register that nobody but its owner may write."""
    folder = tempfile.mkdtemp(prefix="zeren-read-only-")
    path = shutil.copy(HERE / f"{request.param}.db", folder)
    Path(path).chmod(0o444)
    Path(folder).chmod(0o777)
    yield str(path)
    shutil.rmtree(folder)


def test_a_register_that_cannot_be_written_answers_everything_but_the_search(read_only: str) -> None:
    outside = tempfile.mkdtemp(prefix="zeren-export-")
    Path(outside).chmod(0o777)
    child = os.fork()
    if child == 0:  # a superuser may write anything, so ask as somebody else
        try:
            if os.geteuid() == 0:
                os.setuid(65534)
            store = open_store(read_only)
            assert traces(store) == (HERE / "schema-1.jsonl").read_bytes()
            assert verify(store).head.hash == HEAD
            assert [header.datum for header in log(store)] == [None] * 2
            assert list(facts(store, "printings")) == []
            assert export(store, Path(outside) / "out").rows > 20
            if read_only.endswith("1.db"):
                with pytest.raises(BadRegister, match="older_schema"):
                    find(store, "place", "梅花")
            else:
                assert find(store, "place", "梅花").places  # type: ignore[union-attr]
                found, kept = everything(store, "莘庄")
                assert [next(iter(orjson.loads(dumps(page)))) for page in found] == [
                    "places",
                    "people",
                    "posts",
                    "matters",
                ]
                assert [error.code for error in kept] == ["older_schema"]
            with pytest.raises(BadRegister, match="older_schema"):
                find(store, "organization", "莘庄")
            store.close()
        except BaseException:
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    shutil.rmtree(outside)
    assert Path(read_only).read_bytes() == (HERE / Path(read_only).name).read_bytes()


def test_a_register_that_another_is_writing_is_left_as_it_is(older: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph.stores.sqlite.file.BUSY_MS", 50)
    other = apsw.Connection(older, flags=apsw.SQLITE_OPEN_READWRITE)
    other.execute("BEGIN IMMEDIATE")
    store = open_store(older)
    assert traces(store) == (HERE / "schema-1.jsonl").read_bytes()
    with pytest.raises(BadRegister, match="older_schema"):
        find(store, "place", "梅花")
    other.execute("ROLLBACK")
    other.close()
    put(store, Path(older).parent / "in", {"areas": "id,name,level\nw,新村,village"})
    assert [row.id for row in find(store, "place", "梅花").places] == ["g", "v"]  # type: ignore[union-attr]
    verify(store)
    store.close()


def test_a_newer_register_is_refused_whichever_part_says_so(older: str) -> None:
    """The number may stand in the log alone, not yet in the file's first page."""
    other = apsw.Connection(older, flags=apsw.SQLITE_OPEN_READWRITE)
    other.execute("PRAGMA user_version = 99")
    with pytest.raises(BadRegister, match="newer_schema"):
        open_store(older)
    other.close()
    with pytest.raises(BadRegister, match="newer_schema"):
        open_store(older)


def test_an_upgrade_that_is_killed_leaves_the_register_as_it_was(older: str) -> None:
    """Killed at moments spread over the whole upgrade, also between the tables and the names in them."""
    slow = (
        "import sys, time, graph.stores.sqlite.store as s\n"
        "from graph.stores import open_store\n"
        "real = s.unnamed\n"
        "def unnamed(*a):\n"
        "    for rows in real(*a):\n"
        "        for row in rows:\n"
        "            time.sleep(0.02)\n"
        "            yield [row]\n"
        "s.unnamed = unnamed\n"
        "print('begun', flush=True)\n"
        "open_store(sys.argv[1])\n"
    )
    interrupted = 0
    for delay in (0.0, 0.05, 0.1, 0.2, 0.5):
        process = subprocess.Popen(
            [sys.executable, "-c", slow, older], env=environment(), stdout=subprocess.PIPE, text=True
        )
        assert process.stdout
        assert process.stdout.readline() == "begun\n"
        time.sleep(delay)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        interrupted += schema_of(older) == 1
    assert interrupted >= 3
    store = open_store(older)
    assert traces(store) == (HERE / "schema-1.jsonl").read_bytes()
    assert find(store, "person", "dxx").people  # type: ignore[union-attr]
    verify(store)
    store.close()


DOWNGRADE = (
    "MATCH (f) WHERE f.sought IS NOT NULL REMOVE f.sought, f.folded",
    "MATCH (r:Register) SET r.schema = 1",
    *(
        f"DROP INDEX {name}_period_sought IF EXISTS"
        for name in ("area", "unit", "organization", "post", "person", "matter")
    ),
)


@pytest.mark.neo4j
def test_a_register_on_a_server_is_upgraded_on_opening(
    neo4j_engine: Engine, neo4j_server: Server, older: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = open_store(older)
    copy(source, neo4j_engine.address, access=neo4j_engine.access)
    source.close()
    for statement in DOWNGRADE:
        neo4j_server.run(statement)
    monkeypatch.setattr("graph.stores.names.WINDOW", 7)
    monkeypatch.setattr("graph.stores.neo4j.schema.STATEMENT_ROWS", 2)

    store = neo4j_engine.open()

    assert neo4j_server.run("MATCH (r:Register) RETURN r.schema AS schema") == [{"schema": SCHEMA}]
    assert traces(store) == (HERE / "schema-1.jsonl").read_bytes()
    assert [row.id for row in find(store, "person", "sxx").people] == ["n1"]  # type: ignore[union-attr]
    assert [row.id for row in find(store, "place", "lishucun").places] == ["v"]  # type: ignore[union-attr]
    assert organizations(store, "xiaofang") == ["q"]
    assert verify(store).head.hash == HEAD
    assert None not in [row[7] for row in store.ask("upkeep/named", nouns=named_in(SCHEMA), first=1, last=100)]


@pytest.mark.neo4j
@pytest.mark.parametrize("schema", [2, 3, 4])
def test_a_register_of_a_later_schema_on_a_server_gets_what_organizations_are_found_by_and_no_more(
    neo4j_engine: Engine, neo4j_server: Server, older: str, schema: int
) -> None:
    source = open_store(older)
    copy(source, neo4j_engine.address, access=neo4j_engine.access)
    source.close()
    neo4j_server.run(f"MATCH (r:Register) SET r.schema = {schema}")
    neo4j_server.run("MATCH (f:OrganizationPeriod) REMOVE f.sought, f.folded, f.crc")
    neo4j_server.run("MATCH (f:AreaPeriod) SET f.sought = 'kept as it is'")
    neo4j_server.run("DROP INDEX organization_period_sought IF EXISTS")

    store = neo4j_engine.open()

    assert neo4j_server.run("MATCH (r:Register) RETURN r.schema AS schema") == [{"schema": SCHEMA}]
    assert traces(store) == (HERE / "schema-1.jsonl").read_bytes()
    assert organizations(store, "xiaofang") == ["q"]
    kept = neo4j_server.run("MATCH (f:AreaPeriod) RETURN DISTINCT f.sought AS sought")
    assert kept == [{"sought": "kept as it is"}]


def test_a_name_that_is_erased_is_found_by_nothing(older: str, tmp_path: Path) -> None:
    store = open_store(older)
    connection = apsw.Connection(older)
    [(name, salt)] = connection.execute("SELECT name, name_seal FROM people WHERE id = 'n1'")
    digest = hashlib.sha256(bytes.fromhex(str(salt)) + str(name).encode()).hexdigest()
    connection.execute("UPDATE people SET name = 'erased', name_seal = ? WHERE id = 'n1'", (f"erased:{digest}",))
    connection.close()
    copy(store, str(tmp_path / "copy.db"))
    for path in (older, str(tmp_path / "copy.db")):
        one = open_store(path)
        verify(one)
        assert [row.id for row in find(one, "person", "erased").people] == []  # type: ignore[union-attr]
        assert [row.id for row in find(one, "person", "sxx").people] == []  # type: ignore[union-attr]
        one.close()
    store.close()
