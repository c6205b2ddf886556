"""One CSV stream to one sheet: shapes, line ends, quotes, bytes that are no text, and bounds."""

import csv
import io
import tracemalloc
from collections.abc import Iterator
from string import Formatter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import graph.intake.records as records_module
from graph.changes.proposal import Sheet
from graph.intake.csv_file import read_csv
from graph.intake.records import CELL_LIMIT, Record, records
from graph.intake.sheet import Shared
from graph.model.facts import TABLES
from graph.model.faults import Fault, Faults
from graph.model.ids import trimmed
from graph.output.fault_words import FAULT_WORDS, spoken


def read(text: str | bytes, table: str = "areas") -> tuple[Sheet, list[Fault]]:
    faults = Faults()
    raw = text.encode() if isinstance(text, str) else text
    sheet = read_csv(io.BytesIO(raw), TABLES[table], f"{table}.csv", faults)
    return sheet, list(faults)


def unfilled(fault: Fault) -> set[str]:
    """Return the placeholders of a fault's words that it does not fill."""
    filled = {"column", *fault.about}
    return {name for words in FAULT_WORDS[fault.code] for _, name, _, _ in Formatter().parse(words) if name} - filled


def found(faults: list[Fault]) -> list[tuple[str, int | None, str | None]]:
    assert all(one.file == "areas.csv" for one in faults)
    assert [unfilled(one) for one in faults] == [set()] * len(faults)
    return [(one.code, one.row, one.column) for one in faults]


def names(sheet: Sheet) -> list[tuple[int, object, object]]:
    return [(row.number, row.values[0], row.values[1]) for row in sheet.rows]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_line_end_works_and_the_last_may_be_absent(end: str) -> None:
    sheet, faults = read(end.join(["id,name", 'a,"A, ""B"""', "", "c,C"]))
    assert (names(sheet), faults) == ([(2, "a", 'A, "B"'), (4, "c", "C")], [])


def test_a_byte_order_mark_is_no_part_of_the_first_header() -> None:
    sheet, faults = read(b'\xef\xbb\xbf"id",name\na,A\n')
    assert (names(sheet), faults) == ([(2, "a", "A")], [])


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_name_with_line_breaks_is_one_row(end: str) -> None:
    sheet, faults = read(f'id,name{end}a,"A{end}{end}B"{end}c,C{end}')
    assert (names(sheet), faults) == ([(2, "a", f"A{end}{end}B"), (3, "c", "C")], [])


def test_a_header_without_rows_is_fine() -> None:
    sheet, faults = read("id,name,level")
    assert (sheet.fields, list(sheet.rows), sheet.complete, faults) == (("id", "name", "level"), [], True, [])


def test_blank_rows_count_and_are_skipped() -> None:
    sheet, faults = read('id,name\n\n , \n,,,,\n"",""\n\u3000\na,A\n')
    assert (names(sheet), faults) == ([(7, "a", "A")], [])


def test_a_quote_inside_an_unquoted_cell_is_text() -> None:
    sheet, faults = read('id,name\na,5" gate\n')
    assert (names(sheet), faults) == ([(2, "a", '5" gate')], [])


@pytest.mark.parametrize(
    ("text", "code", "row", "column"),
    [
        ("", "empty_file", None, None),
        (b"\xef\xbb\xbf", "empty_file", None, None),
        ("\n\n", "no_header", 1, None),
        ("\nid,name\na,A\n", "no_header", 1, None),
        ('"id,name\na,A\n', "unbalanced_quote", 1, "A"),
        ('id,"na"me\na,A\n', "stray_quote", 1, "B"),
        ("," * 300 + "\n", "too_many_columns", 1, None),
        ("id," + "x" * 40_000 + "\n", "cell_too_long", 1, "B"),
        ("id,名\n".encode("gbk"), "not_utf8", 1, "B"),
        ("id,name\n".encode("utf-16"), "not_utf8", 1, "A"),
        ("id,name\n".encode("utf-16-be"), "nul_byte", 1, "A"),
        ("name,level\nA,village\n", "missing_column", 1, "id"),
    ],
)
def test_a_file_without_a_usable_header_proposes_nothing(
    text: str | bytes, code: str, row: int | None, column: str | None
) -> None:
    sheet, faults = read(text)
    assert found(faults) == [(code, row, column)]
    assert (list(sheet.rows), sheet.complete) == ([], False)


@pytest.mark.parametrize(
    ("header", "code", "column", "nearest"),
    [
        ("id,nam", "unknown_column", "nam", "name"),
        ("id,NAME", "unknown_column", "NAME", "name"),
        ("id,name,withdraw", "unknown_column", "withdraw", "withdrawn"),
        ("id,name,", "empty_header_cell", "C", None),
        ("id,name,name", "doubled_column", "name", None),
    ],
)
def test_a_header_at_fault_names_its_column(header: str, code: str, column: str, nearest: str | None) -> None:
    _, faults = read(f"{header}\n")
    assert found(faults) == [(code, 1, column)]
    assert faults[0].about.get("nearest") == nearest


def test_people_know_neither_was_since_nor_withdrawn() -> None:
    _, faults = read("id,name,was_since,withdrawn\n", "people")
    assert [(one.code, one.column) for one in faults] == [
        ("unknown_column", "was_since"),
        ("unknown_column", "withdrawn"),
    ]


@pytest.mark.parametrize("missing", ["post", "person"])
def test_tenures_need_post_and_person(missing: str) -> None:
    _, faults = read({"post": "id,person\n", "person": "id,post\n"}[missing], "tenures")
    assert [(one.code, one.row, one.column) for one in faults] == [("missing_column", 1, missing)]


def test_rows_that_would_only_lack_a_misspelt_column_are_spoiled() -> None:
    assert [row.spoiled for row in read("id,nam,level\na,A,village\n")[0].rows] == [True]
    assert [row.spoiled for row in read("id,name,level,colour\na,A,village,red\n")[0].rows] == [False]


def test_a_row_below_a_header_without_its_key_is_still_looked_at() -> None:
    assert found(read("name,since\nA,soon\n")[1]) == [("missing_column", 1, "id"), ("day_form", 2, "since")]


@pytest.mark.parametrize(
    ("row", "code", "column"),
    [
        ("a,A,village,x", "too_many_cells", None),
        ("a,A,village,", "too_many_cells", None),
        ("a,A", "too_few_cells", None),
        ("a", "too_few_cells", None),
        ('a,"A"B,village', "stray_quote", "name"),
        ('a,"A" ,village', "stray_quote", "name"),
        (f"a,{'x' * 32_768},village", "cell_too_long", "name"),
        (f'a,"{"x" * 32_768}",village', "cell_too_long", "name"),
        (f"{'x' * 32_768},A,village", "cell_too_long", "id"),
        ("a,A\0,village", "nul_byte", "name"),
    ],
)
def test_a_bad_shape_is_a_fault_of_its_row_and_reading_goes_on(row: str, code: str, column: str | None) -> None:
    sheet, faults = read(f"id,name,level\nv,V,village\n{row}\nw,W,vilage\n")
    assert found(faults) == [(code, 3, column), ("unknown_word", 4, "level")]
    assert [(one.number, one.spoiled) for one in sheet.rows] == [(2, False), (3, True), (4, True)]
    assert sheet.complete


def test_a_row_of_a_bad_shape_keeps_its_id() -> None:
    sheet, _ = read('id,name,level\na\nb,"B"x,village\nc,C,village,\n')
    assert [row.values[0] for row in sheet.rows] == ["a", "b", "c"]


def test_a_quote_that_is_never_closed_is_named_where_it_begins() -> None:
    sheet, faults = read('id,name\na,A\nb,"B\nc,C\nd,D\n')
    assert found(faults) == [("unbalanced_quote", 3, "name")]
    assert not sheet.complete


def test_a_quote_that_another_cell_closes_is_named_where_it_begins() -> None:
    sheet, faults = read('id,name,level\na,"A,village\nb,"B",village\nc,C,vilage\n')
    assert found(faults) == [("unbalanced_quote", 2, "name"), ("unknown_word", 3, "level")]
    assert not sheet.complete


def test_bytes_that_are_no_text_are_named_in_each_row() -> None:
    sheet, faults = read(b"id,name\na,A\nb,\xb4\xe5\n\xff,C\nd,D\n")
    assert found(faults) == [("not_utf8", 3, "name"), ("not_utf8", 4, "id")]
    assert "“\\xb4\\xe5”" in spoken(faults[0], "en")
    assert [row.spoiled for row in sheet.rows] == [False, True, True, False]


def test_bytes_that_are_no_text_are_found_in_a_row_of_a_bad_shape() -> None:
    assert found(read(b"id,name\na\xff\n\0\0\0\n")[1]) == [
        ("too_few_cells", 2, None),
        ("not_utf8", 2, "id"),
        ("too_few_cells", 3, None),
        ("nul_byte", 3, "id"),
    ]


def test_a_file_in_another_encoding_is_listed_a_hundred_times_and_counted() -> None:
    faults = Faults()
    raw = b"id,name\n" + "".join(f"v{number},村\n" for number in range(150)).encode("gbk")
    sheet = read_csv(io.BytesIO(raw), TABLES["areas"], "areas.csv", faults)
    assert (len(faults), faults.following) == (100, 50)
    assert all(row.spoiled for row in sheet.rows)


class Failing(io.BytesIO):
    """A stream whose device fails after its first bytes."""

    def read1(self, size: int | None = -1, /) -> bytes:
        if self.tell():
            raise OSError(5, "Input/output error")
        return super().read1(size)


def test_a_file_that_fails_while_it_is_read_is_not_complete() -> None:
    faults = Faults()
    sheet = read_csv(Failing(b"id,name\na,A\n" + b"b,B\n" * 10_000), TABLES["areas"], "areas.csv", faults)
    assert [one.code for one in faults] == ["unreadable"]
    assert sheet.rows
    assert not sheet.complete


MEGABYTES = 10_000_000


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (b"id,name\na," + b"x" * MEGABYTES + b"\nb,\n", [("cell_too_long", 2, "name"), ("needed_value", 3, "name")]),
        (b'id,name\na,"' + b"x" * MEGABYTES + b'"\nb,\n', [("cell_too_long", 2, "name"), ("needed_value", 3, "name")]),
        (b'id,name\na,"' + b'"' * MEGABYTES + b'"\nb,\n', [("cell_too_long", 2, "name"), ("needed_value", 3, "name")]),
        (b"x" * MEGABYTES, [("cell_too_long", 1, "A")]),
        (b"id,name\n" + b"x" * MEGABYTES, [("cell_too_long", 2, "id"), ("too_few_cells", 2, None)]),
        (b"id,name\n" + b"," * MEGABYTES + b"\nb,\n", [("too_many_cells", 2, None), ("needed_value", 3, "name")]),
        (b'id,name\na,"' + (b"v," + b"V" * 98 + b"\n") * (MEGABYTES // 100), [("unbalanced_quote", 2, "name")]),
    ],
    ids=["cell", "quoted", "quotes", "header", "endless", "commas", "open"],
)
def test_ten_megabytes_in_one_place_are_read_in_a_few(
    text: bytes, expected: list[tuple[str, int | None, str | None]]
) -> None:
    stream = io.BytesIO(text)
    tracemalloc.start()
    faults = Faults()
    read_csv(stream, TABLES["areas"], "areas.csv", faults)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert found(list(faults)) == expected
    assert peak < 2_000_000


def cells_of(text: str) -> Iterator[Record]:
    return records(io.TextIOWrapper(io.BytesIO(text.encode()), "utf-8", newline=""))


shapes = st.text(alphabet='a",\r\n', max_size=40)


@settings(deadline=None)
@given(shapes)
def test_records_are_those_of_the_csv_module(text: str) -> None:
    lenient = [row or [""] for row in csv.reader(io.StringIO(text, newline=""))]
    assert [cells for cells, _ in cells_of(text)] == lenient


@given(shapes)
def test_a_record_is_at_fault_where_the_strict_csv_module_sees_one(text: str) -> None:
    try:
        list(csv.reader(io.StringIO(text, newline=""), strict=True))
        strict = True
    except csv.Error:
        strict = False
    assert all(flaws is None for _, flaws in cells_of(text)) == strict


@given(shapes)
def test_a_record_cut_into_pieces_has_the_same_cells(text: str) -> None:
    lenient = [row or [""] for row in csv.reader(io.StringIO(text, newline=""))]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(records_module, "CELL_LIMIT", 2)
        pieces = list(cells_of(text))
    assert [cells for cells, _ in pieces] == [[cell[:2] for cell in row] for row in lenient]
    assert [flaws.long if flaws else {} for _, flaws in pieces] == [
        {place: len(cell) for place, cell in enumerate(row) if len(cell) > 2} for row in lenient
    ]


@given(shapes)
def test_a_row_with_too_many_cells_ends_where_it_ends(text: str) -> None:
    lenient = [row or [""] for row in csv.reader(io.StringIO(text, newline=""))]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(records_module, "CELL_LIMIT", 2)
        patch.setattr(records_module, "CELLS_KEPT", 1)
        rows = list(cells_of(text))
    assert [cells[0] for cells, _ in rows] == [row[0][:2] for row in lenient]


texts = st.text(st.characters(codec="utf-8", exclude_categories=["Cc"], include_characters="\r\n"), max_size=12)
ids = st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), min_size=1, max_size=12)


@given(
    rows=st.lists(st.tuples(ids.filter(trimmed), texts.filter(trimmed))),
    # Beside lone line ends the module leaves the other kind of line break in a cell without quotes.
    written=st.sampled_from([(csv.QUOTE_MINIMAL, "\r\n"), *((csv.QUOTE_ALL, end) for end in ("\n", "\r\n", "\r"))]),
)
def test_rows_written_by_the_csv_module_are_read_back(rows: list[tuple[str, str]], written: tuple[int, str]) -> None:
    file = io.StringIO(newline="")
    writer = csv.writer(file, quoting=written[0], lineterminator=written[1])  # type: ignore[arg-type]
    writer.writerows([("id", "name"), *rows])
    sheet, faults = read(file.getvalue())
    assert faults == []
    assert names(sheet) == [(row, trimmed(id), trimmed(name)) for row, (id, name) in enumerate(rows, 2)]


def test_a_cell_of_the_greatest_length_is_read() -> None:
    sheet, faults = read(f'id,name\na,"{"x" * CELL_LIMIT}"\nb,{"y" * CELL_LIMIT}\n')
    assert ([len(str(row.values[1])) for row in sheet.rows], faults) == ([CELL_LIMIT, CELL_LIMIT], [])


def test_an_id_is_held_once_over_all_files() -> None:
    shared = Shared()
    faults = Faults()
    areas = read_csv(io.BytesIO(b"id\nab\n"), TABLES["areas"], "areas.csv", faults, shared)
    units = read_csv(io.BytesIO(b"id,area\nu,ab \n"), TABLES["units"], "units.csv", faults, shared)
    assert areas.rows[0].values[0] is units.rows[0].values[1]
