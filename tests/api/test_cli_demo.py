"""`zeren demo` and `zeren example`: what they leave in a directory, and what they never touch."""

from pathlib import Path

import pytest

from graph.commands.example import FILES
from tests.command_line import Desk, Ran, zeren


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


# demo


def test_the_demo_answers_and_says_where_its_file_is_and_how_to_ask_more(here: Path) -> None:
    ran = zeren("demo")
    assert (ran.code, ran.err) == (0, "")
    parts = ("23:40", "What is missing", "Whom to call first", "Everyone accountable", "zeren-demo.db", "zeren trace ")
    places = [ran.out.index(part) for part in parts]
    assert places == sorted(places)
    assert names(here) == ["zeren-demo.db"]


def test_what_the_demo_proposes_to_ask_can_be_asked(here: Path) -> None:
    lines = zeren("demo").out.splitlines()
    asked = [line.split()[1:] for line in lines if line.startswith("  zeren ")]
    assert len(asked) >= 3
    for arguments in asked:
        assert zeren(*arguments).code == 0, arguments


def test_the_demo_replaces_its_own_file(here: Path) -> None:
    first = zeren("demo")
    register = (here / "zeren-demo.db").read_bytes()
    second = zeren("demo")
    assert (second.code, second.err) == (0, "")
    assert (here / "zeren-demo.db").read_bytes() != register, "it is a new register, with an id of its own"
    assert names(here) == ["zeren-demo.db"]
    assert text_of(first) == text_of(second), "the README's output stays true"


def text_of(ran: Ran) -> list[str]:
    """Return the lines without those that a clock or a hash changes."""
    return [line for line in ran.out.splitlines() if "head" not in line or " head " not in line]


def foreign_register(path: Path) -> None:
    desk = Desk(path.parent)
    desk.holds({"people": "id,name\nx,X"})
    desk.register.rename(path)


@pytest.mark.parametrize("what", ["a text", "nothing", "a directory", "a register", "a demo that was added to"])
def test_the_demo_replaces_no_other_file(what: str, here: Path) -> None:
    path = here / "zeren-demo.db"
    match what:
        case "a text":
            path.write_text("mine " * 100, encoding="utf-8")
        case "nothing":
            path.touch()
        case "a directory":
            path.mkdir()
        case "a register":
            foreign_register(path)
        case _:
            zeren("demo")
            Desk(here).imports({"people": "id,name\nx,X"})
            assert zeren("import", here / "in", "--commit", "--register", path).code == 0
    before = path.read_bytes() if path.is_file() else None
    files = names(here)
    ran = zeren("demo")
    assert (ran.code, ran.out) == (2, "")
    assert "zeren-demo.db" in ran.err
    assert ran.err.count("\n") == 1
    assert names(here) == files
    assert before is None or path.read_bytes() == before


def test_the_demo_speaks_chinese(here: Path) -> None:
    ran = zeren("demo", "--lang", "zh")
    assert "责任追溯" in ran.out
    assert "演示台账" in ran.out


def test_the_demos_register_is_sound(here: Path) -> None:
    zeren("demo")
    assert zeren("verify", "--register", "zeren-demo.db").out.startswith("Sound: changesets 1,")


# example


def test_the_example_is_written_into_a_new_folder(here: Path) -> None:
    ran = zeren("example", "deep/folder")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err == f"The example is in deep/folder: {len(FILES)} files.\n"
    assert names(here / "deep/folder") == sorted(f"{table}.csv" for table in FILES)


def test_the_example_is_written_into_an_empty_folder(here: Path) -> None:
    (here / "empty").mkdir()
    assert zeren("example", "empty").code == 0


@pytest.mark.parametrize("what", ["a file", "a full folder", "a hidden file", "a link to nothing"])
def test_the_example_never_joins_what_is_there(what: str, here: Path) -> None:
    target = here / "target"
    match what:
        case "a file":
            target.write_text("mine", encoding="utf-8")
        case "a full folder":
            target.mkdir()
            (target / "areas.csv").write_text("mine", encoding="utf-8")
        case "a hidden file":
            target.mkdir()
            (target / ".keep").touch()
        case _:
            target.symlink_to("nothing")
    before = names(target) if target.is_dir() else None
    ran = zeren("example", "target")
    assert (ran.code, ran.out) == (2, "")
    assert "target" in ran.err
    assert before is None or names(target) == before
    assert not (here / "nothing").exists()


def test_the_example_imports_without_a_fault_and_only_once(here: Path) -> None:
    zeren("example", "in")
    assert zeren("import", "in", "--commit", "--register", "r.db").code == 0
    assert "Nothing would change" in zeren("import", "in", "--commit", "--register", "r.db").out


def test_the_demo_holds_the_example(here: Path) -> None:
    zeren("demo")
    zeren("example", "in")
    assert "Nothing would change" in zeren("import", "in", "--register", "zeren-demo.db").out
