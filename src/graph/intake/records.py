"""Records of a CSV stream, in bounded memory, whatever the stream holds.

Rules:
- LF, CRLF and lone CR end a line. Quoting is RFC 4180 as the csv module's strict mode sees it: a quote inside an
  unquoted cell is text, text after a closing quote is a fault. Properties hold ``_Record`` equal to the csv module.
- A cell is kept up to ``CELL_LIMIT`` characters, a row up to ``CELLS_KEPT`` cells; the rest is counted, not held.
- After a fault reading goes on as a spreadsheet would read on, so that one run finds them all.
"""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from enum import Enum
from typing import NamedTuple

CELL_LIMIT = 32_767
CELLS_KEPT = 256
_QUOTED = re.compile(r'(?:[^"]+|"")*+')
_END = re.compile(r"[,\r\n]")
_FAR_END = re.compile(r',(?="|\Z)|[\r\n]')
"""The next comma that matters where cells are counted no longer: one before a quote, or at the end of a piece."""


class Flaws(NamedTuple):
    """What is wrong with the shape of one record."""

    quote: tuple[str, int] | None
    """The fault of the first quote that is at fault, and the cell that it stands in."""
    swallowed: bool
    """A quote that is at fault took in line breaks, and with them rows."""
    long: dict[int, int]
    """Cells above the limit: which, and how many characters."""
    wide: bool
    """More cells than are kept."""
    odd: Mapping[int, "Odd | None"] = {}
    """Cells of a workbook that cannot be taken as they are; None where that is told of another cell."""


class Odd(NamedTuple):
    """What is wrong with a cell of a workbook before it is read."""

    code: str
    about: Mapping[str, str] = {}


Record = tuple[list[str], Flaws | None]


class _Lines:
    """Lines with their ends, in pieces of at most ``CELL_LIMIT`` + 2 characters; CR LF is never cut in two."""

    def __init__(self, text: io.TextIOWrapper) -> None:
        self._text = text
        self._ahead = ""

    def next(self) -> str:
        line, self._ahead = self._ahead, ""
        if line != "\r":
            line += self._text.readline(CELL_LIMIT + 1)
        if line.endswith("\r"):
            self._ahead = self._text.read(1)
            if self._ahead == "\n":
                line, self._ahead = line + "\n", ""
        return line


class _State(Enum):
    START = "at the start of a cell"
    PLAIN = "in a cell without quotes"
    QUOTED = "in a quoted cell"
    CLOSED = "after a quote in a quoted cell"


class _Record:
    """One record that is fed piece by piece: the thorough way, for quotes over several lines and for bad shapes."""

    def __init__(self) -> None:
        self._state = _State.START
        self._cells: list[str] = []
        self._parts: list[str] = []
        self._size = 0
        self._broken = False
        self._quote: tuple[str, int] | None = None
        self._swallowed = False
        self._long: dict[int, int] = {}
        self._count = 0
        self._ended = False

    def feed(self, piece: str) -> bool:
        """Take in a piece; tell whether the record ends with it."""
        at = 0
        while at < len(piece):
            if self._state is _State.QUOTED:
                at = self._quoted(piece, at)
            elif self._state is _State.CLOSED:
                at = self._closed(piece, at)
            elif self._state is _State.START and piece[at] == '"':
                self._state, at = _State.QUOTED, at + 1
            else:
                self._state = _State.PLAIN
                end = (_END if self._count < CELLS_KEPT else _FAR_END).search(piece, at)
                self._take(piece[at : end.start() if end else len(piece)])
                if end is None:
                    return False
                self._close()
                if end.group() != ",":
                    self._ended = True
                    return True
                at = end.end()
        return False

    def finish(self) -> Record:
        """Return the record; a quote that is still open here is never closed."""
        if self._state is _State.QUOTED:
            self._spoil("unbalanced_quote")
        if not self._ended:
            self._close()
        wide = self._count > CELLS_KEPT
        if not (self._quote or self._long or wide):
            return self._cells, None
        return self._cells, Flaws(self._quote, self._swallowed, self._long, wide)

    def _quoted(self, piece: str, at: int) -> int:
        run = _QUOTED.match(piece, at)
        end = run.end() if run else at
        self._take(piece[at:end].replace('""', '"'))
        if end < len(piece):
            self._state = _State.CLOSED
            return end + 1
        self._broken |= piece.endswith(("\r", "\n"))
        return end

    def _closed(self, piece: str, at: int) -> int:
        if piece[at] == '"':
            self._take('"')
            self._state = _State.QUOTED
            return at + 1
        if piece[at] not in ",\r\n":
            self._spoil("unbalanced_quote" if self._broken else "stray_quote")
        self._state = _State.PLAIN
        return at

    def _take(self, text: str) -> None:
        if self._size < CELL_LIMIT and self._count < CELLS_KEPT:
            self._parts.append(text[: CELL_LIMIT - self._size])
        self._size += len(text)

    def _close(self) -> None:
        if self._count < CELLS_KEPT:
            self._cells.append("".join(self._parts))
            if self._size > CELL_LIMIT:
                self._long[self._count] = self._size
        self._count += 1
        self._parts, self._size, self._broken, self._state = [], 0, False, _State.START

    def _spoil(self, code: str) -> None:
        self._quote = self._quote or (code, self._count)
        self._swallowed |= self._broken


def records(text: io.TextIOWrapper) -> Iterator[Record]:
    """Yield each record. Lines without quotes are split, whole lines are left to the csv module, the rest is fed."""
    lines = _Lines(text)
    while line := lines.next():
        if len(line) <= CELL_LIMIT:
            if '"' not in line:
                yield line.rstrip("\r\n").split(","), None
                continue
            try:
                yield next(csv.reader((line,), strict=True)), None
                continue
            except csv.Error:
                pass
        record = _Record()
        while line and not record.feed(line):
            line = lines.next()
        yield record.finish()
