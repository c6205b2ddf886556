"""The first import's file aside: what a killed one left behind goes, what may still be written stays."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from graph.commands import first_import
from tests.command_line import Desk

AREAS = {"areas": "id,name,level\nv,V,village"}


def aside(desk: Desk, process: int) -> Path:
    """A file aside as that process would have begun it."""
    begun = desk.directory / f"{first_import._prefix(desk.register)}{process}"
    begun.write_bytes(b"begun")
    return begun


def dead() -> int:
    """The number of a process that has ended."""
    child = subprocess.Popen([sys.executable, "-c", ""])
    child.wait()
    return child.pid


def test_what_a_killed_import_left_behind_goes_with_the_next(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    left = aside(desk, dead())
    journal = Path(f"{left}-wal")
    journal.write_bytes(b"begun")
    assert desk.imports(AREAS, "--commit").code == 0
    assert not left.exists()
    assert not journal.exists()


def test_what_another_process_of_the_same_number_left_behind_goes_too(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    left = aside(desk, os.getpid())
    assert desk.imports(AREAS, "--commit").code == 0
    assert not left.exists()


def test_what_a_living_process_or_another_machine_writes_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Desk(tmp_path)
    own = aside(desk, os.getppid())
    monkeypatch.setattr("platform.node", lambda: "another machine")
    other = aside(desk, dead())
    monkeypatch.undo()
    others = [own, other, desk.directory / ".register.db.1", desk.directory / f"{other.name}-notes"]
    for one in others[2:]:
        one.write_text("mine")
    assert desk.imports(AREAS, "--commit").code == 0
    assert all(one.exists() for one in others)
