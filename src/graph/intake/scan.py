"""One sheet's XML, looked through before it is laid out in memory: what a reader of values would not tell. Pure.

Rules:
- A formula without a stored value and a cell that holds an error would both be read as empty, and so would clear what
  is stored: each is found, with its place.
- A reader lays a sheet out as a rectangle, so one cell far out costs the memory of all before it: the rectangle of the
  cells that hold something is bounded.
- Bytes are searched first, which costs little; only what shows a sign of these is parsed.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from xml.parsers.expat import ExpatError, ParserCreate, XMLParserType

from graph.intake.package import BadBook

MOST_CELLS = 16_000_000
MOST_ROWS, MOST_COLUMNS = 1_048_576, 16_384
ODD_KEPT = 100_000
"""So many cells at fault are kept of one sheet: their rows are then told one by one."""

_FORMULA = re.compile(rb"<f[ >/\s]")
_FAR = re.compile(rb' r="(?:[A-Za-z]{3}|[C-Zc-z][A-Za-z]|[A-Za-z]{0,2}(?:[6-9][0-9]{5}|[0-9]{7}))')
"""A reference beyond column BZ or row 599,999."""
_SIGNS = (b't="e"', b"='", b" =", b'\nr="', b'\tr="')
"""An error, or attributes written in another way than spreadsheets do."""
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_TAG_MOST = 1 << 16


class Scan(NamedTuple):
    """What was found: cells at fault by row and column, counted from 0, and whether there is any formula."""

    odd: dict[int, dict[int, str]]
    rows: int


def scanned(pieces: Iterable[bytes], again: Iterable[bytes]) -> Scan:
    """Look through a sheet; ``again`` yields the same bytes for a second, thorough look where there is a sign."""
    signs: bool | None = None
    cells = 0
    for text in _whole(pieces):
        cells += text.count(b"c>")
        if signs is None:
            signs = b"<worksheet" not in text  # names with a prefix, which the search does not know
        signs = signs or any(sign in text for sign in _SIGNS) or bool(_FORMULA.search(text) or _FAR.search(text))
    if cells > MOST_CELLS:
        raise BadBook("sheet_too_large", most=f"{MOST_CELLS:,}")
    return _Thorough().scan(again) if signs else Scan({}, 0)


def _whole(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Yield pieces again, cut before a tag that is not whole."""
    rest = b""
    for piece in pieces:
        text = rest + piece
        cut = text.rfind(b"<")
        if cut >= 0 and b">" not in text[cut:]:
            rest = text[cut:]
            text = text[:cut]
        else:
            rest = b""
        if len(rest) > _TAG_MOST:
            raise BadBook("damaged_workbook")
        yield text
    yield rest


class _Thorough:
    """Parses a sheet and places each cell as the reader does."""

    def __init__(self) -> None:
        self._odd: dict[int, dict[int, str]] = {}
        self._kept = 0
        self._row, self._column = -1, -1
        self._type = ""
        self._formula = self._value = self._filled = self._inside = False
        self._rows: tuple[int, int] | None = None
        self._columns: tuple[int, int] = (0, 0)

    def scan(self, pieces: Iterable[bytes]) -> Scan:
        parser = self._parser()
        try:
            for piece in pieces:
                parser.Parse(piece)
            parser.Parse(b"", True)
        except ExpatError as error:
            raise BadBook("damaged_workbook") from error
        return Scan(self._odd, max(self._odd, default=-1) + 1)

    def _parser(self) -> XMLParserType:
        parser = ParserCreate(namespace_separator=" ")
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.buffer_text = True
        return parser

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        match name.rpartition(" ")[2]:
            case "row":
                said = attributes.get("r")
                self._row = self._number(said) if said else self._row + 1
                self._column = -1
            case "c":
                self._place(attributes.get("r"))
                self._type = attributes.get("t", "")
                self._formula = self._value = self._filled = False
            case "f":
                self._formula = True
            case "v" | "is":
                self._value = self._inside = True
                # An empty text is a value; any other type without one was never computed.
                self._filled |= self._type == "str"

    def _text(self, text: str) -> None:
        self._filled |= self._inside and bool(text.strip())

    def _end(self, name: str) -> None:
        if name.rpartition(" ")[2] in ("v", "is"):
            self._inside = False
        if name.rpartition(" ")[2] != "c":
            return
        if self._formula and not self._filled:
            self._note("formula_without_value")
        elif self._type == "e":
            self._note("error_value")
        if self._value:
            self._stretch()

    def _number(self, said: str) -> int:
        if not said.isascii() or not said.isdecimal() or not 0 < int(said[:9]) <= MOST_ROWS:
            raise BadBook("damaged_workbook")
        return int(said) - 1

    def _place(self, reference: str | None) -> None:
        if reference is None:
            self._column += 1
            return
        found = _REFERENCE.fullmatch(reference)
        if not found:
            raise BadBook("damaged_workbook")
        column = 0
        for letter in found[1]:
            column = column * 26 + ord(letter) - ord("A") + 1
        if column > MOST_COLUMNS:
            raise BadBook("damaged_workbook")
        self._column = column - 1
        self._row = self._number(found[2])

    def _note(self, code: str) -> None:
        self._kept += 1
        if self._kept <= ODD_KEPT:
            self._odd.setdefault(self._row, {})[self._column] = code

    def _stretch(self) -> None:
        top, bottom = self._rows or (self._row, self._row)
        left, right = self._columns if self._rows else (self._column, self._column)
        self._rows = min(top, self._row), max(bottom, self._row)
        self._columns = min(left, self._column), max(right, self._column)
        height, width = self._rows[1] - self._rows[0] + 1, self._columns[1] - self._columns[0] + 1
        if height * width > MOST_CELLS:
            raise BadBook("sheet_too_large", most=f"{MOST_CELLS:,}")
