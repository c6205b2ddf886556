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
    hatch: str = ""
    """A key of ``Style.hatches``; where Graphviz draws, looks have none."""


@dataclass(frozen=True, slots=True)
class Hatch:
    """A tile, so many points a side, with a path that is drawn in it again and again."""

    tile: float
    path: str
    thick: float


@dataclass(frozen=True, slots=True)
class Style:
    """A theme."""

    fonts: str
    sizes: dict[str, int]
    widths: dict[str, int]
    looks: dict[str, Look]
    colours: dict[str, str]
    hatches: dict[str, Hatch]

    def columns(self, size: Size, where: str) -> int:
        """Return how many columns of text fit; a Chinese character takes two."""
        return max(self.widths[where] * 2 // self.sizes[size], 4)


@cache
def style(theme: str = "light") -> Style:
    """Return a theme of ``THEMES``."""
    said = tomllib.loads((folder("visualizations") / "style.toml").read_text(encoding="utf-8"))
    colours: dict[str, str] = said["themes"][theme]
    looks = {name: _look(look, colours) for name, look in said["looks"].items()}
    hatches = {name: Hatch(**hatch) for name, hatch in said["hatches"].items()}
    return Style(said["fonts"], said["sizes"], said["width"], looks, colours, hatches)


def _look(look: dict[str, Any], colours: dict[str, str]) -> Look:
    coloured = {name: colours[look[name]] for name in ("fill", "line", "ink")}
    return Look(look["mark"], look["border"], look["thick"], **coloured, hatch=look.get("hatch", ""))
