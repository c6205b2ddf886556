"""What a drawing shows, before it has a format: cards with boxes in columns, and arrows between cards.

Rules:
- A picture is made from an answer alone, with names beside it; it asks nothing.
- Texts are as they came from the register: each writer of a format makes them harmless in its own way.
- What a box or card is ``about`` are the values of the answer that it was made from; a page shows them when asked.
- A look is a key of ``visualizations/style.toml``; a picture names no colour, shape or font.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Size = Literal["title", "name", "plain", "small"]


@dataclass(frozen=True, slots=True)
class Line:
    """One text of a box, wrapped where it is long."""

    text: str
    size: Size = "plain"


@dataclass(frozen=True, slots=True)
class Box:
    """A framed text."""

    look: str
    lines: tuple[Line, ...]
    about: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """Boxes under a heading."""

    heading: str
    boxes: tuple[Box, ...]
    beside: int | None = None
    """So many stand beside one another, left to right; without it they go downward, in few columns."""


@dataclass(frozen=True, slots=True)
class Card:
    """A place, post or person: its own text, and what stands in its columns."""

    look: str
    lines: tuple[Line, ...]
    columns: tuple[Column, ...] = ()
    about: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """An arrow from one card to another, by their numbers."""

    start: int
    end: int
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Band:
    """Cards in rows, by their numbers, with what they have in common."""

    heading: str
    rows: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A whole drawing; ``warnings`` come first, ``legend`` explains each look that is drawn."""

    title: str
    notes: tuple[Line, ...]
    warnings: tuple[str, ...]
    legend: tuple[tuple[str, str], ...]
    cards: tuple[Card, ...]
    links: tuple[Link, ...]
    direction: Literal["BT", "TB", "LR"] = "BT"
    names: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """What ids are called that ``about`` holds bare: a key of the answer, then the id."""
    urgent: tuple[Line, ...] = ()
    """What must be seen first, large, above all cards."""
    start: str | None = None
    """The name of the box or card at which a page of a large drawing opens; without it at the head."""
    bands: tuple[Band, ...] = ()
    """With bands the cards stand in them, every one in one row, and there are no arrows."""

    def items(self) -> Iterator[tuple[str, Box | Card]]:
        """Yield everything that can be pointed at, with its name in the drawing."""
        for number, card in enumerate(self.cards):
            yield card_name(number), card
            boxes = (box for column in card.columns for box in column.boxes)
            yield from ((box_name(number, place), box) for place, box in enumerate(boxes))


def card_name(card: int) -> str:
    """Return how a card is called in a drawing's code."""
    return f"n{card}"


def box_name(card: int, box: int) -> str:
    """Return the same of the box of a card that stands at this place among all of them."""
    return f"n{card}b{box}"
