"""What an import is given: a folder of CSV files, or one workbook. The reader of workbooks is loaded for one only."""

import stat
from contextlib import suppress
from pathlib import Path

from graph.changes.proposal import Submission
from graph.intake.encodings import Encoding
from graph.intake.folder import read_folder
from graph.model.books import READ, names_workbook
from graph.model.datum import WGS84
from graph.model.faults import Faults


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


def read_source(path: str | Path, faults: Faults, encoding: Encoding | None = None, datum: str = WGS84) -> Submission:
    """Read a folder or a workbook; everything that is wrong is added to ``faults``. Its points are in ``datum``."""
    if not is_workbook(path):
        return read_folder(path, faults, encoding, datum)
    from graph.intake.workbook import read_workbook

    return read_workbook(path, faults, datum)
