"""Golden drawings of the example: DOT, or of a chart SVG, byte for byte; and every text of the picture in its SVG.

Rules:
- A drawing that differs leaves ``NAME.got.dot`` (or ``.svg``) beside the golden file. Look at it as a picture
  (``zeren draw`` draws the same), then accept it: ``pytest tests/gallery --accept``, which renews
  visualizations/gallery too.
- What differs from register to register (head, record time) is left out of the answers.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from graph.commands import imports
from graph.commands.coverage import coverage
from graph.commands.coverage_question import Question, take
from graph.commands.handover import handover
from graph.commands.matrix import matrix
from graph.commands.names import names
from graph.commands.organization import organization
from graph.commands.person import person
from graph.commands.timeline import timeline
from graph.commands.trace import trace
from graph.output.drawing.chart import Chart, Text
from graph.output.drawing.coverage import coverage_picture
from graph.output.drawing.dot import dot
from graph.output.drawing.handover import handover_picture
from graph.output.drawing.matrix import matrix_chart
from graph.output.drawing.organization import organization_picture
from graph.output.drawing.person import person_picture
from graph.output.drawing.picture import Picture
from graph.output.drawing.process import Drawer
from graph.output.drawing.said import Said
from graph.output.drawing.style import style
from graph.output.drawing.svg import svg
from graph.output.drawing.timeline import timeline_chart
from graph.output.drawing.trace import trace_picture
from graph.output.drawing.write import drawn
from graph.output.trace_text import Beside
from graph.resources import folder
from graph.stores import Store
from tests.conftest import sqlite_engine
from tests.importing import EPOCH

HERE = Path(__file__).parent
ON = "2026-03-14"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    engine = sqlite_engine(tmp_path_factory.mktemp("gallery"))
    store = engine.create()
    plan = imports.plan(store, folder("example"))
    imports.commit(store, plan, by="tester", why="a gallery", now=EPOCH)
    yield store
    engine.close()


def bare(answer: Any) -> Any:
    """Return an answer without what differs from register to register."""
    if hasattr(answer, "question"):
        return replace(answer, as_of=None, question=replace(answer.question, known_at=None))
    return replace(answer, as_of=None, known_at=None)


def traced(store: Store, place: str, matter: str | None, lang: str) -> Picture:
    found = trace(store, place, matter, ON)
    return trace_picture(bare(found.answer), Beside(found.matter_names, found.citations, found.slots, found.zone), lang)


def of_coverage(store: Store, area: str, level: str | None, lang: str) -> Picture:
    return coverage_picture(bare(coverage(store, Question(area, ON, level=level))), area, Said(lang, store.zone))


def of_timeline(store: Store, id: str, lang: str) -> Chart:
    return timeline_chart(bare(timeline(store, id, ON)), Said(lang, store.zone))


def of_handover(store: Store, area: str, lang: str) -> Picture:
    found = handover(store, area, "2025-12-01", ON)
    fixed = take(store, Question(area, ON))
    called = names(store, fixed, {("place", gap.place) for gap in (*found.gaps.opened, *found.gaps.closed)})
    return handover_picture(bare(found), Said(lang, store.zone), called)


def of_matrix(store: Store, area: str, level: str | None, lang: str) -> Chart:
    return matrix_chart(bare(matrix(store, area, ON, level=level)), Said(lang, store.zone))


CASES: dict[str, tuple[Callable[[Store], Picture | Chart], str]] = {
    "trace-venue-zh-light": (lambda store: traced(store, "wangyu-u02", "venue_fire", "zh"), "light"),
    "trace-village-en-dark": (lambda store: traced(store, "990101001219", None, "en"), "dark"),
    "coverage-villages-zh-light": (lambda store: of_coverage(store, "990101", "village", "zh"), "light"),
    "coverage-district-en-dark": (lambda store: of_coverage(store, "990101", None, "en"), "dark"),
    "person-contact-zh-light": (
        lambda store: person_picture(bare(person(store, "p027", ON)), Said("zh", store.zone)),
        "light",
    ),
    "organization-group-zh-light": (
        lambda store: organization_picture(bare(organization(store, "group", ON)), Said("zh", store.zone)),
        "light",
    ),
    "organization-village-en-light": (
        lambda store: organization_picture(bare(organization(store, "v02", ON)), Said("en", store.zone)),
        "light",
    ),
    "handover-district-zh-light": (lambda store: of_handover(store, "990101", "zh"), "light"),
    "timeline-venue-zh-light": (lambda store: of_timeline(store, "wangyu-u02", "zh"), "light"),
    "timeline-post-en-dark": (lambda store: of_timeline(store, "z1/head", "en"), "dark"),
    "matrix-district-zh-light": (lambda store: of_matrix(store, "990101", None, "zh"), "light"),
    "matrix-villages-en-dark": (lambda store: of_matrix(store, "990101001", "village", "en"), "dark"),
}
CHARTS = ("timeline", "matrix")
"""The kinds that are laid out without Graphviz: their SVG is the same everywhere."""


def golden_file(name: str, got: str = "") -> Path:
    return HERE / f"{name}{got}.{'svg' if name.startswith(CHARTS) else 'dot'}"


def golden_text(picture: Picture | Chart, theme: str) -> str:
    return svg(picture, style(theme)) if isinstance(picture, Chart) else dot(picture, style(theme))


@pytest.mark.parametrize("name", CASES)
def test_a_drawing_is_the_one_that_was_accepted(name: str, store: Store, request: pytest.FixtureRequest) -> None:
    make, theme = CASES[name]
    got, golden, beside = golden_text(make(store), theme), golden_file(name), golden_file(name, ".got")
    if request.config.getoption("--accept"):
        golden.write_text(got, encoding="utf-8")
    beside.unlink(missing_ok=True)
    if not golden.is_file() or golden.read_text(encoding="utf-8") != got:
        beside.write_text(got, encoding="utf-8")
        pytest.fail(f"{golden.name} differs from {beside.name}: look at both, then accept with --accept")


def test_no_golden_file_is_without_its_case() -> None:
    found = [*HERE.glob("*.dot"), *HERE.glob("*.svg")]
    assert {path for path in found if not path.stem.endswith(".got")} == set(map(golden_file, CASES))


def test_the_gallery_shows_every_case(store: Store, request: pytest.FixtureRequest) -> None:
    """SVG differs from one release of Graphviz to another, so it is shown and never compared."""
    gallery = folder("visualizations") / "gallery"
    readme = gallery.parent / "README.md"
    if request.config.getoption("--accept"):
        gallery.mkdir(exist_ok=True)
        with Drawer() as drawer:
            for name, (make, theme) in CASES.items():
                (gallery / f"{name}.svg").write_bytes(drawn(make(store), "svg", theme, drawer))
        opening = readme.read_text(encoding="utf-8").partition("\n## ")[0]
        shown = "".join(f"\n## {name}\n\n![{name}](gallery/{name}.svg)\n" for name in CASES)
        readme.write_text(opening.rstrip("\n") + "\n" + shown, encoding="utf-8")
    assert re.findall("^## (.*)", readme.read_text(encoding="utf-8"), re.MULTILINE) == list(CASES)
    assert {path.stem for path in gallery.glob("*.svg")} == set(CASES)


def test_every_text_of_a_picture_stands_in_its_svg(store: Store) -> None:
    with Drawer() as drawer:
        for make, theme in CASES.values():
            picture = make(store)
            text = drawn(picture, "svg", theme, drawer).decode()
            shown = re.sub(r"\s", "", unescape("".join(re.findall(r"<text [^>]*>(.*?)</text>", text))))
            if isinstance(picture, Chart):
                items = [*picture.items, *(item for node in picture.nodes for item in node.items)]
                texts = [item.text for item in items if isinstance(item, Text)]
                assert re.findall('<g id="node([0-9]+)" class="node">', text) == [
                    str(number) for number in range(1, len(picture.nodes) + 1)
                ]
                assert [unescape(one) for one in re.findall("<title>(.*?)</title>", text)] == [
                    picture.title,
                    *(node.title for node in picture.nodes),
                ]
                assert [one for one in texts if re.sub(r"\s", "", one) not in shown] == []
                continue
            boxes = [box for card in picture.cards for column in card.columns for box in column.boxes]
            texts = [line.text for card in picture.cards for line in card.lines]
            texts += [line.text for box in boxes for line in box.lines]
            texts += [picture.title, *picture.warnings]
            assert [one for one in texts if re.sub(r"\s", "", one) not in shown] == []
