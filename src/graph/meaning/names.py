"""What ids are called: names that stand beside an answer, which holds ids alone.

Rules:
- An id without a name stands for itself. The word that stands for an erased name is the name.
- A post is called by its organization and its own name, unless the one holds the other already.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

NOUNS = {"place": "places", "post": "posts", "person": "people", "matter": "matters", "requirement": "requirements"}
"""Each noun, and the parameter of the question ``names`` that takes its ids."""


@dataclass(frozen=True, slots=True)
class Named:
    """An id with its name; a place also with the name of the area above it."""

    id: str
    name: str | None = None
    within: str | None = None


@dataclass(frozen=True, slots=True)
class Names:
    """The names of some ids, by noun and id."""

    found: Mapping[tuple[str, str], Named] = field(default_factory=dict)

    @classmethod
    def of(cls, rows: Iterable[tuple[str, str, str | None, str | None]]) -> "Names":
        """Return the names that rows of the question ``names`` hold."""
        return cls({(noun, id): _named(noun, id, name, within) for noun, id, name, within in rows})

    def __call__(self, noun: str, id: str) -> Named:
        return self.found.get((noun, id)) or Named(id)


def _named(noun: str, id: str, name: str | None, within: str | None) -> Named:
    if noun == "post" and within is not None and name is not None:
        return Named(id, name if within in name else f"{within} {name}")
    return Named(id, name, within if noun == "place" else None)
