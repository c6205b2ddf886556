"""A cell of a ledger to the names in it, each with the kind of tenure that its marks mean. Pure.

Rules:
- Blanks between Chinese characters do not count: ledgers widen short names with them.
- What the mapping lists as separators, marks and words for nobody is taken so. A text that still holds a bracket, a
  separator or a line break is no name: it is never guessed.
"""

import re

from graph.changes.claims import Said
from graph.intake.cells import CellFault
from graph.intake.mapping import Cell
from graph.model.ids import has_control, trimmed
from graph.model.names import bare_name

_NO_NAME = re.compile(r"[、，,;；/\\|（）()\[\]【】〔〕{}<>《》:：&+\r\n\t]")
LONGEST = 100


def names_in(text: str, cell: Cell) -> tuple[Said, ...]:
    """Return the names of a cell, each once; raise CellFault where a part is no name."""
    found: dict[str, Said] = {}
    for part in _parts(trimmed(text), cell):
        if part in cell.vacant or bare_name(part) in cell.vacant:
            continue
        said = _one(part, cell)
        if found.setdefault(said.name, said) != said:
            raise CellFault("odd_name", value=text)
    return tuple(found.values())


def _parts(text: str, cell: Cell) -> list[str]:
    if text in cell.vacant:
        return []
    if not cell.separators:
        return [text] if text else []
    between = "|".join(re.escape(one) for one in sorted(cell.separators, key=len, reverse=True) if one)
    return [part for part in map(trimmed, re.split(between, text) if between else [text]) if part]


def _one(part: str, cell: Cell) -> Said:
    kind, name = "", part
    marks = sorted((mark for mark in cell.marks if mark), key=len, reverse=True)
    while mark := next((one for one in marks if name.endswith(one)), None):
        name = trimmed(name[: -len(mark)])
        kind = kind or cell.marks[mark]
    name = bare_name(name)
    if not name or len(name) > LONGEST or _NO_NAME.search(name) or has_control(name) or not any(map(str.isalpha, name)):
        raise CellFault("odd_name", value=part)
    return Said(name, kind or cell.kind)
