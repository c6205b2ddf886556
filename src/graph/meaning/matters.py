"""The tree of matters on a day.

Rules (docs/meaning.md, Matters):
- Every matter hangs under the built-in root ``all``; one whose parent is not in force hangs under ``all`` directly.
- A leaf has no child in force; without matters ``all`` is the only leaf.
- Most questions meet the same few trees: one is built once for equal rows, and never changed.
"""

from collections.abc import Iterable
from functools import cached_property, lru_cache

from graph.meaning.rows import MatterRow
from graph.model.words import ALL

TREES_KEPT = 64


class MatterTree:
    """Matters in force, as far as a question needs them: those above and below the one asked about, or all of them."""

    def __init__(self, rows: Iterable[MatterRow]) -> None:
        rows = list(rows)
        self.names = {row.id: row.name for row in rows if row.name is not None}
        named = {row.id: row.parent for row in rows if row.id != ALL}
        self._parents = {id: parent if parent in named else ALL for id, parent in named.items()}
        self._children: dict[str, list[str]] = {ALL: []}
        for id, parent in self._parents.items():
            self._children.setdefault(parent, []).append(id)
        self._above: dict[str, frozenset[str]] = {}

    def __contains__(self, matter: str) -> bool:
        return matter == ALL or matter in self._parents

    def above(self, matter: str) -> frozenset[str]:
        """Return the matter and everything above it, the root too."""
        if matter not in self._above:
            found, one = {ALL}, matter
            while one != ALL:
                found.add(one)
                one = self._parents[one]
            self._above[matter] = frozenset(found)
        return self._above[matter]

    def below(self, matter: str) -> list[str]:
        """Return everything strictly below a matter."""
        found: list[str] = []
        waiting = list(self._children.get(matter, ()))
        while waiting:
            one = waiting.pop()
            found.append(one)
            waiting.extend(self._children.get(one, ()))
        return found

    def top(self) -> tuple[str, ...]:
        """Return the matters right under the root."""
        return tuple(sorted(self._children[ALL]))

    def is_leaf(self, matter: str) -> bool:
        return not self._children.get(matter)

    def leaves(self) -> tuple[str, ...]:
        """Return all leaves; the root itself where there are no matters."""
        return self._leaves

    @cached_property
    def _leaves(self) -> tuple[str, ...]:
        return tuple(sorted(id for id in self._parents if self.is_leaf(id))) or (ALL,)


@lru_cache(maxsize=TREES_KEPT)
def tree(rows: tuple[MatterRow, ...]) -> MatterTree:
    """Return the tree of these very rows."""
    return MatterTree(rows)
