"""The style of drawings: colours, borders, marks and fonts, read from ``visualizations/style.toml``."""

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

from graph.output.drawing.picture import Size
from graph.resources import folder

THEMES = ("light", "dark")


@dataclass(frozen=True, slots=True)
class Look:
    """How one kind of box looks in a theme."""

    mark: str
    border: str
    thick: int
    fill: str
    line: str
    ink: str


@dataclass(frozen=True, slots=True)
class Style:
    """A theme."""

    fonts: str
    sizes: dict[str, int]
    widths: dict[str, int]
    looks: dict[str, Look]
    colours: dict[str, str]

    def columns(self, size: Size, where: str) -> int:
        """Return how many columns of text fit; a Chinese character takes two."""
        return max(self.widths[where] * 2 // self.sizes[size], 4)


@cache
def style(theme: str = "light") -> Style:
    """Return a theme of ``THEMES``."""
    said = tomllib.loads((folder("visualizations") / "style.toml").read_text(encoding="utf-8"))
    colours: dict[str, str] = said["themes"][theme]
    looks = {name: _look(look, colours) for name, look in said["looks"].items()}
    return Style(said["fonts"], said["sizes"], said["width"], looks, colours)


def _look(look: dict[str, Any], colours: dict[str, str]) -> Look:
    coloured = {name: colours[look[name]] for name in ("fill", "line", "ink")}
    return Look(look["mark"], look["border"], look["thick"], **coloured)
