"""Many boards in one PDF: joined parts are one sound file, and the processes that set them never outlive it."""

import io
import sys
import time
from functools import cache
from pathlib import Path
from typing import Any, cast

import pytest
from pypdf import PdfReader
from pypdf.generic import StreamObject

from graph.model.errors import DrawingAway
from graph.output.board.data import common
from graph.output.board.join import Joined
from graph.output.board.part import Order
from graph.output.board.press import Press
from graph.output.board.setting import COMMAND, set_parts
from tests.unit.test_board_press import DAY, LINE, content, data


@cache
def part(*names: str) -> bytes:
    return Press(common("a4", DAY, "zh")).pdf([data(content(LINE, name=name)) for name in names])


def joined(*parts: tuple[str, ...]) -> bytes:
    out = io.BytesIO()
    whole = Joined(out)
    for names in parts:
        whole.add(part(*names), names)
    whole.close()
    return out.getvalue()


WHOLE = (("柳桥村", "石阶村"), ("望榆街道",), ("枣园村", "槐树村"))
NAMES = [name for names in WHOLE for name in names]


def reader() -> PdfReader:
    return PdfReader(io.BytesIO(joined(*WHOLE)), strict=True)


def test_pages_and_bookmarks_stand_in_order() -> None:
    whole = reader()
    assert len(whole.pages) == len(NAMES)
    for name, page in zip(NAMES, whole.pages, strict=True):
        assert name in page.extract_text()
    marks = [cast("Any", mark) for mark in whole.outline]
    assert [mark.title for mark in marks] == NAMES
    assert [whole.get_destination_page_number(mark) for mark in marks] == list(range(len(NAMES)))


def test_the_whole_says_that_it_is_pdf_a_in_both_of_its_places() -> None:
    whole = reader()
    about = cast("StreamObject", whole.root_object["/Metadata"].get_object()).get_data().decode()
    assert "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>" in about
    assert f"<xmpTPg:NPages>{len(NAMES)}</xmpTPg:NPages>" in about
    one = cast("Any", whole.root_object["/OutputIntents"])[0].get_object()
    assert one["/S"] == "/GTS_PDFA1"
    assert one["/DestOutputProfile"].get_object().get_data()
    assert whole.metadata is not None
    assert whole.metadata.title == "责任公示牌"
    assert "2026-03-14" in about
    assert len(whole.trailer["/ID"]) == 2  # type: ignore[arg-type]
    assert str(whole.root_object["/Lang"]) == "zh-CN"


def test_every_page_has_its_font_with_the_page_before_it_or_of_its_own_part() -> None:
    fonts = []
    for page in reader().pages:
        [font] = cast("Any", page["/Resources"])["/Font"].values()
        [low] = font.get_object()["/DescendantFonts"]
        assert low.get_object()["/FontDescriptor"]["/FontFile3"].get_object().get_data()
        fonts.append(font.idnum)
    assert fonts[0] == fonts[1]
    assert fonts[3] == fonts[4]
    assert len(set(fonts)) == len(WHOLE)


def test_what_parts_share_is_written_once() -> None:
    alike = joined(("柳桥村",), ("柳桥村",), ("柳桥村",))
    assert len(PdfReader(io.BytesIO(alike)).pages) == 3
    assert len(alike) < 2 * len(part("柳桥村"))


def test_the_same_parts_give_the_same_bytes_and_others_another_id() -> None:
    assert joined(*WHOLE) == joined(*WHOLE)
    ids = {str(PdfReader(io.BytesIO(joined(names))).trailer["/ID"]) for names in WHOLE}
    assert len(ids) == len(WHOLE)


def orders(count: int) -> list[tuple[int, Order]]:
    return [
        (number, Order(common("a4", DAY, "zh"), [data(content(LINE))], "pdf", each=False)) for number in range(count)
    ]


def child(folder: Path, code: str) -> list[str]:
    path = folder / "child.py"
    path.write_text(f"import os, sys, time\n{code}\n")
    return [sys.executable, str(path)]


def test_parts_come_in_the_order_in_which_they_were_asked_for() -> None:
    made = list(set_parts(orders(7)))
    assert [about for about, _ in made] == list(range(7))
    assert {len(PdfReader(io.BytesIO(file)).pages) for _, part in made for file in part.files} == {1}


def test_what_cannot_be_set_is_told_and_the_rest_of_its_part_is_set() -> None:
    boards = [data(content(LINE, name=name)) for name in ("柳桥村", "柳😀村", "石阶村")]
    for form, each, files in (("pdf", False, 1), ("pdf", True, 2), ("svg", True, 2)):
        [(_, made)] = set_parts([(0, Order(common("a4", DAY, "zh"), boards, form, each))])
        assert dict(made.missing) == {1: "😀"}
        assert len(made.files) == files


@pytest.mark.parametrize(
    "code",
    [
        "os.abort()",
        "sys.exit()",
        "sys.exit(3)",
        'print(\'{"missing": [], "sizes": [9]}\')',
        "print('no JSON')",
        "print('{}')",
    ],
)
def test_a_process_that_dies_is_reported(tmp_path: Path, code: str) -> None:
    with pytest.raises(DrawingAway) as refused:
        list(set_parts(orders(3), 10, child(tmp_path, code)))
    assert refused.value.code == "setting_died"


def test_a_process_that_hangs_is_ended_and_reported(tmp_path: Path) -> None:
    begun = time.monotonic()
    with pytest.raises(DrawingAway) as refused:
        list(set_parts(orders(3), 0.5, child(tmp_path, "time.sleep(60)")))
    assert refused.value.code == "setting_hung"
    assert time.monotonic() - begun < 10


def test_no_process_outlives_a_printing_that_is_given_up(tmp_path: Path) -> None:
    slow = child(tmp_path, f"open({str(tmp_path)!r} + f'/{{os.getpid()}}.pid', 'w')\ntime.sleep(60)")
    begun = time.monotonic()

    def given_up() -> Any:
        yield from orders(2)
        while not list(tmp_path.glob("*.pid")):
            time.sleep(0.01)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        list(set_parts(given_up(), command=slow))
    assert time.monotonic() - begun < 20
    for file in tmp_path.glob("*.pid"):
        assert not Path(f"/proc/{file.stem}").exists()


def test_a_module_of_the_folder_that_it_is_called_in_is_not_taken_for_ours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "graph.py").write_text("raise SystemExit(9)")
    monkeypatch.chdir(tmp_path)
    assert COMMAND[1] == "-P"
    assert len(list(set_parts(orders(1)))) == 1
