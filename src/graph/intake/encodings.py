"""Which encoding a file of text is in: recognised from its bytes, or named by who imports it.

Rules:
- In this order: a byte order mark; zero bytes and a header of known columns are UTF-16; strict UTF-8; strict GB 18030
  (which holds GB 2312 and GBK). GB 18030 takes nearly any bytes, so what was taken is told with a sample.
- A zero byte without such a header is no sign of an encoding: it stays in the text and is a fault of its cell.
- Bytes that fit none are read as the encoding that fits furthest, so that the first of them is named where it stands.
- A byte that does not fit is kept as a lone surrogate (U+DC00 + byte), in every encoding; see ``cells.no_text``.
"""

import codecs
import re
from collections.abc import Callable, Iterator
from typing import NamedTuple, Protocol

KEEP_BYTES = "zeren.bytes"
"""The error handler that keeps bytes which do not fit."""

CHUNK = 1 << 16
_SAMPLE = 4_096


class Encoding(NamedTuple):
    """An encoding: what people call it, Python's codec, and the bytes of a mark to pass over."""

    name: str
    codec: str
    skip: int = 0


UTF_8 = Encoding("UTF-8", "utf-8-sig")
GB_18030 = Encoding("GB 18030", "gb18030")

_MARKS = (
    (codecs.BOM_UTF8, UTF_8),
    (codecs.BOM_UTF16_LE, Encoding("UTF-16", "utf-16-le", 2)),
    (codecs.BOM_UTF16_BE, Encoding("UTF-16", "utf-16-be", 2)),
    (b"\x84\x31\x95\x33", Encoding("GB 18030", "gb18030", 4)),
)
_UNMARKED = (Encoding("UTF-16 (little-endian)", "utf-16-le"), Encoding("UTF-16 (big-endian)", "utf-16-be"))
_NO_FILES = ("idna", "mbcs", "oem", "punycode", "raw_unicode_escape", "undefined", "unicode_escape", "utf_7")
"""Codecs of Python that no spreadsheet writes, and that would take ordinary text for something else."""


class Bytes(Protocol):
    def read(self, size: int, /) -> bytes | None: ...


def _kept(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return "".join(chr(0xDC00 + byte) for byte in error.object[error.start : error.end]), error.end


codecs.register_error(KEEP_BYTES, _kept)


class _Fit:
    """How far a stream of bytes fits an encoding."""

    def __init__(self, encoding: Encoding) -> None:
        self.encoding = encoding
        self.end: int | None = None
        self._decoder = codecs.getincrementaldecoder(encoding.codec)("strict")
        self._taken = 0

    def take(self, chunk: bytes, *, last: bool = False) -> None:
        if self.end is not None:
            return
        try:
            self._decoder.decode(chunk, last)
            self._taken += len(chunk)
        except UnicodeDecodeError as error:
            self.end = self._taken + len(chunk) - len(error.object) + error.start


def recognised(stream: Bytes, is_header: Callable[[str], bool]) -> tuple[Encoding, str]:
    """Return a stream's encoding and the first of its text; ``is_header`` tells a row 1 of known columns."""
    start = stream.read(CHUNK) or b""
    for mark, encoding in _MARKS:
        if start.startswith(mark):
            return encoding, _text(start, encoding)
    if b"\0" in start:
        for encoding in _UNMARKED:
            text = _text(start, encoding)
            if is_header(re.split(r"[\r\n]", text, maxsplit=1)[0]):
                return encoding, text
    fits = [_Fit(UTF_8), _Fit(GB_18030)]
    for chunk in _chunks(stream, start):
        for fit in fits:
            fit.take(chunk, last=not chunk)
        if all(fit.end is not None for fit in fits):
            break
    # The first of them that fits to the end, else the first of those that fit furthest.
    encoding = max(fits, key=lambda fit: float("inf") if fit.end is None else fit.end).encoding
    return encoding, _text(start, encoding)


def _chunks(stream: Bytes, start: bytes) -> Iterator[bytes]:
    chunk = start
    while chunk:
        yield chunk
        chunk = stream.read(CHUNK) or b""
    yield b""


def named(name: str) -> Encoding | None:
    """Return the encoding of a name, or None; GB 2312 and GBK are read as GB 18030, which holds both."""
    try:
        codec = codecs.lookup(name.strip())
        if codec.name.replace("-", "_") in _NO_FILES:
            return None
        b"ab".decode(codec.name, "ignore")  # refuses what is no encoding of text
    except (LookupError, ValueError):
        return None
    if codec.name in ("gb2312", "gbk", "gb18030"):
        return GB_18030
    return UTF_8 if codec.name in ("utf-8", "utf-8-sig") else Encoding(name.strip(), codec.name)


def _text(start: bytes, encoding: Encoding) -> str:
    return start[encoding.skip : _SAMPLE].decode(encoding.codec, "replace")


def sample(text: str) -> tuple[str, str]:
    """Return the first two lines of a text that hold something."""
    lines = [line for line in re.split(r"[\r\n]+", text) if line.strip()]
    return (lines[0] if lines else "", lines[1] if len(lines) > 1 else "")
