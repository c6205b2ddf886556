"""The press: fonts, PDF/A, the code as a telephone reads it, and what happens to texts that are too long."""

import io
from dataclasses import replace
from functools import cache
from typing import cast

import pytest
import zxingcpp
from PIL import Image, ImageFilter
from pypdf import PdfReader
from pypdf.generic import StreamObject

from graph.meaning.answers import AsOf
from graph.meaning.board import Board, Content, Hole, Line, TierLines
from graph.model.times import Day
from graph.output.board.data import BREAK, PAPERS, board_data, common
from graph.output.board.press import MissingGlyph, Press

URL = "https://zeren.example/places/990101001202"
DAY = Day("2026-03-14")
LINE = Line(0, "柳桥村", "村书记", "柳桥村两委", "刘拟七", "substantive", "0000-5550054", ())
HOLE = Hole(0, "柳桥村", "vacant", 0, 1, ())


@cache
def press(paper: str = "a4") -> Press:
    return Press(common(paper, DAY, "zh"))


def content(*lines: Line, holes: tuple[Hole, ...] = (HOLE,), name: str = "柳桥村") -> Content:
    tiers = (TierLines("first", lines, ()), TierLines("direct", (), holes), TierLines("specific", (), ()))
    chain = ("望榆街道", name)
    return Content(
        "v", name, "village", (), chain, broken=False, matters=(), tiers=tiers, first_call=None, first_end=None
    )


def data(said: Content) -> dict[str, object]:
    return board_data(
        Board(said, DAY, AsOf("0123456789abcdef", "2026-03-14T00:00:00.000000Z")), URL, "Asia/Shanghai", "zh"
    )


def text_of(said: Content) -> str:
    [page] = PdfReader(io.BytesIO(press().pdf([data(said)]))).pages
    return "".join(page.extract_text().split())


@pytest.mark.parametrize(("paper", "ppi"), [("a4", 72), ("a4", 150), ("a3", 72), ("60x90", 40)])
def test_the_code_leads_to_the_places_address(paper: str, ppi: int) -> None:
    picture = Image.open(io.BytesIO(press(paper).png(data(content(LINE)), ppi)))
    [found] = zxingcpp.read_barcodes(picture)
    assert found.text == URL
    width, height = PAPERS[paper]
    assert picture.size == pytest.approx((width / 25.4 * ppi, height / 25.4 * ppi), abs=1)


def test_a_pdf_says_that_it_is_pdf_a_and_holds_its_one_font_and_its_day() -> None:
    reader = PdfReader(io.BytesIO(press().pdf([data(content(LINE))])))
    about = cast("StreamObject", reader.root_object["/Metadata"].get_object()).get_data().decode()
    assert "<pdfaid:part>2</pdfaid:part>" in about
    assert "<pdfaid:conformance>B</pdfaid:conformance>" in about
    fonts = reader.pages[0]["/Resources"]["/Font"].values()  # type: ignore[index]
    names = {font.get_object()["/BaseFont"].split("+")[-1] for font in fonts}
    assert {name.startswith("NotoSansCJKsc-Regular") for name in names} == {True}
    assert reader.metadata is not None
    assert reader.metadata.title == "责任公示牌"
    assert "2026-03-14" in about


@pytest.mark.parametrize("text", ["\U0003134a", "😀", "\ue000"])
def test_a_character_that_no_font_has_is_refused(text: str) -> None:
    said = data(content(replace(LINE, person=f"刘{text}七")))
    for refuse in (lambda: press().look([f"刘{text}七"]), lambda: press().pdf([said])):
        with pytest.raises(MissingGlyph) as missing:
            refuse()
        assert missing.value.text == text


def test_rare_characters_of_names_are_printed() -> None:
    assert "䶮㛃𠮷" in text_of(content(replace(LINE, person="䶮㛃𠮷")))


@pytest.mark.parametrize("long", ["柳" * 100, "x" * 100, "Willow Bridge " * 7])
def test_a_long_text_wraps_and_is_whole(long: str) -> None:
    whole = "".join(long.split())
    line = replace(LINE, person=long, post=long, phone=long, matters=(long,))
    assert text_of(content(LINE, name=long)).replace(BREAK, "").count(whole) >= 2
    assert text_of(content(line)).replace(BREAK, "").count(whole) >= 4


def test_a_line_too_long_for_any_page_is_counted() -> None:
    text = text_of(content(LINE, replace(LINE, person="柳" * 3000)))
    assert "刘拟七" in text
    assert "另有1条" in text


def test_what_does_not_fit_is_counted_and_gaps_are_the_last_to_give_way() -> None:
    many = [replace(LINE, person=f"样例{number:03}", distance=number) for number in range(150)]
    text = text_of(content(*many))
    shown = [number for number in range(150) if f"样例{number:03}" in text]
    assert shown == list(range(len(shown)))  # the nearest
    assert len(shown) > 10
    assert f"另有{150 - len(shown)}条" in text
    assert "责任空白柳桥村" in text


def test_gaps_beyond_the_page_are_counted() -> None:
    text = text_of(content(LINE, holes=tuple(replace(HOLE, place=f"某地{number}") for number in range(150))))
    left = 150 - text.count("责任空白某地")
    assert left > 0
    assert f"另有{left}处责任空白" in text
    assert "另有1条" in text


def test_who_does_the_work_on_the_spot_stays_however_far_up_and_the_press_tells_how_many_gave_way() -> None:
    many = [replace(LINE, person=f"样例{number:03}", distance=1 + number) for number in range(60)]
    duty = replace(LINE, person="李例二", post="值班长", distance=99)
    said = content(LINE)
    tiers = (said.tiers[0], TierLines("direct", tuple(many), ()), TierLines("specific", (duty,), ()))
    text = text_of(replace(said, tiers=tiers))
    [left] = press().left_out()
    assert left == 60 - text.count("样例") > 0
    assert f"另有{left}条" in text
    assert "李例二" in text
    assert "刘拟七" in text

    press().pdf([data(said), data(replace(said, tiers=tiers)), data(said)])
    assert press().left_out() == [0, left, 0]


@pytest.mark.parametrize("paper", list(PAPERS))
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_hard_boards_are_whole_on_every_paper(paper: str, lang: str) -> None:
    long, vacant = "Konstantina " * 4, replace(LINE, person=None, kind=None)
    hard = [
        content(),
        content(vacant, replace(vacant, post="两委委员"), holes=(HOLE, replace(HOLE, matters=("防汛",)))),
        content(replace(LINE, person="欧阳示例七"), replace(LINE, person=long, post=long), name=long),
    ]
    setting = Press(common(paper, DAY, lang))
    made = [board_data(Board(one, DAY, None), URL, "Asia/Shanghai", lang) for one in hard]
    pages = ["".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(setting.pdf(made))).pages]
    assert setting.left_out() == [0, 0, 0]
    vacant_word, gap_word = ("岗位空缺", "责任空白") if lang == "zh" else ("postvacant", "GAP")
    assert (pages[1].count(gap_word), pages[1].count(vacant_word) >= 2) == (2, True)
    assert "欧阳示例七" in pages[2]
    assert pages[2].count("".join(long.split())) == 4  # the place's name twice, the person, the post


def size_of_names(said: Content) -> float:
    """The largest type in which a character of a person's name stands on a board."""
    sizes: list[float] = []
    [page] = PdfReader(io.BytesIO(press().pdf([data(said)]))).pages
    page.extract_text(visitor_text=lambda text, _cm, tm, _f, size: sizes.append(size * tm[0]) if "刘" in text else None)
    return max(sizes)


def test_one_endless_name_does_not_make_all_type_small() -> None:
    endless = replace(LINE, person="X" * 60)
    assert size_of_names(content(LINE, endless)) > 0.55 * size_of_names(content(LINE, replace(LINE, person="张示三")))


@pytest.mark.parametrize(("paper", "ppi"), [("a4", 110), ("60x90", 38)])
def test_the_code_is_read_from_a_photo_that_is_turned_and_blurred(paper: str, ppi: int) -> None:
    picture = Image.open(io.BytesIO(press(paper).png(data(content(LINE)), ppi))).convert("RGB")
    for degrees in (-12, 7):
        photo = picture.rotate(degrees, expand=True, fillcolor="white").filter(ImageFilter.GaussianBlur(1.0))
        [found] = zxingcpp.read_barcodes(photo)
        assert found.text == URL
