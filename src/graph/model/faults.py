"""Faults of files: each names its file, row (as a spreadsheet shows it: the header is row 1) and column.

Rules:
- All faults of a run are collected, not the first only. A fault that only follows from an earlier one is counted, not
  listed.
- A fault carries a code and what fills its message; words for people are made in ``graph.output.fault_words``.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault; ``row`` and ``column`` are None where the file as a whole is at fault."""

    code: str
    file: str
    row: int | None = None
    column: str | None = None
    about: Mapping[str, str] = field(default_factory=dict)


class Faults:
    """The faults of one run, in the order found, and how many only follow from others."""

    def __init__(self) -> None:
        self.following = 0
        self._listed: list[Fault] = []

    def add(
        self,
        code: str,
        file: str,
        row: int | None = None,
        column: str | None = None,
        **about: str,
    ) -> None:
        self._listed.append(Fault(code, file, row, column, about))

    def follows(self) -> None:
        """Count a fault that only follows from an earlier one."""
        self.following += 1

    def __len__(self) -> int:
        return len(self._listed)

    def __iter__(self) -> Iterator[Fault]:
        return iter(sorted(self._listed, key=lambda one: (one.file, one.row or 0)))
