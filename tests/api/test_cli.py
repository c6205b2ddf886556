"""The command line as a whole: its streams, exit codes, languages, and that nothing a user does ends in a traceback."""

import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import orjson
import pytest

from api.cli.base import COMMANDS
from graph import __version__
from tests.command_line import Desk, environment, process, shell, zeren
from tests.importing import write_folder

VILLAGE = {
    "areas": "id,name,level\nv,柳桥村,village",
    "posts": "id,name\np,书记",
    "people": "id,name\nx,张三",
    "tenures": "post,person\np,x",
    "assignments": "id,post,place,tier\na,p,v,first",
}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path).holds(VILLAGE)


# One whole run, as a process


def test_a_user_goes_from_the_example_to_an_answer(tmp_path: Path) -> None:
    written = process("example", "in", cwd=tmp_path)
    assert (written.code, written.out) == (0, "")
    assert "9 files" in written.err

    imported = process("import", "in", "--commit", "--register", "r.db", cwd=tmp_path)
    assert imported.code == 0, imported.err
    assert imported.err.startswith("Written as changeset 1, head ")

    traced = process("trace", "wangyu-u02", "--on", "2026-03-14", "--json", cwd=tmp_path, ZEREN_REGISTER="r.db")
    assert (traced.code, traced.err) == (0, "")
    assert traced.out.count("\n") == 1
    assert orjson.loads(traced.out)["question"]["place"] == "wangyu-u02"

    verified = process("verify", "--register", "r.db", cwd=tmp_path)
    assert verified.out.startswith("Sound: changesets 1,")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in", "r.db"], "nothing else is left behind"


# What every command offers


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(command: str) -> None:
    ran = zeren(command, "--help")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(f"Usage: zeren {command}")
    assert "--lang" in ran.out


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_refuses_an_option_that_it_does_not_have(command: str) -> None:
    ran = zeren(command, "--wrong")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("zeren: No such option")
    assert ran.err.count("\n") == 1


def test_no_command_gives_the_help_and_exit_code_2() -> None:
    ran = zeren()
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("Usage: zeren ")


def test_a_command_that_does_not_exist() -> None:
    assert zeren("trase", "v").code == 2


def test_the_version() -> None:
    assert zeren("--version").out == f"zeren {__version__}\n"


# Which register


@pytest.mark.parametrize("command", [("trace", "v"), ("log",), ("verify",), ("init",), ("serve",), ("import", "in")])
def test_a_register_must_be_named(command: tuple[str, ...]) -> None:
    ran = zeren(*command)
    assert (ran.code, ran.out) == (2, "")
    assert "--register" in ran.err
    assert "ZEREN_REGISTER" in ran.err


def test_the_environment_may_name_the_register(desk: Desk) -> None:
    assert zeren("log", ZEREN_REGISTER=str(desk.register)).code == 0


def test_the_option_stands_above_the_environment(desk: Desk) -> None:
    assert zeren("log", "--register", desk.register, ZEREN_REGISTER="nowhere.db").code == 0


# Languages


@pytest.mark.parametrize(
    "said",
    [
        {"ZEREN_LANG": "zh"},
        {"ZEREN_LANG": "", "LC_ALL": "zh_CN.UTF-8"},
        {"ZEREN_LANG": "", "LC_MESSAGES": "zh_TW.UTF-8"},
        {"ZEREN_LANG": "", "LANG": "zh_CN.GB18030"},
        {"ZEREN_LANG": "ZH_cn"},
        {"ZEREN_LANG": "zh", "LANG": "en_US.UTF-8"},
    ],
)
def test_the_environment_asks_for_chinese(said: dict[str, str]) -> None:
    assert zeren("log", "--register", "nowhere.db", **said).err == "zeren: nowhere.db 处没有台账\n"


@pytest.mark.parametrize("said", [{"ZEREN_LANG": "en", "LANG": "zh_CN.UTF-8"}, {"ZEREN_LANG": "", "LC_ALL": "C"}])
def test_the_environment_asks_for_english(said: dict[str, str]) -> None:
    assert zeren("log", "--register", "nowhere.db", **said).err == "zeren: there is no register at nowhere.db\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ("--lang", "zh", "log", "--register", "nowhere.db"),
        ("log", "--lang", "zh", "--register", "nowhere.db"),
        ("log", "--register", "nowhere.db", "--lang", "zh"),
        ("log", "--register", "nowhere.db", "--lang=zh"),
        ("--lang=zh", "log", "--register", "nowhere.db"),
        ("--lang", "en", "log", "--register", "nowhere.db", "--lang", "zh"),
    ],
)
def test_the_language_may_be_asked_for_in_any_place(arguments: tuple[str, ...]) -> None:
    assert "没有台账" in zeren(*arguments).err


def test_the_option_stands_above_the_environments_language() -> None:
    assert "there is no register" in zeren("log", "--lang", "en", "--register", "nowhere.db", ZEREN_LANG="zh").err


def test_a_language_that_is_not_spoken(desk: Desk) -> None:
    assert desk.asks("log", "--lang", "fr").code == 2


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_command_speaks_both_languages(lang: str, desk: Desk) -> None:
    trace = desk.asks("trace", "v", "--lang", lang)
    log = desk.asks("log", "--lang", lang)
    verify = desk.asks("verify", "--lang", lang)
    assert [ran.code for ran in (trace, log, verify)] == [0, 0, 0]
    words = {"zh": ("责任追溯", "链首", "校验通过"), "en": ("Responsibility trace", "head", "Sound")}[lang]
    for ran, word in zip((trace, log, verify), words, strict=True):
        assert word in ran.out


def test_the_language_does_not_touch_the_json(desk: Desk) -> None:
    chinese = desk.asks("trace", "v", "--on", "2026-01-01", "--json", "--lang", "zh")
    assert chinese.out == desk.asks("trace", "v", "--on", "2026-01-01", "--json", "--lang", "en").out


# Streams that are closed, full, or speak another encoding


def test_a_reader_that_has_seen_enough_is_no_error(desk: Desk) -> None:
    ran = shell("$zeren trace v --register register.db | head -1; echo ${PIPESTATUS[0]}", cwd=desk.directory)
    assert ran.out == "Responsibility trace: 柳桥村 (v)\n0\n"
    assert ran.err == ""


@pytest.mark.parametrize("command", ["trace v", "trace v --json", "log", "find v", "gaps", "audit --lang zh"])
def test_a_reader_that_is_gone_before_the_first_word_is_no_error(command: str, desk: Desk) -> None:
    ran = shell(f"$zeren {command} --register register.db | true; echo ${{PIPESTATUS[0]}}", cwd=desk.directory)
    assert (ran.out, ran.err) == ("0\n", "")


def test_a_long_answer_to_a_closed_pipe_ends_quietly(tmp_path: Path) -> None:
    Desk(tmp_path).holds({"areas": "id,name,level\n" + "\n".join(f"a{n},{'N' * 90},county" for n in range(3000))})
    line = "$zeren import in --all --register other.db | head -1 >/dev/null; echo ${PIPESTATUS[0]}"
    ran = shell(line, cwd=tmp_path)
    assert ran.out == "0\n"
    assert "Traceback" not in ran.err
    assert "Broken pipe" not in ran.err


def test_a_closed_pipe_does_not_undo_the_order_to_write(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.imports({"areas": "id,name,level\n" + "\n".join(f"a{n},{'N' * 90},county" for n in range(3000))})
    line = "$zeren import in --all --commit --register register.db | head -1 >/dev/null; echo ${PIPESTATUS[0]}"
    ran = shell(line, cwd=tmp_path)
    assert ran.out == "0\n"
    assert ran.err.startswith("Written as changeset 1")
    assert desk.changesets() == 1


@pytest.mark.parametrize("command", ["trace v", "trace v --json", "log", "verify", "import in"])
@pytest.mark.parametrize("where", [">/dev/full", ">&-"], ids=["full", "closed"])
def test_an_answer_that_cannot_be_written_is_refused(command: str, where: str, desk: Desk) -> None:
    ran = shell(f"$zeren {command} --register register.db {where}", cwd=desk.directory)
    assert ran.code == 2
    assert ran.err.startswith("zeren: ")
    assert ran.err.count("\n") == 1


@pytest.mark.parametrize("where", [">/dev/full", ">&-"], ids=["full", "closed"])
def test_an_import_whose_difference_cannot_be_shown_writes_nothing(where: str, tmp_path: Path) -> None:
    Desk(tmp_path).imports(VILLAGE)
    assert shell(f"$zeren import in --commit --register register.db {where}", cwd=tmp_path).code == 2
    assert not (tmp_path / "register.db").exists()


@pytest.mark.parametrize("where", ["2>/dev/full", "2>&-"], ids=["full", "closed"])
def test_a_note_that_cannot_be_written_changes_nothing(where: str, desk: Desk) -> None:
    kept = shell(f"$zeren import in --register register.db {where}", cwd=desk.directory)
    assert kept.code == 0
    assert "Nothing would change" in kept.out
    assert "preview" not in kept.out, "a note never strays to stdout"
    assert shell(f"$zeren trace nowhere --register register.db {where}", cwd=desk.directory).code == 2


def test_marks_that_a_terminal_lacks_are_escapes(desk: Desk) -> None:
    ran = process("trace", "v", "--register", "register.db", cwd=desk.directory, PYTHONIOENCODING="ascii")
    assert ran.code == 0
    assert ran.out.startswith(r"Responsibility trace: \u67f3\u6865\u6751 (v)")


def test_json_is_utf8_whatever_the_terminal_speaks(desk: Desk) -> None:
    asked = ("trace", "v", "--json", "--on", "2026-01-01", "--register", "register.db")
    plain = process(*asked, cwd=desk.directory)
    assert process(*asked, cwd=desk.directory, PYTHONIOENCODING="ascii").out == plain.out
    assert "柳桥村" in plain.out


@pytest.mark.parametrize(
    "arguments",
    [
        ("trace", "\udcff", "--register", "register.db"),
        ("trace", "v", "--matter", "\udcff", "--register", "register.db"),
        ("trace", "v", "--on", "\udcff", "--register", "register.db"),
        ("trace", "v", "--known-at", "\udcff", "--register", "register.db"),
        ("log", "--register", "\udcff.db"),
        ("init", "--register", "\udcff.db"),
        ("init", "--zone", "\udcff", "--register", "new.db"),
        ("import", "in", "--commit", "--why", "\udcff", "--register", "new.db"),
        ("import", "in", "--commit", "--by", "\udcff", "--register", "new.db"),
        ("import", "in", "--end-missing", "2026-01-01", "--within", "\udcff", "--register", "register.db"),
        ("import", "\udcff", "--register", "register.db"),
        ("copy", "--from", "\udcff.db", "--register", "new.db"),
        ("serve", "--host", "\udcff", "--register", "register.db"),
    ],
    ids=lambda arguments: " ".join(arguments[:3]).encode("ascii", "replace").decode(),
)
def test_bytes_that_are_no_text_are_refused(
    arguments: tuple[str, ...], desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(desk.directory)
    ran = zeren(*arguments)
    assert ran.code == 2
    assert not (desk.directory / "new.db").exists()
    assert sorted(path.name for path in desk.directory.iterdir()) == ["in", "register.db"]


def test_bytes_that_are_no_text_in_the_environment_are_refused(desk: Desk) -> None:
    ran = desk.imports({"areas": "id,name\nv,V"}, "--commit", ZEREN_WHY="\udcff")
    assert ran.code == 2
    assert ran.err == "zeren: ZEREN_WHY: is no text\n"


def test_what_a_user_typed_cannot_forge_a_line_or_move_the_cursor(desk: Desk) -> None:
    ran = desk.asks("trace", "v\nzeren: all is well\x1b[2J")
    assert ran.code == 2
    assert "v\\nzeren: all is well\\x1b[2J" in ran.err
    assert ran.err.count("\n") == 1


# Interrupted


LISTENING = """
import sys
from api.cli import main
import api.cli.import_
print("listening", file=sys.stderr, flush=True)
main()
"""


def test_an_interrupted_command_ends_with_130_and_leaves_all_or_nothing(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.imports({"areas": "id,name,level\n" + "\n".join(f"a{n},A,county" for n in range(30_000))})
    running = subprocess.Popen(
        [sys.executable, "-c", LISTENING, "import", "in", "--commit", "--register", "register.db"],
        cwd=tmp_path,
        env=environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    assert running.stderr is not None
    running.stderr.readline()
    time.sleep(0.3)
    running.send_signal(signal.SIGINT)
    _, said = running.communicate(timeout=30)
    assert running.returncode == 130, said
    assert said.strip() == b""
    assert not desk.register.exists()
    assert [path.name for path in tmp_path.iterdir()] == ["in"]


# Folders that may not be written


@pytest.fixture
def locked(tmp_path: Path) -> Path:
    """Return a folder that nobody can write to, root neither (a file of the kernel's)."""
    folder = tmp_path / "locked"
    folder.mkdir()
    folder.chmod(stat.S_IRUSR | stat.S_IXUSR)
    return Path(os.path.realpath("/proc/self")) if os.access(folder, os.W_OK) else folder


def test_a_folder_that_may_not_be_written_is_refused_by_every_command(desk: Desk, locked: Path) -> None:
    desk.imports(VILLAGE)
    bad = write_folder(desk.directory / "bad", {"areas": "id,name,level\na,A,borough"})
    for arguments in (
        ("init", "--register", locked / "new.db"),
        ("import", desk.directory / "in", "--commit", "--register", locked / "new.db"),
        ("copy", "--from", desk.register, "--register", locked / "new.db"),
        ("example", locked / "example"),
    ):
        ran = zeren(*arguments)
        assert ran.code == 2, arguments
        assert str(locked) in ran.err, arguments
        assert ran.err.count("\n") == 1, arguments
    ran = zeren("import", bad, "--faults", locked / "faults.csv", "--register", desk.register)
    assert ran.code == 2
    assert str(locked) in ran.err.splitlines()[-1]  # below the faults
