"""Faults of files: each names its file, row (as a spreadsheet shows it: the header is row 1) and column.

Rules:
- All faults of a run are collected, not the first only; a row with a cell at fault is not judged against other rows. A
  fault that only follows from an earlier one is counted, not listed.
- A sheet of a workbook is named as its file, a NUL and the sheet (``in_sheet``): neither name can hold that mark.
- A note stands where a fault would, and stops nothing.
- A fault carries a code and what fills its message; words for people are made in ``graph.output.fault_words``.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field


def in_sheet(file: str, sheet: str) -> str:
    """Return how a sheet of a workbook is named in faults."""
    return f"{file}\0{sheet}"


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault; ``row`` and ``column`` are None where the file as a whole is at fault."""

    code: str
    file: str
    row: int | None = None
    column: str | None = None
    about: Mapping[str, str] = field(default_factory=dict)

    @property
    def book(self) -> str:
        """Return the file's own name."""
        return self.file.partition("\0")[0]

    @property
    def sheet(self) -> str:
        """Return the sheet's name; empty where the file is no workbook, or at fault as a whole."""
        return self.file.partition("\0")[2]


class Faults:
    """The faults of one run, in the order found, and how many only follow from others."""

    def __init__(self) -> None:
        self.following = 0
        self.notes: list[Fault] = []
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

    def note(self, code: str, file: str, row: int | None = None, column: str | None = None, **about: str) -> None:
        """Keep what people should know, though nothing is wrong."""
        self.notes.append(Fault(code, file, row, column, about))

    def place(self, placed: Callable[[Fault], Fault]) -> None:
        """Show each fault as people see its file."""
        self._listed = [placed(one) for one in self._listed]
        self.notes = [placed(one) for one in self.notes]

    def __len__(self) -> int:
        return len(self._listed)

    def __iter__(self) -> Iterator[Fault]:
        return iter(sorted(self._listed, key=lambda one: (one.file, one.row or 0)))
