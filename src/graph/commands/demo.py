"""The demo: the example in a register of its own, one incident traced in it, and its coverage that day.

Rules:
- The incident's day is fixed, so that the README's output stays true.
- Its file is its own: run again it replaces that file, when it is the demo's, and no other.
"""

import os
from dataclasses import dataclass, replace
from pathlib import Path

from graph.commands import imports, registers
from graph.commands.coverage import coverage
from graph.commands.coverage_question import Question, take
from graph.commands.gaps import gaps
from graph.commands.names import named, with_names
from graph.commands.trace import Traced, trace
from graph.model.errors import BadRegister, OutputRefused
from graph.output.files import refusing
from graph.output.report.coverage_sheets import areas_sheet
from graph.output.report.gap_sheets import gap_ids, gaps_sheet
from graph.output.report.sheets import Sheet
from graph.resources import folder
from graph.stores import Store, open_store

FILE = "zeren-demo.db"
BY = "zeren demo"
WHY = "the bundled example"
PLACE = "wangyu-u02"
MATTER = "venue_fire"
DAY = "2026-03-14"
TIME = "23:40"
AREA = "990101"
LEVEL = "county"
WORST = 5
"""So many of its gaps are shown."""


@dataclass(frozen=True, slots=True)
class Demo:
    """Where the demo's register is, and what it answered: the trace, then its coverage and its worst gaps."""

    path: Path
    traced: Traced
    sheets: tuple[Sheet, ...]


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
        return Demo(path, trace(store, PLACE, MATTER, DAY), _covered(store))
    finally:
        store.close()


def _covered(store: Store) -> tuple[Sheet, ...]:
    """Return the coverage by area on the incident's day, and the gaps with the most slots."""
    question = Question(AREA, on=DAY)
    asked = take(store, question)
    worst = sorted(gaps(store, question).gaps, key=lambda gap: -len(gap.matters))[:WORST]
    areas = areas_sheet(coverage(store, question), named(store, asked, "place", AREA), LEVEL)
    shown = gaps_sheet(list(with_names(store, asked, worst, gap_ids)), over=False, empty="no_gaps")
    return replace(areas, rows=list(areas.rows)), replace(shown, title="sheet_worst", rows=list(shown.rows), main=False)


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
