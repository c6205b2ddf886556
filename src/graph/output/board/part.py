"""A part of a printing: so many boards as are set at once.

Rules:
- A board that cannot be set whole is left out and told with its text; it spoils no other of its part.
- A part is one PDF of all its boards, or one file for each.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph.output.board.data import texts
from graph.output.board.press import MissingGlyph, Press

Data = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be set: what all boards share, their data, the format, and whether each is a file of its own."""

    common: Data
    boards: Sequence[Data]
    form: str
    each: bool


@dataclass(frozen=True, slots=True)
class Part:
    """The files, and of each board not set its place in the order and the text that no font has.

    Of each board that was set ``left_out`` says how many lines and gaps it had no room for, in their order.
    """

    files: Sequence[bytes]
    missing: Mapping[int, str]
    left_out: Sequence[int]


def set_part(order: Order) -> Part:
    """Return the boards of an order, set."""
    press = Press(order.common)
    missing = _missing(press, order.boards)
    good = [board for number, board in enumerate(order.boards) if number not in missing]
    files: list[bytes] = []
    left_out: list[int] = []
    for together in [[board] for board in good] if order.each or order.form == "svg" else [good] if good else []:
        files.append(press.svg(together[0]) if order.form == "svg" else press.pdf(together))
        left_out += press.left_out()
    return Part(files, missing, left_out)


def _missing(press: Press, boards: Sequence[Data]) -> dict[int, str]:
    try:
        press.look([text for board in boards for text in texts(board)])
    except MissingGlyph:
        return {number: text for number, board in enumerate(boards) if (text := _looked(press, board)) is not None}
    return {}


def _looked(press: Press, board: Data) -> str | None:
    try:
        press.look(list(texts(board)))
    except MissingGlyph as missing:
        return missing.text
    return None
