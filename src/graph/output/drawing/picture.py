"""What a drawing shows, before it has a format: cards with boxes in columns, and arrows between cards.

Rules:
- A picture is made from an answer alone, with names beside it; it asks nothing.
- Texts are as they came from the register: each writer of a format makes them harmless in its own way.
- A look is a key of ``visualizations/style.toml``; a picture names no colour, shape or font.
"""

from dataclasses import dataclass
from typing import Literal

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


@dataclass(frozen=True, slots=True)
class Link:
    """An arrow from one card to another, by their numbers."""

    start: int
    end: int
    dashed: bool = False


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
