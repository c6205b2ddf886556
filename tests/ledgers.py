"""Ledgers and mappings for tests: a workbook with merged cells, a mapping's text, and the desk that imports them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from graph.changes.proposal import Submission
from graph.intake.source import read_source
from graph.model.faults import Fault, Faults
from tests.command_line import Desk, Ran, zeren

Rows = Sequence[Sequence[object]]

ROLE = """
as_of = 2026-03-01
{top}
[people]
{people}
[[source]]
file = "ledger.csv"
{source}
[[source.roles]]
column = "secretary"
post = {{ id = "{{village}}-s", name = "{{village}} secretary", organization = "o" }}
{role}
"""
"""A ledger of one role: columns village and secretary."""


def role_map(top: str = "", people: str = 'new = true\nid = "x{@n}"', source: str = "", role: str = "") -> str:
    return ROLE.format(top=top, people=people, source=source, role=role)


def write_ledger(path: Path, rows: Rows, merged: Iterable[str] = (), name: str = "台账") -> Path:
    """Write rows as a workbook of one sheet, with merged cells."""
    book = openpyxl.Workbook()
    sheet: Worksheet = book.worksheets[0]
    sheet.title = name
    for row in rows:
        sheet.append(list(row))
    for cells in merged:
        sheet.merge_cells(cells)
    book.save(path)
    return path


def read_mapped(folder: Path, mapping: str, **files: str | bytes) -> tuple[Submission, Faults]:
    """Write CSV files beside a mapping, and read them by it."""
    for name, content in files.items():
        raw = content if isinstance(content, bytes) else content.encode()
        (folder / f"{name}.csv").write_bytes(raw)
    (folder / "map.toml").write_text(mapping, encoding="utf-8")
    faults = Faults()
    return read_source(folder, faults, mapping=folder / "map.toml"), faults


def places(faults: Faults) -> list[tuple[str, str, int | None, str | None]]:
    """Return each fault's code and place."""
    return [(one.code, one.file, one.row, one.column) for one in faults]


def only(faults: Faults) -> Fault:
    (fault,) = list(faults)
    return fault


def by_ids(difference: str) -> list[str]:
    """Return the changes of a printed difference, line by line, tenures by their ids alone."""
    lines = [line for line in difference.splitlines() if line[:2] in ("+ ", "~ ", "- ")]
    return [re.sub(r"(?<=[:·] )[^·:]* \(([^()·]+)\)(?= ·| \[|:|$)", r"\1", line) for line in lines]


@dataclass(frozen=True)
class Counter:
    """A desk to which ledgers come, each with the mapping beside it."""

    desk: Desk

    def imports(self, mapping: str, *options: object, **files: str) -> Ran:
        """Import CSV texts by a mapping."""
        at = self.desk.directory / "ledgers"
        at.mkdir(exist_ok=True)
        for old in at.iterdir():
            old.unlink()
        for name, text in files.items():
            (at / f"{name}.csv").write_text(text + "\n", encoding="utf-8")
        (at / "map.toml").write_text(mapping, encoding="utf-8")
        return zeren("import", at, "--map", at / "map.toml", "--register", self.desk.register, *options)

    def changes(self, mapping: str, **files: str) -> list[str]:
        """Import a ledger that is sound, and return what it changes, line by line, tenures by their ids alone."""
        ran = self.imports(mapping, "--commit", "--all", **files)
        assert ran.code == 0, ran.err
        return by_ids(ran.out)
