"""Pictures in every format: nothing in a name is more than text, and a drawing process that fails is reported."""

import os
import re
import signal
import struct
import sys
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from graph.meaning.answers import AsOf
from graph.model.errors import DrawingAway, OutputRefused
from graph.model.words import GAP_KINDS
from graph.output.drawing.chart import Chart, Mark, Node, Rule, Text, block, head, width_of
from graph.output.drawing.dot import dot
from graph.output.drawing.mermaid import mermaid
from graph.output.drawing.picture import Box, Card, Column, Line, Link, Picture
from graph.output.drawing.process import Drawer
from graph.output.drawing.said import Said
from graph.output.drawing.style import THEMES, style
from graph.output.drawing.text import text_width, wrapped
from graph.output.drawing.write import DPI, FORMATS, MEDIA, drawn
from graph.output.messages import error_text

HOSTILE = (
    '"]; n9 [label="x',
    "<b>bold</b>",
    "</TD></TR></TABLE>> shape=box",
    "<script>alert(1)</script>",
    '<IMG SRC="file"/>',
    "\\N \\G \\n \\\\ \\",
    "&lt; &#60; &amp; &copy",
    "]]> <![CDATA[ -->",
    "`code` **bold** _it_ # 1. - :::holder",
    "end",
    "%%{init: {}}%% click n0 call x()",
    "a;b{c}|d|>e",
    "#quot; #35;",
    "line\nbreak\tand\x00nul\u202e\ud800",
    "=HYPERLINK()",
    "𠮷䶮㛃",
)


@pytest.fixture(scope="module")
def drawer() -> Iterator[Drawer]:
    with Drawer() as one:
        yield one


def picture(*texts: str) -> Picture:
    """Return a picture that holds texts in every field."""
    lines = tuple(Line(one) for one in texts)
    box = Box("gap", lines)
    return Picture(
        title=" ".join(texts),
        notes=lines,
        warnings=texts,
        legend=tuple(("holder", one) for one in texts),
        cards=(Card("asked", lines, tuple(Column(one, (box,)) for one in texts)), Card("place", lines)),
        links=(Link(0, 1),),
    )


def bare(text: str) -> str:
    return re.sub(r"\s", "", text)


def shown(hostile: str) -> str:
    return bare("".join(wrapped(hostile, 10_000)))


@pytest.mark.parametrize("hostile", HOSTILE)
def test_a_name_is_text_in_svg(drawer: Drawer, hostile: str) -> None:
    tree = ET.fromstring(drawn(picture(hostile), "svg", "light", drawer))
    tags = {one.tag.rpartition("}")[2] for one in tree.iter()}
    assert tags <= {"svg", "g", "title", "text", "path", "polygon", "polyline"}
    assert [one.get("class") for one in tree.iter() if one.get("class")] == ["graph", "node", "node", "edge"]
    text = bare("".join(one.text or "" for one in tree.iter("{http://www.w3.org/2000/svg}text")))
    assert text.count(shown(hostile)) >= 7


@pytest.mark.parametrize("hostile", HOSTILE)
def test_a_name_is_text_in_dot(hostile: str) -> None:
    import pygraphviz

    graph = pygraphviz.AGraph(string=dot(picture(hostile), style()))
    assert (graph.nodes(), graph.edges()) == (["n0", "n1"], [("n0", "n1")])
    labels = [graph.graph_attr["label"], *(node.attr["label"] for node in graph.nodes())]
    for label in labels:
        tree = ET.fromstring(label[1:-1] if label.startswith("<<") else label)
        assert {one.tag for one in tree.iter()} <= {"TABLE", "TR", "TD", "FONT", "BR"}
        assert shown(hostile).replace("\\", "\\\\") in bare("".join(tree.itertext()))


@pytest.mark.parametrize("hostile", HOSTILE)
def test_a_name_is_text_in_mermaid(hostile: str) -> None:
    lines = mermaid(picture(hostile), style()).splitlines()
    labels = [found[1] for line in lines if (found := re.search(r'\["(.*)"\]', line))]
    assert len(labels) == 5
    plain = [re.sub(r'\["[^"]*"\]', "", line) for line in lines]
    assert plain == [re.sub(r'\["[^"]*"\]', "", line) for line in mermaid(picture("x"), style()).splitlines()]
    for label in labels:
        parts = label.split("<br/>")
        left = re.sub(r"#\d+;", "", "".join(parts))
        assert not re.search(r"[!-/:-@\[-`{-~]", left)
        assert shown(hostile) in bare(re.sub(r"#(\d+);", lambda one: chr(int(one[1])), "".join(parts)))


def chart(*texts: str) -> Chart:
    """Return a chart that holds texts in every field."""
    items, high = head(300, " ".join(texts), texts, [Line(one) for one in texts], [("acting", one) for one in texts])
    found, high = block(18, high, 264, [Line(one, "name") for one in texts], ["gap_vacant"])
    node = Node(" ".join(texts), (*found, Mark(18, high, 20, 10, "gap_vacant"), Rule(0, high, 9, high, "line")))
    return Chart(" ".join(texts), 300, high + 20, tuple(items), (node,))


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("hostile", HOSTILE)
def test_a_name_is_text_in_a_chart(drawer: Drawer, hostile: str, theme: str) -> None:
    svg = drawn(chart(hostile), "svg", theme, drawer)
    tree, plain = ET.fromstring(svg), ET.fromstring(drawn(chart("x"), "svg", theme, drawer))
    names = [one.tag.rpartition("}")[2] for one in tree.iter()]
    assert set(names) <= {"svg", "g", "defs", "pattern", "title", "text", "path", "rect"}
    assert [name for name in names if name != "text"] == [
        one.tag.rpartition("}")[2] for one in plain.iter() if not one.tag.endswith("text")
    ]
    assert [one.get("class") for one in tree.iter() if one.get("class")] == ["graph", "node"]
    text = bare("".join(one.text or "" for one in tree.iter("{http://www.w3.org/2000/svg}text")))
    assert text.count(shown(hostile)) == 5
    titles = [one.text for one in tree.iter("{http://www.w3.org/2000/svg}title")]
    assert [bare(one or "") for one in titles] == [shown(hostile)] * 2
    assert drawn(chart(hostile), "png", theme, drawer).startswith(b"\x89PNG")


def test_chinese_shows_in_the_png_of_a_chart(drawer: Drawer) -> None:
    """一 is one thin stroke: a box for a missing glyph is as high as wide."""
    line = Chart("", 60, 40, (Text(10, 30, "一", "title", "ink"),), ())
    rows = pixels(drawn(line, "png", "light", drawer))
    dark = [(x, y) for y, row in enumerate(rows) for x, one in enumerate(row) if one > 128]
    wide = max(x for x, _ in dark) - min(x for x, _ in dark)
    high = max(y for _, y in dark) - min(y for _, y in dark)
    assert wide > 25
    assert high < wide / 4


@pytest.mark.parametrize(
    "text", ["五个字的名", "望" * 50, "W" * 50, "a" * 120, "Deputy head 副站长 of the Work Station"]
)
def test_a_long_name_in_a_chart_stays_in_its_width(text: str) -> None:
    texts, end = block(0, 0, 120, [Line(text, "name")])
    assert bare("".join(one.text for one in texts)) == bare(text)
    assert all(width_of(one.text, "name") <= 120 for one in texts)
    assert end >= texts[-1].y


def test_no_row_of_pixels_is_lost_in_the_png_of_a_chart(drawer: Drawer) -> None:
    """Of a chart whose sides are whole points; each rule of one point is a row of two dark pixels wherever it lies."""
    rules = tuple(Rule(0, y + 0.5, 40, y + 0.5, "ink", 1) for y in range(0, 700, 2))
    rows = pixels(drawn(Chart("", 40, 700, rules, ()), "png", "light", drawer))
    assert [row[20] > 128 for row in rows] == [True, True, False, False] * 350


def test_a_chart_too_large_for_its_format_names_the_one_that_carries_it(drawer: Drawer) -> None:
    long = Chart("", 100, 20_000, (), ())
    for form in ("png", "pdf"):
        with pytest.raises(OutputRefused) as refused:
            drawn(long, form, "light", drawer)
        assert (refused.value.code, refused.value.about["other"]) == ("drawing_too_large", "svg")
    assert drawn(long, "svg", "light", drawer)


def test_bars_and_cells_differ_in_form_as_well_as_in_colour() -> None:
    for theme in THEMES:
        looks = style(theme).looks
        bars = [looks[name] for name in ("substantive", "concurrent", "acting", "vacant")]
        bars += [looks[f"gap_{kind}"] for kind in GAP_KINDS]
        assert len({(look.border, look.thick, look.hatch) for look in bars}) == len(bars)
        assert len({look.mark for look in bars}) == len(bars)
        assert {look.hatch for look in looks.values() if look.hatch} <= set(style(theme).hatches)


def test_a_record_time_that_was_given_is_told_as_it_is_and_the_heads_own_rounded_up() -> None:
    head = AsOf("0" * 64, "2026-01-05T01:00:00.250000Z")
    told = {
        "2026-01-05T01:00:00.250000Z": "2026-01-05T01:00:01Z",
        "2026-01-05T01:00:00.300000Z": "2026-01-05T01:00:00.300000Z",
        "2026-01-05T01:00:07.000000Z": "2026-01-05T01:00:07Z",
    }
    for known_at, said in told.items():
        assert Said("en", "UTC").known(known_at, head).text == f"As known at {said} · head 000000000000"
    assert Said("en", "UTC").known(None, None).text == "As known at - · head -"


@pytest.mark.parametrize(
    ("since", "until", "english", "chinese"),
    [
        ("2022-01-01", "2026-02-20", "2022-01-01 to 2026-02-19 (last day)", "2022-01-01 至 2026-02-19 止"),
        ("2026-02-01", "2026-02-02", "2026-02-01 (this day alone)", "2026-02-01（仅此一天）"),
        ("2025-07-01", None, "from 2025-07-01", "2025-07-01 起"),
        (None, "2026-03-01", "as long as known, to 2026-02-28 (last day)", "一直以来，至 2026-02-28 止"),
        (None, None, "as long as known", "一直以来"),
        (None, "0001-01-01", "as long as known, to 0001-01-01 (last day)", "一直以来，至 0001-01-01 止"),
    ],
)
def test_a_period_is_told_with_its_last_day(since: str | None, until: str | None, english: str, chinese: str) -> None:
    assert (Said("en", "UTC").held(since, until), Said("zh", "UTC").held(since, until)) == (english, chinese)


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ("2026-01-02", "2026-01-08", "2026-01-02 to 2026-01-08 (last day)"),
        ("2026-01-02", "2026-01-09", "from 2026-01-02"),
        ("2026-01-01", "2026-01-08", "to 2026-01-08 (last day)"),
        ("2026-01-01", "2026-01-09", "on all the days shown"),
        ("2026-01-01", "2026-01-01", "to 2026-01-01 (last day)"),
        ("2026-01-09", "2026-01-09", "from 2026-01-09"),
        ("2026-01-05", "2026-01-05", "2026-01-05 (this day alone)"),
    ],
)
def test_what_reaches_the_end_of_the_days_looked_at_has_no_end_there(first: str, last: str, said: str) -> None:
    assert Said("en", "UTC").days(first, last, within=("2026-01-01", "2026-01-09")) == said


def test_the_same_picture_gives_the_same_dot() -> None:
    assert dot(picture("a", "b"), style()) == dot(picture("a", "b"), style())


def test_both_themes_have_the_same_looks_and_no_two_looks_differ_in_colour_alone() -> None:
    light, dark = (style(theme) for theme in THEMES)
    assert set(light.looks) == set(dark.looks)
    assert set(light.colours) == set(dark.colours)
    matter = [light.looks[name] for name in ("holder", "vacant", "gap")]
    assert len({look.mark for look in matter}) == len({look.border for look in matter}) == 3


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("look", ["holder", "vacant", "gap", "asked", "place", "heading", "broken", "part", "full"])
def test_text_stands_out_from_its_ground(theme: str, look: str) -> None:
    found = style(theme).looks[look]
    assert contrast(found.ink, found.fill) >= 4.5
    assert contrast(style(theme).colours["faint"], found.fill) >= 4.5


def contrast(one: str, other: str) -> float:
    bright, dim = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize(
    "text", ["五个字的名", "望" * 50, "a" * 120, "Lanxin Community Work Station 副站长 deputy head", ""]
)
def test_a_long_name_wraps_and_loses_nothing(text: str) -> None:
    lines = wrapped(text, 20)
    assert bare("".join(lines)) == bare(text)
    assert max(map(text_width, lines)) <= 20


def test_a_closing_mark_does_not_begin_a_line() -> None:
    assert wrapped("望榆办发二二年号（试行）", 22) == ("望榆办发二二年号（试行）",)


# --- Chinese text without a font of the machine -----------------------------------------------------------------------


def pixels(png: bytes) -> list[list[int]]:
    """Return how dark each pixel is, 0 to 255."""
    assert png.startswith(b"\x89PNG")
    place, packed, head = 8, b"", b""
    while place < len(png):
        size, kind = struct.unpack(">I4s", png[place : place + 8])
        data = png[place + 8 : place + 8 + size]
        head = data if kind == b"IHDR" else head
        packed += data if kind == b"IDAT" else b""
        place += size + 12
    wide, high, _, colour = struct.unpack(">IIBB", head[:10])
    step = {2: 3, 6: 4}[colour]
    raw, rows, above = zlib.decompress(packed), [], bytearray(wide * step)
    for row in range(high):
        start = row * (wide * step + 1)
        above = unfiltered(raw[start], bytearray(raw[start + 1 : start + 1 + wide * step]), above, step)
        rows.append([255 - above[one] for one in range(0, wide * step, step)])
    return rows


def unfiltered(kind: int, line: bytearray, above: bytearray, step: int) -> bytearray:
    for place in range(len(line)):
        left = line[place - step] if place >= step else 0
        corner = above[place - step] if place >= step else 0
        up = above[place]
        nearest = min((left, up, corner), key=lambda one: abs(left + up - corner - one))
        line[place] = (line[place] + (0, left, up, (left + up) // 2, nearest)[kind]) % 256
    return line


def test_chinese_shows_in_a_png(drawer: Drawer) -> None:
    """一 is one thin stroke: a box of hex digits, which stands for a missing glyph, is as high as wide."""
    fonts = style().fonts
    text = f'graph {{ bgcolor=white; n [shape=plain fontname="{fonts}" label=<<FONT POINT-SIZE="60">一</FONT>>] }}'
    dark = [(x, y) for y, row in enumerate(pixels(drawer.draw(text, "png"))) for x, one in enumerate(row) if one > 128]
    wide = max(x for x, _ in dark) - min(x for x, _ in dark)
    high = max(y for _, y in dark) - min(y for _, y in dark)
    assert wide > 40
    assert high < wide / 5


@pytest.mark.parametrize("make", [picture, chart])
def test_a_pdf_carries_the_packaged_font_and_no_other(drawer: Drawer, make: Callable[[str], Picture | Chart]) -> None:
    pdf = drawn(make("责任链图 䶮㛃"), "pdf", "light", drawer)
    streams = [pdf]
    for found in re.finditer(rb"stream\r?\n", pdf):
        try:
            streams.append(zlib.decompressobj().decompress(pdf[found.end() :]))
        except zlib.error:
            continue
    named = set(re.findall(rb"/BaseFont */(?:[A-Z]{6}\+)?([\w-]+)", b"\n".join(streams)))
    assert named
    assert all(name.startswith(b"NotoSansCJK") for name in named)


# --- The drawing process ----------------------------------------------------------------------------------------------


def child(folder: Path, code: str) -> Path:
    file = folder / "child.py"
    file.write_text(f"import sys, os, time\nfirst = sys.stdin.buffer.readline()\n{code}\n", encoding="utf-8")
    return file


def test_a_process_that_hangs_is_ended_and_reported(tmp_path: Path) -> None:
    with Drawer(0.5, child(tmp_path, "time.sleep(60)")) as drawer:
        begun = time.monotonic()
        with pytest.raises(DrawingAway) as refused:
            drawer.draw("graph {}", "svg")
        assert refused.value.code == "drawing_hung"
        assert error_text(refused.value, "en").startswith("the drawing took longer than 0.5 s and was ended")
        assert time.monotonic() - begun < 10
        assert drawer._process is None


def test_what_a_hung_process_started_is_ended_too(tmp_path: Path) -> None:
    code = f"import subprocess\nsubprocess.run([{sys.executable!r}, '-c', 'import time; time.sleep(60)'])"
    with Drawer(0.5, child(tmp_path, code)) as drawer:
        begun = time.monotonic()
        with pytest.raises(DrawingAway):
            drawer.draw("graph {}" * 100_000, "svg")
        assert time.monotonic() - begun < 10


@pytest.mark.parametrize(
    "code", ["os.abort()", "sys.exit()", 'print(\'{"fault": null, "size": 9}\')\nsys.exit()', "print('no JSON')"]
)
def test_a_process_that_dies_is_reported(tmp_path: Path, code: str) -> None:
    with Drawer(10, child(tmp_path, code)) as drawer, pytest.raises(DrawingAway) as refused:
        drawer.draw("graph {}", "svg")
    assert refused.value.code == "drawing_died"


@contextmanager
def stopped(drawer: Drawer) -> Iterator[int]:
    """Stop the warm process of a drawer, as a machine without memory does; yield its id."""
    assert drawer.draw("graph {}", "svg")
    assert drawer._process is not None
    os.kill(drawer._process.pid, signal.SIGSTOP)
    yield drawer._process.pid


@pytest.mark.skipif(sys.platform == "win32", reason="Windows stops no process")
def test_a_process_that_is_really_stopped_is_ended_and_the_next_drawing_works() -> None:
    with Drawer(1) as drawer, stopped(drawer) as pid:
        with pytest.raises(DrawingAway) as refused:
            drawer.draw("graph {}", "svg")
        assert refused.value.code == "drawing_hung"
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)
        assert drawer.draw("graph {}", "svg")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows stops no process")
def test_a_process_that_is_really_killed_while_it_draws_is_reported_and_the_next_drawing_works() -> None:
    with Drawer(30) as drawer, stopped(drawer) as pid:
        killing = threading.Timer(0.3, os.kill, (pid, signal.SIGKILL))
        killing.start()
        with pytest.raises(DrawingAway) as refused:
            drawer.draw("graph {}", "svg")
        assert refused.value.code == "drawing_died"
        assert drawer.draw("graph {}", "svg")


def test_after_a_process_died_the_next_drawing_has_a_new_one() -> None:
    with Drawer() as drawer:
        assert drawer.draw("graph {}", "svg")
        first = drawer._process
        assert first is not None
        first.kill()
        first.wait()
        assert drawer.draw("graph {}", "svg")
        assert drawer._process is not first


def test_a_fault_of_the_layout_is_reported_in_one_line(drawer: Drawer) -> None:
    with pytest.raises(OutputRefused) as refused:
        drawer.draw("graph {", "svg")
    assert refused.value.code == "drawing_failed"
    assert "\n" not in refused.value.about["reason"]
    assert drawer.draw("graph {}", "svg")


def test_the_process_and_its_files_are_gone_when_it_is_closed() -> None:
    drawer = Drawer()
    drawer.draw("graph {}", "svg")
    process, folder = drawer._process, drawer._folder
    assert process is not None
    assert folder is not None
    drawer.close()
    assert process.poll() is not None
    assert not Path(folder.name).exists()


# --- Too large --------------------------------------------------------------------------------------------------------


def tall(count: int) -> Picture:
    cards = tuple(Card("place", (Line(f"card {number}"),)) for number in range(count))
    return Picture("tall", (), (), (), cards, tuple(Link(number, number + 1) for number in range(count - 1)))


def test_a_drawing_too_large_for_its_format_names_the_one_that_carries_it(drawer: Drawer) -> None:
    refusals = {}
    for form, count in (("png", 300), ("pdf", 300), ("mermaid", 1500)):
        with pytest.raises(OutputRefused) as refused:
            drawn(tall(count), form, "light", drawer)
        assert refused.value.code == "drawing_too_large"
        refusals[form] = refused.value.about["other"]
    assert refusals == {"png": "svg", "pdf": "svg", "mermaid": "svg"}
    assert drawn(tall(300), "svg", "light", drawer)


def test_a_png_has_points_enough_for_print(drawer: Drawer) -> None:
    svg = drawn(tall(2), "svg", "light", drawer)
    found = re.search(rb'width="([\d.]+)pt"', svg)
    assert found
    wide = struct.unpack(">I", drawn(tall(2), "png", "light", drawer)[16:20])[0]
    assert abs(wide - float(found[1]) * DPI / 72) <= 2


def test_every_format_has_its_media_type() -> None:
    assert set(MEDIA) == set(FORMATS)
    assert len(set(MEDIA.values())) == len(MEDIA)
