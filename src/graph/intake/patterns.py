"""Patterns: a text in which ``{label}`` stands for the cell of a column. Pure.

Rules:
- ``{{`` and ``}}`` are braces. A label is compared without its blanks and line breaks.
- A pattern in which a cell is blank is blank: an id that lacks a part is a missing id, not a shorter one.
- ``{@post}``, ``{@organization}`` and ``{@n}`` are no columns; where they may stand is said by who reads the pattern.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from graph.model.ids import trimmed

POST, ORGANIZATION, NUMBER = "@post", "@organization", "@n"

_PIECE = re.compile(r"(\{\{|\}\})|\{([^{}]+)\}|([^{}]+)")


class Label(NamedTuple):
    """Stands for a column, by its label without blanks."""

    name: str


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
    def constant(self) -> str | None:
        """Return the text, where it stands for no cell."""
        if any(isinstance(part, Label) for part in self.parts):
            return None
        return "".join(str(part) for part in self.parts)

    def bind(self, places: Mapping[str, int]) -> "Bound":
        """Return the pattern over the cells of a row, in which each label has its place."""
        return Bound(tuple(places[part.name] if isinstance(part, Label) else part for part in self.parts))


@dataclass(frozen=True, slots=True)
class Bound:
    """A pattern over the cells of a row."""

    parts: tuple[str | int, ...]

    @property
    def places(self) -> tuple[int, ...]:
        return tuple(part for part in self.parts if isinstance(part, int))

    def text(self, cells: Sequence[str]) -> str:
        """Return the text for a row; blank where a cell is."""
        if len(self.parts) == 1:
            (part,) = self.parts
            return part if isinstance(part, str) else trimmed(cells[part])
        found = [part if isinstance(part, str) else trimmed(cells[part]) for part in self.parts]
        return "".join(found) if all(found) else ""


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
            parts.append(Label(bare(label)))
        else:
            word = brace[0] if brace else plain
            last = parts[-1] if parts else None
            parts[-1:] = [last + word] if isinstance(last, str) else [*parts[-1:], word]
    if at != len(text):
        raise ValueError(text)
    return Pattern(tuple(parts) or ("",))
