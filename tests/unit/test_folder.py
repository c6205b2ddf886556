"""A folder of files to a submission: names, what stands in a file's place, and the digest."""

import errno
import hashlib
import os
import re
import socket
from pathlib import Path
from string import Formatter

import pytest

import graph.intake
from graph.changes.proposal import Submission
from graph.intake.folder import read_folder
from graph.model.facts import TABLES
from graph.model.faults import Fault, Faults
from graph.output.fault_words import FAULT_WORDS, spoken

AREAS = "id,name,level\na,A,county\n"


def read(folder: str | Path) -> tuple[Submission, list[Fault]]:
    faults = Faults()
    return read_folder(folder, faults), list(faults)


def unfilled(fault: Fault) -> set[str]:
    """Return the placeholders of a fault's words that it does not fill."""
    filled = {"column", *fault.about}
    return {name for words in FAULT_WORDS[fault.code] for _, name, _, _ in Formatter().parse(words) if name} - filled


def found(faults: list[Fault]) -> list[tuple[str, str, int | None, str | None]]:
    assert [unfilled(one) for one in faults] == [set()] * len(faults)
    return [(one.code, one.file, one.row, one.column) for one in faults]


def test_sheets_come_in_the_order_of_the_tables(tmp_path: Path) -> None:
    for name in sorted(TABLES):
        header = "post,person\n" if name == "tenures" else "id\n"
        (tmp_path / f"{name}.csv").write_text(header)
    submission, faults = read(tmp_path)
    assert [(sheet.table_name, sheet.file) for sheet in submission.sheets] == [(name, f"{name}.csv") for name in TABLES]
    assert faults == []


def test_other_files_are_ignored_and_listed(tmp_path: Path) -> None:
    (tmp_path / "areas.csv").write_text(AREAS)
    (tmp_path / "notes.txt").write_text("x")
    (tmp_path / "old").mkdir()
    submission, faults = read(str(tmp_path))
    assert (submission.ignored, faults) == (("notes.txt", "old"), [])


def test_the_source_is_a_digest_of_names_and_bytes(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_bytes(b"\xef\xbb\xbfid,name\r\n")
    (tmp_path / "areas.csv").write_text(AREAS)
    (tmp_path / "notes.txt").write_text("x")
    lines = [
        f"{name}\0{hashlib.sha256((tmp_path / name).read_bytes()).hexdigest()}\n".encode()
        for name in ("areas.csv", "people.csv")
    ]
    assert read(tmp_path)[0].source == hashlib.sha256(b"".join(lines)).hexdigest()


def test_an_id_that_two_files_hold_is_kept_once(tmp_path: Path) -> None:
    (tmp_path / "posts.csv").write_text("id,name\npost,P\n")
    (tmp_path / "tenures.csv").write_text("post,person\npost,n\n")
    posts, tenures = read(tmp_path)[0].sheets
    assert posts.rows[0].values[0] is tenures.rows[0].values[0]


@pytest.mark.parametrize(
    ("name", "nearest"),
    [("area.csv", "areas.csv"), ("Areas.csv", "areas.csv"), ("areas.CSV", "areas.csv"), ("person.csv", None)],
)
def test_a_csv_of_an_unknown_name_is_a_fault_that_suggests_one(tmp_path: Path, name: str, nearest: str | None) -> None:
    (tmp_path / name).write_text(AREAS)
    submission, faults = read(tmp_path)
    assert found(faults) == [("unknown_file", name, None, None)]
    assert nearest is None or faults[0].about["nearest"] == nearest
    assert submission.ignored == ()


def test_a_table_whose_file_is_misnamed_is_not_complete(tmp_path: Path) -> None:
    (tmp_path / "area.csv").write_text(AREAS)
    (tmp_path / "units.csv").write_text("id,area\nu,a\n")
    areas, units = read(tmp_path)[0].sheets
    assert (areas.table_name, areas.file, areas.complete, list(areas.rows)) == ("areas", "area.csv", False, [])
    assert units.complete


def test_a_misnamed_copy_beside_the_file_takes_nothing_from_it(tmp_path: Path) -> None:
    (tmp_path / "areas.csv").write_text(AREAS)
    (tmp_path / "Areas.csv").write_text(AREAS)
    submission, faults = read(tmp_path)
    assert [sheet.complete for sheet in submission.sheets] == [True]
    assert [one.code for one in faults] == ["unknown_file"]


@pytest.mark.parametrize("name", ["absent", "file/below", "a\0b", ""])
def test_an_absent_folder_is_a_fault(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").write_text("x")
    path = f"{tmp_path}/{name}" if name else ""
    assert found(read(path)[1]) == [("folder_absent", path, None, None)]


def test_a_file_in_place_of_the_folder_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "areas.csv").write_text(AREAS)
    path = str(tmp_path / "areas.csv")
    assert found(read(path)[1]) == [("not_a_folder", path, None, None)]


def test_a_folder_with_none_of_the_files_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("x")
    submission, faults = read(tmp_path)
    assert found(faults) == [("no_known_files", str(tmp_path), None, None)]
    assert submission.ignored == ("notes.txt",)
    assert "assignments.csv" in spoken(faults[0], "en")


def test_a_folder_that_is_an_endless_link_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to("loop")
    assert [one.code for one in read(tmp_path / "loop")[1]] == ["endless_link"]


def test_a_directory_in_place_of_a_file_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "areas.csv").mkdir()
    assert_in_place_of_a_file(tmp_path, "not_a_file", "directory")


def test_a_pipe_in_place_of_a_file_is_a_fault_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "areas.csv")
    assert_in_place_of_a_file(tmp_path, "not_a_file", "pipe")


def test_a_socket_in_place_of_a_file_is_a_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # the path of a socket must be short
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("areas.csv")
        assert_in_place_of_a_file(tmp_path, "not_a_file", "socket")


def test_a_link_to_a_device_in_place_of_a_file_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "areas.csv").symlink_to("/dev/zero")
    assert_in_place_of_a_file(tmp_path, "not_a_file", "device")


def test_an_endless_link_in_place_of_a_file_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "areas.csv").symlink_to("areas.csv")
    assert_in_place_of_a_file(tmp_path, "endless_link")


def test_a_link_to_nothing_in_place_of_a_file_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "areas.csv").symlink_to("nothing")
    assert_in_place_of_a_file(tmp_path, "unreadable")


def test_a_link_to_a_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "real.txt").write_text(AREAS)
    (tmp_path / "areas.csv").symlink_to("real.txt")
    submission, faults = read(tmp_path)
    assert ([len(sheet.rows) for sheet in submission.sheets], faults) == ([1], [])


def test_a_file_that_may_not_be_read_is_a_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Tests may run as root, whom no permission stops: the operating system's answer is played.
    def refuse(path: Path, flags: int) -> int:
        if path.name == "areas.csv":
            raise PermissionError(errno.EACCES, "Permission denied")
        return opened(path, flags)

    opened = os.open

    (tmp_path / "areas.csv").write_text(AREAS)
    monkeypatch.setattr("graph.intake.files.os.open", refuse)
    assert_in_place_of_a_file(tmp_path, "unreadable")


def assert_in_place_of_a_file(folder: Path, code: str, kind: str | None = None) -> None:
    (folder / "units.csv").write_text("id,name\nu,\n")
    submission, faults = read(folder)
    assert found(faults) == [(code, "areas.csv", None, None), ("needed_value", "units.csv", 2, "name")]
    assert faults[0].about.get("kind") == kind
    assert [(sheet.table_name, sheet.complete) for sheet in submission.sheets] == [("areas", False), ("units", True)]


def test_a_name_that_is_no_text_can_be_printed(tmp_path: Path) -> None:
    (tmp_path / "areas.csv").write_text(AREAS)
    try:
        (tmp_path / os.fsdecode(b"\xb4\xe5.txt")).write_text("x")
    except OSError:
        pytest.skip("this file system takes text only")
    assert read(tmp_path)[0].ignored == ("\\xb4\\xe5.txt",)


def codes_in_source() -> set[str]:
    """Return the codes that the intake room raises; those of ids are found in the model."""
    raised = re.compile(r'(?:\.add|_report|report|_spoil|CellFault|Problem)\(\s*"([a-z_0-9]+)"|else "([a-z]+_quote)"')
    room = Path(graph.intake.__file__).parent
    hits = [hit for module in room.glob("*.py") for hit in raised.findall(module.read_text())]
    return {one or other for one, other in hits} | {"id_too_long", "control_character", "folder_absent", "file_absent"}


def test_the_source_is_searched_well() -> None:
    assert len(codes_in_source()) >= 43
    assert {"stray_quote", "unbalanced_quote", "unknown_file", "day_form", "needed_value"} <= codes_in_source()


@pytest.mark.parametrize("code", sorted(codes_in_source()))
def test_every_code_that_intake_raises_has_words_in_both_languages(code: str) -> None:
    english, chinese = FAULT_WORDS[code]
    assert english.isascii() or "“" in english
    assert re.search("[一-龥]", chinese)


@pytest.mark.parametrize("code", sorted(codes_in_source()))
def test_every_code_that_intake_raises_has_a_test(code: str) -> None:
    room = Path(__file__).parent
    tests = [path.read_text(encoding="utf-8") for path in room.glob("test_*.py")]
    assert any(f'"{code}"' in text for text in tests)


@pytest.mark.parametrize(
    ("fault", "english", "chinese"),
    [
        (
            Fault("not_a_file", "areas.csv", about={"kind": "pipe"}),
            "areas.csv: this is a pipe;",
            "areas.csv：这是管道；",
        ),
        (Fault("no_header", "areas.csv", 1), "areas.csv, row 1: the first", "areas.csv 第 1 行：首行"),
        (
            Fault(
                "overlapping_periods", "areas.csv", 3, "since", {"id": "a", "other_row": "2", "since": "", "until": ""}
            ),
            "areas.csv, row 3, column since: this row of “a” shares days with row 2 (as long as known to open)",
            "areas.csv 第 3 行 since（起始日期）列：“a”的此行与第 2 行重叠（有记录以来 至 长期）",
        ),
        (Fault("of_tomorrow", "a.csv", about={"id": "x"}), "a.csv: of_tomorrow id=x", "a.csv：of_tomorrow id=x"),
        (Fault("unit_in_unit", "units.csv"), "units.csv: “?” is a unit", "units.csv：“?”是单位"),
    ],
)
def test_a_fault_is_spoken_on_one_line(fault: Fault, english: str, chinese: str) -> None:
    assert spoken(fault, "en").startswith(english)
    assert spoken(fault, "zh").startswith(chinese)
