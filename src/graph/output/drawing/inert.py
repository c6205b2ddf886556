"""An SVG made part of a page: only shapes and text, nothing that could act, load or lead anywhere.

Rules:
- Elements and attributes that are not named here are left out, whoever drew; a link keeps what it holds.
- A marked group (graph.output.drawing.dot) becomes an item: it has its name, can be reached by key, and says its text.
- Places, sizes and texts are those of the SVG that ``--format svg`` gives.
"""

import re
from collections.abc import Iterator, Mapping
from xml.etree import ElementTree as ET

SVG = "http://www.w3.org/2000/svg"
LINK = "{http://www.w3.org/1999/xlink}"
KEPT = frozenset(
    (
        *("svg", "g", "title", "desc", "text", "tspan", "path", "polygon", "polyline", "rect", "line", "circle"),
        *("ellipse", "defs", "pattern", "clipPath"),
    )
)
ATTRIBUTES = frozenset(
    (
        *("id", "class", "transform", "width", "height", "viewBox", "preserveAspectRatio", "points", "d", "x", "y"),
        *("x1", "y1", "x2", "y2", "dx", "dy", "cx", "cy", "r", "rx", "ry", "fill", "fill-opacity", "fill-rule"),
        *("stroke", "stroke-width", "stroke-dasharray", "stroke-linecap", "stroke-linejoin", "stroke-opacity"),
        *("opacity", "font-family", "font-size", "font-weight", "font-style", "text-anchor", "dominant-baseline"),
        *("textLength", "patternUnits", "patternTransform", "clip-path"),
    )
)
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_LOCAL = re.compile(r"url\((?!#)", re.IGNORECASE)
_SIZE = re.compile(r"[\d.]+")


def inert(svg: bytes, title: str, items: Mapping[str, str]) -> tuple[str, float, float]:
    """Return the SVG element with its width and height in points; ``items`` says what each marked group is called."""
    root = ET.fromstring(svg)  # noqa: S314  our own drawing process wrote it
    made = next(_made(root, items))
    made.set("role", "group")
    made.set("aria-label", title)
    wide, high = (
        float(found[0]) for found in map(_SIZE.match, (root.get("width", "1"), root.get("height", "1"))) if found
    )
    ET.register_namespace("", SVG)
    return ET.tostring(made, encoding="unicode"), wide, high


def _made(element: ET.Element, items: Mapping[str, str]) -> Iterator[ET.Element]:
    """Yield what an element becomes: itself without what could act, or what it holds, or nothing."""
    name = _name(element)
    if name == "a":
        for child in element:
            yield from _made(child, items)
        return
    if name not in KEPT:
        return
    made = ET.Element(f"{{{SVG}}}{name}", {key: value for key, value in element.items() if _harmless(key, value)})
    if element.get(SPACE):
        made.set(SPACE, "preserve")
    made.text, made.tail = element.text, element.tail
    children = [one for child in element if not _is_code(child) for one in _made(child, items)]
    made.extend(children)
    item = _item(element)
    if item in items:
        made.attrib.pop("id", None)
        made.attrib |= {"class": "item", "data-item": item, "role": "button", "tabindex": "0"}
        made.set("aria-label", items[item])
    yield made


def _item(element: ET.Element) -> str:
    """Return the name of a marked group: that of the link that it holds, or its own id."""
    if _name(element) != "g":
        return ""
    link = next((child for child in element if _name(child) == "a"), None)
    return element.get("id", "") if link is None else link.get(f"{LINK}title", "")


def _is_code(child: ET.Element) -> bool:
    """Say whether this is a title that only names a node in the drawing's code."""
    return _name(child) == "title" and bool(re.fullmatch(r"zeren|n\d+|n\d+(->|--)n\d+", child.text or ""))


def _harmless(key: str, value: str) -> bool:
    return key in ATTRIBUTES and not _LOCAL.search(value)


def _name(element: ET.Element) -> str:
    return str(element.tag).rpartition("}")[2]
