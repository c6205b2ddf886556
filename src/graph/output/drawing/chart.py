"""A drawing that is laid out here and not by Graphviz: marks at places, and texts that wrap; points, downward.

Rules:
- A chart is made from an answer alone, with names in it; it asks nothing. It names no colour: looks and inks are keys
  of ``visualizations/style.toml``.
- Texts are as they came from the register: the writer of SVG makes them harmless.
- Nothing is cut: what follows a text stands below its last line.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from graph.output.drawing.picture import Line, Size
from graph.output.drawing.style import style
from graph.output.drawing.text import text_width, wrapped

MARGIN = 18.0
GAP = 6.0
_WIDE_LETTERS = frozenset("mwMW@%&—…")
_NARROW_LETTERS = frozenset(" .,:;'|!ijl")
LEADING = 1.35


@dataclass(frozen=True, slots=True)
class Text:
    """A line of text that begins at x, its foot at y; ``ink`` is a colour of the theme, or a look whose ink it has."""

    x: float
    y: float
    text: str
    size: Size
    ink: str
    middle: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """A rectangle with a look."""

    x: float
    y: float
    wide: float
    high: float
    look: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line in a colour of the theme."""

    x: float
    y: float
    to_x: float
    to_y: float
    ink: str
    thick: float = 0.5


Item = Text | Mark | Rule


@dataclass(frozen=True, slots=True)
class Node:
    """Marks and texts that are one thing, with what it is called: at length, and in a few words.

    ``about`` are the values of the answer that it was made from; a page shows them when asked.
    """

    title: str
    items: tuple[Item, ...]
    name: str = ""
    about: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True)
class Chart:
    """A whole drawing: what belongs to nothing first, then the nodes.

    Its sides are whole points, and so whole pixels of a PNG: of a side in between, typst drops a row of pixels.
    """

    title: str
    wide: float
    high: float
    items: tuple[Item, ...]
    nodes: tuple[Node, ...]
    names: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """What ids are called that ``about`` holds bare: a key of the answer, then the id."""

    def marked(self) -> Iterator[tuple[str, Node]]:
        """Yield every node with its name in the drawing's code."""
        return ((f"node{number}", node) for number, node in enumerate(self.nodes, 1))


def size_of(size: Size) -> int:
    """Return the points of a size."""
    return style().sizes[size]


def width_of(text: str, size: Size) -> float:
    """Return about how wide a text is: letters of the packaged font are not all half as wide as high."""
    return sum(map(_em, text)) * size_of(size)


def _em(mark: str) -> float:
    if mark in _WIDE_LETTERS:
        return 0.95
    if text_width(mark) > 1:
        return 1.0
    if mark in _NARROW_LETTERS:
        return 0.3
    return 0.68 if mark.isupper() else 0.56


def fitted(text: str, wide: float, size: Size) -> tuple[str, ...]:
    """Return a text as lines that are no wider than this."""
    columns = max(int(wide * 2 / size_of(size)), 4)
    lines = wrapped(text, columns)
    while columns > 4 and any(width_of(line, size) > wide for line in lines):
        columns = max(columns - max(columns // 12, 1), 4)
        lines = wrapped(text, columns)
    return lines


def block(
    x: float, y: float, wide: float, lines: Iterable[Line], inks: Sequence[str] = ("ink",)
) -> tuple[list[Text], float]:
    """Return lines wrapped to a width from y downward, and where they end; the last ink is that of all that follow."""
    found: list[Text] = []
    for place, line in enumerate(lines):
        points = size_of(line.size)
        ink = inks[min(place, len(inks) - 1)]
        for one in fitted(line.text, wide, line.size):
            y += points * LEADING
            found.append(Text(x, y - points * (LEADING - 1), one, line.size, ink))
    return found, y


def head(
    wide: float,
    title: str,
    warnings: Iterable[str],
    notes: Iterable[Line],
    legend: Iterable[tuple[str, str]],
) -> tuple[list[Item], float]:
    """Return the head of a chart: title, what is wrong, notes and legend; and where it ends."""
    items: list[Item] = []
    inside = wide - 2 * MARGIN
    texts, y = block(MARGIN, MARGIN, inside, [Line(title, "title")])
    items += texts
    for warning in warnings:
        mark = style().looks["warning"].mark
        texts, end = block(MARGIN + GAP, y + GAP, inside - 2 * GAP, [Line(f"{mark} {warning}", "name")], ["warning"])
        items += [Mark(MARGIN, y + GAP / 2, inside, end - y, "warning"), *texts]
        y = end + GAP / 2
    texts, y = block(MARGIN, y + GAP, inside, notes)
    items += texts
    keys, y = _legend(y + GAP, inside, legend)
    return items + keys, y + GAP


def _legend(y: float, inside: float, legend: Iterable[tuple[str, str]]) -> tuple[list[Item], float]:
    items: list[Item] = []
    x, high, swatch = MARGIN, 14.0, 26.0
    begun = False
    for look, words in legend:
        mark = style().looks[look].mark
        said = f"{mark} {words}".strip()
        wide = swatch + GAP + width_of(said, "small") + 2 * GAP
        if begun and x + wide > MARGIN + inside:
            x, y = MARGIN, y + high + GAP
        begun = True
        items.append(Mark(x, y, swatch, high, look))
        items.append(Text(x + swatch + GAP, y + high - 4, said, "small", "ink"))
        x += wide + GAP
    return items, y + high if begun else y
