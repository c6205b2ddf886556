"""The page of a drawing in a real Chromium, from a file: find, zoom, pan, details; nothing leaves or is injected."""

import io
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdf
import pytest
import uvicorn

from api.http.app import create_app
from api.http.serving import bound
from graph.output.drawing.process import Drawer
from graph.output.drawing.write import drawn
from tests.browser.browsers import Watched, chromium
from tests.command_line import Desk
from tests.unit.test_drawing_page import FIERCE, picture

ON = ("--on", "2026-03-14")
LONG = "The Old Plum Orchard Neighbourhood Committee of the Lower Valley"
FILES = {
    "areas": "id,name,level,parent\nt,Elm Town,township,\n"
    + "\n".join(f"v{one},Plum Village {one},village,t" for one in range(12)),
    "people": "id,name\na,Zhang Yang\nb,李例二",
    "organizations": f"id,name,area\no,{LONG},v1",
    "posts": "id,name,organization,phone\nhead,Village head,o,0000-1\nclerk,Clerk,o,\nnone,Empty seat,o,",
    "tenures": "post,person,kind,since\nhead,a,,2025-01-01\nclerk,b,acting,",
    "matters": "id,name\nfire,Fire safety\nflood,Flood",
    "requirements": "id,scheme,tier,place_kinds,citation\nr,rules,specific,village,Rule 7",
    "assignments": "id,tier,post,place,matter,ground\n"
    "1,first,head,v1,fire,Order 9\n2,direct,clerk,t,,\n3,direct,none,v1,,",
}
KINDS = (
    *(("trace", "v1"), ("coverage", "t"), ("person", "a"), ("organization", "o")),
    *(("timeline", "v1"), ("matrix", "t"), ("handover", "t")),
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as one:
        yield one


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return Desk(tmp_path_factory.mktemp("pages")).holds(FILES)


def file(desk: Desk, kind: str, subject: str, *more: str) -> str:
    path = desk.directory / f"{kind}{''.join(more)}.html"
    days = ("--from", "2024-12-01") if kind == "handover" else ()
    ran = desk.asks("draw", kind, subject, *ON, *days, "--output", path, "--force", *more)
    assert ran.code == 0, ran.err
    return path.as_uri()


@pytest.fixture
def watched(browser: Any) -> Iterator[Watched]:
    one = Watched(browser)
    yield one
    one.context.close()


@pytest.fixture
def page(watched: Watched, desk: Desk) -> Iterator[Any]:
    address = file(desk, "trace", "v1")
    yield watched.opens(address)
    assert watched.said == []
    assert watched.requests == [address]


def box(page: Any) -> list[float]:
    """Return which part of the drawing is seen: left, top, width, height."""
    return [float(one) for one in page.locator("#zeren-stage > svg").get_attribute("viewBox").split()]


def middle(page: Any, selector: str) -> tuple[float, float]:
    found = page.locator(selector).bounding_box()
    return found["x"] + found["width"] / 2, found["y"] + found["height"] / 2


def details(page: Any) -> dict[str, str]:
    """Return what the panel shows."""
    section = page.locator("#zeren-details.open section.chosen")
    return dict(zip(section.locator("dt").all_inner_texts(), section.locator("dd").all_inner_texts(), strict=True))


@pytest.mark.parametrize(("kind", "subject"), KINDS)
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_page_of_each_kind_opens_from_a_file_and_asks_nothing(
    watched: Watched, desk: Desk, kind: str, subject: str, lang: str
) -> None:
    address = file(desk, kind, subject, "--lang", lang)
    page = watched.opens(address)
    assert "live" in page.locator("html").get_attribute("class")
    items = page.locator(".item")
    assert items.count() >= 2
    for number in range(items.count()):
        items.nth(number).dispatch_event("click")
        assert details(page) or page.locator("section.chosen table").count()
    assert watched.said == []
    assert watched.requests == [address]


def test_a_long_trace_opens_at_whom_to_call_first(watched: Watched, desk: Desk) -> None:
    page = watched.opens(file(desk, "trace", "v1"))
    page.set_viewport_size({"width": 700, "height": 320})
    page.reload()
    urgent = page.locator("#zeren-urgent")
    assert urgent.inner_text().startswith("Call first: ")
    stage = page.locator("#zeren-stage").bounding_box()
    item = page.locator(f'.item[data-item="{page.locator("#zeren-stage").get_attribute("data-start")}"]')
    box = item.bounding_box()
    assert item.get_attribute("aria-label").startswith(urgent.inner_text().removeprefix("Call first: ").split(" ☎")[0])
    assert stage["y"] <= box["y"]
    assert box["y"] + box["height"] <= stage["y"] + stage["height"] + 1
    page.emulate_media(media="print")
    assert not urgent.is_visible()
    assert watched.said == []


# --- Find -------------------------------------------------------------------------------------------------------------


def test_find_steps_through_the_matches_and_centres_each(page: Any) -> None:
    page.keyboard.press("/")
    page.keyboard.type("ORCHARD neighbourhood COMMITTEE of")  # in another case, and over two lines of the drawing
    lines = page.locator(".item text").all_text_contents()
    assert not [line for line in lines if "orchard neighbourhood committee of" in line.lower()]
    assert page.locator(".hit .badge text").all_text_contents() == ["1", "2", "3"]
    seen = []
    page.keyboard.press("Enter")  # directly after typing: the first match, which is shown already
    for said in ("1 of 3", "2 of 3", "3 of 3", "1 of 3"):
        assert page.locator("#zeren-said").inner_text() == said
        assert page.locator(".hit.current .badge text").text_content() == said[0]
        stage = middle(page, "#zeren-stage")
        item = middle(page, '.item[aria-current="true"]')
        assert [abs(one - other) < 2 for one, other in zip(stage, item, strict=True)] == [True, True]
        seen.append(page.locator('.item[aria-current="true"]').get_attribute("data-item"))
        page.keyboard.press("Enter")
    assert len(set(seen)) == 3
    assert seen[0] == seen[3]
    page.keyboard.press("Shift+Enter")
    assert page.locator("#zeren-said").inner_text() == "1 of 3"
    page.locator("#zeren-next").click()
    assert page.locator("#zeren-said").inner_text() == "2 of 3"


def test_after_typing_on_enter_stays_at_the_first_match_again(page: Any) -> None:
    page.keyboard.press("/")
    for part in ("Orch", "ard"):
        page.keyboard.type(part)
        page.keyboard.press("Enter")
        assert page.locator("#zeren-said").inner_text().startswith("1 of ")
    page.keyboard.press("Enter")
    assert page.locator("#zeren-said").inner_text().startswith("2 of ")
    page.keyboard.type(" ")
    page.locator("#zeren-next").click()
    assert page.locator("#zeren-said").inner_text().startswith("2 of "), "the button goes on at once"


def test_enter_that_ends_a_word_being_composed_goes_nowhere(page: Any) -> None:
    page.keyboard.press("/")
    page.keyboard.type("Orchard")
    page.keyboard.press("Enter")
    page.evaluate(
        "document.getElementById('zeren-query').dispatchEvent("
        "new KeyboardEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true }))"
    )
    assert page.locator("#zeren-said").inner_text().startswith("1 of ")


def test_a_match_differs_in_form_and_not_in_colour_alone(page: Any) -> None:
    page.locator("#zeren-query").fill("orchard")
    form = "one => { const s = getComputedStyle(one); return [s.strokeWidth, s.strokeDasharray]; }"
    current, other = (
        page.locator(one).first.evaluate(form) for one in (".hit.current .frame", ".hit:not(.current) .frame")
    )
    assert current[0] != other[0]
    assert current[1] != other[1]
    assert page.locator(".hit .badge").count() == 3


def test_what_is_not_drawn_but_stands_in_the_details_is_found_too(page: Any) -> None:
    page.locator("#zeren-query").fill("2025-01-01")
    assert page.locator("#zeren-said").inner_text() == "1 of 1"
    assert details(page)["tenure · since"] == "2025-01-01"


def test_what_is_not_there_is_said_and_an_empty_search_marks_nothing(page: Any) -> None:
    page.locator("#zeren-query").fill("nobody at all")
    assert page.locator("#zeren-said").inner_text() == "nothing found"
    page.locator("#zeren-query").fill("orchard")
    page.keyboard.press("Escape")
    assert page.locator(".hit").count() == 0
    assert page.locator("#zeren-said").inner_text() == ""
    assert page.evaluate("document.activeElement.id") == "zeren-stage"


# --- Zoom and pan -----------------------------------------------------------------------------------------------------


def test_the_wheel_zooms_and_what_is_under_the_pointer_stays(page: Any) -> None:
    before = page.locator(".item").first.bounding_box()
    page.mouse.move(before["x"] + 5, before["y"] + 5)
    page.mouse.wheel(0, -200)
    page.wait_for_function("document.getElementById('zeren-scale').textContent !== '100%'")
    after = page.locator(".item").first.bounding_box()
    grown = after["width"] / before["width"]
    assert 1.3 < grown < 1.7
    assert abs(after["x"] + 5 * grown - before["x"] - 5) < 1.5
    assert abs(after["y"] + 5 * grown - before["y"] - 5) < 1.5
    page.mouse.wheel(0, 200)
    page.wait_for_timeout(50)
    assert abs(page.locator(".item").first.bounding_box()["width"] - before["width"]) < 0.5


def test_buttons_and_keys_zoom_and_show_the_whole(page: Any) -> None:
    wide = box(page)[2]
    page.locator("#zeren-in").click()
    assert box(page)[2] == pytest.approx(wide / 1.25)
    page.locator("#zeren-out").click()
    page.locator("#zeren-stage").focus()
    page.keyboard.press("+")
    assert box(page)[2] == pytest.approx(wide / 1.25)
    page.keyboard.press("-")
    page.keyboard.press("-")
    assert box(page)[2] == pytest.approx(wide * 1.25)
    page.locator("#zeren-scale").click()
    assert page.locator("#zeren-scale").inner_text() == "100%"
    for _ in range(8):
        page.keyboard.press("+")
    page.keyboard.press("0")
    left, top, width, height = box(page)
    drawing = page.locator("#zeren-stage > svg polygon").first.bounding_box()
    stage = page.locator("#zeren-stage").bounding_box()
    assert drawing["x"] >= stage["x"] - 1
    assert drawing["y"] >= stage["y"] - 1
    assert drawing["x"] + drawing["width"] <= stage["x"] + stage["width"] + 1
    assert drawing["y"] + drawing["height"] <= stage["y"] + stage["height"] + 1
    assert (left, top) <= (0, 0)
    assert width * height > 0


def test_a_drag_and_the_arrow_keys_move_the_drawing_and_choose_nothing(page: Any) -> None:
    before = page.locator(".item").first.bounding_box()
    page.mouse.move(before["x"] + 8, before["y"] + 8)
    page.mouse.down()
    page.mouse.move(before["x"] + 40, before["y"] + 30, steps=4)
    page.mouse.move(before["x"] + 68, before["y"] - 12, steps=4)
    page.mouse.up()
    after = page.locator(".item").first.bounding_box()
    assert (after["x"] - before["x"], after["y"] - before["y"]) == pytest.approx((60, -20), abs=1)
    assert page.locator("#zeren-details.open").count() == 0
    page.locator("#zeren-stage").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    moved = page.locator(".item").first.bounding_box()
    assert (moved["x"] - after["x"], moved["y"] - after["y"]) == pytest.approx((-60, -60), abs=1)


def test_a_drawing_is_never_lost_from_sight(page: Any) -> None:
    page.locator("#zeren-stage").focus()
    for _ in range(200):
        page.keyboard.press("ArrowLeft")
    page.locator("#zeren-fit").click()
    for key in ("ArrowRight",) * 100 + ("-",) * 40:
        page.keyboard.press(key)
    drawing, stage = (page.locator(one).first.bounding_box() for one in ("#zeren-stage svg polygon", "#zeren-stage"))
    assert drawing["x"] + drawing["width"] > stage["x"]
    assert drawing["width"] > 10


# --- Details ----------------------------------------------------------------------------------------------------------


def test_a_click_shows_what_the_answer_holds(page: Any, desk: Desk) -> None:
    page.locator(".item", has_text="Zhang Yang").click()
    answer = next(one for one in desk.trace("v1")["accountable"] if one["post"]["id"] == "head")
    assert details(page) == {
        "places above the one asked about": "0",
        "place": "v1 · Plum Village 1",
        "tier": "first-responsible",
        "matter": "fire · Fire safety",
        "post · id": answer["post"]["id"],
        "post · name": answer["post"]["name"],
        "post · duty phone": answer["post"]["phone"],
        "organization · id": answer["organization"]["id"],
        "organization · name": LONG,
        "person · id": answer["person"]["id"],
        "person · name": answer["person"]["name"],
        "tenure · kind": "substantive",
        "tenure · since": answer["tenure"]["since"],
        "assignment · id": answer["assignment"]["id"],
        "assignment · ground": "Order 9",
    }
    page.locator("#zeren-close").click()
    page.locator(".item", has_text="Gap").first.click()
    assert (details(page)["kind"], details(page)["requirement"]) == ("unassigned", "r · Rule 7")
    assert [one.inner_text() for one in page.locator("section.chosen td").all()] == [
        "fire · Fire safety",
        "flood · Flood",
    ]
    page.locator("#zeren-close").click()
    assert page.locator("#zeren-details.open").count() == 0


def test_a_click_on_a_bar_of_a_timeline_shows_who_when_and_for_what(watched: Watched, desk: Desk) -> None:
    page = watched.opens(file(desk, "timeline", "v1"))
    page.locator(".item", has_text="Zhang Yang").locator("rect").last.click()
    assert details(page) == {
        "tier": "first-responsible",
        "matters · id": "fire",
        "matters · name": "Fire safety",
        "post · id": "head",
        "post · name": f"{LONG} Village head",
        "person · id": "a",
        "person · name": "Zhang Yang",
        "kind": "substantive",
        "answers at · id": "v1",
        "answers at · name": "Plum Village 1",
        "first day in the range": "2025-01-01",
        "last day in the range": "2026-03-14",
    }
    page.locator("#zeren-close").click()
    page.locator(".item", has_text="Gap").locator("rect").last.click()
    shown = details(page)
    assert (shown["kind"], shown["persons there"], shown["persons asked for"]) == ("unassigned", "0", "1")
    assert shown["requirement · name"] == "Rule 7"
    assert watched.said == []


def test_a_click_on_a_cell_of_a_matrix_shows_its_slots(watched: Watched, desk: Desk) -> None:
    page = watched.opens(file(desk, "matrix", "t"))
    page.locator('.item[aria-label^="Plum Village 1 · specifically"]').locator("rect").first.click()
    answer = desk.asks("draw", "matrix", "t", *ON, "--output", "-", "--format", "json").json
    [row] = [one for one in answer["rows"] if one["id"] == "v1"]
    shown = details(page) | dict.fromkeys(("matter",))
    assert (shown["id"], shown["name"], shown["tier"]) == ("v1", "Plum Village 1", "specifically responsible")
    assert shown["slots"] == str(row["cells"][0]["slots"])
    assert shown["gaps · unassigned"] == str(row["cells"][0]["gaps"]["unassigned"])
    page.locator("#zeren-close").click()
    page.locator('.item[aria-label^="Plum Village 1 · village"]').click()
    assert details(page)["slots"] == str(sum(cell["slots"] for cell in row["cells"]))
    assert watched.said == []


def test_a_click_in_a_handover_shows_both_sides_and_what_was_between(watched: Watched, desk: Desk) -> None:
    page = watched.opens(file(desk, "handover", "t"))
    page.locator(".item", has_text="Zhang Yang").click()
    shown = details(page)
    assert (shown["person · id"], shown["post · id"], shown["since"]) == ("a", "head", "2025-01-01")
    page.locator("#zeren-close").click()
    page.locator(".item", has_text="Village head").first.click()
    assert details(page)["post · id"] == "head"
    page.locator("#zeren-close").click()
    page.locator(".item", has_text="vacant, days").click()
    assert tuple(details(page)[f"{end} day in the range"] for end in ("first", "last")) == ("2024-12-01", "2024-12-31")
    assert watched.said == []


def test_a_click_on_a_line_longer_than_the_view_does_not_carry_its_name_away(watched: Watched, desk: Desk) -> None:
    page = watched.opens(file(desk, "timeline", "v1"))
    page.set_viewport_size({"width": 700, "height": 600})
    page.reload()
    line = page.locator(".item", has_text="Zhang Yang")
    before = line.bounding_box()
    line.locator("text").first.click()
    assert details(page)["person · id"] == "a"
    assert line.bounding_box()["x"] == pytest.approx(before["x"], abs=5)
    stage = page.locator("#zeren-stage").bounding_box()
    assert line.locator("text").first.bounding_box()["x"] >= stage["x"]


def test_the_hatch_of_a_bar_has_the_colours_of_the_theme_too(watched: Watched, desk: Desk) -> None:
    page = watched.opens(file(desk, "timeline", "v1"))
    line = page.locator("#zeren-stage svg pattern path").first
    before = line.evaluate("one => getComputedStyle(one).stroke")
    page.locator("#zeren-theme").click()
    assert line.evaluate("one => getComputedStyle(one).stroke") != before


def test_a_click_on_the_ground_of_a_card_shows_the_card(page: Any) -> None:
    head = page.locator('.item[data-item="n0"]').bounding_box()
    page.mouse.click(head["x"] + 3, head["y"] - 7)  # above its text, where nothing but the card's ground lies
    assert (details(page)["id"], details(page)["level"]) == ("v1", "village")


def test_keys_alone_reach_every_box_and_its_details(page: Any) -> None:
    page.locator("#zeren-stage").focus()
    count = page.locator(".item").count()
    reached = []
    for _ in range(count):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.dataset.item"))
        inside = page.evaluate(
            """() => { const e = document.activeElement.getBoundingClientRect(),
            s = document.getElementById('zeren-stage').getBoundingClientRect();
            return e.left >= s.left - 1 && e.right <= s.right + 1 && e.top >= s.top - 1
            && e.bottom <= s.bottom + 1; }"""
        )
        assert inside
    assert sorted(reached) == sorted(page.locator(".item").evaluate_all("all => all.map(one => one.dataset.item)"))
    page.keyboard.press("Enter")
    assert details(page)
    page.keyboard.press("Escape")
    assert page.locator("#zeren-details.open").count() == 0


def test_a_reader_of_screens_hears_what_each_thing_is(page: Any) -> None:
    page.locator("#zeren-query").fill("Zhang")
    tree = page.locator("body").aria_snapshot()
    for said in (
        'heading "Who answers: Plum Village 1" [level=1]',
        'toolbar "Find and zoom"',
        'searchbox "Find a name or an id"',
        'button "Zoom in"',
        'region "The drawing"',
        'button "Zhang Yang · ',
        'complementary "Details"',
    ):
        assert said in tree, tree


def test_without_script_drawing_and_details_are_there_to_read(browser: Any, desk: Desk) -> None:
    watched = Watched(browser, java_script_enabled=False)
    page = watched.opens(file(desk, "trace", "v1"))
    assert page.locator("#zeren-stage svg text", has_text="Zhang Yang").first.is_visible()
    assert page.locator("#zeren-details dd", has_text="Order 9").is_visible()
    assert not page.locator("#zeren-tools").is_visible()
    watched.context.close()


# --- Themes and paper -------------------------------------------------------------------------------------------------


def test_light_and_dark_are_both_in_the_page(watched: Watched, desk: Desk) -> None:
    page = watched.opens(file(desk, "trace", "v1", "--theme", "dark"))
    ground = page.locator("#zeren-stage svg polygon").first
    colour = "one => getComputedStyle(one).fill"
    assert (ground.evaluate(colour), ground.get_attribute("fill")) == ("rgb(22, 25, 29)", "#16191d")
    page.locator("#zeren-theme").click()
    assert ground.evaluate(colour) == "rgb(255, 255, 255)"
    page.locator("#zeren-theme").click()
    assert ground.evaluate(colour) == "rgb(22, 25, 29)"
    page.emulate_media(media="print")
    assert ground.evaluate(colour) == "rgb(255, 255, 255)"


def test_on_paper_there_is_the_whole_drawing_and_nothing_else(watched: Watched, desk: Desk) -> None:
    page = watched.opens(file(desk, "coverage", "t"))
    page.locator("#zeren-query").fill("Plum Village 3")
    for _ in range(6):
        page.locator("#zeren-in").click()
    seen = box(page)
    pdf = pypdf.PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    assert len(pdf.pages) == 1
    text = "".join(pdf.pages[0].extract_text().split())
    assert [one for one in range(12) if f"PlumVillage{one}" not in text] == []
    assert "Findanameoranid" not in text
    assert "Dragorarrowkeys" not in text
    assert box(page) == pytest.approx(seen)


# --- Nothing of a name acts -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_nothing_in_any_field_of_a_picture_runs_or_leaves(watched: Watched, tmp_path: Path, lang: str) -> None:
    with Drawer() as drawer:
        for number, fierce in enumerate([*FIERCE, " ".join(FIERCE)]):
            path = tmp_path / f"{number}.html"
            path.write_bytes(drawn(picture(fierce), "html", "light", drawer, lang))
            watched.requests.clear()
            page = watched.opens(path.as_uri())
            for item in page.locator(".item").all():
                item.dispatch_event("click")
                page.locator("#zeren-query").fill(fierce[:20])
            assert page.evaluate("window.ran === undefined && document.scripts.length === 1")
            assert watched.said == []
            assert watched.requests == [path.as_uri()]


def test_nothing_in_any_field_of_a_register_runs_or_leaves(watched: Watched, tmp_path: Path) -> None:
    fierce = "</script><script>window.ran=1</script><svg onload=window.ran=1>"
    fierce += "<img src=http://127.0.0.1:9/x onerror=window.ran=1>"
    files = {
        "areas": f"id,name,level,parent\nt,{fierce},township,\nv,{fierce}]]>&amp;,village,t",
        "units": f"id,name,kind,area\nu,{fierce},{fierce},v",
        "people": f"id,name\na,{fierce}",
        "organizations": f"id,name,area\no,{fierce},v",
        "posts": f"id,name,organization,phone\nhead,{fierce},o,{fierce}",
        "tenures": "post,person\nhead,a",
        "matters": f"id,name\nfire,{fierce}",
        "requirements": f"id,scheme,tier,place_kinds,citation\nr,{fierce},specific,village,{fierce}",
        "assignments": "id,tier,post,place,matter,ground\n"
        f"{fierce},first,head,v,fire,{fierce}\n2,direct,head,u,,{fierce}",
    }
    desk = Desk(tmp_path).holds(files)
    for kind, subject in (("trace", "u"), ("coverage", "t"), ("person", "a"), ("organization", "o")):
        address = file(desk, kind, subject)
        watched.requests.clear()
        page = watched.opens(address)
        for item in page.locator(".item").all():
            item.dispatch_event("click")
        assert page.locator("#zeren-details", has_text="onload=window.ran=1").count()
        assert page.evaluate("window.ran === undefined && document.scripts.length === 1")
        assert watched.said == []
        assert watched.requests == [address]


# --- From the service -------------------------------------------------------------------------------------------------


def test_the_page_of_the_service_works_in_its_sandbox(watched: Watched, desk: Desk) -> None:
    from graph.stores import open_store

    store = open_store(str(desk.register))
    listener = bound("127.0.0.1", 0)
    server = uvicorn.Server(uvicorn.Config(create_app(store), log_level="warning", access_log=False))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    try:
        while not server.started:
            time.sleep(0.02)
        host = f"http://127.0.0.1:{listener.getsockname()[1]}"
        page = watched.opens(f"{host}/api/v1/drawings/trace?place=v1&on=2026-03-14")  # a browser's Accept asks for HTML
        page.locator("#zeren-query").fill("Zhang")
        assert page.locator("#zeren-said").inner_text() == "1 of 1"
        assert details(page)["person · name"] == "Zhang Yang"
        assert page.evaluate("window.origin") == "null"
        assert watched.said == []
        assert watched.requests == [f"{host}/api/v1/drawings/trace?place=v1&on=2026-03-14"]
    finally:
        server.should_exit = True
        thread.join()
        store.close()
