"""Which files are meant as workbooks."""

import stat
from contextlib import suppress
from pathlib import Path

from graph.model.books import READ, names_workbook


def is_workbook(path: str | Path) -> bool:
    """Tell whether a path is meant as a workbook: by its name, where no folder stands there, or by its first bytes."""
    with suppress(OSError, ValueError):
        mode = Path(path).stat().st_mode
        if stat.S_ISDIR(mode):
            return False
        if names_workbook(Path(path).name, READ):
            return True
        if stat.S_ISREG(mode):
            with Path(path).open("rb") as file:
                return file.read(4) == b"PK\3\4"
    return False
