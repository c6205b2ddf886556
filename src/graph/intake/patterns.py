"""Patterns: a text in which ``{label}`` stands for the cell of a column. Pure.

Rules:
- ``{{`` and ``}}`` are braces. A label is compared without its blanks and line breaks.
- A pattern in which a cell is blank is blank: an id that lacks a part is a missing id, not a shorter one.
- ``{label|table}`` stands for what a table of the mapping's words has for the cell; a cell that it lacks is a fault.
- ``{@post}``, ``{@organization}`` and ``{@n}`` are no columns; where they may stand is said by who reads the pattern.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from graph.intake.cells import CellFault, suggested
from graph.model.ids import trimmed

POST, ORGANIZATION, NUMBER = "@post", "@organization", "@n"

_PIECE = re.compile(r"(\{\{|\}\})|\{([^{}]+)\}|([^{}]+)")


Words = Mapping[str, Mapping[str, str]]
"""Tables of words, each word without its blanks, with what it stands for."""


class Label(NamedTuple):
    """Stands for a column, by its label without blanks; ``words`` is the table in which its cell is looked up."""

    name: str
    words: str = ""


class Looked(NamedTuple):
    """A cell that is looked up."""

    place: int
    words: Mapping[str, str]
    table: str


def bare(label: str) -> str:
    """Return a label without blanks and line breaks, as labels are compared."""
    return "".join(label.split())


@dataclass(frozen=True, slots=True)
class Pattern:
    """A text with places for cells."""

    parts: tuple[str | Label, ...]

    @property
    def labels(self) -> tuple[str, ...]:
        """Return the columns that are named, once each; specials are none."""
        names = dict.fromkeys(part.name for part in self.parts if isinstance(part, Label))
        return tuple(name for name in names if not name.startswith("@"))

    @property
    def specials(self) -> frozenset[str]:
        return frozenset(part.name for part in self.parts if isinstance(part, Label) and part.name.startswith("@"))

    @property
    def tables(self) -> frozenset[str]:
        """Return the tables of words in which cells are looked up."""
        return frozenset(part.words for part in self.parts if isinstance(part, Label) and part.words)

    @property
    def constant(self) -> str | None:
        """Return the text, where it stands for no cell."""
        if any(isinstance(part, Label) for part in self.parts):
            return None
        return "".join(str(part) for part in self.parts)

    def bind(self, places: Mapping[str, int], words: Words) -> "Bound":
        """Return the pattern over the cells of a row, in which each label has its place."""
        return Bound(tuple(_bound(part, places, words) for part in self.parts))


def _bound(part: str | Label, places: Mapping[str, int], words: Words) -> str | int | Looked:
    if isinstance(part, str):
        return part
    place = places[part.name]
    return Looked(place, words[part.words], part.words) if part.words else place


@dataclass(frozen=True, slots=True)
class Bound:
    """A pattern over the cells of a row."""

    parts: tuple[str | int | Looked, ...]

    @property
    def places(self) -> tuple[int, ...]:
        cells = (part for part in self.parts if not isinstance(part, str))
        return tuple(part.place if isinstance(part, Looked) else part for part in cells)

    def text(self, cells: Sequence[str]) -> str:
        """Return the text for a row; blank where a cell is. Raise CellFault for a word that is not listed."""
        if len(self.parts) == 1:
            return _text(self.parts[0], cells)
        found = [_text(part, cells) for part in self.parts]
        return "".join(found) if all(found) else ""


def _text(part: str | int | Looked, cells: Sequence[str]) -> str:
    if isinstance(part, str):
        return part
    if isinstance(part, int):
        return trimmed(cells[part])
    text = trimmed(cells[part.place])
    found = part.words.get(bare(text))
    if text and found is None:
        near = suggested(text, tuple(part.words)[:50])
        raise CellFault("word_not_listed", value=text, table=part.table, nearest=near)
    return found or ""


def parse_pattern(text: str) -> Pattern:
    """Return the pattern that a text writes; raise ValueError for a brace that stands alone or holds nothing."""
    parts: list[str | Label] = []
    at = 0
    for piece in _PIECE.finditer(text):
        brace, label, plain = piece.groups()
        if piece.start() != at or (label is not None and not bare(label)):
            raise ValueError(text)
        at = piece.end()
        if label is not None:
            name, _, table = label.partition("|")
            if not bare(name) or ("|" in label and not table.strip()):
                raise ValueError(text)
            parts.append(Label(bare(name), table.strip()))
        else:
            word = brace[0] if brace else plain
            last = parts[-1] if parts else None
            parts[-1:] = [last + word] if isinstance(last, str) else [*parts[-1:], word]
    if at != len(text):
        raise ValueError(text)
    return Pattern(tuple(parts) or ("",))
