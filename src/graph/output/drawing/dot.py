r"""A picture as DOT: each card a table, so that columns line up and nothing depends on the layout's luck.

Rules:
- Every text is escaped for an HTML-like label, backslashes too: Graphviz reads ``\N`` even there. No text of the
  register stands anywhere else, so none can end a string or begin a tag.
- Names of nodes are numbers; ``titles`` says what each is called, for the SVG's own titles.
- The same picture in the same theme gives the same bytes.
- A marked text names each box by a title, which is no more than ``n1b2``: it changes no place and no size.
"""

from collections.abc import Iterator
from html import escape
from itertools import zip_longest

from graph.output.drawing.picture import Box, Card, Column, Line, Picture, box_name, card_name
from graph.output.drawing.style import Look, Style
from graph.output.drawing.text import wrapped

MOST_ROWS = 4
"""Boxes above one another in a column before a second one begins beside it."""
_REST = '<TD COLSPAN="100" CELLPADDING="0"></TD>'
"""Stands at the end of a row that is not as wide as others: what they leave over is shared out by columns, so that
nearly all of it goes to these, which are empty."""
_ROOM = ' CELLPADDING="7"'
"""A frame that is as wide as its text has this room: the font that a browser has may be wider by some hundredths."""
MOST_BESIDE = 3
LEADING = 1.2
AIR = 3
"""A line is as high as one of text so many points larger: Graphviz measures no line of Chinese text high enough.

It is a row of a table, whose height is given: a blank beside each line, which does the same, costs a fifth of the time
of a whole drawing."""
ROUND = 4
"""A cell of one line is higher by this: what stands around the line."""
_BELOW = {"band": 400, "head": 400, "box": 25}
"""Nearly all that is left over of a cell's height goes to so many empty rows below its lines."""


def dot(picture: Picture, style: Style, *, marked: bool = False) -> str:
    """Return the DOT text; ``marked`` names the boxes, so that an SVG has a group for each."""
    from graphviz import Digraph

    ink = style.colours["ink"]
    graph = Digraph(
        "zeren",
        graph_attr={
            "rankdir": picture.direction,
            "label": f"<{_top(picture, style)}>",
            "labelloc": "t",
            "labeljust": "l",
            "fontname": style.fonts,
            "fontcolor": ink,
            "bgcolor": style.colours["paper"],
            "nodesep": "0.2",
            "ranksep": "0.35",
            "pad": "0.2",
        },
        node_attr={"shape": "plain", "fontname": style.fonts, "fontcolor": ink},
        edge_attr={"color": style.colours["accent"], "penwidth": "2", "arrowsize": "0.9"},
    )
    if picture.bands:
        graph.node(card_name(0), f"<{_sheet(picture, style, marked=marked)}>")
    for number, card in enumerate(() if picture.bands else picture.cards):
        graph.node(card_name(number), f"<{_card(card, style, number if marked else None)}>")
    for link in picture.links:
        graph.edge(card_name(link.start), card_name(link.end), **({"style": "dashed"} if link.dashed else {}))
    return str(graph.source)


def titles(picture: Picture) -> dict[str, str]:
    """Return what the graph and each node are called; a sheet is one node."""
    if picture.bands:
        return {"zeren": picture.title, card_name(0): picture.title}
    named = {
        card_name(number): " · ".join(line.text for line in card.lines) for number, card in enumerate(picture.cards)
    }
    return {"zeren": picture.title, **named}


def _top(picture: Picture, style: Style) -> str:
    """Return the head of a drawing: title, what is wrong, notes, legend."""
    plain = Look("", "none", 0, style.colours["paper"], style.colours["paper"], style.colours["ink"])
    rows = [_cell((Line(picture.title, "title"),), plain, style, "title")]
    rows += [
        _cell((Line(one, "name"),), style.looks["warning"], style, "title", more=_ROOM) for one in picture.warnings
    ]
    if picture.urgent:
        rows.append(_cell(picture.urgent, style.looks["called"], style, "title", more=_ROOM))
    rows += [_cell((one,), plain, style, "title") for one in picture.notes]
    legend = '<TD WIDTH="6" CELLPADDING="0"></TD>'.join(
        _cell((Line(words, "small"),), style.looks[look], style, "box", more=_ROOM, least="")
        for look, words in picture.legend
    )
    row = f'<TD ALIGN="LEFT"><TABLE BORDER="0" CELLBORDER="0" CELLSPACING="0"><TR>{legend}{_REST}</TR></TABLE></TD>'
    body = "".join(f"<TR>{cell}</TR>" for cell in [*rows, *([row] if legend else [])])
    return f'<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="2" CELLPADDING="3">{body}</TABLE>'


def _sheet(picture: Picture, style: Style, *, marked: bool) -> str:
    """Return all cards as one table: a band has its heading on the left, and each of its rows is a table of its own."""
    rows = []
    for band in picture.bands:
        head = f' ROWSPAN="{len(band.rows)}" VALIGN="TOP"'
        cell = _cell((Line(band.heading, "small"),), style.looks["heading"], style, "band", more=head)
        for number, row in enumerate(band.rows):
            cards = "".join(
                f'<TD VALIGN="TOP">{_card(picture.cards[one], style, one if marked else None)}</TD>' for one in row
            )
            line = f'<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING="2"><TR>{cards}{_REST}</TR></TABLE>'
            rows.append(f'<TR>{"" if number else cell}<TD ALIGN="LEFT">{line}</TD></TR>')
    return f'<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="4" CELLPADDING="2">{"".join(rows)}</TABLE>'


def _card(card: Card, style: Style, number: int | None) -> str:
    look = style.looks[card.look]
    title = "" if number is None else _title(card_name(number))
    beside = [_beside(column) for column in card.columns]
    if not card.columns:
        rows = [_cell(card.lines, look, style, "box", more=title, framed=False)]
    else:
        heading = style.looks["heading"]
        headings = "".join(
            _cell(
                (Line(column.heading, "small"),),
                heading,
                style,
                "box",
                more=f' COLSPAN="{count}" CELLPADDING="2"',
                boxes=count,
            )
            for column, count in zip(card.columns, beside, strict=True)
        )
        below = list(_rows(card, beside, style, number))
        spans = f' ROWSPAN="{len(below) + 1}" VALIGN="TOP"{title}'  # a tall card is read from its top
        head = _cell(card.lines, look, style, "head", more=spans, framed=False)
        rows = [head + headings, *below]
    frame = f'STYLE="{_border(look)}" BORDER="{max(look.thick, 1)}" COLOR="{look.line}" BGCOLOR="{look.fill}"'
    body = "".join(f"<TR>{row}</TR>" for row in rows)
    return f'<TABLE {frame} CELLBORDER="0" CELLSPACING="4" CELLPADDING="4">{body}</TABLE>'


def _beside(column: Column) -> int:
    if column.beside:
        return max(min(column.beside, len(column.boxes)), 1)
    return min(max(-(-len(column.boxes) // MOST_ROWS), 1), MOST_BESIDE)


def _rows(card: Card, beside: list[int], style: Style, number: int | None) -> Iterator[str]:
    """Yield the rows of boxes; a column is filled downward, or to the right where it says how many stand beside."""
    empty, place = ("", Box("none", (Line(""),))), 0
    stacks = []
    for column, count in zip(card.columns, beside, strict=True):
        named = ["" if number is None else _title(box_name(number, place + one)) for one in range(len(column.boxes))]
        place += len(column.boxes)
        boxes = list(zip(named, column.boxes, strict=True)) or [("", Box("none", (Line("—"),)))]
        high = -(-len(boxes) // count)
        if column.beside:
            stacks += [boxes[start::count] for start in range(count)]
        else:
            stacks += [boxes[start * high : (start + 1) * high] for start in range(count)]
    for row in zip_longest(*stacks, fillvalue=empty):
        yield "".join(_cell(box.lines, style.looks[box.look], style, "box", more=title) for title, box in row)


def _title(name: str) -> str:
    return f' TITLE="{name}"'


def _cell(
    lines: tuple[Line, ...],
    look: Look,
    style: Style,
    where: str,
    *,
    more: str = "",
    least: str | None = None,
    framed: bool = True,
    boxes: int = 1,
) -> str:
    """Return one cell, over so many boxes; ``least`` empty leaves its width to its text."""
    frame = f' STYLE="{_border(look)}" BORDER="{look.thick}" COLOR="{look.line}" BGCOLOR="{look.fill}"'
    width = f' WIDTH="{style.widths[where] + 14}"' if least is None and where != "title" else ""
    mark = f"{look.mark} " if look.mark else ""
    texts = []
    for place, line in enumerate(lines):
        text = mark + line.text if place == 0 else line.text
        high = round((style.sizes[line.size] + AIR) * LEADING)
        colour = look.ink if place == 0 else style.colours["faint" if line.size == "small" else "ink"]
        font = f'<FONT POINT-SIZE="{style.sizes[line.size]}" COLOR="{colour}">'
        found = wrapped(text, style.columns(line.size, where) * boxes)
        texts += [(high, f"{font}{harmless(one)}</FONT>") for one in found]
    if len(texts) == 1 and look.border == "none":
        high, inside = texts[0]
        return f'<TD ALIGN="LEFT" HEIGHT="{high + ROUND}"{frame if framed else ""}{width}{more}>{inside}</TD>'
    rows = "".join(f'<TR><TD ALIGN="LEFT" HEIGHT="{high}">{one}</TD></TR>' for high, one in texts)
    below = f'<TR><TD ROWSPAN="{_BELOW[where]}"></TD></TR>' if where in _BELOW and least is None else ""
    table = f'<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING="0">{rows}{below}</TABLE>'
    return f'<TD ALIGN="LEFT"{frame if framed else ""}{width}{more}>{table}</TD>'


def _border(look: Look) -> str:
    return {"dashed": "DASHED", "dotted": "DOTTED"}.get(look.border, "ROUNDED")


def harmless(text: str) -> str:
    """Return a text that an HTML-like label shows as it is; an empty one as a blank, which such a label needs."""
    return escape(text).replace("\\", "\\\\") or " "
