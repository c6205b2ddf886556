"""Which files are meant as workbooks, and which names as those of files."""

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


def absent(path: str) -> str:
    """Return the fault of a path where nothing stands: its ending tells whether a file or a folder was meant."""
    return "file_absent" if path.lower().endswith((*READ, ".csv")) else "folder_absent"
