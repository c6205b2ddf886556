"""A drawing as one page that needs nothing else: the SVG with pan, zoom, find and details (docs/drawings.md).

Rules:
- Markup, style and script are files in ``visualizations/page``; nothing is fetched, and the page's own policy allows
  this one script and this one style alone, by their digests.
- Whatever a name holds is text: it never stands in the script, in the style or in an address.
- Both themes are in the page; on paper it is the light one.
"""

from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from html import escape
from string import Template

from graph.output.drawing.chart import Chart
from graph.output.drawing.details import section, spoken_lines, text
from graph.output.drawing.inert import inert
from graph.output.drawing.picture import Picture
from graph.output.drawing.said import Said
from graph.output.drawing.style import THEMES, style
from graph.output.messages import say
from graph.output.tables import shown
from graph.resources import folder

WORDS = (
    *("page_tools", "page_find", "page_previous", "page_next", "page_found", "page_nothing", "page_out", "page_in"),
    *("page_natural", "page_fit", "page_theme", "page_stage", "page_details", "page_close", "page_help"),
)
PAPER = (538.0, 785.0)
"""Points of an A4 sheet inside margins of 10 mm, upright."""
LEAST = 0.6
"""So far a drawing is made smaller to stand on one sheet: its smallest text is then 5.4 points."""


@dataclass(frozen=True, slots=True)
class Around:
    """What a page says above the drawing, always in sight, and the item at which one too large to be read opens."""

    urgent: str = ""
    start: str = ""


NOTHING = Around()


def page_of(picture: Picture, svg: bytes, theme: str, said: Said) -> bytes:
    """Return the page of a picture, whose marked SVG (``dot``) this is."""
    told = {name: shape for name, shape in picture.items() if shape.about}
    called = {name: " · ".join(spoken_lines(shape)) for name, shape in told.items()}
    details = "".join(
        section(name, " · ".join(spoken_lines(shape)[:2]), shape.about, picture.names, said)
        for name, shape in told.items()
    )
    around = Around(" · ".join(line.text for line in picture.urgent[:2]), picture.start or "")
    return page(svg, picture.title, called, details, theme, said.lang, around)


def page_of_chart(chart: Chart, svg: bytes, theme: str, said: Said) -> bytes:
    """Return the page of a chart, whose SVG this is."""
    told = {name: node for name, node in chart.marked() if node.about}
    called = {name: node.title for name, node in told.items()}
    details = "".join(
        section(name, node.name or node.title, node.about, chart.names, said) for name, node in told.items()
    )
    return page(svg, chart.title, called, details, theme, said.lang)


def page(
    svg: bytes,
    title: str,
    items: Mapping[str, str],
    details: str,
    theme: str,
    lang: str,
    around: Around = NOTHING,
) -> bytes:
    """Return the page of any SVG.

    ``items`` says what is called how: the marked groups of a DOT's SVG, or groups with such an id; ``details``
    is one section for each, with the id ``zeren-of-`` and its name, made of text that is escaped already.
    """
    drawing, wide, high = inert(svg, shown(title), {name: shown(words) for name, words in items.items()})
    look = _colours(theme) + _paper(wide, high) + _file("page.css")
    words = {code: text(say(lang, code)) for code in WORDS}
    filled = Template(_file("page.html")).substitute(
        words,
        language="zh-CN" if lang == "zh" else "en",
        theme=theme,
        policy=escape(_policy(look)),
        title=text(title),
        style=look,
        svg=drawing,
        details=details,
        urgent=f'<p id="zeren-urgent">{text(around.urgent)}</p>' if around.urgent else "",
        start=text(around.start),
        script=_file("page.js"),
    )
    return filled.encode()


def _policy(look: str) -> str:
    """Return what the page says of itself: its script, its style, and nothing from anywhere."""
    return f"default-src 'none'; script-src {_digest(_file('page.js'))}; style-src {_digest(look)}; base-uri 'none'"


def page_policy() -> str:
    """Return what a service says of any page: its one script, in a sandbox. The page's own policy binds beside it."""
    return (
        f"default-src 'none'; script-src {_digest(_file('page.js'))}; style-src 'unsafe-inline'; sandbox allow-scripts"
    )


def _digest(content: str) -> str:
    return f"'sha256-{b64encode(sha256(content.encode()).digest()).decode()}'"


@cache
def _file(name: str) -> str:
    return (folder("visualizations") / "page" / name).read_text(encoding="utf-8")


@cache
def _colours(drawn: str) -> str:
    """Return the colours of both themes, and how those of the drawn one are turned into variables."""
    rules = [f":root{{--fonts:{style().fonts}}}"]
    for theme in THEMES:
        said = ";".join(f"--{name.replace('_', '-')}:{colour}" for name, colour in style(theme).colours.items())
        rules += [f':root[data-theme="{theme}"]{{{said}}}']
        if theme == THEMES[0]:
            rules += [f"@media print{{:root:root[data-theme]{{{said}}}}}"]
    for name, colour in style(drawn).colours.items():
        for part in ("fill", "stroke"):
            rules += [f'svg [{part}="{colour}"]{{{part}:var(--{name.replace("_", "-")})}}']
    return "\n".join(rules) + "\n"


def _paper(wide: float, high: float) -> str:
    """Return how the drawing is put on paper: on one sheet if it can be read there, else over several."""
    narrow, long = PAPER
    upright, across = (min(w / wide, h / high, 1.0) for w, h in ((narrow, long), (long, narrow)))
    turned = across > upright if max(upright, across) >= LEAST else narrow / wide < LEAST
    most = "max-height:98vh" if max(upright, across) >= LEAST else ""
    sheet = "A4 landscape" if turned else "A4 portrait"
    return f"@media print{{@page{{size:{sheet};margin:10mm}}#zeren-stage>svg{{{most}}}}}\n"
