"""A picture as Mermaid text, for pages and notes that draw it themselves.

Rules:
- Every mark that could mean something to Mermaid, HTML or Markdown is written as a numbered entity.
- Mermaid reads at most 50,000 characters by itself; a longer text is refused, and SVG named instead.
"""

from collections.abc import Iterator
from itertools import pairwise

from graph.model.errors import OutputRefused
from graph.output.drawing.picture import Box, Card, Line, Picture
from graph.output.drawing.style import Look, Style
from graph.output.drawing.text import wrapped
from graph.output.tables import shown

MOST = 50_000
_DASHES = {"dashed": ",stroke-dasharray:6 4", "dotted": ",stroke-dasharray:2 3"}


def mermaid(picture: Picture, style: Style) -> str:
    """Return the Mermaid text; raise OutputRefused where Mermaid would not read it."""
    text = "\n".join(_lines(picture, style)) + "\n"
    if len(text) > MOST:
        raise OutputRefused("drawing_too_large", format="mermaid", other="svg")
    return text


def _lines(picture: Picture, style: Style) -> Iterator[str]:
    yield f"flowchart {picture.direction}"
    head = [
        picture.title,
        *(f"{style.looks['warning'].mark} {one}" for one in picture.warnings),
        *(line.text for line in (*picture.urgent, *picture.notes)),
    ]
    head += [f"{style.looks[look].mark} {words}".strip() for look, words in picture.legend]
    yield f'  head["{"<br/>".join(map(harmless, head))}"]:::heading'
    for number, card in enumerate(picture.cards):
        yield from _card(number, card, style)
    for link in picture.links:
        yield f"  n{link.start} {'-.->' if link.dashed else '-->'} n{link.end}"
    for above, below in pairwise(picture.bands):
        yield f"  n{above.rows[-1][0]} ~~~ n{below.rows[0][0]}"
    used = {card.look for card in picture.cards} | {
        box.look for card in picture.cards for column in card.columns for box in column.boxes
    }
    for name in sorted(used | {"heading"}):
        yield f"  classDef {name} {_class(style.looks[name])}"


def _card(number: int, card: Card, style: Style) -> Iterator[str]:
    text = _text(card.lines, style.looks[card.look], style, "head")
    if not card.columns:
        yield f'  n{number}["{text}"]:::{card.look}'
        return
    yield f'  subgraph n{number}["{text}"]'
    for place, column in enumerate(card.columns):
        yield f'    subgraph n{number}c{place}["{harmless(column.heading)}"]'
        for which, box in enumerate(column.boxes or (Box("none", (Line("—"),)),)):
            said = _text(box.lines, style.looks[box.look], style, "box")
            yield f'      n{number}c{place}b{which}["{said}"]:::{box.look}'
        yield "    end"
    yield "  end"
    yield f"  class n{number} {card.look}"


def _text(lines: tuple[Line, ...], look: Look, style: Style, where: str) -> str:
    mark = f"{look.mark} " if look.mark else ""
    texts = [(mark + line.text if place == 0 else line.text, line) for place, line in enumerate(lines)]
    return "<br/>".join(harmless(one) for text, line in texts for one in wrapped(text, style.columns(line.size, where)))


def _class(look: Look) -> str:
    dashes = _DASHES.get(look.border, "")
    return f"fill:{look.fill},stroke:{look.line},color:{look.ink},stroke-width:{look.thick}px{dashes}"


def harmless(text: str) -> str:
    """Return a text that Mermaid shows as it is."""
    return "".join(
        mark if mark.isalnum() or not mark.isascii() or mark == " " else f"#{ord(mark)};" for mark in shown(text)
    )
