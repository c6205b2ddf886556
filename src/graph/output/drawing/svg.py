"""A chart as SVG: text stays text, each node is a group with its name as title, as in the SVG that Graphviz writes.

Rules:
- Every text is escaped, its control characters shown; no text of the register stands in an attribute.
- What looks differ in beside colour: the border's dashes, and a hatch, which is a pattern of the look's line.
- The same chart in the same theme gives the same bytes.
"""

from collections.abc import Iterator
from html import escape

from graph.output.drawing.chart import Chart, Item, Mark, Rule, Text
from graph.output.drawing.style import Look, Style
from graph.output.tables import shown

_DASHES = {"dashed": ' stroke-dasharray="5 3"', "dotted": ' stroke-dasharray="1.5 2"'}


def svg(chart: Chart, style: Style) -> str:
    """Return the SVG text; its width and height are points."""
    return "\n".join(_lines(chart, style)) + "\n"


def _lines(chart: Chart, style: Style) -> Iterator[str]:
    wide, high = _number(chart.wide), _number(chart.high)
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield f'<svg width="{wide}pt" height="{high}pt" viewBox="0 0 {wide} {high}" xmlns="http://www.w3.org/2000/svg">'
    items = [*chart.items, *(item for node in chart.nodes for item in node.items)]
    looks = sorted({item.look for item in items if isinstance(item, Mark)})
    patterns = [_pattern(name, style.looks[name], style) for name in looks if style.looks[name].hatch]
    if patterns:
        yield f"<defs>{''.join(patterns)}</defs>"
    yield f'<g id="graph0" class="graph" font-family="{escape(style.fonts)}">'
    yield f"<title>{harmless(chart.title)}</title>"
    yield f'<rect width="{wide}" height="{high}" fill="{style.colours["paper"]}"/>'
    for item in chart.items:
        yield _item(item, style)
    for name, node in chart.marked():
        yield f'<g id="{name}" class="node">'
        yield f"<title>{harmless(node.title)}</title>"
        for item in node.items:
            yield _item(item, style)
        yield "</g>"
    yield "</g>"
    yield "</svg>"


def _pattern(name: str, look: Look, style: Style) -> str:
    hatch = style.hatches[look.hatch]
    return (
        f'<pattern id="hatch-{name}" width="{hatch.tile}" height="{hatch.tile}" patternUnits="userSpaceOnUse">'
        f'<path d="{hatch.path}" fill="none" stroke="{look.line}" stroke-width="{hatch.thick}"'
        ' stroke-linecap="round"/></pattern>'
    )


def _item(item: Item, style: Style) -> str:
    match item:
        case Text():
            return _text(item, style)
        case Mark():
            return _mark(item, style.looks[item.look])
        case Rule():
            return (
                f'<path d="M{_number(item.x)} {_number(item.y)}L{_number(item.to_x)} {_number(item.to_y)}"'
                f' stroke="{style.colours[item.ink]}" stroke-width="{item.thick}" fill="none"/>'
            )


def _text(text: Text, style: Style) -> str:
    look = style.looks.get(text.ink)
    ink = look.ink if look else style.colours[text.ink]
    middle = ' text-anchor="middle"' if text.middle else ""
    at = f'x="{_number(text.x)}" y="{_number(text.y)}"'
    return f'<text {at} font-size="{style.sizes[text.size]}" fill="{ink}"{middle}>{harmless(text.text)}</text>'


def _mark(mark: Mark, look: Look) -> str:
    at = f'x="{_number(mark.x)}" y="{_number(mark.y)}" width="{_number(mark.wide)}" height="{_number(mark.high)}"'
    line = f' stroke="{look.line}" stroke-width="{look.thick}"{_DASHES.get(look.border, "")}' if look.thick else ""
    ground = f'<rect {at} fill="{look.fill}"{"" if look.hatch else line}/>'
    return ground + (f'<rect {at} fill="url(#hatch-{mark.look})"{line}/>' if look.hatch else "")


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def harmless(text: str) -> str:
    """Return a text that XML shows as it is."""
    return escape(shown(text))
