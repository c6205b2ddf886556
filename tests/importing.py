"""Small registers for tests: rows in the import format, imported by the real command at a given record time."""

from collections.abc import Mapping
from pathlib import Path
from textwrap import dedent

from graph.changes.changeset import Changeset
from graph.commands import imports
from graph.model.facts import TABLES
from graph.model.times import Instant, parse_instant
from graph.stores import Store

EPOCH = parse_instant("2026-01-01T00:00:00Z")


def write_folder(folder: Path, files: Mapping[str, str]) -> Path:
    """Write CSV texts as an import folder; keys are table names."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.csv"):
        old.unlink()
    for name, text in files.items():
        assert name in TABLES, name
        (folder / f"{name}.csv").write_text(dedent(text).strip() + "\n", encoding="utf-8")
    return folder


def put(
    store: Store, folder: Path, files: Mapping[str, str], at: Instant = EPOCH, *, datum: str | None = None
) -> Changeset | None:
    """Import CSV texts into a store, recorded at an instant."""
    planned = imports.plan(store, write_folder(folder, files), datum=datum)
    return imports.commit(store, planned, by="tester", why="a test", now=at)
