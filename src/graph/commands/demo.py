"""The demo: the example in a register of its own, and one incident traced in it.

Rules:
- The incident's day is fixed, so that the README's output stays true.
- Its file is its own: run again it replaces that file, when it is the demo's, and no other.
"""

import os
from dataclasses import dataclass
from pathlib import Path

from graph.commands import imports, registers
from graph.commands.trace import Traced, trace
from graph.model.errors import BadRegister, OutputRefused
from graph.output.files import refusing
from graph.resources import folder
from graph.stores import open_store

FILE = "zeren-demo.db"
BY = "zeren demo"
WHY = "the bundled example"
PLACE = "wangyu-u02"
MATTER = "venue_fire"
DAY = "2026-03-14"
TIME = "23:40"


@dataclass(frozen=True, slots=True)
class Demo:
    """Where the demo's register is, and what it answered."""

    path: Path
    traced: Traced


def demo(directory: str | Path = ".") -> Demo:
    """Create the demo's register in a directory and trace its incident."""
    path = Path(directory) / FILE
    if path.exists():
        _check_own(path)
    aside = path.with_name(f".{FILE}.{os.getpid()}")
    try:
        store = registers.init(str(aside))
        try:
            imports.commit(store, imports.plan(store, folder("example")), by=BY, why=WHY)
        finally:
            store.close()
        with refusing(path):
            _remove_beside(path)
            aside.replace(path)
    finally:
        _remove_beside(aside)
        aside.unlink(missing_ok=True)
    store = open_store(str(path))
    try:
        return Demo(path, trace(store, PLACE, MATTER, DAY))
    finally:
        store.close()


def _check_own(path: Path) -> None:
    """Refuse to replace a file that is not a demo's register."""
    try:
        store = open_store(str(path))
    except BadRegister as error:
        raise OutputRefused("output_exists", path=str(path)) from error
    try:
        rows = store.ask("changesets", first=1, last=2)
        if len(rows) != 1 or rows[0][4] != BY:
            raise OutputRefused("output_exists", path=str(path))
    finally:
        store.close()


def _remove_beside(path: Path) -> None:
    for ending in ("-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)
