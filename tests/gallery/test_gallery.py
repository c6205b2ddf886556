"""Golden drawings: DOT byte for byte, SVG by its groups and every text; all of them on a page beside what is expected.

Rules:
- What is drawn is data (``scenarios/*.yaml``); a drawing more is an entry more, accepted after it was looked at.
- A drawing that differs leaves ``golden/NAME.got.dot`` and ``.got.svg``; ``pytest tests/gallery --page FILE.html``
  shows expected and got side by side. After looking at it: ``pytest tests/gallery --accept``, which renews the README
  too.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from graph.commands.draw import KINDS, formats_of
from graph.output.drawing.chart import Chart, Text
from graph.output.drawing.process import Drawer
from graph.output.drawing.write import drawn
from graph.output.tables import shown
from tests.conftest import sqlite_engine
from tests.gallery.drawings import GOLDEN, PICTURES, Registers, cases, made, rows, shape, texts, written
from tests.gallery.page import Compared, page
from tests.importing import put

CASES = cases()
README = PICTURES.parent / "README.md"
MOST_BYTES = 4_000_000


@pytest.fixture(scope="module")
def registers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Registers]:
    found = Registers(tmp_path_factory.mktemp("gallery"))
    yield found
    found.close()


@pytest.fixture(scope="module")
def drawer() -> Iterator[Drawer]:
    with Drawer() as found:
        yield found


def compared(name: str, registers: Registers, drawer: Drawer) -> Compared:
    case = CASES[name]
    drawing = made(case, registers.of(case.scenario))
    return Compared(
        name=name,
        hard=case.hard,
        expected=_stored(PICTURES / f"{name}.svg"),
        got=written(case, drawing, "svg", drawer),
        expected_dot=_stored(GOLDEN / f"{name}.dot"),
        got_dot=written(case, drawing, "dot", drawer) if case.dot else None,
    )


def _stored(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.is_file() else None


@pytest.mark.parametrize("name", CASES)
def test_a_drawing_is_the_one_that_was_accepted(
    name: str, registers: Registers, drawer: Drawer, request: pytest.FixtureRequest
) -> None:
    one = compared(name, registers, drawer)
    if request.config.getoption("--accept"):
        one = _accepted(one)
    beside = {GOLDEN / f"{name}.got.dot": one.got_dot, GOLDEN / f"{name}.got.svg": one.got}
    for path, got in beside.items():
        path.unlink(missing_ok=True)
        if one.differs and got is not None:
            path.write_text(got, encoding="utf-8")
    assert not one.differs, f"lost {one.lost}, new {one.new}: look at both (--page FILE.html), then --accept"


def _accepted(one: Compared) -> Compared:
    """Keep a drawing; an SVG that has the shape of the old one is left as it is, whatever Graphviz drew it."""
    expected = one.expected
    if expected is None or one.differs:
        (PICTURES / f"{one.name}.svg").write_text(one.got, encoding="utf-8")
        expected = one.got
    if one.got_dot is not None:
        (GOLDEN / f"{one.name}.dot").write_text(one.got_dot, encoding="utf-8")
    return replace(one, expected=expected, expected_dot=one.got_dot)


def test_no_golden_file_is_without_its_case(request: pytest.FixtureRequest) -> None:
    stored = [*(path for path in GOLDEN.iterdir() if ".got." not in path.name), *PICTURES.iterdir()]
    if request.config.getoption("--accept"):
        for path in stored:
            if path.stem not in CASES:
                path.unlink()
        stored = [path for path in stored if path.exists()]
    assert {path.stem for path in stored} == set(CASES)
    assert sum(path.stat().st_size for path in stored) < MOST_BYTES


def test_the_readme_shows_every_drawing_and_what_is_hard_in_it(request: pytest.FixtureRequest) -> None:
    opening = README.read_text(encoding="utf-8").partition("\n## ")[0].rstrip("\n") + "\n"
    whole = opening + "".join(
        f"\n## {name}\n\n{case.hard}\n\n![{name}](gallery/{name}.svg)\n" for name, case in CASES.items()
    )
    if request.config.getoption("--accept"):
        README.write_text(whole, encoding="utf-8")
    assert README.read_text(encoding="utf-8") == whole


def test_every_kind_is_drawn_from_the_example_and_from_what_is_hard() -> None:
    of_example = {case.kind for case in CASES.values() if case.scenario.stem == "example"}
    of_others = {case.kind for case in CASES.values() if case.scenario.stem != "example"}
    assert of_example == of_others == set(KINDS)
    assert sum(case.scenario.stem != "example" for case in CASES.values()) >= 30


def test_a_sentence_says_what_is_hard() -> None:
    assert [name for name, case in CASES.items() if not re.fullmatch(r".{20,}[.?]", case.hard)] == []


def test_every_text_of_a_picture_stands_in_its_svg(registers: Registers, drawer: Drawer) -> None:
    for case in CASES.values():
        drawing = made(case, registers.of(case.scenario))
        picture = drawing.picture
        found = shape(drawn(picture, "svg", case.theme, drawer).decode())
        if isinstance(picture, Chart):
            items = [*picture.items, *(item for node in picture.nodes for item in node.items)]
            assert texts(found) == [shown(item.text) for item in items if isinstance(item, Text)], case.name
            assert (picture.wide % 1, picture.high % 1) == (0, 0), f"{case.name} is no whole number of points"
            titles = [picture.title, *(node.title for node in picture.nodes)]
            assert [title for _, title, _ in found] == [*map(shown, titles)], case.name
            continue
        said_there = re.sub(r"\s", "", "".join(texts(found)))
        boxes = [box for card in picture.cards for column in card.columns for box in column.boxes]
        said = [line.text for card in picture.cards for line in card.lines]
        said += [line.text for box in boxes for line in box.lines]
        said += [picture.title, *picture.warnings, *(words for _, words in picture.legend)]
        assert [one for one in said if re.sub(r"\s", "", one) not in said_there] == [], case.name


def test_a_kind_has_a_golden_dot_wherever_it_has_dot() -> None:
    assert [name for name, case in CASES.items() if case.dot != ("dot" in formats_of(case.kind))] == []


# --- The page ---------------------------------------------------------------------------------------------------------


def test_the_page_shows_each_drawing_twice(
    registers: Registers, drawer: Drawer, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    path = Path(request.config.getoption("--page") or tmp_path / "page.html")
    path.write_text(page([compared(name, registers, drawer) for name in CASES]), encoding="utf-8")

    html = path.read_text(encoding="utf-8")
    assert html.count("<section") == len(CASES)
    assert html.count("data:image/svg+xml;base64,") == 2 * len(CASES) or "none was accepted" in html
    assert not re.search(r"(src|href)=\"(?!data:|#)", html), "nothing is fetched"


def test_a_changed_drawing_is_marked_with_the_texts_that_differ(tmp_path: Path, drawer: Drawer) -> None:
    engine = sqlite_engine(tmp_path)
    store = engine.create()
    files = {
        "areas": "id,name,level\nv,Plum Village,village",
        "posts": "id,name\np,Head",
        "people": "id,name\nx,<b>Old</b>\ny,New & Fresh",
        "tenures": "id,post,person,since,until\nt,p,x,2026-01-01,2026-02-01\nu,p,y,2026-02-01,",
        "assignments": "id,post,place,tier\na,p,v,first",
    }
    put(store, tmp_path / "in", files)
    case = CASES["trace-nobody"]
    before, after, same = (
        replace(case, lang="en", asked=replace(case.asked, subject="v", on=on))
        for on in ("2026-01-31", "2026-02-01", "2026-01-31")
    )
    svg, dot = (
        [written(one, made(one, store), form, drawer) for one in (before, after, same)] for form in ("svg", "dot")
    )
    engine.close()
    changed = Compared("changed", "A hand-over.", svg[0], svg[1], dot[0], dot[1])
    kept = Compared("kept", "Nothing.", svg[0], svg[2], dot[0], dot[2])
    coloured = Compared("coloured", "A colour.", svg[0], svg[0], dot[0], dot[0].replace("#1f4e79", "#1f4e78"))

    html = page([kept, changed, coloured, Compared("new", "Never seen.", None, svg[0], None, dot[0])])

    assert re.findall(r'<section id="(\w+)"( class="differs")?>', html) == [
        ("changed", ' class="differs"'),
        ("coloured", ' class="differs"'),
        ("new", ' class="differs"'),
        ("kept", ""),
    ]
    section = html.partition('<section id="changed"')[2].partition("</section>")[0]
    assert "<del>☎ &lt;b&gt;Old&lt;/b&gt;</del>" in section
    assert "<ins>☎ New &amp; Fresh</ins>" in section
    assert re.search(r"\n\+.*#1f4e78", html)
    assert "none was accepted" in html
    assert "4 drawings, 3 differ" in html


def test_a_row_with_a_range_stands_for_many() -> None:
    assert rows("id,name\nv{08..10},V{08..10}\nw,W") == "id,name\nv08,V08\nv09,V09\nv10,V10\nw,W"
