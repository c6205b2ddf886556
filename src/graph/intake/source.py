"""What an import is given: a folder of CSV files or one workbook, or anything that a mapping reads as these.

The reader of workbooks, and that of mappings, is loaded for such only.
"""

from pathlib import Path

from graph.changes.proposal import Submission
from graph.intake.encodings import Encoding
from graph.intake.folder import read_folder
from graph.intake.workbook_names import is_workbook
from graph.model.datum import WGS84
from graph.model.faults import Faults

__all__ = ["is_workbook", "read_source"]


def read_source(
    path: str | Path,
    faults: Faults,
    encoding: Encoding | None = None,
    datum: str = WGS84,
    mapping: str | Path | None = None,
) -> Submission:
    """Read a folder or a workbook, or any tables by a mapping; everything that is wrong is added to ``faults``.

    Points are in ``datum``.
    """
    if mapping is not None:
        from graph.intake.mapped import read_mapped

        return read_mapped(path, mapping, faults, encoding, datum)
    if not is_workbook(path):
        return read_folder(path, faults, encoding, datum)
    from graph.intake.workbook import read_workbook

    return read_workbook(path, faults, datum)
