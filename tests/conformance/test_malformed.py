"""Forty and more malformed folders and workbooks: each is refused with its place, and nothing else happens.

Rules:
- Every case runs as a user would run it, against a register that holds something (``tests.malformed``).
- Time and memory are bounded for each, zip bombs and cells of ten megabytes included.
"""

import io
import os
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from tests.malformed import Case, check_refused, write_register
from tests.workbooks import package, text_cells, write_book, zipped

BOMB_SECONDS = 2.0

AREAS = "id,name,level,parent,since,until\n"
HEAD = text_cells(1, "id", "name", "level")
ROW = text_cells(2, "v", "A", "village")
OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)
MB = 1 << 20
SHEET = "xl/worksheets/sheet1.xml"


def folder(**files: str | bytes) -> Callable[[Path], Path]:
    """Return what writes a folder of CSV files."""

    def make(at: Path) -> Path:
        for name, content in files.items():
            raw = content if isinstance(content, bytes) else content.encode()
            (at / f"{name}.csv").write_bytes(raw)
        return at

    return make


def raw(name: str, content: Callable[[], bytes] | bytes) -> Callable[[Path], Path]:
    """Return what writes one file."""

    def make(at: Path) -> Path:
        (at / name).write_bytes(content if isinstance(content, bytes) else content())
        return at / name

    return make


def sheet(rows: str, name: str = "areas", **more: str | bytes) -> Callable[[Path], Path]:
    """Return what writes a workbook of one sheet's bare XML."""
    return raw("book.xlsx", lambda: zipped(package(rows, name, **more)))


def book(**sheets: list[tuple[object, ...]]) -> Callable[[Path], Path]:
    return lambda at: write_book(at / "book.xlsx", sheets)


def special(act: Callable[[Path], object]) -> Callable[[Path], Path]:
    """Return what puts something that is no file in a file's place."""

    def make(at: Path) -> Path:
        act(at / "areas.csv")
        return at

    return make


def piped(at: Path) -> Path:
    os.mkfifo(at / "book.xlsx")
    return at / "book.xlsx"


def merged(at: Path) -> Path:
    path = book(areas=[("id", "name", "level"), ("v", "A", "village"), ("w", "B", "village")])(at)
    opened = openpyxl.load_workbook(path)
    opened["areas"].merge_cells("B2:B3")
    opened.save(path)
    return path


def bomb(entry: str, *, lying: bool = False) -> bytes:
    """Return a workbook with an entry of 200 MB of blanks; a lying one declares 1,000 bytes, and their checksum."""
    out = io.BytesIO()
    crc = 0
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in package(HEAD).items():
            if name != entry:
                file.writestr(name, text)
        with file.open(entry, "w") as stream:
            for _ in range(200):
                stream.write(b" " * MB)
                crc = zlib.crc32(b" " * MB, crc)
    if not lying:
        return out.getvalue()
    said = out.getvalue().replace((200 * MB).to_bytes(4, "little"), (1_000).to_bytes(4, "little"))
    return said.replace(crc.to_bytes(4, "little"), zlib.crc32(b" " * 1_000).to_bytes(4, "little"))


def overlapping_zip() -> bytes:
    """Return a workbook in whose directory one entry stands 20,000 times."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in package(HEAD).items():
            file.writestr(name, text)
        for number in range(20_000):
            file.writestr(f"xl/{number}", b"")
    return out.getvalue()


def laughing() -> str:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    return f'<!DOCTYPE a [<!ENTITY e0 "lol">{entities}]><worksheet>&e11;</worksheet>'


FOLDERS = [
    Case(
        "a GBK file with a byte that is none",
        folder(areas=AREAS.encode() + "v,梅村,".encode("gbk") + b"\xff,,,\n"),
        ("areas.csv, row 2",),
    ),
    Case(
        "UTF-16 cut in the middle",
        folder(areas="\ufeffid,name\nv,A".encode("utf-16-le") + b"\0"),
        ("areas.csv, row 2",),
    ),
    Case(
        "UTF-16 of unknown columns",
        folder(areas="colour\nred\n".encode("utf-16-be")),
        ("areas.csv, row 1, column A", "NUL"),
    ),
    Case("UTF-32", folder(areas=AREAS.encode("utf-32")), ("areas.csv, row 1, column A",)),
    Case("a picture", folder(areas=b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)) * 40), ("areas.csv, row 1",)),
    Case(
        "one column in both languages",
        folder(areas="id,编码,name,level\nv,v,A,village\n"),
        ("areas.csv, row 1, column 编码",),
    ),
    Case("a table in both languages", folder(areas=AREAS, 区域="编码\n"), ("区域.csv", "areas.csv")),
    Case("a file of an unknown Chinese name", folder(区域表="编码\n"), ("区域表.csv", "区域.csv")),
    Case(
        "an unknown Chinese column",
        folder(区域="编码,名称,级别\nv,A,村社区\n"),
        ("区域.csv, row 1, column 级别", "层级"),
    ),
    Case(
        "an unknown Chinese word", folder(区域="编码,名称,层级\nv,A,社区\n"), ("区域.csv, row 2, column 层级", "村社区")
    ),
    Case("a level as a unit's kind", folder(单位="编码,名称,类型\nu,A,网格\n"), ("单位.csv, row 2, column 类型",)),
    Case(
        "a cell of 10 MB",
        folder(areas=AREAS + "v," + "x" * 10 * MB + ",village,,,\n"),
        ("areas.csv, row 2, column name",),
    ),
    Case(
        "a GBK cell of 10 MB",
        folder(areas=AREAS.encode() + b"v," + b"\xc3\xb7" * 5 * MB + b",village,,,\n"),
        ("areas.csv, row 2, column name",),
    ),
    Case("a header of 10 MB", folder(areas="x" * 10 * MB), ("areas.csv, row 1",)),
    Case("ten million commas", folder(areas=AREAS + "," * 10_000_000), ("areas.csv, row 2",)),
    Case(
        "an open quote over 10 MB", folder(areas=AREAS + 'v,"' + "A\n" * 5_000_000), ("areas.csv, row 2, column name",)
    ),
    Case("ten megabytes of zeros", folder(areas=bytes(10 * MB)), ("areas.csv, row 1",)),
    Case("a pipe", special(os.mkfifo), ("areas.csv", "pipe")),
    Case("a link in a circle", special(lambda path: path.symlink_to(path)), ("areas.csv", "circle")),
    Case("a folder in a file's place", special(Path.mkdir), ("areas.csv", "folder")),
    Case("rows in a circle", folder(areas=AREAS + "a,A,county,b,,\nb,B,township,a,,\n"), ("areas.csv, row 2",)),
    Case(
        "a reference to nothing", folder(areas=AREAS + "v,A,village,nowhere,,\n"), ("areas.csv, row 2, column parent",)
    ),
]

BOOKS = [
    Case("an empty file", raw("book.xlsx", b""), ("book.xlsx",)),
    Case("CSV under another name", raw("book.xlsx", AREAS.encode()), ("book.xlsx", "CSV")),
    Case("HTML under another name", raw("book.xls", b"<html><table></table></html>"), ("book.xls", "HTML")),
    Case("an old workbook", raw("book.xls", OLE), ("book.xls", ".xls")),
    Case(
        "an encrypted workbook",
        raw("book.xlsx", OLE + "EncryptedPackage".encode("utf-16-le")),
        ("book.xlsx", "password"),
    ),
    Case("a workbook cut short", raw("book.xlsx", lambda: zipped(package(HEAD))[:-100]), ("book.xlsx",)),
    Case(
        "a workbook with a changed byte",
        raw("book.xlsx", lambda: zipped(package(HEAD + ROW)).replace(b"PK\1\2", b"PK\1\3", 1)),
        ("book.xlsx",),
    ),
    Case("another zip", raw("book.xlsx", lambda: zipped({"content.xml": "x"})), ("book.xlsx",)),
    Case(
        "a workbook without relations",
        raw("book.xlsx", lambda: zipped({"xl/workbook.xml": "<workbook/>"})),
        ("book.xlsx",),
    ),
    Case("a pipe in a workbook's place", piped, ("book.xlsx", "pipe")),
    Case("a workbook of unknown sheets", book(Sheet1=[("id",)]), ("book.xlsx, sheet Sheet1",)),
    Case("a workbook without rows", book(Sheet1=[]), ("book.xlsx", "areas")),
    Case("a table twice", book(areas=[("id",)], 区域=[("编码",)]), ("book.xlsx, sheet 区域",)),
    Case("an empty sheet", book(areas=[]), ("book.xlsx, sheet areas",)),
    Case(
        "a title above the header",
        sheet(text_cells(1, "2026") + text_cells(2, "id")),
        ("sheet areas, row 1, column 2026",),
    ),
    Case("merged cells", merged, ("book.xlsx, sheet areas, row 2, column name", "B2:B3")),
    Case(
        "a formula without a value",
        sheet(HEAD + '<row r="2"><c r="A2"><f>1</f></c></row>'),
        ("sheet areas, row 2, column id",),
    ),
    Case(
        "a formula beside the columns",
        sheet(HEAD + ROW + '<row r="3"><c r="Z3"><f>1</f></c></row>'),
        ("sheet areas, row 3, column Z",),
    ),
    Case(
        "an error in a cell",
        sheet(HEAD + '<row r="2"><c r="A2" t="e"><v>#REF!</v></c></row>'),
        ("sheet areas, row 2, column id",),
    ),
    Case(
        "a fraction as an id",
        book(areas=[("id", "name", "level"), (1.5, "A", "village")]),
        ("sheet areas, row 2, column id",),
    ),
    Case(
        "an id that was rounded",
        book(areas=[("id", "name", "level"), (10**17, "A", "village")]),
        ("sheet areas, row 2, column id",),
    ),
    Case(
        "a cell of 10 MB in a workbook",
        sheet(HEAD + text_cells(2, "v", "x" * 10 * MB, "village")),
        ("book.xlsx, sheet areas, row 2, column name",),
    ),
    Case(
        "a cell at the far end",
        sheet(HEAD + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
        ("sheet areas",),
        BOMB_SECONDS,
    ),
    Case(
        "a cell beyond the far end",
        sheet('<row r="1"><c r="ZZZZZZ99999999999"><v>1</v></c></row>'),
        ("sheet areas",),
        BOMB_SECONDS,
    ),
    Case("text that is nowhere", sheet('<row r="1"><c r="A1" t="s"><v>99</v></c></row>'), ("sheet areas",)),
    Case("a sheet cut short", sheet('<row r="1"><c r="A1"><v>'), ("sheet areas",)),
    Case("XML in another encoding", sheet("", xl__strange="<a/>".encode("utf-16")), ("book.xlsx",)),
    Case("entities that laugh", sheet("", xl__sharedStrings=laughing()), ("book.xlsx",), BOMB_SECONDS),
    Case("a bomb of text", raw("book.xlsx", lambda: bomb("xl/sharedStrings.xml")), ("book.xlsx",), BOMB_SECONDS),
    Case("a bomb in the sheet", raw("book.xlsx", lambda: bomb(SHEET)), ("book.xlsx",), BOMB_SECONDS),
    Case(
        "a bomb that lies of its size", raw("book.xlsx", lambda: bomb(SHEET, lying=True)), ("book.xlsx",), BOMB_SECONDS
    ),
    Case("a directory of 20,000 entries", raw("book.xlsx", overlapping_zip), ("book.xlsx",), BOMB_SECONDS),
]


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_register(tmp_path_factory.mktemp("register"))


@pytest.mark.parametrize("case", [*FOLDERS, *BOOKS], ids=lambda case: case.name)
def test_a_malformed_input_is_refused_with_its_place(case: Case, register: Path, tmp_path: Path) -> None:
    check_refused(case, register, tmp_path)


def test_there_are_forty_and_more() -> None:
    assert len(FOLDERS) + len(BOOKS) >= 40
    assert len({case.name for case in [*FOLDERS, *BOOKS]}) == len(FOLDERS) + len(BOOKS)
