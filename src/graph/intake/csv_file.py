"""One CSV stream to one sheet, in one pass.

Rules:
- The bytes are text in an encoding that was recognised or named before (``graph.intake.encodings``); UTF-8 by default.
- What is in the rows is read by ``graph.intake.sheet``, as of a workbook's sheet.
"""

import io
from typing import BinaryIO

from graph.changes.proposal import Sheet
from graph.intake.encodings import KEEP_BYTES, UTF_8, Encoding
from graph.intake.records import records
from graph.intake.sheet import Shared, SheetReader
from graph.model.facts import Table
from graph.model.faults import Faults


def read_csv(
    stream: BinaryIO,
    table: Table,
    file: str,
    faults: Faults,
    shared: Shared | None = None,
    encoding: Encoding = UTF_8,
) -> Sheet:
    """Read one CSV stream; the stream is left open. ``shared`` keeps each id once over several files."""
    if encoding.skip:
        stream.read(encoding.skip)
    text = io.TextIOWrapper(stream, encoding=encoding.codec, errors=KEEP_BYTES, newline="")
    try:
        return SheetReader(table, file, faults, shared or Shared()).read(records(text))
    finally:
        text.detach()
