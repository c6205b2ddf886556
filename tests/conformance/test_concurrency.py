"""Several processes on one register: importers at once, readers beside a writer, and writers that are killed.

Rules:
- Processes are real ones. They load first and begin together, on a word from the test.
- What a command said is held against what the register holds afterwards: a loser leaves nothing, a winner everything.
"""

import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from graph.changes.changeset import Register
from graph.commands import imports
from graph.model.errors import StaleHead
from graph.stores.sqlite import SqliteStore
from tests.command_line import SECONDS, Desk, environment, zeren
from tests.conftest import Engine
from tests.importing import write_folder

WAITING = """
import sys
from api.cli import run
import api.cli.import_, graph.stores.sqlite, graph.output.tables
print("ready", flush=True)
sys.stdin.readline()
sys.exit(run(sys.argv[1:]))
"""
BASE = {"areas": "id,name,level\na,0,county\nb,0,county"}
WON, LOST = 0, 4


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def at_once(commands: list[list[str]], **said: str) -> list[int]:
    """Run commands as processes that begin at the same moment; return their exit codes, and print what they said."""
    running = [
        subprocess.Popen(
            [sys.executable, "-c", WAITING, *command],
            env=environment(**said),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        for command in commands
    ]
    for one in running:
        assert one.stdout is not None
        assert one.stdout.readline() == b"ready\n"
    for one in running:
        assert one.stdin is not None
        one.stdin.write(b"go\n")
        one.stdin.flush()
    said_by_each = [one.communicate(timeout=SECONDS) for one in running]
    for _, errors in said_by_each:
        print(errors.decode(), end="")  # shown where a test fails
        assert b"Traceback" not in errors
    return [one.returncode for one in running]


def importing(folder: Path, register: object) -> list[str]:
    return ["import", str(folder), "--commit", "--register", str(register)]


def own_person(directory: Path, number: int) -> Path:
    """Return a folder that adds a person and changes what everyone changes: the name of one area."""
    files = {"people": f"id,name\nx{number},X", "areas": f"id,name\na,{number}"}
    return write_folder(directory / f"in{number}", files)


@pytest.mark.parametrize("rounds", [2, pytest.param(10, marks=pytest.mark.thorough)])
def test_of_importers_at_once_one_wins_each_head_and_the_others_leave_nothing(rounds: int, desk: Desk) -> None:
    desk.holds(BASE)
    before = 1
    for turn in range(rounds):
        numbers = range(turn * 8, turn * 8 + 8)
        codes = at_once([importing(own_person(desk.directory, number), desk.register) for number in numbers])
        assert set(codes) <= {WON, LOST}
        winners = [number for number, code in zip(numbers, codes, strict=True) if code == WON]
        assert winners, "somebody wins"
        assert desk.changesets() == before + len(winners)
        before += len(winners)
        assert people(desk) >= {f"x{number}" for number in winners}
        assert people(desk).isdisjoint({f"x{number}" for number in set(numbers) - set(winners)})
    assert desk.trace("a")["chain"][0]["name"] in map(str, range(rounds * 8))


def people(desk: Desk) -> set[str]:
    """Return which persons are stored: those whose file would change nothing."""
    folder = write_folder(desk.directory / "ask", {"people": "id,name"})
    ran = desk.asks("import", folder)
    assert ran.code == 0
    stored = set()
    for path in desk.directory.glob("in[0-9]*"):
        write_folder(folder, {"people": (path / "people.csv").read_text(encoding="utf-8")})
        if "Nothing would change" in desk.asks("import", folder).out:
            stored.add("x" + path.name.removeprefix("in"))
    return stored


def test_losers_who_try_again_all_come_in(desk: Desk) -> None:
    desk.holds(BASE)
    waiting = {number: own_person(desk.directory, number) for number in range(4)}
    for _ in range(4):
        codes = at_once([importing(folder, desk.register) for folder in waiting.values()])
        waiting = {one: waiting[one] for one, code in zip(list(waiting), codes, strict=True) if code == LOST}
        if not waiting:
            break
    assert not waiting
    assert desk.changesets() == 5


def test_of_first_importers_at_once_one_creates_the_register(desk: Desk) -> None:
    folders = [write_folder(desk.directory / f"in{one}", {"people": f"id,name\nx{one},X"}) for one in range(8)]
    codes = at_once([importing(folder, desk.register) for folder in folders])
    assert set(codes) <= {WON, LOST}
    assert desk.changesets() == codes.count(WON) >= 1
    assert [path.name for path in desk.directory.iterdir() if path.name.startswith(".")] == []


def test_a_register_that_an_import_begins_keeps_a_journal(desk: Desk) -> None:
    folder = write_folder(desk.directory / "in", {"people": "id,name\nx,X"})
    assert at_once([importing(folder, desk.register)]) == [WON]
    assert desk.register.read_bytes()[18:20] == b"\2\2"  # SQLite's file format: 2 is WAL


def test_of_those_who_begin_a_register_at_once_one_does(desk: Desk) -> None:
    codes = at_once([["init", "--register", str(desk.register)] for _ in range(6)])
    assert Counter(codes) == {0: 1, 2: 5}
    assert desk.asks("verify").code == 0


@pytest.mark.neo4j
def test_importers_at_once_on_a_server(tmp_path: Path, neo4j_engine: Engine) -> None:
    access = neo4j_engine.access
    said = {"ZEREN_NEO4J_USER": access.user, "ZEREN_NEO4J_PASSWORD": access.password}
    said["ZEREN_REGISTER"] = neo4j_engine.address
    assert zeren("init", **said).code == 0
    assert zeren("import", write_folder(tmp_path / "in", BASE), "--commit", **said).code == 0
    codes = at_once([importing(own_person(tmp_path, one), neo4j_engine.address) for one in range(3)], **said)
    assert set(codes) <= {WON, LOST}
    assert WON in codes
    ran = zeren("verify", **said)
    assert (ran.code, ran.out.split()[2]) == (0, f"{1 + codes.count(WON)},")


class Meddling(SqliteStore):
    """A store beside which another writer commits each time between two of its reads."""

    meddle: Callable[[], object] | None = None

    def register(self) -> Register:
        found = super().register()
        if self.meddle:
            self.meddle()
        return found


def test_a_writer_between_two_reads_of_an_import_is_no_fault_of_its_files(desk: Desk) -> None:
    desk.holds(BASE)
    folder = write_folder(desk.directory / "mine", {"areas": "id,name\na,mine"})
    names = iter(range(1, 100))
    store = Meddling.open(str(desk.register))
    store.meddle = lambda: desk.holds({"areas": f"id,name\na,{next(names)}"})
    planned = imports.plan(store, folder)
    store.meddle = None
    with pytest.raises(StaleHead):
        imports.commit(store, planned, by="tester", why="a test")
    store.close()


# Reading beside a writer


WRITER = """
import sys
from pathlib import Path
from api.cli import run
folder, register, first, last = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
for number in range(first, last):
    (folder / "areas.csv").write_text(f"id,name,level\\na,{number},county\\nb,{number},county\\nc{number},C,county\\n")
    assert run(["import", str(folder), "--commit", "--register", register]) == 0
"""


def writer(desk: Desk, first: int, last: int) -> subprocess.Popen[bytes]:
    """Start a process that gives two areas one new name after the other, always both in one changeset."""
    folder = desk.directory / "written"
    folder.mkdir(exist_ok=True)
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, str(folder), str(desk.register), str(first), str(last)],
        env=environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )


def test_a_reader_beside_a_writer_sees_whole_changesets_in_their_order(desk: Desk) -> None:
    desk.holds({"areas": "id,name,level,parent\na,0,county,\nb,0,county,\nu,U,village,a"})
    seen = []
    with writer(desk, 1, 40) as running:
        while running.poll() is None:
            answer = desk.trace("u")
            seen.append(int(answer["chain"][1]["name"]))
            then = answer["question"]["known_at"]
            assert desk.trace("b", known_at=then)["chain"][0]["name"] == str(seen[-1]), "both changed in one step"
        assert running.returncode == 0, running.stderr.read() if running.stderr else ""
    assert seen == sorted(seen)
    assert len(set(seen)) > 5, "it looked on while the register moved"


def test_verify_beside_a_writer_finds_no_damage(desk: Desk) -> None:
    desk.holds(BASE)
    with writer(desk, 1, 40) as running:
        wrong = []
        while running.poll() is None:
            ran = desk.asks("verify")
            if ran.code:
                wrong.append(ran.err)
        assert running.returncode == 0
    assert not wrong, wrong[0]
    assert desk.asks("verify").code == 0


def test_a_log_and_a_copy_beside_a_writer_are_whole(desk: Desk) -> None:
    desk.holds(BASE)
    other = Desk(desk.directory / "other")
    other.directory.mkdir()
    with writer(desk, 1, 30) as running:
        while running.poll() is None:
            assert desk.asks("log").code == 0
            ran = other.asks("copy", "--from", desk.register)
            assert ran.code == 0, ran.err
            assert other.asks("verify").code == 0
        assert running.returncode == 0
    assert other.asks("copy", "--from", desk.register).code == 0
    assert other.asks("verify").out == desk.asks("verify").out


# Writers that are killed


@pytest.mark.parametrize("times", [4, pytest.param(20, marks=pytest.mark.thorough)])
@pytest.mark.parametrize("begun", [True, False], ids=["a-register", "no-register-yet"])
def test_a_killed_import_leaves_all_or_nothing(times: int, begun: bool, desk: Desk) -> None:
    rows = 4_000
    chance = random.Random(times)
    if begun:
        desk.holds(BASE)
    folder = desk.directory / "large"
    most = duration(desk, rows)
    for turn in range(times):
        write_folder(folder, {"people": "id,name\n" + "\n".join(f"x{turn}-{one},X" for one in range(rows))})
        before = desk.changesets() if desk.register.exists() else 0
        running = subprocess.Popen(
            [sys.executable, "-c", WAITING, *importing(folder, desk.register)],
            env=environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        assert running.stdout is not None
        running.stdout.readline()
        assert running.stdin is not None
        running.stdin.write(b"go\n")
        running.stdin.flush()
        time.sleep(chance.uniform(0, most))
        running.kill()
        running.communicate()
        after = desk.changesets() if desk.register.exists() else 0  # it opens, and verify finds no fault
        assert after in (before, before + 1)
        ran = desk.asks("import", folder, "--commit")
        assert ran.code == 0, ran.err
        assert ("Nothing would change" in ran.out) == (after == before + 1)
        assert desk.changesets() == before + 1
        if not begun:
            for path in desk.directory.glob("register.db*"):
                path.unlink()


def duration(desk: Desk, rows: int) -> float:
    """Return how long such an import takes here, into a register of its own."""
    folder = write_folder(
        desk.directory / "measured", {"people": "id,name\n" + "\n".join(f"x{one},X" for one in range(rows))}
    )
    begin = time.monotonic()
    assert zeren(*importing(folder, desk.directory / "measured.db")).code == 0
    return time.monotonic() - begin
