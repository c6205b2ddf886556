"""The page of a drawing as bytes: the same SVG, made inert; nothing in a name is more than text."""

import re
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from hashlib import sha256
from html import unescape
from html.parser import HTMLParser
from typing import Any, get_args, get_type_hints
from xml.etree import ElementTree as ET

import pytest

from graph.meaning import answers, coverage_answers, handover, matrix, timeline_answers
from graph.output.drawing.chart import Chart, Node, Text
from graph.output.drawing.details import flat, section
from graph.output.drawing.inert import inert
from graph.output.drawing.page import page
from graph.output.drawing.picture import Box, Card, Column, Line, Link, Picture
from graph.output.drawing.process import Drawer
from graph.output.drawing.said import Said
from graph.output.drawing.style import THEMES, style
from graph.output.drawing.write import drawn
from graph.output.page_words import PAGE, VALUES, key_words
from graph.output.tables import shown
from graph.resources import folder
from tests.unit.test_drawing import HOSTILE

FIERCE = (
    *HOSTILE,
    "</script><script>window.ran=1</script>",
    "<svg onload=window.ran=1>",
    "</style><style>*{display:none}",
    "--><!-- ]]> <![CDATA[",
    "\u2028\u2029 $title ${script} {x} %s",
    "\" onclick=window.ran=1 x='",
    "javascript:window.ran=1",
    "</title></svg></section><img src=http://127.0.0.1:9/x onerror=window.ran=1>",
)
CODE = ("script", "style")


@pytest.fixture(scope="module")
def drawer() -> Iterator[Drawer]:
    with Drawer() as one:
        yield one


def gap(text: str) -> answers.Gap:
    return answers.Gap(1, text, text, text, text, text, 0, 2)


def seen(text: str) -> answers.Accountable:
    """Return one line of a trace with a text in every field that holds one; an end is always a day."""
    named = answers.NamedId(text, text)
    assignment = answers.AssignmentSeen(text, text, "2026-03-01", (text, text), text)
    post, tenure = answers.PostSeen(text, text, text), answers.TenureSeen(text, text, "2026-03-01")
    return answers.Accountable(0, text, text, text, post, named, named, tenure, assignment)


def picture(text: str) -> Picture:
    """Return a picture with a text in every field, and with answers that hold it in every field."""
    lines = (Line(text, "name"), Line(text))
    boxes = (Box("gap", lines, (gap(text), replace(gap(text), matter="other"))), Box("holder", lines, (seen(text),)))
    return Picture(
        title=text,
        notes=lines,
        warnings=(text,),
        legend=(("holder", text),),
        cards=(Card("asked", lines, (Column(text, boxes), Column(text, ())), (seen(text),)), Card("place", lines)),
        links=(Link(0, 1),),
        names={"matter": {text: text + text}, "place": {text: text}},
    )


class Read(HTMLParser):
    """What a browser makes of a page: its tags with their attributes, and the texts outside script and style."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.code: dict[str, str] = {}
        self._inside = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._inside = tag if tag in CODE else ""

    def handle_endtag(self, tag: str) -> None:
        self._inside = "" if tag == self._inside else self._inside

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.code[self._inside] = self.code.get(self._inside, "") + data
        else:
            self.texts.append(data)


def shapes(svg: str) -> list[tuple[str, str, dict[str, str]]]:
    """Return what is drawn, in its order: each element that has a shape or a text."""
    found = []
    for one in ET.fromstring(svg).iter():
        name = one.tag.rpartition("}")[2]
        if name not in ("svg", "g", "a", "title") and not (name == "text" and (one.text or "").isspace()):
            found.append((name, one.text or "", dict(one.attrib)))
    return found


def svg_of(html: str) -> str:
    found = re.search("<svg .*?</svg>", html, re.DOTALL)
    assert found
    return found[0]


def test_the_drawing_in_a_page_is_the_one_that_svg_gives(drawer: Drawer) -> None:
    for theme in THEMES:
        html = drawn(picture("望榆 Elm & Plum"), "html", theme, drawer).decode()
        svg = drawn(picture("望榆 Elm & Plum"), "svg", theme, drawer).decode()
        assert len(shapes(svg)) > 30
        assert shapes(svg_of(html)) == shapes(svg)
        sizes = [ET.fromstring(one).get("viewBox") for one in (svg, svg_of(html))]
        assert sizes[0] == sizes[1]


@pytest.mark.parametrize("fierce", FIERCE)
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_name_is_text_in_a_page(drawer: Drawer, fierce: str, lang: str) -> None:
    told, plain = (
        Read(drawn(picture(text), "html", "light", drawer, lang).decode()) for text in (fierce, "harmless 无害")
    )
    drawn_anyhow = ("polygon", "polyline", "path", "text", "g")  # a longer text takes more lines
    assert [one for one, _ in told.tags if one not in drawn_anyhow] == [
        one for one, _ in plain.tags if one not in drawn_anyhow
    ]
    assert told.code["script"] == plain.code["script"]
    names = {name for _, attributes in told.tags for name in attributes}
    assert names == {name for _, attributes in plain.tags for name in attributes}
    assert not [name for name in names if name.startswith("on") or name in ("href", "src", "style", "srcdoc", "action")]
    whole = re.sub(r"\s", "", "".join(told.texts))
    assert whole.count(re.sub(r"\s", "", shown(fierce))) >= 20


def chart(text: str) -> Chart:
    """Return a chart with a text in every field, one of its things about answers that hold it."""
    items = (Text(10, 20, text, "name", "ink"),)
    nodes = (Node(text, items, text, (seen(text), gap(text))), Node(text, items))
    return Chart(text, 200, 40, items, nodes, {"matter": {text: text + text}})


@pytest.mark.parametrize("fierce", FIERCE)
def test_a_name_is_text_in_the_page_of_a_chart(drawer: Drawer, fierce: str) -> None:
    html = drawn(chart(fierce), "html", "light", drawer, "en").decode()
    read, plain = Read(html), Read(drawn(chart("x"), "html", "light", drawer, "en").decode())
    assert [tag for tag, _ in read.tags] == [tag for tag, _ in plain.tags]
    assert read.code == plain.code
    items = [attributes for _, attributes in read.tags if attributes.get("class") == "item"]
    assert [one["data-item"] for one in items] == ["node1"]
    assert 'id="zeren-of-node1"' in html


def test_the_chart_in_a_page_is_the_one_that_svg_gives(drawer: Drawer) -> None:
    html, svg = (drawn(chart("望榆 & <b>"), form, "dark", drawer).decode() for form in ("html", "svg"))
    assert shapes(svg_of(html)) == shapes(svg)


def test_a_page_has_one_script_one_style_and_the_digests_of_these_alone(drawer: Drawer) -> None:
    html = drawn(picture("x"), "html", "dark", drawer).decode()
    read = Read(html)
    assert [
        tag for tag, _ in read.tags if tag in ("script", "style", "link", "img", "iframe", "object", "a", "base")
    ] == [
        "style",
        "script",
    ]
    policy = next(said["content"] for tag, said in read.tags if tag == "meta" and "http-equiv" in said)
    digests = {name: b64encode(sha256(text.encode()).digest()).decode() for name, text in read.code.items()}
    assert policy == (
        f"default-src 'none'; script-src 'sha256-{digests['script']}'; style-src 'sha256-{digests['style']}';"
        " base-uri 'none'"
    )
    assert re.findall(r"https?://[^\"' ]*", html) == ["http://www.w3.org/2000/svg"] * 2
    assert "url(" not in read.code["style"]
    assert "@import" not in read.code["style"]


def test_script_and_style_are_files_and_the_page_holds_them_as_they_are(drawer: Drawer) -> None:
    html = drawn(picture("x"), "html", "light", drawer).decode()
    for name in ("page.js", "page.css"):
        assert (folder("visualizations") / "page" / name).read_text(encoding="utf-8") in html


def test_the_words_of_a_page_are_in_its_language(drawer: Drawer) -> None:
    for lang, language, at in (("en", "en", 0), ("zh", "zh-CN", 1)):
        html = unescape(drawn(picture("x"), "html", "light", drawer, lang).decode())
        assert f'<html lang="{language}"' in html
        assert [words[at] for code, words in PAGE.items() if words[at] not in html and "{" not in words[at]] == (
            [PAGE["page_no"][at]] if PAGE["page_no"][at] not in html else []
        )


# --- Details ----------------------------------------------------------------------------------------------------------


def paths(shape: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Yield every path of keys that an answer's type may hold."""
    inner = [one for one in (shape, *get_args(shape)) if is_dataclass(one)]
    inner += [kind for arg in get_args(shape) for kind in get_args(arg) if is_dataclass(kind)]
    if not inner:
        yield path
    for one in inner:
        hints = get_type_hints(one)
        for field in fields(one):
            yield from paths(hints[field.name], (*path, field.name))


@pytest.mark.parametrize(
    ("shape", "left_out"),
    [
        (answers.Link, ()),
        (answers.Gap, ()),
        (answers.Accountable, ()),
        (answers.Held, ()),
        (answers.Plot, ()),
        (answers.Seat, ()),
        (answers.PersonSeen, ("posts", "plots", "complete")),
        (answers.OrganizationSeen, ("seats", "complete")),
        (coverage_answers.AreaCoverage, ()),
        (coverage_answers.Coverage, ("areas", "changes", "complete")),
        (coverage_answers.GapRow, ()),
        (handover.Handover, ("handed", "gaps", "complete")),
        (handover.Handed, ()),
        (timeline_answers.TimelineRow, ("held", "gaps")),
        (timeline_answers.HeldDays, ()),
        (timeline_answers.GapDays, ()),
        (matrix.MatrixRow, ("cells",)),
        (matrix.MatrixCell, ()),
    ],
)
def test_every_key_of_what_is_told_has_its_word(shape: Any, left_out: tuple[str, ...]) -> None:
    parts = {part for path in paths(shape) if path[0] not in left_out for part in path}
    assert parts - {"tiers"} - set(VALUES) == set()


def test_details_tell_every_value_once_and_leave_out_what_is_null() -> None:
    one = seen("x")
    row = replace(one, matter="fire", person=None, tenure=None)
    rows = (row, replace(row, matter="flood", distance=1))
    html = section("n0b0", "Head", rows, {"matter": {"fire": "Fire safety"}}, Said("en", "UTC"))
    tree = ET.fromstring(html)
    shared = dict(zip([one.text for one in tree.iter("dt")], [one.text for one in tree.iter("dd")], strict=True))
    assert shared["post · duty phone"] == "x"
    assert shared["assignment · only for kinds"] == "x, x"
    assert not [key for key in shared if key and ("person" in key or "tenure" in key)]
    assert [[cell.text for cell in line] for line in tree.iter("tr")] == [
        ["places above the one asked about", "matter"],
        ["0", "fire · Fire safety"],
        ["1", "flood"],
    ]


def test_shares_days_and_truths_are_told_for_people() -> None:
    tiers = {"first": coverage_answers.TierCoverage(2, 1, 0, coverage_answers.GapCounts(1, 0, 0, 0))}
    area = coverage_answers.AreaCoverage(
        "v", "Village", "village", 2, 1, 0, 0.9999, None, coverage_answers.GapCounts(1, 0, 0, 0), tiers
    )
    html = section("n0b0", "Village", (area,), {}, Said("zh", "UTC"))
    assert "<dt>合计覆盖率</dt><dd>99.9%</dd>" in html
    assert "<dt>第一责任人 · 责任空白 · 从未落实</dt><dd>1</dd>" in html
    assert "<dt>层级</dt><dd>村社区</dd>" in html
    assert "本级覆盖率" not in html
    held = answers.Held(answers.PostSeen("p", "P", None), None, answers.TenureSeen("acting", None, None), holds=False)
    html = section("n0b0", "P", (held,), {}, Said("en", "UTC"))
    assert "<dt>holds it that day</dt><dd>no</dd>" in html
    assert "<dt>tenure · kind</dt><dd>acting</dd>" in html


@pytest.mark.parametrize(
    ("lang", "told"), [("en", "tenure · last day: 2026-02-28"), ("zh", "任职 · 终止日期（含当日）: 2026-02-28")]
)
def test_details_tell_the_last_day_of_a_period(lang: str, told: str) -> None:
    tree = ET.fromstring(section("n0b0", "Head", (seen("x"),), {}, Said(lang, "UTC")))
    pairs = zip([one.text for one in tree.iter("dt")], [one.text for one in tree.iter("dd")], strict=True)
    assert told in [f"{key}: {value}" for key, value in pairs]


def test_a_list_of_answers_is_told_key_by_key() -> None:
    holders = tuple(
        answers.SeatHolder(answers.NamedId(one, one.upper()), answers.TenureSeen("acting", None, None)) for one in "ab"
    )
    found = dict(flat(answers.Seat(answers.PostSeen("p", "P", None), "o", None, holders)))
    assert found["holders", "person", "name"] == ["A", "B"]
    assert key_words(("holders", "person", "name"), "zh") == "在任 · 人员 · 名称"


# --- Made inert -------------------------------------------------------------------------------------------------------


def test_what_could_act_load_or_lead_anywhere_is_left_out() -> None:
    svg = """<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="8pt" height="9pt"
      viewBox="0 0 8 9" onload="x()"><script>x()</script><style>*{}</style><foreignObject><p>x</p></foreignObject>
      <image href="http://127.0.0.1:9/x"/><use xlink:href="#a"/><a xlink:href="javascript:x()"><text>kept</text></a>
      <animate attributeName="href"/><set/><rect width="1" onclick="x()" style="fill:url(http://127.0.0.1:9)"
      fill="url(http://127.0.0.1:9/p)" stroke="url(#own)" x="2"/><g id="own"><path d="M0 0"/></g></svg>"""
    text, wide, high = inert(svg.encode(), "A <title>", {"own": 'said "so"'})
    assert (wide, high) == (8, 9)
    tree = ET.fromstring(text)
    assert [one.tag.rpartition("}")[2] for one in tree.iter()] == ["svg", "text", "rect", "g", "path"]
    attributes = {key: value for one in tree.iter() for key, value in one.attrib.items()}
    assert "127.0.0.1" not in text
    assert not [key for key in attributes if key.startswith("on") or "href" in key or key == "style"]
    assert attributes["stroke"] == "url(#own)"
    assert (attributes["aria-label"], attributes["data-item"], attributes["role"]) == ('said "so"', "own", "button")


def test_any_svg_can_be_a_page() -> None:
    """Kinds that are no DOT give their own SVG, whose groups have an id."""
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" width="8pt" height="9pt" viewBox="0 0 8 9"><g id="a"/></svg>'
    html = page(svg, "T", {"a": "one"}, '<section id="zeren-of-a"></section>', "light", "en").decode()
    assert 'data-item="a"' in svg_of(html)
    assert 'aria-label="one"' in svg_of(html)


def test_no_two_colours_of_a_theme_are_the_same() -> None:
    """A page turns each colour of its drawing into the one of that name: two names of one colour could not be told."""
    for theme in THEMES:
        colours = list(style(theme).colours.values())
        assert len(set(colours)) == len(colours)
