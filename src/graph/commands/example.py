"""Write the bundled example as an import folder."""

from pathlib import Path

from graph.model.errors import OutputRefused
from graph.model.facts import TABLES
from graph.output.files import refusing, write_text
from graph.resources import folder

FILES = tuple(name for name in TABLES if name != "printings")
"""The tables that the example has a file of: its boards were never printed."""


def example(target: str | Path) -> list[Path]:
    """Write the example's files into a folder that does not exist or is empty; return them."""
    into = Path(target)
    with refusing(into):
        if into.exists() and (not into.is_dir() or any(into.iterdir())):
            raise OutputRefused("output_exists", path=str(into))
        into.mkdir(parents=True, exist_ok=True)
    written = []
    for table in FILES:
        source = folder("example") / f"{table}.csv"
        write_text(into / source.name, source.read_text(encoding="utf-8"))
        written.append(into / source.name)
    return written
