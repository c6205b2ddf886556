"""The drawings of the gallery: which there are (``scenarios/*.yaml``), and each made from a register of its own.

Rules:
- A drawing is what ``zeren draw`` draws: the command's picture in the command's formats. Only the head differs from
  register to register, since names are salted anew; its digits are replaced by zeros.
- A scenario's rows are in the import format; a row with ``{1..40}`` stands for 40 rows, each with its number there.
- What is compared of an SVG is its shape: groups, titles and texts in order. Places and outlines differ from one
  release of Graphviz to another; the DOT beside it is compared byte for byte. A chart has no DOT: its SVG is our own,
  the same everywhere, and compared byte for byte.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import yaml

from graph.commands import imports
from graph.commands.draw import Asked, Drawing, draw
from graph.model.times import parse_instant
from graph.output.drawing.process import Drawer
from graph.output.drawing.write import drawn
from graph.resources import folder
from graph.stores import Store
from tests.conftest import Engine, sqlite_engine
from tests.importing import EPOCH, put

HERE = Path(__file__).parent
GOLDEN = HERE / "golden"
PICTURES = folder("visualizations") / "gallery"
SVG = "{http://www.w3.org/2000/svg}"
RANGE = re.compile(r"\{(\d+)\.\.(\d+)\}")


@dataclass(frozen=True)
class Case:
    """One drawing: the scenario that it is drawn from, what is asked, and what is hard in it."""

    name: str
    scenario: Path
    kind: str
    asked: Asked
    lang: str
    theme: str
    hard: str
    dot: bool
    """Whether the kind is drawn as DOT; one that is not has its SVG alone."""


def cases() -> dict[str, Case]:
    """Return every drawing by its name, the example's first."""
    found: dict[str, Case] = {}
    paths = sorted((HERE / "scenarios").glob("*.yaml"), key=lambda path: (path.stem != "example", path.stem))
    for path in paths:
        for drawing in read(path)["drawings"]:
            case = _case(path, drawing)
            assert case.name not in found, f"two drawings are called {case.name}"
            found[case.name] = case
    return found


def read(path: Path) -> dict[str, Any]:
    return yaml.safe_load(path.read_text(encoding="utf-8"))  # type: ignore[no-any-return]


def _case(path: Path, drawing: Mapping[str, Any]) -> Case:
    ask = dict(drawing["ask"])
    return Case(
        name=drawing["name"],
        scenario=path,
        kind=ask.pop("kind"),
        asked=Asked(**ask),
        lang=drawing.get("lang", "zh"),
        theme=drawing.get("theme", "light"),
        hard=drawing["hard"],
        dot=drawing.get("dot", True),
    )


class Registers:
    """A register for each scenario, made when it is first asked for."""

    def __init__(self, scratch: Path) -> None:
        self._scratch = scratch
        self._made: dict[Path, tuple[Engine, Store]] = {}

    def of(self, scenario: Path) -> Store:
        """Return the register of a scenario, with all its changesets."""
        if scenario not in self._made:
            directory = self._scratch / scenario.stem
            directory.mkdir()
            engine = sqlite_engine(directory)
            store = engine.create()
            self._made[scenario] = (engine, store)
            said = read(scenario)
            if said.get("register") == "example":
                imports.commit(store, imports.plan(store, folder("example")), by="tester", why="a gallery", now=EPOCH)
            for changeset in said.get("changesets", ()):
                files = {name: rows(text) for name, text in changeset.items() if name != "at"}
                assert put(store, directory / "in", files, parse_instant(changeset["at"])), "nothing changes"
        return self._made[scenario][1]

    def close(self) -> None:
        for engine, _ in self._made.values():
            engine.close()


def rows(text: str) -> str:
    """Return rows of a file, those with a range once for each number of it."""
    return "\n".join(one for line in text.splitlines() for one in _repeated(line))


def _repeated(line: str) -> Iterator[str]:
    ranges = set(RANGE.findall(line))
    if not ranges:
        yield line
        return
    [(first, last)] = ranges  # one range a row
    for number in range(int(first), int(last) + 1):
        yield RANGE.sub(str(number).zfill(len(first)), line)


def made(case: Case, store: Store) -> Drawing:
    """Return the answer and the picture of a drawing."""
    return draw(store, case.kind, case.asked, case.lang)


def written(case: Case, drawing: Drawing, form: str, drawer: Drawer) -> str:
    """Return a drawing as DOT or SVG, its head as zeros."""
    head = drawing.answer.as_of.head[:12]
    return drawn(drawing.picture, form, case.theme, drawer).decode().replace(head, "0" * len(head))


Shape = list[tuple[str, str, tuple[str, ...]]]


def shape(svg: str) -> Shape:
    """Return what a drawing is made of: each group in order, with its class, title and texts."""
    found: Shape = []
    for group in ET.fromstring(svg).iter(f"{SVG}g"):
        texts = tuple("".join(one.itertext()) for one in group.iter(f"{SVG}text") if _own(group, one))
        found.append((group.get("class", ""), group.findtext(f"{SVG}title", ""), texts))
    return found


def _own(group: ET.Element, text: ET.Element) -> bool:
    """Whether a text belongs to a group itself, not to a group inside it."""
    return not any(text in set(inner.iter(f"{SVG}text")) for inner in group.iter(f"{SVG}g") if inner is not group)


def texts(found: Shape) -> list[str]:
    """Return every text of a drawing, in order."""
    return [text for _, _, own in found for text in own]
