"""Registers at the command line: begin, log, verify, copy; files that are none or damaged; servers that are away."""

import random
import socket
import struct
import time
from collections.abc import Callable
from pathlib import Path

import apsw
import pytest

from tests.command_line import Desk, Ran, process, unchanged, zeren
from tests.conftest import Engine, Server

FILES = {
    "areas": "id,name,level\nd,区,county\nv,村,village",
    "units": "id,name,kind,area,longitude,latitude\nu,U,shop,v,120.5,36.1",
    "organizations": "id,name,area\no,O,d",
    "posts": "id,name,organization,phone,email,since\np,P,o,110,p@x,\nq,Q,u,,,2021-01-01",
    "people": "id,name\nx,张三\ny,李四",
    "tenures": "id,post,person,since\nt,p,x,2021-01-01\n,q,y,",
    "matters": "id,name\nfire,Fire",
    "requirements": "id,scheme,tier,place_kinds,matter\nr,s,first,village;shop,fire",
    "assignments": "id,post,place,tier,matter\na,p,v,first,fire\nb,q,u,first,",
}
CORRECTION = {"tenures": "id,post,person,since\nt,p,x,2022-01-01", "areas": "id,parent\nv,d"}
DAMAGE = "stored text that is no UTF-8 ends in a traceback"
QUESTION = ("trace", "u", "--on", "2026-03-14", "--json")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


@pytest.fixture
def filled(desk: Desk) -> Desk:
    return desk.holds(FILES).holds(CORRECTION)


# init


def test_a_register_is_begun(desk: Desk) -> None:
    ran = desk.asks("init")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err == f"Begun: {desk.register} (time zone Asia/Shanghai).\n"
    assert desk.asks("log").out == "The register is empty: no changeset yet.\n"
    assert desk.asks("verify").out.startswith("Sound: changesets 0, changes 0,")


def test_a_register_may_live_in_another_time_zone(desk: Desk) -> None:
    assert desk.asks("init", "--zone", "America/New_York").code == 0
    desk.holds(FILES)
    assert desk.trace("u", on="2026-03-14T02:00:00Z")["question"]["on"] == "2026-03-13"


@pytest.mark.parametrize("zone", ["Mars/Base", "", "../../etc/passwd", "Asia", "Asia/shanghai ", "/etc/localtime"])
def test_a_time_zone_that_is_none(zone: str, desk: Desk) -> None:
    ran = desk.asks("init", "--zone", zone)
    assert ran.code == 2
    assert ran.err == "zeren: zone: no time zone of this name\n"
    assert not desk.register.exists()


def test_init_refuses_what_is_already_there(filled: Desk) -> None:
    ran = unchanged(filled, lambda: filled.asks("init"))
    assert ran.code == 2
    assert "exists already" in ran.err


@pytest.mark.parametrize("content", [b"", b"notes"])
def test_init_refuses_a_file_that_holds_anything_or_nothing(content: bytes, desk: Desk) -> None:
    desk.register.write_bytes(content)
    assert unchanged(desk, lambda: desk.asks("init")).code == 2


def test_init_refuses_a_directory_and_a_link(desk: Desk) -> None:
    assert zeren("init", "--register", desk.directory).code == 2
    desk.register.symlink_to("elsewhere.db")
    assert desk.asks("init").code == 2
    assert not (desk.directory / "elsewhere.db").exists()


@pytest.mark.neo4j
def test_init_refuses_a_database_that_holds_a_register_or_anything_else(neo4j_engine: Engine) -> None:
    assert neo4j_engine.server is not None
    said = server_settings(neo4j_engine)
    begun = zeren("init", "--register", neo4j_engine.address, **said)
    assert begun.code == 0
    assert "exists already" in zeren("init", "--register", neo4j_engine.address, **said).err
    neo4j_engine.server.empty()
    neo4j_engine.server.run("CREATE (:Somebody {else: true})")
    ran = zeren("init", "--register", neo4j_engine.address, **said)
    assert (ran.code, ran.out) == (2, "")
    assert "other data" in ran.err
    assert neo4j_engine.server.run("MATCH (n) RETURN count(n) AS count") == [{"count": 1}]


def server_settings(engine: Engine) -> dict[str, str]:
    return {"ZEREN_NEO4J_USER": engine.access.user, "ZEREN_NEO4J_PASSWORD": engine.access.password}


# log and verify


def test_the_log_lists_every_changeset(filled: Desk) -> None:
    ran = filled.asks("log")
    assert (ran.code, ran.err) == (0, "")
    assert filled.trace("u")["as_of"]["head"][:12] in ran.out
    for word in ("tester", "a test", "tenures ~1", "people +2"):
        assert word in " ".join(ran.out.split())


def test_the_log_shows_the_digest_of_the_source(desk: Desk) -> None:
    desk.holds({"people": "id,name\nx,X"}).holds({"people": "id,name\nx,Y"}).holds({"people": "id,name\nx,X"})
    digests = [line.split()[-3] for line in desk.asks("log").out.splitlines() if "people" in line]
    assert digests[0] == digests[2] != digests[1], "the same bytes have the same digest"


def test_a_sound_register_is_verified(filled: Desk) -> None:
    ran = filled.asks("verify")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("Sound: changesets 2, ")
    assert filled.trace("u")["as_of"]["head"] in ran.out


def tampered(desk: Desk, statement: str) -> Ran:
    """Change a register past the program, its triggers taken away, and verify it."""
    connection = apsw.Connection(str(desk.register))
    for (name,) in list(connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'")):
        connection.execute(f"DROP TRIGGER {name}")
    connection.execute(statement)
    connection.close()
    return desk.asks("verify")


@pytest.mark.parametrize(
    ("statement", "number"),
    [
        ("UPDATE people SET name = '王五' WHERE id = 'x'", 1),
        ("UPDATE posts SET phone = '119' WHERE id = 'p'", 1),
        ("UPDATE areas SET level = 'township' WHERE id = 'd'", 1),
        ("DELETE FROM assignments WHERE id = 'b'", 1),
        ("UPDATE changesets SET why = 'another reason' WHERE number = 1", 1),
        ("UPDATE changesets SET \"by\" = 'another' WHERE number = 2", 2),
        ("UPDATE changesets SET recorded_at = recorded_at + 1 WHERE number = 1", 1),
        ("UPDATE tenures SET superseded_at = NULL WHERE superseded_at IS NOT NULL", 2),
    ],
)
def test_the_first_changeset_that_is_wrong_is_named(statement: str, number: int, filled: Desk) -> None:
    ran = tampered(filled, statement)
    assert (ran.code, ran.out) == (2, "")
    assert f"changeset {number}" in ran.err
    assert ran.err.count("\n") == 1


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM changesets WHERE number = 1",
        "DELETE FROM changesets WHERE number = 2",
        "UPDATE changesets SET counts = '[]' WHERE number = 1",
        "UPDATE changesets SET counts = 'none' WHERE number = 1",
        "UPDATE people SET name = CAST(x'ff' AS TEXT)",
        "UPDATE changesets SET hash = CAST(x'ff' AS TEXT) WHERE number = 2",
    ],
)
def test_a_changeset_that_is_missing_or_cannot_be_read_is_found(statement: str, filled: Desk) -> None:
    ran = tampered(filled, statement)
    assert (ran.code, ran.out) == (2, "")
    assert str(filled.register) in ran.err


# copy


def test_a_copy_is_the_same_register(filled: Desk) -> None:
    other = Desk(filled.directory / "other")
    other.directory.mkdir()
    ran = other.asks("copy", "--from", filled.register)
    assert (ran.code, ran.out) == (0, "")
    assert ran.err.startswith(f"Changesets copied to {other.register}: 2; head ")
    for question in (QUESTION, ("log",), ("verify",)):
        assert other.asks(*question).out == filled.asks(*question).out


def test_a_copy_is_continued(filled: Desk) -> None:
    other = filled.directory / "other.db"
    assert zeren("copy", "--from", filled.register, "--register", other).code == 0
    filled.holds({"people": "id,name\nz,Z"})
    assert zeren("copy", "--from", filled.register, "--register", other).err.startswith(
        f"Changesets copied to {other}: 1;"
    )
    assert zeren("copy", "--from", filled.register, "--register", other).err.startswith(
        f"Changesets copied to {other}: 0;"
    )
    assert zeren("verify", "--register", other).out == filled.asks("verify").out


def test_a_copy_into_another_register_is_refused(filled: Desk) -> None:
    other = Desk(filled.directory / "other")
    other.directory.mkdir()
    other.holds({"people": "id,name\nx,X"})
    ran = unchanged(other, lambda: other.asks("copy", "--from", filled.register))
    assert ran.code == 2
    assert "another register" in ran.err


def test_a_copy_that_went_its_own_way_is_refused(filled: Desk) -> None:
    other = Desk(filled.directory / "other")
    other.directory.mkdir()
    assert other.asks("copy", "--from", filled.register).code == 0
    other.holds({"people": "id,name\nz,Z"})
    ran = unchanged(other, lambda: other.asks("copy", "--from", filled.register))
    assert ran.code == 2
    assert "nothing was copied" in ran.err


def test_a_copy_of_nothing(desk: Desk) -> None:
    ran = zeren("copy", "--from", desk.directory / "nowhere.db", "--register", desk.register)
    assert ran.code == 2
    assert not desk.register.exists()


def test_a_copy_onto_a_file_that_is_no_register_is_refused(filled: Desk) -> None:
    other = filled.directory / "notes.txt"
    other.write_text("notes " * 50, encoding="utf-8")
    assert zeren("copy", "--from", filled.register, "--register", other).code == 2
    assert other.read_text(encoding="utf-8") == "notes " * 50


@pytest.mark.neo4j
def test_a_register_copied_to_a_server_and_back_gives_the_same_json_byte_for_byte(
    filled: Desk, neo4j_engine: Engine
) -> None:
    said = server_settings(neo4j_engine)
    back = filled.directory / "back.db"
    there = zeren("copy", "--from", filled.register, "--register", neo4j_engine.address, **said)
    assert there.code == 0, there.err
    assert zeren("copy", "--from", neo4j_engine.address, "--register", back, **said).code == 0
    for question in (QUESTION, ("trace", "v", "--json", "--on", "2021-06-01"), ("log",), ("verify",)):
        answers = {
            zeren(*question, "--register", register, **said).out
            for register in (filled.register, neo4j_engine.address, back)
        }
        assert len(answers) == 1, question


@pytest.mark.neo4j
def test_the_whole_work_is_done_on_a_server_too(desk: Desk, neo4j_engine: Engine) -> None:
    said = {**server_settings(neo4j_engine), "ZEREN_REGISTER": neo4j_engine.address}
    desk.imports(FILES)
    folder = desk.directory / "in"
    assert zeren("trace", "u", **said).code == 2, "there is no register yet"
    assert zeren("init", **said).code == 0
    assert "+ areas: d" in zeren("import", folder, **said).out
    assert zeren("log", **said).out == "The register is empty: no changeset yet.\n"
    assert zeren("import", folder, "--commit", **said).code == 0
    again = zeren("import", folder, "--commit", **said)
    assert "Nothing would change" in again.out
    assert zeren("verify", **said).out.startswith("Sound: changesets 1,")
    assert zeren(*QUESTION, **said).json["accountable"][0]["person"]["name"] == "李四"


# Files that are no register


def other_database(path: Path) -> None:
    connection = apsw.Connection(str(path))
    connection.execute("CREATE TABLE t (x); INSERT INTO t VALUES (1)")
    connection.close()


NONE: dict[str, Callable[[Path], object]] = {
    "absent": Path.exists,
    "a directory": Path.mkdir,
    "an empty file": Path.touch,
    "a text": lambda path: path.write_text("no register " * 40, encoding="utf-8"),
    "another database": other_database,
    "half a header": lambda path: path.write_bytes(b"SQLite format 3\0" + bytes(40)),
    "a link to nothing": lambda path: path.symlink_to("nothing.db"),
    "an endless link": lambda path: path.symlink_to(path.name),
}


@pytest.mark.parametrize("what", NONE)
@pytest.mark.parametrize("command", [("trace", "v"), ("log",), ("verify",), ("serve",)], ids=" ".join)
def test_what_is_no_register_is_refused_and_left_as_it_is(what: str, command: tuple[str, ...], desk: Desk) -> None:
    NONE[what](desk.register)
    before = sorted(path.name for path in desk.directory.iterdir())
    content = desk.register.read_bytes() if desk.register.is_file() else None
    ran = desk.asks(*command)
    assert (ran.code, ran.out) == (2, "")
    assert str(desk.register) in ran.err
    assert ran.err.count("\n") == 1
    assert sorted(path.name for path in desk.directory.iterdir()) == before
    assert content is None or desk.register.read_bytes() == content


@pytest.mark.parametrize("what", [what for what in NONE if what not in ("absent", "a link to nothing")])
def test_an_import_never_writes_to_what_is_no_register(what: str, desk: Desk) -> None:
    NONE[what](desk.register)
    content = desk.register.read_bytes() if desk.register.is_file() else None
    assert desk.imports(FILES, "--commit").code == 2
    assert content is None or desk.register.read_bytes() == content


def test_a_register_of_a_newer_program_is_refused(filled: Desk) -> None:
    connection = apsw.Connection(str(filled.register))
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    ran = unchanged(filled, lambda: filled.asks("trace", "v"))
    assert ran.code == 2
    assert "newer zeren (schema 99, this one knows 5)" in ran.err
    assert unchanged(filled, lambda: filled.imports(FILES, "--commit")).code == 2


@pytest.mark.parametrize("kept", [1, 50, 100, 101, 4096, 8192, 60_000, -4096, -1])
def test_a_register_that_is_cut_is_refused(kept: int, filled: Desk) -> None:
    filled.register.write_bytes(filled.register.read_bytes()[:kept])
    for command in (QUESTION, ("verify",), ("log",)):
        ran = filled.asks(*command)
        assert ran.code == 2 or (ran.code, command[0]) in ((0, "trace"), (0, "log")), command
        assert "Traceback" not in ran.err
    assert filled.asks("verify").code == 2


def test_any_flipped_byte_is_found_or_changes_no_answer(filled: Desk) -> None:
    assert flips(filled, count=200, seed=5) == []


@pytest.mark.thorough
def test_any_of_many_flipped_bytes_is_found_or_changes_no_answer(filled: Desk) -> None:
    assert flips(filled, count=5_000, seed=1) == []


def flips(desk: Desk, count: int, seed: int) -> list[str]:
    """Flip one byte at a time in a copy; return what went wrong: a traceback, a hang, or a change that nobody saw."""
    good = desk.register.read_bytes()
    answer = desk.asks(*QUESTION).out
    used = [place for place, byte in enumerate(good) if byte]
    chance = random.Random(seed)
    wrong = []
    for number in range(count):
        place = chance.choice(used) if number % 4 else chance.randrange(len(good))
        flipped = bytearray(good)
        flipped[place] ^= 1 << chance.randrange(8)
        for left in desk.directory.glob("flipped.db*"):
            left.unlink()
        path = desk.directory / "flipped.db"
        path.write_bytes(flipped)
        begun = time.monotonic()
        ran = []
        for command in (QUESTION, ("verify",), ("log",)):
            try:
                ran.append(zeren(*command, "--register", path))
            except Exception as error:
                wrong.append(f"byte {place}, {command[0]}: {error!r}")
        if time.monotonic() - begun > 10:
            wrong.append(f"byte {place}: hangs")
        wrong += [f"byte {place}: {one}" for one in ran if one.code not in (0, 2) or one.err.count("\n") > 1]
        if len(ran) == 3 and ran[1].code == 0 and ran[0].out != answer:
            wrong.append(f"byte {place}: verify saw nothing, and the answer changed")
    return wrong


def test_a_register_that_lost_its_head_is_refused(filled: Desk) -> None:
    content = bytearray(filled.register.read_bytes())
    assert struct.unpack(">I", content[68:72])[0] == 0x7A72656E
    content[68] ^= 1
    filled.register.write_bytes(content)
    assert "is no register of zeren" in unchanged(filled, lambda: filled.asks("verify")).err


# Addresses


@pytest.mark.parametrize(
    "address", ["mysql://u:secret@h/d", "sqlite:///r.db", "http://h", "BOLT://h", "://", "bolt+zz://h"]
)
def test_an_address_of_an_unknown_scheme(address: str) -> None:
    for command in (("log",), ("init",), ("trace", "v"), ("copy", "--from", address)):
        ran = zeren(*command, "--register", address)
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.count("\n") == 1
        assert "secret" not in ran.err


@pytest.mark.parametrize("address", ["bolt://h:99999", "bolt://u:secret@h:x", "bolt://[::1", "neo4j://h?x=%zz"])
def test_an_address_of_no_server(address: str) -> None:
    ran = zeren("log", "--register", address)
    assert ran.code in (2, 3)
    assert ran.err.count("\n") == 1
    assert "secret" not in ran.err


@pytest.fixture
def closed_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@pytest.mark.parametrize("scheme", ["bolt", "neo4j", "bolt+s", "neo4j+ssc"])
def test_a_server_that_is_away_is_exit_3_and_one_line(scheme: str, closed_port: int, tmp_path: Path) -> None:
    begun = time.monotonic()
    ran = process("trace", "v", "--register", f"{scheme}://127.0.0.1:{closed_port}", cwd=tmp_path)
    assert (ran.code, ran.out) == (3, "")
    assert ran.err == f"zeren: {scheme}://127.0.0.1:{closed_port} cannot be reached\n"
    assert time.monotonic() - begun < 20


def test_every_command_says_that_a_server_is_away(closed_port: int, filled: Desk) -> None:
    address = f"bolt://127.0.0.1:{closed_port}"
    for command in (
        ("log",),
        ("verify",),
        ("init",),
        ("serve",),
        ("import", filled.directory / "in", "--commit"),
        ("copy", "--from", filled.register),
    ):
        ran = zeren(*command, "--register", address)
        assert (ran.code, ran.out) == (3, ""), command
        assert ran.err == f"zeren: {address} cannot be reached\n"


def test_a_port_that_speaks_something_else_is_exit_3(tmp_path: Path) -> None:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()  # takes connections, and never says a word
        ran = process("log", "--register", f"bolt://127.0.0.1:{listener.getsockname()[1]}", cwd=tmp_path)
    assert (ran.code, ran.out) == (3, "")
    assert ran.err.count("\n") == 1


@pytest.mark.neo4j
def test_a_wrong_password_is_exit_2_and_never_printed(neo4j_server: Server) -> None:
    said = {"ZEREN_NEO4J_USER": neo4j_server.access.user, "ZEREN_NEO4J_PASSWORD": "a wrong secret"}
    ran = zeren("log", "--register", neo4j_server.url, **said)
    assert (ran.code, ran.out) == (2, "")
    assert "refuses the sign-in" in ran.err
    assert "secret" not in ran.err
    assert ran.err.count("\n") == 1


@pytest.mark.neo4j
def test_a_database_that_a_server_does_not_have(neo4j_engine: Engine) -> None:
    said = {**server_settings(neo4j_engine), "ZEREN_NEO4J_DATABASE": "nowhere"}
    ran = zeren("log", "--register", neo4j_engine.address, **said)
    assert (ran.code, ran.out) == (2, "")
    assert "no such database" in ran.err


@pytest.mark.neo4j
def test_a_database_without_a_register(neo4j_engine: Engine) -> None:
    ran = zeren("log", "--register", neo4j_engine.address, **server_settings(neo4j_engine))
    assert (ran.code, ran.out) == (2, "")
    assert "there is no register at " in ran.err


# serve


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "::1", "localhost", "192.168.0.1", ""])
def test_the_service_binds_no_other_address(host: str, filled: Desk) -> None:
    ran = filled.asks("serve", "--host", host)
    assert (ran.code, ran.out) == (2, "")
    assert "127.0.0.1 only" in ran.err


@pytest.mark.parametrize("port", ["-1", "65536", "http"])
def test_a_port_that_is_none(port: str, filled: Desk) -> None:
    assert filled.asks("serve", "--port", port).code == 2


def test_a_port_that_is_taken(filled: Desk) -> None:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        port = listener.getsockname()[1]
        ran = filled.asks("serve", "--port", port)
    assert (ran.code, ran.out) == (2, "")
    assert f"port {port} cannot be used" in ran.err


# A register that another holds


def test_a_register_that_stays_locked_is_exit_3(filled: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph.stores.sqlite.file.BUSY_MS", 200)
    other = apsw.Connection(str(filled.register))
    other.execute("BEGIN IMMEDIATE")
    try:
        ran = filled.imports({"people": "id,name\nz,Z"}, "--commit")
        assert ran.code == 3
        assert "being written by another" in ran.err
        assert filled.asks(*QUESTION).code == 0, "reading goes on"
    finally:
        other.execute("ROLLBACK")
        other.close()
    assert filled.imports({"people": "id,name\nz,Z"}, "--commit").code == 0
