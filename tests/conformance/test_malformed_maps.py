"""Malformed mappings, and ledgers that a mapping reads: each is refused with its place, and nothing else happens."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.ledgers import role_map, write_ledger
from tests.malformed import Case, check_refused, write_register
from tests.workbooks import package, text_cells, zipped

MB = 1 << 20
AREAS = """[[source]]
file = "ledger.csv"
[[source.areas]]
id = "{code}"
name = "{name}"
level = "village"
"""
SHEET = AREAS.replace("ledger.csv", "ledger.xlsx")
HEAD = text_cells(1, "code", "name")


def given(mapping: str | bytes, ledger: str | bytes | None = "code,name\nv,Plum\n") -> Callable[[Path], Path]:
    """Return what writes a folder of a mapping and its ledger."""

    def make(at: Path) -> Path:
        (at / "map.toml").write_bytes(mapping if isinstance(mapping, bytes) else mapping.encode())
        if ledger is not None:
            (at / "ledger.csv").write_bytes(ledger if isinstance(ledger, bytes) else ledger.encode())
        return at

    return make


def book(content: Callable[[], bytes], mapping: str = SHEET) -> Callable[[Path], Path]:
    def make(at: Path) -> Path:
        (at / "ledger.xlsx").write_bytes(content())
        (at / "map.toml").write_text(mapping)
        return at

    return make


def merged(xml: str, rows: str = HEAD + text_cells(2, "v", "Plum")) -> Callable[[], bytes]:
    """Return what makes a workbook with merged ranges, however they lie."""

    def content() -> bytes:
        entries = package(rows, "Sheet1")
        name = "xl/worksheets/sheet1.xml"
        text = str(entries[name]).replace("</sheetData>", f"</sheetData><mergeCells>{xml}</mergeCells>")
        return zipped({**entries, name: text})

    return content


def special(act: Callable[[Path], object], name: str) -> Callable[[Path], Path]:
    def make(at: Path) -> Path:
        given(AREAS)(at)
        (at / name).unlink()
        act(at / name)
        return at

    return make


def footer(at: Path) -> Path:
    write_ledger(at / "ledger.xlsx", [("code", "name"), ("v", "Plum"), ("note: x", None)], ["A3:B3"])
    (at / "map.toml").write_text(SHEET.replace("{name}", "{name}{code}").replace('"village"', '"{name}"'))
    return at


MAPS = [
    Case("no mapping", special(Path.exists, "map.toml"), ("map.toml", "no such mapping file")),
    Case("a pipe in the mapping's place", special(os.mkfifo, "map.toml"), ("map.toml", "no plain file")),
    Case("a mapping that is a folder", special(Path.mkdir, "map.toml"), ("map.toml", "no plain file")),
    Case("a link in a circle", special(lambda path: path.symlink_to(path), "map.toml"), ("map.toml", "circle")),
    Case("a mapping of 10 MB", given(b"#" * 10 * MB), ("map.toml", "1 MB")),
    Case("a mapping of one long blank line", given(" " * (MB - 1)), ("map.toml", "source")),
    Case("a mapping in GBK", given("# 台账\n".encode("gbk") + AREAS.encode()), ("map.toml, row 1",)),
    Case("brackets without end", given("[" * 500_000), ("map.toml", "TOML")),
    Case("a number without end", given("as_of = " + "9" * 500_000), ("map.toml", "TOML")),
    Case("an unknown key", given("colour = 1\n" + AREAS), ("map.toml, row 1, column colour",)),
    Case("a thousand unknown keys", given(AREAS + "\n".join(f"k{n} = 1" for n in range(1_000))), ("map.toml, row 7",)),
    Case("a pattern without end", given(AREAS.replace("{code}", "{" * 50_000)), ("map.toml, row 4", "areas[1].id")),
    Case(
        "a file out of the folder",
        given(AREAS.replace("ledger", "../../ledger")),
        ("map.toml, row 2, column source[1].file",),
    ),
    Case("a file that is not there", given(AREAS, None), ("map.toml, row 2", "ledger.csv")),
    Case("a date form of two days", given("dates = 'YYYY.D.M'\n" + AREAS), ("map.toml, row 1, column dates",)),
]
LEDGERS = [
    Case(
        "a column that nobody mentions",
        given(AREAS, "code,name,phone\nv,Plum,1\n"),
        ("ledger.csv, row 1, column phone",),
    ),
    Case("a label that the ledger lacks", given(AREAS.replace("{name}", "{nmae}")), ("map.toml, row 3", "nmae")),
    Case(
        "a filter that leaves nothing",
        given(AREAS.replace("[[source.a", "where = { code = 'x' }\n[[source.a")),
        ("map.toml, row 3",),
    ),
    Case(
        "two names where one should be",
        given(role_map(), "village,secretary\nv,A、B\n"),
        ("ledger.csv, row 2, column secretary", "A、B"),
    ),
    Case(
        "a name of 10 MB",
        given(role_map(), "village,secretary\nv," + "A" * 10 * MB + "\n"),
        ("ledger.csv, row 2, column secretary",),
    ),
    Case(
        "an unknown name",
        given(role_map(people=""), "village,secretary\nv,A\n"),
        ("ledger.csv, row 2, column secretary", "“A”"),
    ),
    Case(
        "a date in another form",
        given(role_map(role='since = "{since}"'), "village,secretary,since\nv,A,2024.1.5\n"),
        ("ledger.csv, row 2, column since",),
    ),
    Case("a header of 10 MB", given(AREAS, "x" * 10 * MB), ("ledger.csv, row 1",)),
    Case("ten million commas", given(AREAS, "code,name\n" + "," * 10_000_000), ("ledger.csv, row 2",)),
    Case(
        "an open quote over 10 MB", given(AREAS, 'code,name\nv,"' + "A\n" * 5 * MB), ("ledger.csv, row 2, column name",)
    ),
    Case("bytes that are no text", given(AREAS, b"code,name\nv,\xff\xfe\n"), ("ledger.csv, row 2, column name",)),
    Case("ten megabytes of zeros", given(AREAS, bytes(10 * MB)), ("ledger.csv, row 1, column A", "NUL")),
    Case("a pipe in the ledger's place", special(os.mkfifo, "ledger.csv"), ("ledger.csv", "pipe")),
    Case("a folder in the ledger's place", special(Path.mkdir, "ledger.csv"), ("ledger.csv", "folder")),
    Case("a workbook cut short", book(lambda: zipped(package(HEAD))[:-100]), ("ledger.xlsx",)),
    Case(
        "a sheet that is not there",
        book(lambda: zipped(package(HEAD)), SHEET.replace("[[source.a", "sheet = '台账'\n[[source.a")),
        ("map.toml, row 3", "台账"),
    ),
    Case(
        "a header below the sheet",
        book(lambda: zipped(package(HEAD)), SHEET.replace("[[source.a", "header = 9\n[[source.a")),
        ("ledger.xlsx, sheet areas, row 9",),
    ),
    Case("merged cells that overlap", book(merged('<mergeCell ref="A1:B9"/>' * 50)), ("ledger.xlsx, sheet Sheet1",)),
    Case("merged cells that are none", book(merged('<mergeCell ref="ZZZZ1:B"/>')), ("ledger.xlsx",)),
    Case("a footer merged over all columns", footer, ("ledger.xlsx, sheet 台账, row 2, column name",)),
    Case(
        "an error among the names",
        book(lambda: zipped(package(HEAD + '<row r="2"><c r="A2" t="e"><v>#REF!</v></c></row>'))),
        ("sheet areas, row 2, column code",),
    ),
    Case(
        "a formula without a value",
        book(lambda: zipped(package(HEAD + '<row r="2"><c r="A2"><f>1</f><v/></c></row>'))),
        ("sheet areas, row 2, column code",),
    ),
]


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_register(tmp_path_factory.mktemp("register"))


@pytest.mark.parametrize("case", [*MAPS, *LEDGERS], ids=lambda case: case.name)
def test_a_malformed_mapping_or_ledger_is_refused_with_its_place(case: Case, register: Path, tmp_path: Path) -> None:
    check_refused(case, register, tmp_path, "--map", tmp_path / "given" / "map.toml")
