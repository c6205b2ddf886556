"""Export a register in the import format.

Rules:
- What is exported is what was known at one record time, fixed when the export begins: a writer in between changes
  nothing in it.
- Without a day every fact known is written, so that a register can be filled with it; with one, those in force then.
- Rows stand in the order in which they were recorded.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from graph.changes.changeset import Head
from graph.commands import reading
from graph.commands.moments import moments
from graph.model.books import WRITTEN, names_workbook
from graph.model.facts import TABLES, Fact, Table
from graph.model.times import Day, in_force
from graph.output.files import check_folder_name
from graph.output.import_files import write_csv_folder, write_workbook
from graph.stores import Store


@dataclass(frozen=True, slots=True)
class Exported:
    """Where a register was written to, and how many rows."""

    path: Path
    rows: int


def export(
    store: Store, target: str | Path, *, lang: str = "en", on: str | None = None, known_at: str | None = None
) -> Exported:
    """Write a register into a folder, or into a workbook where ``target`` ends in .xlsx.

    Raises BadValue for times that are none, OutputRefused for a folder that is not empty or is named like a file, or a
    file that exists.
    """
    workbook = names_workbook(Path(target).name)
    if not workbook:
        check_folder_name(str(target), WRITTEN)
    day, known = moments(on, known_at, store.zone)
    head = store.register().head
    taken = head.recorded_at if known is None or head.recorded_at is None else min(known, head.recorded_at)
    asked = replace(head, recorded_at=taken)
    sheets = ((table, _facts(store, table, asked, day if on else None)) for table in TABLES.values())
    write = write_workbook if workbook else write_csv_folder
    return Exported(Path(target), write(target, sheets, lang))


def _facts(store: Store, table: Table, head: Head, on: Day | None) -> Iterator[Fact]:
    for _, fact in reading.facts(store, table.name, head=head):
        if on is None or in_force(fact, on):
            yield fact
