"""Print boards: into one PDF, or one file for each place.

Rules:
- A board that cannot be printed whole is left out and named; the others are printed.
- Nothing stands at its place before every file of the printing is whole.
- Memory holds the boards of the parts in hand; what is kept of a board is its name and digest.
"""

from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO

from graph.meaning.board import Board
from graph.model.errors import Refusal
from graph.model.times import Day
from graph.output.board.code import AddressTooLong
from graph.output.board.data import board_data, common, texts
from graph.output.board.files import address, file_name, folder_aside
from graph.output.board.join import Joined
from graph.output.board.part import Order
from graph.output.board.setting import set_parts
from graph.output.files import write_bytes_aside
from graph.output.progress import Report
from graph.output.tables import shown

TOGETHER = 20
"""So many boards are set at once."""

STEP = "step_printing_boards"


@dataclass(frozen=True, slots=True)
class How:
    """How boards are printed: onto which paper, in which format and language, with which addresses and time zone."""

    paper: str
    form: str
    lang: str
    public_url: str
    zone: str


@dataclass(frozen=True, slots=True)
class Done:
    """A board that was printed; it had no room for so many lines and gaps, and says so."""

    place: str
    name: str
    digest: str
    left_out: int


@dataclass(slots=True)
class Printed:
    """What a printing did, on which day: the boards that were printed, and what was wrong with the others.

    ``none_then``: places were compared with an earlier day, and none of them had a board then; ``first_record`` is then
    the day of the register's first changeset where that is later than the day compared with.
    """

    on: Day
    paper: str
    boards: list[Done] = field(default_factory=list)
    faults: list[Refusal] = field(default_factory=list)
    none_then: bool = False
    first_record: Day | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """The boards of a printing as they are read, None for a place that needs none; ``count`` places in all."""

    boards: Iterable[Board | None]
    count: int


@dataclass(slots=True)
class _Some:
    """Boards set together, with their data; ``through`` places were read when the last was."""

    boards: list[Board] = field(default_factory=list)
    data: list[dict[str, Any]] = field(default_factory=list)
    faults: list[Refusal] = field(default_factory=list)
    through: int = 0


@dataclass(frozen=True, slots=True)
class _Set:
    """What came of them: the boards that were printed, and their files."""

    boards: Sequence[Board]
    files: Sequence[bytes]


class Printer:
    """Sets boards, and remembers which were printed and which could not be."""

    def __init__(self, how: How, on: Day) -> None:
        self._how, self._common = how, common(how.paper, on, how.lang)
        self.printed = Printed(on, how.paper)

    def into_folder(self, target: str | Path, asked: Asked, report: Report, *, force: bool) -> Printed:
        """Print each board into a file of its own; raise OutputRefused where that cannot be."""
        parts = self._parts(asked, report, each=True)
        with closing(parts), folder_aside(target, force=force) as folder:
            for part in parts:
                for board, made in zip(part.boards, part.files, strict=True):
                    folder.add(file_name(board.content.place, self._how.form), made)
            folder.place()
        return self.printed

    def into_file(self, target: str | Path, asked: Asked, report: Report) -> Printed:
        """Print boards into one file: a PDF with a page each, or the one board of an SVG."""
        with closing(self._parts(asked, report, each=False)) as parts:
            first = next(parts, None)
            if first is not None:
                found = chain([first], parts)
                fill = _join if self._how.form == "pdf" else _copy
                write_bytes_aside(target, lambda out: fill(out, found))
        return self.printed

    def _parts(self, asked: Asked, report: Report, *, each: bool) -> Generator[_Set]:
        """Yield the boards that can be printed, set, some at a time."""
        report(STEP, 0, asked.count)
        orders = ((some, Order(self._common, some.data, self._how.form, each)) for some in self._some(asked.boards))
        for some, part in set_parts(orders):
            self.printed.faults += some.faults
            self.printed.faults += [
                _missing(some.boards[number], some.data[number], text) for number, text in part.missing.items()
            ]
            good = [board for number, board in enumerate(some.boards) if number not in part.missing]
            self.printed.boards += [
                Done(board.content.place, board.content.name, board.digest, left)
                for board, left in zip(good, part.left_out, strict=True)
            ]
            if good:
                yield _Set(good, part.files)
            report(STEP, some.through, asked.count)

    def _some(self, boards: Iterable[Board | None]) -> Iterator[_Some]:
        """Yield boards with their data, so many as are set together."""
        some = _Some()
        for number, board in enumerate(boards, 1):
            some.through = number
            if board is not None:
                self._take(board, some)
            if len(some.boards) == TOGETHER:
                yield some
                some = _Some()
        if some.through:
            yield some

    def _take(self, board: Board, some: _Some) -> None:
        place = board.content.place
        try:
            data = board_data(board, address(self._how.public_url, place), self._how.zone, self._how.lang)
        except AddressTooLong:
            some.faults.append(Refusal("public_url_too_long", place=place))
        else:
            some.boards.append(board)
            some.data.append(data)


def _join(out: BinaryIO, parts: Iterable[_Set]) -> None:
    whole = Joined(out)
    for part in parts:
        [made] = part.files
        whole.add(made, [shown(board.content.name) for board in part.boards])
    whole.close()


def _copy(out: BinaryIO, parts: Iterable[_Set]) -> None:
    for part in parts:
        out.writelines(part.files)


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
