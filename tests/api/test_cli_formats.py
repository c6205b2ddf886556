"""The formats of answers about coverage: one content in all of them, files that stay whole, names that stay names."""

import csv
import errno
import io
import json
import os
import pty
import subprocess
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from graph.commands.coverage_question import Question
from graph.commands.reports import gaps_report
from graph.model.errors import OutputRefused
from graph.output.report.write import FORMATS, write_file
from graph.stores import open_store
from tests.command_line import PROGRAM, Desk, Ran, environment, process, shell, zeren
from tests.coverage_register import GAPS, ON, TOWN

COMMANDS = (
    *("coverage t", "coverage v2 --against 2025-12-31", "gaps t", "gaps v2 --over 2025-12-01..2026-03-01"),
    *("what-if v1 --without x1", "keystones t", "audit", "report exactly-one t"),
)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path).holds(TOWN)


def asks(desk: Desk, command: str, *arguments: object, **more: str) -> Ran:
    name, *first = command.split()
    day = () if "--over" in (*first, *arguments) else ("--on", ON)  # a range has no day
    return desk.asks(name, *first, *arguments, *day, **more)


def written(desk: Desk, command: str, ending: str, *arguments: object, **more: str) -> Path:
    """Return the file that a command wrote."""
    file = desk.directory / f"answer.{ending}"
    ran = asks(desk, command, "--output", file, *arguments, **more)
    assert (ran.code, ran.out) == (0, ""), ran.err
    assert ran.err == f"Written to {file}.\n" or more or "--lang" in arguments
    return file


def csv_rows(file: Path) -> list[list[str]]:
    return list(csv.reader(io.StringIO(file.read_bytes().decode("utf-8-sig"), newline="")))


def sheet(file: Path, name: str) -> list[list[str]]:
    """Return a sheet as a reader of workbooks sees it, each cell as text."""
    rows = CalamineWorkbook.from_path(str(file)).get_sheet_by_name(name).to_python()
    return [[_said(cell) for cell in row] for row in rows]


def _said(cell: Any) -> str:
    return str(int(cell)) if isinstance(cell, float) and cell == int(cell) else str(cell)


class Page(HTMLParser):
    """The tables of a page, its tags, and what it names outside itself."""

    def __init__(self) -> None:
        super().__init__()
        self.tables: list[list[list[str]]] = []
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self._cell: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in ("td", "th"):
            self._cell = []
        elif tag == "div" and self._cell:
            self._cell.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th") and self._cell is not None:
            self.tables[-1][-1].append("".join(self._cell))
            self._cell = None

    def handle_data(self, data: str) -> None:
        if self._cell is not None:
            self._cell.append(data)


def page(file: Path) -> Page:
    parser = Page()
    parser.feed(file.read_text(encoding="utf-8"))
    parser.close()
    return parser


# One content


def test_the_gaps_are_the_same_in_every_format(desk: Desk) -> None:
    rows = json.loads(written(desk, "gaps t", "json").read_text(encoding="utf-8"))["gaps"]
    assert {(one["place"], one["tier"], one["requirement"], one["kind"], one["have"]) for one in rows} == set(GAPS)

    lines = [json.loads(line) for line in written(desk, "gaps t", "ndjson").read_text(encoding="utf-8").splitlines()]
    assert [{name: one[name] for name in one if name != "list"} for one in lines[1:-1]] == rows

    head, *cells = csv_rows(written(desk, "gaps t", "csv"))
    assert cells == [row[: len(head)] for row in sheet(written(desk, "gaps t", "xlsx"), "Gaps")[1:]]
    assert [dict(zip(head, row, strict=True)) for row in cells] == [flat(one) for one in rows]

    shown = page(written(desk, "gaps t", "html")).tables[-1]
    text = written(desk, "gaps t", "txt").read_text(encoding="utf-8")
    assert len(shown) == len(rows) + 1
    for one, told in zip(rows, shown[1:], strict=True):
        for id in (one["place"], one["requirement"], *one["matters"]):
            assert any(id in cell for cell in told)
            assert f"({id})" in text
        assert one["kind"] in told[2]


NAMES = {
    "t": "Reed Town",
    "v1": "Plum",
    "v2": "Willow",
    "u1": "Noodles",
    "fire": "Fire",
    "flood": "Flood",
    "r1": "Rule 1",
    "r2": "Rule 2",
    "r3": "Rule 3",
    "x0": "Zhao",
    "x1": "Zhang",
    "x2": "Li",
    "x3": "Wang",
    "p0": "Mayor",
    "p1": "Committee Secretary",
    "p2": "Secretary of Willow",
    "p3": "Cadre",
}
TIERS = {"first": "first-responsible", "direct": "directly responsible"}


def flat(row: dict[str, Any]) -> dict[str, str]:
    """Return a gap row as the cells of a file, by their headings."""
    last, above = row["last_holder"] or {}, row["answered_above"] or {}
    named = {
        "place": row["place"],
        "requirement": row["requirement"],
        "last holder": last.get("person"),
        "last holder's post": last.get("post"),
        "answers next above": above.get("person"),
        "post above": above.get("post"),
        "place above": above.get("place"),
    }
    cells = {name: NAMES.get(id, "") for name, id in named.items()} | {
        f"{name}: id": id or "" for name, id in named.items()
    }
    return cells | {
        "place: lies in": {"u1": "Plum"}.get(row["place"], "Reed Town"),
        "tier": TIERS[row["tier"]],
        "gap": row["kind"],
        "have": str(row["have"]),
        "need": str(row["need"]),
        "since": row["since"] or "as long as known",
        "unfilled": str(len(row["matters"])),
        "matters": "; ".join(NAMES[one] for one in row["matters"]),
        "matters: id": ";".join(row["matters"]),
        "no longer since": last.get("until", ""),
    }


def test_the_figures_of_coverage_are_the_same_in_every_format(desk: Desk) -> None:
    found = json.loads(written(desk, "coverage t", "json").read_text(encoding="utf-8"))
    areas = [found | {"id": "t"}, *found["areas"]]
    head, *cells = csv_rows(written(desk, "coverage t", "csv"))
    rows = [dict(zip(head, row, strict=True)) for row in cells]
    assert [row["area: id"] for row in rows] == [one["id"] for one in areas]
    for row, one in zip(rows, areas, strict=True):
        assert [int(row[name]) for name in ("slots", "filled", "of these filled above")] == [
            *(one["slots"], one["filled"], one["filled_above"])
        ]
        assert float(row["coverage"]) == one["coverage"]
        assert {kind: int(row[kind]) for kind in one["gaps"]} == one["gaps"]
        assert int(row["first: unfilled"]) == one["tiers"]["first"]["slots"] - one["tiers"]["first"]["filled"]
        assert int(row["direct: partial"]) == one["tiers"]["direct"]["gaps"]["partial"]
    sheet_rows = sheet(written(desk, "coverage t", "xlsx"), "Areas")
    assert [[*map(number, row)] for row in sheet_rows] == [[*map(number, row)] for row in [head, *cells]]
    shown = page(written(desk, "coverage t", "html")).tables[1]
    assert [row[0].split(" ")[0] for row in shown[1:]] == ["Reed", "Willow", "Plum"]
    assert [row[1] for row in shown[1:]] == [str(one["slots"]) for one in areas]


def number(cell: str) -> str | float:
    try:
        return round(float(cell), 9)
    except ValueError:
        return cell


@pytest.mark.parametrize("command", COMMANDS)
def test_every_row_of_an_answer_stands_in_each_format(command: str, desk: Desk) -> None:
    lines = [json.loads(line) for line in written(desk, command, "ndjson").read_text(encoding="utf-8").splitlines()]
    assert lines[-1]["complete"] is True
    assert lines[-1]["rows"] == len(lines) - 2
    main = csv_rows(written(desk, command, "csv"))
    beside = json.loads((desk.directory / "answer.csv.json").read_text(encoding="utf-8"))
    assert beside["rows"] == len(main) - 1
    book = CalamineWorkbook.from_path(str(written(desk, command, "xlsx")))
    tables = page(written(desk, command, "html")).tables
    assert len(main) - 1 in {max(len(table) - 1, 0) for table in tables}
    assert max(len(main), 2) in {len(book.get_sheet_by_name(name).to_python()) for name in book.sheet_names[1:]}


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_file_and_table_says_which_register_day_and_head_it_speaks_of(
    command: str, lang: str, desk: Desk
) -> None:
    whole = asks(desk, command, "--json").json
    register = json.loads(asks(desk, command, "--format", "ndjson").out.splitlines()[0])["register"]
    head = whole["as_of"]["head"]
    days = ["2025-12-01..2026-03-01"] if "--over" in command else [ON]
    options = ("--lang", lang, "--force")
    for ending in ("txt", "html"):
        text = written(desk, command, ending, *options).read_text(encoding="utf-8")
        assert all(one in text for one in (register, head, *days)), ending
    summary = sheet(written(desk, command, "xlsx", *options), "汇总" if lang == "zh" else "Summary")
    said = "\n".join(cell for row in summary for cell in row)
    assert all(one in said for one in (register, head, *days))
    written(desk, command, "csv", *options)
    beside = json.loads((desk.directory / "answer.csv.json").read_text(encoding="utf-8"))
    assert (beside["register"], beside["as_of"], beside["on"], beside["known_at"]) == (
        *(register, whole["as_of"], whole["on"] if "--over" in command else ON, whole["known_at"]),
    )


def test_csv_on_standard_output_says_on_standard_error_what_it_speaks_of(desk: Desk) -> None:
    ran = asks(desk, "gaps t", "--format", "csv")
    assert ran.out.startswith("\ufeffplace,")
    assert "Gaps of responsibility: Reed Town (t)" in ran.err
    assert f"on: {ON}" in ran.err


@pytest.mark.parametrize("command", COMMANDS)
def test_words_are_chinese_where_one_asks_for_them(command: str, desk: Desk) -> None:
    for ending in ("txt", "html", "csv"):
        text = written(desk, command, ending, "--lang", "zh", "--force").read_text(encoding="utf-8-sig")
        for word in ("directly", "vacant", "coverage", "slots", "matters", "requirement", "holder", "meanwhile"):
            assert word not in text.split("</style>")[-1].lower(), (ending, word)


def test_the_narrowing_of_a_question_is_told(desk: Desk) -> None:
    ran = asks(desk, "gaps t", "--tier", "first", "--matter", "fire", "--requirement", "r1", "--without", "x1")
    for said in ("matter: Fire (fire)", "tier: first-responsible", "requirement: Rule 1 (r1)", "without: Zhang (x1)"):
        assert said in ran.out


def test_the_audits_and_the_limits_of_an_audit_are_told(desk: Desk) -> None:
    command = "audit t --code vacant --code overload"
    said = {
        "en": ("audits: gaps; overload", "overload above so many places: 3"),
        "zh": ("审计类型: 责任空白、负担过重",),
    }
    for lang, lines in said.items():
        text = asks(desk, command, "--lang", lang, ZEREN_OVERLOAD_PLACES="3").out
        assert all(line in text for line in lines)
    assert "so many days" not in asks(desk, command).out
    assert "audits:" not in asks(desk, "audit t").out
    assert "<dt>audits</dt><dd>gaps; overload</dd>" in written(desk, command, "html").read_text(encoding="utf-8")
    assert ["audits", "gaps; overload"] in [row[:2] for row in sheet(written(desk, command, "xlsx"), "Summary")]
    written(desk, command, "csv")
    assert json.loads((desk.directory / "answer.csv.json").read_text(encoding="utf-8"))["codes"] == ["gap", "overload"]


def test_a_share_that_is_not_whole_never_reads_as_100_percent(tmp_path: Path) -> None:
    cells = "\n".join(f"v{number},V,village" for number in range(1, 2002))
    named = "\n".join(f"a{number},p,v{number},first" for number in range(1, 2001))
    desk = Desk(tmp_path).holds(
        {
            "areas": f"id,name,level\n{cells}",
            "posts": "id,name\np,P",
            "people": "id,name\nx,X",
            "tenures": "post,person\np,x",
            "requirements": "id,scheme,tier,place_kinds\nr,s,first,village",
            "assignments": f"id,post,place,tier\n{named}",
        }
    )
    text = asks(desk, "coverage").out
    assert "99.9%" in text
    assert "100.0%" not in text.split("Areas")[0]


# Names stay names

EVIL = (
    *("=1+1", "+1", "-1", "@SUM(A1)", "\tx", "＝1", "<script>alert(1)</script>", '"><img src=x>', "{{7*7}}", "a;b,c"),
    *("'q", "&lt;", "[red]x[/]", '=HYPERLINK("http://x")', "a\u202eb", "a\nb"),
)


@pytest.fixture
def evil(tmp_path: Path) -> Desk:
    """The town, each of whose names begins like a formula or looks like markup, in turn."""

    def quoted(text: str) -> str:
        return '"' + text.replace('"', '""') + '"'

    places = "\n".join(f"w{n},{quoted(name)},village,t" for n, name in enumerate(EVIL))
    people = "\n".join(f"y{n},{quoted(name)}" for n, name in enumerate(EVIL))
    posts = "\n".join(f"q{n},{quoted(name)},k{n}" for n, name in enumerate(EVIL))
    organizations = "\n".join(f"k{n},{quoted(name)}" for n, name in enumerate(EVIL))
    matters = "\n".join(f"m{n},{quoted(name)}" for n, name in enumerate(EVIL))
    rules = "\n".join(f"s{n},s,first,village,m{n},{quoted(' '.join(name.split()))}" for n, name in enumerate(EVIL))
    held = "\n".join(f"q{n},y{n},2020-01-01,2026-01-01" for n in range(len(EVIL)))
    named = "\n".join(f"b{n},q{n},w{n},first" for n in range(len(EVIL)))
    return Desk(tmp_path).holds(
        {
            "areas": f"id,name,level,parent\nt,\"=cmd|' /C calc'!A0\",township,\n{places}",
            "people": f"id,name\n{people}",
            "organizations": f"id,name\n{organizations}",
            "posts": f"id,name,organization\n{posts}",
            "matters": f"id,name\n{matters}",
            "requirements": f"id,scheme,tier,place_kinds,matter,citation\n{rules}",
            "tenures": f"post,person,since,until\n{held}",
            "assignments": f"id,post,place,tier\n{named}",
        }
    )


RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


@pytest.mark.parametrize("command", ["coverage", "coverage t", "gaps", "audit", "keystones", "what-if --without y1"])
def test_no_cell_of_csv_begins_like_a_formula(command: str, evil: Desk) -> None:
    cells = [cell for row in csv_rows(written(evil, command, "csv")) for cell in row]
    assert [cell for cell in cells if cell.startswith(RISKY)] == []
    if command == "gaps":
        assert {f"'{name}" if name.startswith(RISKY) else name for name in map(str.strip, EVIL)} <= set(cells) | {"'x"}


@pytest.mark.parametrize("command", ["coverage t", "gaps", "audit", "what-if --without y1"])
def test_no_cell_of_a_workbook_is_a_formula_and_names_are_as_they_are(command: str, evil: Desk) -> None:
    book = load_workbook(written(evil, command, "xlsx"))
    cells = [cell for one in book.worksheets for row in one.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert not any(cell.hyperlink for cell in cells)
    if command == "gaps":
        assert {"=1+1", "@SUM(A1)", "<script>alert(1)</script>"} <= {cell.value for cell in cells}


@pytest.mark.parametrize("command", ["coverage t", "gaps", "audit", "what-if --without y1", "keystones"])
def test_no_name_becomes_markup_of_a_page(command: str, evil: Desk) -> None:
    file = written(evil, command, "html")
    found = page(file)
    allowed = {"html", "head", "meta", "title", "style", "body", "h1", "h2", "dl", "dt", "dd", "div", "table", "thead"}
    assert set(found.tags) <= allowed | {"tbody", "tr", "th", "td", "small", "b", "p"}
    assert {name for name, _ in found.attributes} <= {"lang", "charset", "name", "content", "http-equiv", "class"}
    assert "\u202e" not in file.read_text(encoding="utf-8")
    if command == "gaps":
        assert any("<script>alert(1)</script>" in cell for row in found.tables[-1] for cell in row)


def test_no_name_forges_a_line_of_the_text(evil: Desk) -> None:
    text = asks(evil, "gaps").out
    assert "a\\nb (w15)" in text
    assert "\u202e" not in text
    assert "[red]x[/]" in text


def test_a_page_names_no_address_outside_itself(desk: Desk) -> None:
    text = written(desk, "gaps t", "html").read_text(encoding="utf-8")
    assert "http:" not in text
    assert "https:" not in text
    assert "url(" not in text
    assert "@import" not in text
    assert "default-src &#x27;none&#x27;" in text
    assert "prefers-color-scheme: dark" in text
    assert "@media print" in text


def test_kinds_of_gap_differ_by_a_sign_and_a_word(desk: Desk) -> None:
    cells = [row[2].split("\n")[0] for row in page(written(desk, "gaps t", "html")).tables[-1][1:]]
    assert set(cells) == {"○ unassigned", "◇ lapsed", "◐ partial", "□ vacant"}


# CSV and workbooks as spreadsheet programs want them


def test_csv_has_a_byte_order_mark_and_rows_that_end_with_crlf(desk: Desk) -> None:
    data = written(desk, "gaps t", "csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\r\n") == len(GAPS) + 1
    assert data.count(b"\n") == data.count(b"\r\n")


def test_a_workbook_has_its_headers_in_view_filters_and_coloured_figures(desk: Desk) -> None:
    book = load_workbook(written(desk, "gaps t", "xlsx"))
    assert book.sheetnames == ["Summary", "Areas", "Gaps"]
    for name in ("Areas", "Gaps"):
        assert book[name].freeze_panes == "B2"
        assert book[name].auto_filter.ref.startswith("A1:")
    assert book["Summary"].conditional_formatting
    assert book["Areas"].conditional_formatting
    assert book["Gaps"]["B2"].value == "u1"


def test_a_table_longer_than_a_sheet_is_continued_on_another(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph.output.report.xlsx.MOST_ROWS", 3)
    file = written(desk, "gaps t", "xlsx")
    book = CalamineWorkbook.from_path(str(file))
    assert book.sheet_names == ["Summary", "Areas", "Gaps", "Gaps 2"]
    assert [len(book.get_sheet_by_name(name).to_python()) for name in ("Gaps", "Gaps 2")] == [4, 2]


# Files


@pytest.mark.parametrize("form", FORMATS)
def test_a_file_that_exists_is_refused_and_left_as_it_is(form: str, desk: Desk) -> None:
    file = desk.directory / "answer"
    file.write_text("mine", encoding="utf-8")
    ran = asks(desk, "gaps t", "--format", form, "--output", file)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == f"zeren: {file} exists already and is left as it is\n"
    assert file.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("form", FORMATS)
def test_a_file_that_exists_is_replaced_where_one_says_so(form: str, desk: Desk) -> None:
    file = desk.directory / "answer"
    file.write_text("mine", encoding="utf-8")
    assert asks(desk, "gaps t", "--format", form, "--output", file, "--force").code == 0
    assert b"mine" not in file.read_bytes()
    names = {path.name for path in desk.directory.iterdir()} - {"in", "register.db"}
    assert names == {"answer", *(["answer.json"] if form == "csv" else [])}


@pytest.mark.parametrize("form", [form for form in FORMATS if form != "csv"])
def test_what_a_csv_file_spoke_of_goes_with_it(form: str, desk: Desk) -> None:
    file, beside = desk.directory / "a.csv", desk.directory / "a.csv.json"
    assert asks(desk, "gaps t", "--output", file).code == 0
    assert beside.exists()
    assert asks(desk, "gaps t", "--format", form, "--output", file, "--force").code == 0
    assert not beside.exists()


@pytest.mark.parametrize("mine", ["mine", '{"answer": 1}', "[]"])
def test_a_file_of_that_name_that_is_not_ours_stays(mine: str, desk: Desk) -> None:
    file, beside = desk.directory / "a.csv", desk.directory / "a.csv.json"
    file.write_text("old", encoding="utf-8")
    beside.write_text(mine, encoding="utf-8")
    assert asks(desk, "gaps t", "--format", "json", "--output", file, "--force").code == 0
    assert beside.read_text(encoding="utf-8") == mine


def test_the_file_beside_a_csv_file_is_not_replaced_either(desk: Desk) -> None:
    beside = desk.directory / "a.csv.json"
    beside.write_text("mine", encoding="utf-8")
    ran = asks(desk, "gaps t", "--output", desk.directory / "a.csv")
    assert (ran.code, beside.read_text(encoding="utf-8")) == (2, "mine")
    assert not (desk.directory / "a.csv").exists()


@pytest.mark.parametrize("what", ["a folder", "a link to nothing", "a folder that is not there"])
@pytest.mark.parametrize("form", FORMATS)
def test_what_can_be_no_file_is_refused(what: str, form: str, desk: Desk) -> None:
    file = desk.directory / "answer"
    match what:
        case "a folder":
            file.mkdir()
        case "a link to nothing":
            file.symlink_to("nothing")
        case _:
            file = file / "deeper"
    ran = asks(desk, "gaps t", "--format", form, "--output", file)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.count("\n") == 1
    assert not (desk.directory / "nothing").exists()


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
def test_a_disk_that_fills_up_leaves_the_old_file_whole(form: str, number: int, desk: Desk) -> None:
    file = desk.directory / "answer"
    for name in ("answer", "answer.json"):
        (desk.directory / name).write_text("old", encoding="utf-8")
    before = sorted(path.name for path in desk.directory.iterdir())
    store = open_store(str(desk.register))
    report = gaps_report(store, Question("t", on=ON))
    rows = report.rows["gaps"]

    def filling() -> Iterator[Any]:
        yield next(iter(rows))
        raise OSError(number, "full")

    report.rows = {"gaps": filling()}
    with pytest.raises(OutputRefused) as refused:
        write_file(report, file, form, "en", force=True)
    store.close()
    assert refused.value.code == "disk_full"
    assert [(desk.directory / name).read_text(encoding="utf-8") for name in ("answer", "answer.json")] == ["old"] * 2
    assert sorted(path.name for path in desk.directory.iterdir()) == before


@pytest.mark.parametrize("form", FORMATS)
def test_a_full_device_is_refused(form: str, desk: Desk) -> None:
    ran = asks(desk, "gaps t", "--format", form, "--output", "/dev/full")
    assert (ran.code, ran.err) == (2, "zeren: the disk is full: /dev/full\n")


@pytest.mark.parametrize("form", ["table", "json", "ndjson", "csv", "html"])
@pytest.mark.parametrize("where", [">/dev/full", ">&-"], ids=["full", "closed"])
def test_an_answer_that_cannot_be_printed_is_refused(form: str, where: str, desk: Desk) -> None:
    ran = shell(f"$zeren gaps t --format {form} --register register.db {where}", cwd=desk.directory)
    assert ran.code == 2
    assert "Traceback" not in ran.err
    assert ran.err.splitlines()[-1].startswith("zeren: ")


@pytest.mark.parametrize("form", ["table", "json", "ndjson", "csv", "html"])
def test_a_closed_pipe_is_no_error(form: str, evil: Desk) -> None:
    line = f"$zeren audit --format {form} --register register.db 2>err | head -c 10 >/dev/null; echo ${{PIPESTATUS[0]}}"
    assert shell(line, cwd=evil.directory).out == "0\n"
    assert "Traceback" not in (evil.directory / "err").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("a.json", b'{"area"'),
        ("a.ndjson", b'{"answer"'),
        ("a.CSV", b"\xef\xbb\xbf"),
        ("a.xlsx", b"PK"),
        ("a.html", b"<!doctype html>"),
        ("a.txt", b"Gaps of"),
        ("a", b"Gaps of"),
    ],
)
def test_the_format_is_what_the_name_of_the_file_says(name: str, begins: bytes, desk: Desk) -> None:
    assert asks(desk, "gaps t", "--output", desk.directory / name).code == 0
    assert (desk.directory / name).read_bytes().startswith(begins)


@pytest.mark.parametrize("name", ["a.pdf", "a.doc", "a.2026-03"])
def test_an_ending_that_is_no_format_is_refused_unless_one_is_named(name: str, desk: Desk) -> None:
    ran = asks(desk, "gaps t", "--output", desk.directory / name)
    assert (ran.code, ran.out) == (2, "")
    assert "output: ends as no format does" in ran.err
    assert not (desk.directory / name).exists()
    assert asks(desk, "gaps t", "--json", "--output", desk.directory / name).code == 0
    assert asks(desk, "gaps t", "--format", "csv", "--force", "--output", desk.directory / name).code == 0


def test_the_format_that_is_named_goes_before_the_name_of_the_file(desk: Desk) -> None:
    assert asks(desk, "gaps t", "--format", "json", "--output", desk.directory / "a.csv").code == 0
    assert (desk.directory / "a.csv").read_bytes().startswith(b"{")
    assert not (desk.directory / "a.csv.json").exists()


def test_a_file_written_again_has_the_same_bytes(desk: Desk) -> None:
    for ending in ("json", "ndjson", "csv", "html", "txt"):
        one = written(desk, "audit", ending).read_bytes()
        assert written(desk, "audit", ending, "--force").read_bytes() == one


# Progress


def on_a_terminal(*arguments: str, cwd: Path) -> tuple[bytes, bytes]:
    """Run with a terminal for stderr; return stdout and what the terminal was sent."""
    ours, theirs = pty.openpty()
    try:
        more = environment(TERM="xterm", COLUMNS="100")
        ran = subprocess.run(
            [*PROGRAM, *arguments], cwd=cwd, env=more, stdout=subprocess.PIPE, stderr=theirs, timeout=60
        )
        os.set_blocking(ours, False)
        assert ran.returncode == 0
        return ran.stdout, os.read(ours, 1 << 16)
    finally:
        os.close(ours)
        os.close(theirs)


def test_a_bar_is_shown_on_a_terminal_and_wiped(desk: Desk) -> None:
    out, shown = on_a_terminal("gaps", "t", "--json", "--register", "register.db", cwd=desk.directory)
    assert b"Looking at slots" in shown
    assert b"\x1b[2K" in shown
    assert b"\x1b" not in out
    assert json.loads(out)["complete"] is True


def test_no_bar_is_shown_in_a_pipe(desk: Desk) -> None:
    ran = process("gaps", "t", "--json", "--register", "register.db", cwd=desk.directory)
    assert ran.err == ""


def test_help_names_the_formats() -> None:
    assert "[table|json|ndjson|csv|xlsx|html]" in zeren("gaps", "--help").out
