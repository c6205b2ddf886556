"""zeren draw with whatever one may type: a subject that is none, a day far off, a file that cannot be written."""

import os
import subprocess
from pathlib import Path

import pytest

from api.cli import run
from graph.commands.draw import formats_of
from graph.output.drawing.write import FORMATS
from tests.api.test_cli_draw import ON, SMALL
from tests.command_line import PROGRAM, Desk, environment


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path).holds(SMALL)


@pytest.mark.parametrize(
    ("kind", "name", "id"),
    [
        ("trace", "Plum Village", "v"),
        ("coverage", "Elm Town", "t"),
        ("matrix", "Elm Town", "t"),
        ("organization", "Village office", "o"),
        ("timeline", "Plum Village", "v"),
        ("timeline", "Village head", "head"),
    ],
)
def test_a_name_that_only_one_bears_is_taken(desk: Desk, kind: str, name: str, id: str) -> None:
    known = ("--known-at", "2200-01-01T00:00:00Z", "--output", "-", "--format", "json")
    assert desk.asks("draw", kind, name, *ON, *known).out == desk.asks("draw", kind, id, *ON, *known).out != ""


NAMESAKES = {
    "areas": "id,name,level,parent\nt,Elm Town,township,\nv1,North Elm,village,t\nv2,South Elm,village,t",
    "people": "id,name\n" + "\n".join(f"p{number},单雄信" for number in range(7)),
    "organizations": """
        id,name,since,until
        o1,Office,,2020-01-01
        o1,Bureau,2020-01-01,
        o2,Office,2020-01-01,
        o3,Team,,
        o4,Team,,
    """,
    "posts": "id,name\nc1,Clerk\nc2,Clerk\nh,Head",
}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ("person", "单雄信"),
            f"no person has the id 单雄信; did you mean {', '.join(f'p{number} (单雄信)' for number in range(5))}, …?",
        ),
        (("person", "sxx", "--lang", "zh"), "没有编码为 sxx 的人员；是否指 p0 (单雄信), "),
        (("organization", "Team"), "no organization has the id Team; did you mean o3 (Team), o4 (Team)?"),
        (("timeline", "Clerk"), "no place or post has the id Clerk; did you mean c1 (Clerk), c2 (Clerk)?"),
        (("coverage", "Elm"), "no place has the id Elm; did you mean t (Elm Town), v1 (North Elm), v2 (South Elm)?"),
        (("timeline", "north"), "no place or post has the id north; did you mean v1 (North Elm)?"),
        (("organization", "x" * 10_000), "no organization has the id xxx"),
        (
            ("organization", "\u202eoffice\x07"),
            "no organization has the id \\u202eoffice\\x07; did you mean o1 (Bureau), o2 (Office)?",
        ),
        (("organization", "' OR 1=1 --"), "no organization has the id ' OR 1=1 --\n"),
        (("trace", "t", "--matter", "Clerk"), "no matter has the id Clerk\n"),
    ],
)
def test_a_name_that_several_bear_or_none_is_told_with_those_like_it(
    tmp_path: Path, words: tuple[str, ...], said: str
) -> None:
    desk = Desk(tmp_path).holds(NAMESAKES)
    ran = desk.asks("draw", *words, *ON, "--output", "-", "--format", "json")
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert ran.err.startswith(f"zeren: {said}")


def test_a_name_is_taken_for_who_bears_it_on_the_day(tmp_path: Path) -> None:
    desk = Desk(tmp_path).holds(NAMESAKES)
    for day, id in (("2026-03-14", "o2"), ("2019-03-14", "o1")):
        drawn = desk.asks("draw", "organization", "Office", "--on", day, "--output", "-", "--format", "json").out
        assert f'"organization":"{id}"' in drawn


SUBJECTS = {
    "trace": "v",
    "coverage": "t",
    "person": "a",
    "organization": "o",
    "timeline": "v",
    "matrix": "t",
    "handover": "t",
}
STRANGE = (
    "nowhere",
    "长" * 10_000,
    "a\x00b\x07\n\r",
    "\u202eabc\u05d0",
    "👩\u200d👧🏽",
    "' OR 1=1 --",
    "  ",
    "../../etc",
)


def days_of(kind: str, on: str = "2026-03-14") -> tuple[str, ...]:
    return ("--on", on, *(("--from", "2025-06-01") if kind == "handover" else ()))


@pytest.mark.parametrize("kind", SUBJECTS)
def test_a_strange_subject_is_one_line_and_2_in_every_format(
    desk: Desk, kind: str, capfd: pytest.CaptureFixture[str]
) -> None:
    for form in (form for form in FORMATS if form in formats_of(kind)):
        for subject in STRANGE:
            asked = ["draw", kind, subject, *days_of(kind), "--output", "-", "--format", form]
            assert run([*asked, "--register", str(desk.register)]) == 2
            said = capfd.readouterr()
            assert (said.out, said.err.count("\n")) == ("", 1)
            assert said.err[:-1].isprintable()
            assert " has the id " in said.err


@pytest.mark.parametrize("kind", SUBJECTS)
def test_days_and_record_times_that_are_far_off_are_drawn_or_told(
    desk: Desk, kind: str, capfd: pytest.CaptureFixture[str]
) -> None:
    for form in (form for form in FORMATS if form in formats_of(kind)):
        asked = ["draw", kind, SUBJECTS[kind], "--output", "-", "--format", form, "--register", str(desk.register)]
        assert run([*asked, *days_of(kind), "--known-at", "2999-01-01"]) == 0
        assert capfd.readouterr().out
        assert run([*asked, *days_of(kind), "--known-at", "0001-01-01"]) == 2  # before anything was known
        assert capfd.readouterr().err.count("\n") == 1
        first = ("--from", "0001-01-01", "--to", "0001-01-02") if kind == "handover" else ("--on", "0001-01-01")
        assert run([*asked, *first]) == 0
        assert capfd.readouterr().out


@pytest.mark.parametrize("kind", SUBJECTS)
def test_an_empty_register_has_nothing_to_draw(tmp_path: Path, kind: str) -> None:
    desk = Desk(tmp_path)
    desk.asks("init")
    ran = desk.asks("draw", kind, SUBJECTS[kind], *days_of(kind), "--output", "-", "--format", "svg")
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)


def test_where_a_drawing_cannot_be_written_is_one_line_and_2(desk: Desk) -> None:
    drawing = ("draw", "trace", "v", *ON)
    folder = desk.directory / "folder"
    folder.mkdir()
    (folder / "link.svg").symlink_to(desk.directory / "gone" / "x.svg")
    (folder / "file.svg").write_text("mine", encoding="utf-8")
    for output, said in (
        (folder / "link.svg", f"{folder}/link.svg cannot be written: there is no folder {desk.directory}/gone"),
        (
            folder / "file.svg" / "x.svg",
            f"{folder}/file.svg/x.svg cannot be written: there is no folder {folder}/file.svg",
        ),
        (folder / ("n" * 300 + ".svg"), f"{folder}/{'n' * 300}.svg cannot be written: "),
    ):
        ran = desk.asks(*drawing, "--output", output)
        assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
        assert ran.err.startswith(f"zeren: {said}")
    for form in ("svg", "json"):
        ran = desk.asks(*drawing, "--output", "/dev/full", "--format", form)
        assert (ran.code, ran.err) == (2, "zeren: the disk is full: /dev/full\n")


@pytest.mark.parametrize(
    ("into", "code", "said"), [("/dev/full", 2, "zeren: the disk is full: stdout\n"), ("|", 0, "")]
)
def test_a_full_or_closed_standard_output_is_told_or_enough(desk: Desk, into: str, code: int, said: str) -> None:
    words = [*PROGRAM, "draw", "trace", "v", *ON, "--output", "-", "--format", "svg", "--register", str(desk.register)]
    if into == "|":
        reads, writes = os.pipe()
        os.close(reads)
    else:
        writes = os.open(into, os.O_WRONLY)
    ran = subprocess.run(words, env=environment(), stdout=writes, stderr=subprocess.PIPE, text=True, check=False)
    os.close(writes)
    assert (ran.returncode, ran.stderr) == (code, said)
