"""Counts of slots added up, by tier or by whatever else tells them apart.

Rules:
- Counts stand in the order of their columns: slots, filled, filled above, then the unfilled of each kind.
"""

from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

from graph.meaning.coverage_answers import GapCounts, TierCoverage

Key = TypeVar("Key")

_NOTHING = (0, 0, 0, 0, 0, 0, 0)


class Sums(Generic[Key]):
    """Sums of counts by key; one that was never counted has sums of nothing."""

    def __init__(self) -> None:
        self._sums: dict[Key, tuple[int, ...]] = {}

    def add(self, key: Key, counts: tuple[int, ...]) -> None:
        """Count the slots of a row."""
        self._sums[key] = _added((self._sums.get(key, _NOTHING), counts))

    def __iter__(self) -> Iterator[Key]:
        return iter(self._sums)

    def __getitem__(self, key: Key) -> TierCoverage:
        return _figures(self._sums.get(key, _NOTHING))

    @property
    def whole(self) -> TierCoverage:
        """All of them together."""
        return _figures(_added((_NOTHING, *self._sums.values())))


def _added(several: Iterable[tuple[int, ...]]) -> tuple[int, ...]:
    return tuple(sum(column) for column in zip(*several, strict=True))


def _figures(sums: tuple[int, ...]) -> TierCoverage:
    slots, filled, above, *gaps = sums
    return TierCoverage(slots, filled, above, GapCounts(*gaps))
