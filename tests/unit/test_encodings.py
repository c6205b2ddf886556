"""Encodings of CSV files: what is recognised, what is told, and what fits none."""

import codecs
from pathlib import Path

import pytest

from graph.changes.proposal import Submission
from graph.commands import imports
from graph.intake.encodings import named
from graph.intake.folder import read_folder
from graph.model.errors import BadValue
from graph.model.faults import Fault, Faults
from graph.output.fault_words import spoken

TEXT = "id,name,level\r\nv1,梅村,village\r\n\r\nv2,梨村,village\r\n"
CHINESE = "编码,名称,层级\nv1,梅村,村社区\nv2,梨村,村社区\n"


def read(folder: Path, raw: bytes, encoding: str | None = None, file: str = "areas.csv") -> tuple[Submission, Faults]:
    (folder / file).write_bytes(raw)
    faults = Faults()
    return read_folder(folder, faults, named(encoding) if encoding else None), faults


def names(submission: Submission) -> list[object]:
    return [row.values[1] for sheet in submission.sheets for row in sheet.rows]


def found(faults: Faults) -> list[tuple[str, int | None, str | None]]:
    return [(one.code, one.row, one.column) for one in faults]


@pytest.mark.parametrize("text", [TEXT, CHINESE], ids=["english", "chinese"])
@pytest.mark.parametrize(
    ("mark", "codec", "name"),
    [
        (b"", "utf-8", None),
        (codecs.BOM_UTF8, "utf-8", None),
        (b"", "gbk", "GB 18030"),
        (b"\x84\x31\x95\x33", "gb18030", "GB 18030"),
        (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
        (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
        (b"", "utf-16-le", "UTF-16 (little-endian)"),
        (b"", "utf-16-be", "UTF-16 (big-endian)"),
    ],
)
def test_an_encoding_is_recognised_and_told_where_it_is_not_utf_8(
    tmp_path: Path, text: str, mark: bytes, codec: str, name: str | None
) -> None:
    submission, faults = read(tmp_path, mark + text.encode(codec))
    assert names(submission) == ["梅村", "梨村"]
    assert found(faults) == []
    assert [one.about["encoding"] for one in faults.notes] == ([name] if name else [])


def test_what_was_taken_is_told_with_two_lines(tmp_path: Path) -> None:
    _, faults = read(tmp_path, TEXT.encode("gbk"))
    (note,) = faults.notes
    assert note == Fault(
        "encoding_taken",
        "areas.csv",
        about={"encoding": "GB 18030", "first": "id,name,level", "second": "v1,梅村,village"},
    )
    assert "GB 18030" in spoken(note, "en")
    assert "“v1,梅村,village”" in spoken(note, "zh")


def test_rare_characters_of_gb_18030_are_read(tmp_path: Path) -> None:
    submission, faults = read(tmp_path, "id,name,level\nv,䶮㛃𠮷村,village\n".encode("gb18030"))
    assert (names(submission), found(faults)) == (["䶮㛃𠮷村"], [])


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_zero_bytes_under_an_unknown_header_stay_a_fault(tmp_path: Path, codec: str) -> None:
    _, faults = read(tmp_path, "id,colour\nv,red\n".encode(codec))
    assert found(faults) == [("nul_byte", 1, "A")]
    assert faults.notes == []


def test_a_zero_byte_in_a_cell_stays_a_fault_of_the_cell(tmp_path: Path) -> None:
    assert found(read(tmp_path, b"id,name,level\nv,A\0,village\n")[1]) == [("nul_byte", 2, "name")]
    assert found(read(tmp_path, TEXT.encode("gbk") + b"v3,A\0,village\n")[1]) == [("nul_byte", 5, "name")]


def test_bytes_that_fit_no_encoding_are_named_where_they_stand(tmp_path: Path) -> None:
    utf_8 = "id,name,level\nv1,梅村,village\n".encode()
    assert found(read(tmp_path, utf_8 + b"v2,\xff,village\n")[1]) == [("not_utf8", 3, "name")]
    gbk = "id,name,level\nv1,梅村,village\n".encode("gbk")
    assert found(read(tmp_path, gbk + b"v2,\xff,village\n")[1]) == [("not_utf8", 3, "name")]
    half = (
        codecs.BOM_UTF16_LE
        + "id,name,level\nv1,A".encode("utf-16-le")
        + b"\x00\xd8,\0"
        + "village\n".encode("utf-16-le")
    )
    assert ("not_utf8", 2, "name") in found(read(tmp_path, half)[1])


def test_a_character_cut_between_two_readings_is_whole(tmp_path: Path) -> None:
    for filling in (65_519, 65_520, 65_521):
        raw = b"id,name,level\n" + b"\n" * filling + "v,梅村,village\n".encode()
        submission, faults = read(tmp_path, raw)
        assert (names(submission), found(faults), faults.notes) == (["梅村"], [], [])


def test_a_named_encoding_is_taken(tmp_path: Path) -> None:
    submission, faults = read(tmp_path, "id,name,level\nv,村,village\n".encode("big5"), "big5")
    assert (names(submission), found(faults), faults.notes) == (["村"], [], [])
    assert names(read(tmp_path, "id,name,level\nv,𠮷,village\n".encode("gb18030"), "gbk")[0]) == ["𠮷"]
    assert found(read(tmp_path, b"id,name,level\nv,\xff,village\n", "ascii")[1]) == [("not_utf8", 2, "name")]


@pytest.mark.parametrize("name", ["", "klingon", "base64", "idna", "unicode_escape", "undefined", "a\0b", "gb 1803"])
def test_a_name_of_no_encoding_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "areas.csv").write_text("id\n")
    with pytest.raises(BadValue) as caught:
        imports.plan(None, tmp_path, encoding=name)
    assert caught.value.fields == {"encoding": "no_such_encoding"}


def test_private_characters_in_a_name_are_noted_by_cell(tmp_path: Path) -> None:
    raw = b"id,name\nx,\xd5\xc5\xa2\xab\ny,\xd5\xc5\nz,\xc0\xee\xfe\xfe\n"
    submission, faults = read(tmp_path, raw, file="people.csv")
    assert names(submission) == ["张\ue766", "张", "李\ue4c5"]
    assert [(one.code, one.file, one.row, one.column, one.about.get("points")) for one in faults.notes[1:]] == [
        ("private_use", "people.csv", 2, "name", "U+E766"),
        ("private_use", "people.csv", 4, "name", "U+E4C5"),
    ]
    assert found(faults) == []
