"""The zip file that an XLSX workbook is: told from other files, and weighed before anything opens it.

Rules:
- What is no workbook is named for what it is: encrypted, an old .xls, HTML or CSV under another name, another zip.
- The sizes that the zip declares are summed before anything is inflated. An entry that inflates to more, or to other
  bytes, than it declares ends the reading: what is declared is what a reader gets.
- A sheet is looked through before a reader lays it out in memory (``graph.intake.scan``). No XML may declare a type: no
  workbook does, and entities could grow without bound.
"""

import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import IO
from xml.etree import ElementTree as ET

MOST_BYTES = 1 << 29
"""The largest file."""
MOST_INFLATED = 1 << 30
"""The most that all entries may inflate to."""
MOST_RATIO, FROM = 120, 16 << 20
"""An entry that inflates to more than ``FROM`` may do so by this factor at most; sheets reach 10 to 40."""
MOST_ENTRIES = 10_000

_CHUNK = 1 << 20
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_RELATION = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"


class BadBook(Exception):
    """What is wrong with a workbook as a whole: a code and what fills its message."""

    def __init__(self, code: str, **about: str) -> None:
        self.code = code
        self.about = about
        super().__init__(code)


class Package:
    """An open workbook's zip, weighed: its entries by name, whatever the case."""

    def __init__(self, file: IO[bytes], size: int) -> None:
        self._file = file
        if size > MOST_BYTES:
            raise BadBook("workbook_too_large", size=_megabytes(size), most=_megabytes(MOST_BYTES))
        try:
            with zipfile.ZipFile(file) as opened:
                entries = opened.infolist()
        except (zipfile.BadZipFile, struct.error, ValueError, NotImplementedError, EOFError, UnicodeError) as error:
            raise BadBook("damaged_workbook") from error
        self._entries = {_plain(info.filename): info for info in entries}
        if len(self._entries) != len(entries) or len(entries) > MOST_ENTRIES:
            raise BadBook("damaged_workbook")
        self._weigh()
        if "xl/workbook.xml" not in self._entries:
            raise BadBook("not_a_workbook")

    def _weigh(self) -> None:
        infos = self._entries.values()
        self.size = total = sum(info.file_size for info in infos)
        if total > MOST_INFLATED or any(
            info.file_size > max(FROM, info.compress_size * MOST_RATIO) for info in infos if info.file_size > FROM
        ):
            raise BadBook("workbook_too_large", size=_megabytes(total), most=_megabytes(MOST_INFLATED))

    def check(self) -> None:
        """Inflate all that is no sheet or picture, to see that it is what it declares."""
        sheets = {*self.sheets().values()}
        for name in self._entries:
            if name not in sheets and not name.startswith("xl/media/"):
                for _ in self.inflated(name):
                    pass

    def sheets(self) -> dict[str, str]:
        """Return the entry of each sheet, by the sheet's name."""
        book = self._xml("xl/workbook.xml")
        targets = {one.get("Id"): one.get("Target", "") for one in self._xml("xl/_rels/workbook.xml.rels")}
        found: dict[str, str] = {}
        for one in book.iter():
            if one.tag.rpartition("}")[2] == "sheet":
                target = targets.get(one.get(_RELATION) or one.get(_STRICT_RELATION), "")
                entry = _plain(target.removeprefix("/") if target.startswith(("/", "xl/")) else f"xl/{target}")
                name = one.get("name", "")
                if entry not in self._entries or name in found:
                    raise BadBook("damaged_workbook")
                found[name] = entry
        return found

    def _xml(self, name: str) -> ET.Element:
        info = self._entries.get(name)
        if info is None or info.file_size > FROM:
            raise BadBook("damaged_workbook")
        try:
            return ET.fromstring(b"".join(self.inflated(name)))  # noqa: S314  no XML here declares a type
        except ET.ParseError as error:
            raise BadBook("damaged_workbook") from error

    def inflated(self, name: str) -> Iterator[bytes]:
        """Yield an entry's bytes in pieces; raise where they are not what the zip declares."""
        info = self._entries[name]
        if info.flag_bits & 1 or info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise BadBook("damaged_workbook")
        size = crc = 0
        for piece in self._raw(info):
            if not size and name.endswith((".xml", ".rels")) and _is_strange(piece):
                raise BadBook("damaged_workbook")
            size, crc = size + len(piece), zlib.crc32(piece, crc)
            if size > info.file_size:
                break
            yield piece
        if size != info.file_size or crc != info.CRC:
            raise BadBook("damaged_workbook")

    def _raw(self, info: zipfile.ZipInfo) -> Iterator[bytes]:
        self._file.seek(info.header_offset)
        header = self._file.read(30)
        if len(header) < 30 or header[:4] != b"PK\3\4":
            raise BadBook("damaged_workbook")
        self._file.seek(sum(struct.unpack("<HH", header[26:30])), 1)
        left = info.compress_size
        inflater = zlib.decompressobj(-15) if info.compress_type == zipfile.ZIP_DEFLATED else None
        while left > 0 and (raw := self._file.read(min(left, 1 << 16))):
            left -= len(raw)
            if inflater is None:
                yield raw
                continue
            try:
                while raw:
                    yield inflater.decompress(raw, _CHUNK)
                    raw = inflater.unconsumed_tail
            except zlib.error as error:
                raise BadBook("damaged_workbook") from error


def told(start: bytes, file: IO[bytes]) -> None:
    """Raise where a file that should be a workbook is something else; ``start`` is how it begins."""
    if start.startswith(b"PK\3\4"):
        return
    if start.startswith(_OLE):
        raise BadBook("encrypted_workbook" if _holds(file, _ENCRYPTED) else "old_workbook")
    text = start.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if text.startswith((b"<!doctype html", b"<html", b"<table", b"<?xml", b"<meta", b"<head", b"<body")):
        raise BadBook("text_as_workbook", kind="html")
    if text and not any(mark < 9 for mark in text) and any(mark in text for mark in b",;\t\n"):
        raise BadBook("text_as_workbook", kind="csv")
    raise BadBook("damaged_workbook" if start else "empty_file")


def _is_strange(xml: bytes) -> bool:
    """Tell of the first piece of XML whether it declares a type, or is not in UTF-8: no spreadsheet writes such."""
    return b"<!DOCTYPE" in xml or b"\0" in xml


def _holds(file: IO[bytes], word: bytes) -> bool:
    file.seek(0)
    tail = b""
    while chunk := file.read(_CHUNK):
        if word in tail + chunk:
            return True
        tail = chunk[-len(word) :]
    return False


def _plain(name: str) -> str:
    return str(PurePosixPath(name.replace("\\", "/").lower()))


def _megabytes(size: int) -> str:
    return f"{size / (1 << 20):,.0f} MB"
