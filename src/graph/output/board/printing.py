"""Print boards: into one PDF, or one file for each place.

Rules:
- A board that cannot be printed whole is left out and named; the others are printed.
- Nothing stands at its place before every file of the printing is whole.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from graph.meaning.board import Board
from graph.model.errors import Refusal
from graph.model.times import Day
from graph.output.board.data import AddressTooLong, board_data, common, texts
from graph.output.board.files import address, file_name, folder_aside
from graph.output.board.press import MissingGlyph, Press
from graph.output.files import write_bytes_aside
from graph.output.progress import Report
from graph.output.tables import shown

Set = tuple[Board, dict[str, Any]]
"""A board with its data for the template."""

TOGETHER = 20
"""So many boards are looked through at once."""


@dataclass(frozen=True, slots=True)
class How:
    """How boards are printed: onto which paper, in which format and language, with which addresses and time zone."""

    paper: str
    form: str
    lang: str
    public_url: str
    zone: str


@dataclass(slots=True)
class Printed:
    """What a printing did: the boards that were printed, and what was wrong with the others."""

    boards: list[Board] = field(default_factory=list)
    faults: list[Refusal] = field(default_factory=list)


class Printer:
    """Sets boards, and remembers which were printed and which could not be."""

    def __init__(self, how: How, on: Day) -> None:
        self._how, self._press = how, Press(common(how.paper, on, how.lang))
        self.printed = Printed()

    def into_folder(self, target: str | Path, boards: Iterable[Board], *, force: bool) -> Printed:
        """Print each board into a file of its own; raise OutputRefused where that cannot be."""
        with folder_aside(target, force=force) as folder:
            for board, data in self._sound(boards):
                made = self._press.svg(data) if self._how.form == "svg" else self._press.pdf([data])
                folder.add(file_name(board.content.place, self._how.form), made)
            folder.place()
        return self.printed

    def into_file(self, target: str | Path, boards: Iterable[Board], report: Report) -> Printed:
        """Print boards into one file: a PDF with a page each, or the one board of an SVG."""
        found = [data for _, data in self._sound(boards)]
        if found:
            report("step_printing_boards", 0, 0)
            made = self._press.svg(found[0]) if self._how.form == "svg" else self._press.pdf(found)
            write_bytes_aside(target, lambda out: out.writelines([made]))
        return self.printed

    def _sound(self, boards: Iterable[Board]) -> Iterator[Set]:
        """Yield the boards that can be printed; one with a character that no font has spoils no other."""
        left = self._set(boards)
        while some := list(islice(left, TOGETHER)):
            good = self._printable(some)
            self.printed.boards += [board for board, _ in good]
            yield from good

    def _set(self, boards: Iterable[Board]) -> Iterator[Set]:
        for board in boards:
            at = address(self._how.public_url, board.content.place)
            try:
                yield board, board_data(board, at, self._how.zone, self._how.lang)
            except AddressTooLong:
                self.printed.faults.append(Refusal("public_url_too_long", place=board.content.place))

    def _printable(self, some: list[Set]) -> list[Set]:
        try:
            self._press.look([text for _, data in some for text in texts(data)])
        except MissingGlyph as missing:
            if len(some) > 1:
                return [good for one in some for good in self._printable([one])]
            self.printed.faults.append(_missing(*some[0], missing.text))
            return []
        return some


def _missing(board: Board, data: dict[str, Any], text: str) -> Refusal:
    """Return what is said of a character that no font has: in which name it stands."""
    holding = next((one for one in texts(data) if text in one), text)
    return Refusal(
        "board_missing_glyph",
        place=shown(board.content.name),
        id=board.content.place,
        character=text,
        code=" ".join(f"U+{ord(mark):04X}" for mark in text),
        text=holding,
    )
