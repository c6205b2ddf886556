"""Expected and got beside each other, on one HTML page that fetches nothing.

Rules:
- Each drawing stands as an image of its own, so that no id or style of one reaches another.
- A drawing that differs is marked, stands first, and names the texts that only one of the two has; where the texts are
  the same, the lines of DOT (of a chart, of SVG) that differ are shown.
- Whatever is shown as text is escaped.
"""

import base64
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import unified_diff
from html import escape

from tests.gallery.drawings import shape, texts

MOST_LINES = 60
HEAD = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Gallery: expected and got</title><style>
body{font:15px/1.5 sans-serif;margin:1.5rem;color:#1a1a1a;background:#fff}
section{border:1px solid #8a929a;margin:1rem 0;padding:.8rem}
section.differs{border:4px dashed #a3160c}
section.differs h2::before{content:"\\25B2 differs: "}
.pair{display:grid;grid-template-columns:1fr 1fr;gap:1rem;align-items:start}
img{max-width:100%;border:1px solid #dfe7ef}
pre{background:#f7f9fb;padding:.5rem;overflow:auto;font-size:12px}
del{color:#a3160c}ins{color:#1f4e79}
</style></head><body>
"""


@dataclass(frozen=True)
class Compared:
    """A drawing as it was accepted and as it is now; what was never accepted is None."""

    name: str
    hard: str
    expected: str | None
    got: str
    expected_dot: str | None = None
    got_dot: str | None = None

    @property
    def differs(self) -> bool:
        """Whether its DOT is another byte, or its SVG has another shape; without DOT, another byte."""
        if self.expected is None or self.expected_dot != self.got_dot:
            return True
        if self.got_dot is None:
            return self.expected != self.got
        return shape(self.expected) != shape(self.got)

    @property
    def lost(self) -> list[str]:
        """The texts that only the expected drawing has."""
        return _more(self.expected, self.got)

    @property
    def new(self) -> list[str]:
        """The texts that only the drawing of now has."""
        return _more(self.got, self.expected)


def _more(one: str | None, other: str | None) -> list[str]:
    first, second = (texts(shape(svg)) if svg else [] for svg in (one, other))
    return list((Counter(first) - Counter(second)).elements())


def page(compared: Sequence[Compared]) -> str:
    """Return the page, what differs first."""
    differing = [one for one in compared if one.differs]
    said = f"<h1>{len(compared)} drawings, {len(differing)} differ</h1>\n"
    said += "".join(f'<p><a href="#{escape(one.name)}">{escape(one.name)}</a></p>\n' for one in differing)
    same = [one for one in compared if not one.differs]
    return HEAD + said + "".join(map(_section, [*differing, *same])) + "</body></html>\n"


def _section(one: Compared) -> str:
    mark = ' class="differs"' if one.differs else ""
    opening = f'<section id="{escape(one.name)}"{mark}>\n<h2>{escape(one.name)}</h2>\n<p>{escape(one.hard)}</p>\n'
    sides = (("expected", one.expected), ("got", one.got))
    pair = "".join(f"<div><h3>{said}</h3>{_image(svg)}</div>" for said, svg in sides)
    return f'{opening}{_difference(one) if one.differs else ""}<div class="pair">{pair}</div>\n</section>\n'


def _difference(one: Compared) -> str:
    lines = [f"<li><del>{escape(text)}</del></li>" for text in one.lost]
    lines += [f"<li><ins>{escape(text)}</ins></li>" for text in one.new]
    if lines:
        return f"<ul>{''.join(lines)}</ul>\n"
    return f"<p>The texts are the same.</p><pre>{escape(chr(10).join(_dot_lines(one)))}</pre>\n"


def _dot_lines(one: Compared) -> Iterator[str]:
    sides = (one.expected, one.got) if one.got_dot is None else (one.expected_dot, one.got_dot)
    old, new = ((side or "").replace("><", ">\n<").splitlines() for side in sides)
    for number, line in enumerate(unified_diff(old, new, "expected", "got", lineterm="", n=1)):
        if number == MOST_LINES:
            yield "…"
            return
        yield line


def _image(svg: str | None) -> str:
    if svg is None:
        return "<p>none was accepted</p>"
    return f'<img alt="" src="data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()}">'
