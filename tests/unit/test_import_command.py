"""zeren import through the whole command: what it tells of encodings, workbooks and marks."""

from pathlib import Path

import openpyxl
import pytest

from api.cli import run
from tests.workbooks import write_book

BAD: dict[str, list[tuple[object, ...]]] = {
    "区域": [("编码", "名称", "层级"), ("v", "梅村", "社区")],
    "人员": [("编码", "姓名"), ("x", "张样")],
}


@pytest.fixture(autouse=True)
def register(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ZEREN_REGISTER", str(tmp_path / "r.db"))
    monkeypatch.setenv("ZEREN_LANG", "en")
    return tmp_path / "r.db"


def test_a_gbk_folder_is_written_and_its_encoding_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "f").mkdir()
    (tmp_path / "f" / "区域.csv").write_bytes("编码,名称,层级\nv,梅村,村社区\n".encode("gbk"))
    assert run(["import", str(tmp_path / "f"), "--commit", "--by", "x", "--why", "y"]) == 0
    said = capsys.readouterr()
    assert "区域.csv: read as GB 18030" in said.err
    assert "“编码,名称,层级” / “v,梅村,村社区”" in said.err
    assert "+ areas: v · 梅村 · village" in said.out


def test_a_workbook_imported_again_changes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows: dict[str, list[tuple[object, ...]]] = {"区域": [("编码", "名称", "层级"), (370214, "梅村", "村社区")]}
    path = write_book(tmp_path / "b.xlsx", rows)
    assert run(["import", str(path), "--commit", "--by", "x", "--why", "y"]) == 0
    capsys.readouterr()
    assert run(["import", str(path)]) == 0
    assert "Nothing would change" in capsys.readouterr().out


def test_faults_of_a_workbook_are_told_listed_and_marked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write_book(tmp_path / "台账.xlsx", BAD)
    wanted = ["--faults", str(tmp_path / "faults.csv"), "--mark", str(tmp_path / "copy.xlsx"), "--lang", "zh"]
    assert run(["import", str(path), *wanted]) == 2
    said = capsys.readouterr()
    assert "台账.xlsx 工作表 区域 第 2 行 层级 列：“社区”不是此处允许的词；最接近的是：村社区" in said.err
    assert f"错误已在 {tmp_path / 'copy.xlsx'} 中标出。" in said.err
    assert said.out == ""
    header, row = (tmp_path / "faults.csv").read_text(encoding="utf-8").splitlines()
    assert header == "file,row,column,code,message,sheet"
    assert row.startswith("台账.xlsx,2,层级,unknown_word,")
    assert row.endswith(",区域")
    assert openpyxl.load_workbook(tmp_path / "copy.xlsx")["区域"]["C2"].comment is not None


def test_a_mark_that_cannot_be_is_refused_before_anything_is_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write_book(tmp_path / "b.xlsx", BAD)
    before = path.read_bytes()
    assert run(["import", str(path), "--mark", str(path)]) == 2
    assert "is read by this import" in capsys.readouterr().err
    assert path.read_bytes() == before
    assert run(["import", str(tmp_path), "--mark", str(tmp_path / "c.xlsx")]) == 2


def test_a_sound_workbook_writes_no_copy(tmp_path: Path) -> None:
    path = write_book(tmp_path / "b.xlsx", {"人员": BAD["人员"]})
    assert run(["import", str(path), "--mark", str(tmp_path / "c.xlsx")]) == 0
    assert not (tmp_path / "c.xlsx").exists()


def test_an_encoding_may_be_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "f").mkdir()
    (tmp_path / "f" / "areas.csv").write_bytes("id,name,level\nv,村,village\n".encode("big5"))
    assert run(["import", str(tmp_path / "f"), "--encoding", "big5"]) == 0
    assert "v · 村 · village" in capsys.readouterr().out
    assert run(["import", str(tmp_path / "f"), "--encoding", "klingon"]) == 2
    assert "encoding: no encoding of this name" in capsys.readouterr().err


def test_a_template_is_written_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "t.xlsx"
    assert run(["template", str(path), "--lang", "zh"]) == 0
    assert openpyxl.load_workbook(path).sheetnames[0] == "区域"
    assert run(["import", str(path)]) == 0
    assert "Nothing would change" in capsys.readouterr().out
    assert run(["template", str(path)]) == 2
