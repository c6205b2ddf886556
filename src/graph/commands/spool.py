"""Rows that an answer needs in another order than they are found, or counted first: on disk, where they are many.

Rules:
- Each time so many rows have come as memory may hold, they are written in order as a run. Reading merges the runs, a
  block of each at a time.
- The file has no name: it ends with the spool, and with the process however that ends.
- Rows of equal keys come in the order in which they were added.
"""

import heapq
import pickle
import tempfile
import weakref
from collections.abc import Callable, Collection, Iterable, Iterator
from itertools import chain
from typing import IO, Any, TypeVar

R = TypeVar("R")

MOST = 20_000
BLOCK = 200


class Spool(Collection[R]):
    """Rows in the order of their keys; without a key in the order in which they were added."""

    def __init__(self, key: Callable[[R], Any] | None = None, rows: Iterable[R] = (), most: int = MOST) -> None:
        self._key, self._most = key, most
        self._held: list[R] = []
        self._file: IO[bytes] | None = None
        self._runs: list[list[tuple[int, int]]] = []
        """Of each run the place and the size of its blocks in the file."""
        self._count = 0
        self.extend(rows)

    def add(self, row: R) -> None:
        """Add a row; raise OSError where the disk is full."""
        self._held.append(row)
        self._count += 1
        if len(self._held) == self._most:
            self._write(self._ordered())
            self._held = []

    def extend(self, rows: Iterable[R]) -> None:
        """Add rows."""
        for row in rows:
            self.add(row)

    def __contains__(self, row: object) -> bool:
        return any(one == row for one in self)

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[R]:
        runs = [*map(self._read, self._runs), iter(self._ordered())]
        return chain.from_iterable(runs) if self._key is None else heapq.merge(*runs, key=self._key)

    def _ordered(self) -> list[R]:
        return self._held if self._key is None else sorted(self._held, key=self._key)

    def _write(self, rows: list[R]) -> None:
        if self._file is None:
            self._file = tempfile.TemporaryFile(prefix="zeren-")  # noqa: SIM115 - it ends with the spool
            weakref.finalize(self, self._file.close)
        end = self._file.seek(0, 2)
        blocks = []
        for start in range(0, len(rows), BLOCK):
            data = pickle.dumps(rows[start : start + BLOCK])
            self._file.write(data)
            blocks.append((end, len(data)))
            end += len(data)
        self._runs.append(blocks)

    def _read(self, blocks: list[tuple[int, int]]) -> Iterator[R]:
        assert self._file is not None
        for place, size in blocks:
            self._file.seek(place)
            yield from pickle.loads(self._file.read(size))  # noqa: S301 - written above, into a file without a name
