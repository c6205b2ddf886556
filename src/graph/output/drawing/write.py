"""A picture in a format: as bytes, or into a file that is put in its place in one step.

Rules:
- ``--format`` names the format, else the ending of the file; a format that a kind does not have is refused by name.
- A picture too large for its format is refused, and the message names the format that carries it: PNG ends at 32,767
  pixels a side and 100 million in all, PDF at 14,400 points a side.
"""

import os
import re
from html import escape
from pathlib import Path

from graph.model.errors import OutputRefused
from graph.output import graph_files
from graph.output.drawing.chart import Chart
from graph.output.drawing.dot import dot, titles
from graph.output.drawing.mermaid import mermaid
from graph.output.drawing.page import page_of, page_of_chart
from graph.output.drawing.picture import Picture
from graph.output.drawing.process import Drawer
from graph.output.drawing.said import Said
from graph.output.drawing.style import Style, style
from graph.output.drawing.svg import svg as chart_svg
from graph.output.files import check_parent, refusing, write_bytes_aside
from graph.output.tables import shown

ENDINGS = {
    ".svg": "svg",
    ".png": "png",
    ".pdf": "pdf",
    ".dot": "dot",
    ".gv": "dot",
    ".mmd": "mermaid",
    ".json": "json",
    ".html": "html",
    ".htm": "html",
    **graph_files.ENDINGS,
}
MEDIA = {
    "svg": "image/svg+xml",
    "png": "image/png",
    "pdf": "application/pdf",
    "dot": "text/vnd.graphviz",
    "mermaid": "text/vnd.mermaid",
    "html": "text/html",
    "json": "application/json",
    **graph_files.MEDIA,
}
FORMATS = tuple(MEDIA)
PROCESSED = frozenset(("svg", "png", "pdf", "html"))
"""These need the drawing process."""
DPI = 144
MOST_PIXELS, MOST_AREA, MOST_POINTS = 32_767, 100_000_000, 14_400


def format_of(path: str) -> str | None:
    """Return the format that a file's name stands for."""
    return ENDINGS.get(Path(path).suffix.lower())


def belied(path: str, form: str) -> bool:
    """Tell whether a file's name ends as another format does; JSON of any kind may end in .json."""
    ends = format_of(path)
    return ends not in (None, form) and not (ends == "json" and MEDIA[form].endswith("json"))


def check_free(path: str, *, force: bool) -> None:
    """Raise OutputRefused where a file would be in the way, or has no folder to be in."""
    check_parent(path)
    file = Path(path)
    with refusing(file):
        if os.path.lexists(file) and (file.is_dir() or (file.is_file() and not force) or not file.exists()):
            raise OutputRefused("output_exists", path=path)


def drawn(picture: Picture | Chart, form: str, theme: str, drawer: Drawer, lang: str = "en") -> bytes:
    """Return a picture in any format but JSON and those of graphs; raise OutputRefused where it cannot be drawn.

    ``lang`` is the language of what stands around a drawing in a page.
    """
    look = style(theme)
    if isinstance(picture, Chart):
        if form == "html":
            return page_of_chart(picture, chart_svg(picture, look).encode(), theme, Said(lang, "UTC"))
        return _chart(picture, form, look, drawer)
    if form == "mermaid":
        return mermaid(picture, look).encode()
    if form == "html":
        return page_of(picture, drawer.draw(dot(picture, look, marked=True), "svg"), theme, Said(lang, "UTC"))
    text = dot(picture, look)
    if form == "dot":
        return text.encode()
    svg = drawer.draw(text, "svg")
    if form == "svg":
        return _titled(svg, picture)
    _check_size(svg, form)
    resolution = f"dpi={DPI}\n" if form == "png" else ""
    return drawer.draw(text.replace("{\n", "{\n\t" + resolution, 1), form)


def _chart(chart: Chart, form: str, look: Style, drawer: Drawer) -> bytes:
    text = chart_svg(chart, look)
    if form == "svg":
        return text.encode()
    _check_size(text.encode(), form)
    return drawer.draw(text, form, (chart.wide, chart.high, DPI))


def write(path: str, picture: bytes, *, force: bool) -> None:
    """Write a picture into a file; raise OutputRefused where that cannot be."""
    check_free(path, force=force)
    write_bytes_aside(path, lambda out: out.writelines([picture]))


def _titled(svg: bytes, picture: Picture) -> bytes:
    """Give the drawing and its nodes their names as titles; drop comments."""
    names = titles(picture)

    def title(found: re.Match[str]) -> str:
        name = names.get(found[1])
        return "" if name is None else f"<title>{escape(shown(name))}</title>"

    text = re.sub(r"<!-- .*?-->\n?", "", svg.decode(), flags=re.DOTALL)
    return re.sub(r"<title>([^<]*)</title>", title, text).encode()


def _check_size(svg: bytes, form: str) -> None:
    found = re.search(rb'<svg width="([\d.]+)pt" height="([\d.]+)pt"', svg)
    wide, high = (float(found[1]), float(found[2])) if found else (0.0, 0.0)
    if form == "pdf" and max(wide, high) > MOST_POINTS:
        raise OutputRefused("drawing_too_large", format="pdf", other="svg")
    pixels = max(wide, high) * DPI / 72
    if form == "png" and (pixels > MOST_PIXELS or wide * high * (DPI / 72) ** 2 > MOST_AREA):
        other = "svg" if max(wide, high) > MOST_POINTS else "pdf"
        raise OutputRefused("drawing_too_large", format="png", other=other)
