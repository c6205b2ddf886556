"""Boards on every engine: what a board says, at one head, and which boards differ from what was known on a day."""

import io
from collections.abc import Mapping
from pathlib import Path

import pytest
from pypdf import PdfReader

from graph.commands.board import Asking, Into, board_of, print_boards
from graph.commands.trace import trace
from graph.meaning.board import Content, Hole, Line
from graph.model.errors import OutputRefused
from graph.model.times import parse_instant
from graph.stores import Store
from tests.conftest import Engine
from tests.importing import put

URL = "https://zeren.example/p/{place}"
FIRST, LATER = parse_instant("2026-01-01T00:00:00Z"), parse_instant("2026-02-01T00:00:00Z")
FILES = {
    "areas": "id,name,level,parent\nt,Town,township,\nv,Plum,village,t\nw,Reed,village,t",
    "organizations": "id,name\no,Plum committee",
    "posts": "id,name,organization,phone\nhead,Head,o,0000-1\nseat,Seat,o,\ntop,Mayor,,0000-2",
    "people": "id,name\np,Ann\nq,Ben",
    "tenures": "post,person,since,until\nhead,p,2020-01-01,\ntop,q,2020-01-01,2026-07-01",
    "matters": "id,name,parent\nfire,Fire,\nhome,Home fire,fire\nshop,Shop fire,fire\nflood,Flood,",
    "requirements": "id,scheme,area,tier,place_kinds,matter,minimum\n"
    "r,s,t,specific,village,fire,1\nr2,s,t,direct,village,all,1",
    "assignments": "id,post,place,tier,matter\na,head,v,first,fire\n"
    "b,head,v,first,flood\nc,seat,v,direct,\nd,top,t,first,",
}


@pytest.fixture
def filled(engine: Engine, tmp_path: Path) -> Store:
    store = engine.create()
    put(store, tmp_path / "in", FILES, FIRST)
    return store


def content(store: Store, place: str, on: str = "2026-03-01") -> Content:
    return board_of(trace(store, place, None, on)).content


def printed(store: Store, out: Path, asking: Asking) -> list[str]:
    """Print into a PDF and return the place of each page, by its name."""
    found = print_boards(store, asking, Into(str(out), lang="en", public_url=URL, force=True))
    assert not found.faults
    if found.boards:
        assert len(PdfReader(io.BytesIO(out.read_bytes())).pages) == len(found.boards)
    return [board.name for board in found.boards]


def change(store: Store, tmp_path: Path, files: Mapping[str, str]) -> None:
    put(store, tmp_path / "in", FILES | dict(files), LATER)


def test_a_board_says_in_names_what_the_trace_of_its_place_says(filled: Store) -> None:
    said = content(filled, "v")
    assert (said.name, said.level, said.chain, said.broken) == ("Plum", "village", ("Town", "Plum"), False)
    assert said.matters == ("Fire", "Flood")
    first, direct, specific = said.tiers
    assert first.lines == (
        Line(0, "Plum", "Head", "Plum committee", "Ann", "substantive", "0000-1", ("Fire", "Flood")),
        Line(1, "Town", "Mayor", None, "Ben", "substantive", "0000-2", ()),
    )
    assert direct.lines == (Line(0, "Plum", "Seat", "Plum committee", None, None, None, ()),)
    assert direct.holes == (Hole(0, "Plum", "vacant", 0, 1, ()),)
    assert specific.lines == ()
    assert specific.holes == (Hole(0, "Plum", "unassigned", 0, 1, ("Home fire", "Shop fire")),)
    assert said.first_call is not None
    assert (said.first_call.post, said.first_call.person) == ("Head", "Ann")
    assert said.first_end == "2026-07-01"


def test_a_board_whose_chain_is_broken_and_where_nobody_answers_says_so(filled: Store, tmp_path: Path) -> None:
    change(
        filled,
        tmp_path,
        {"areas": "id,name,level,parent,until\nt,Town,township,,2026-02-15\nv,Plum,village,t,\nw,Reed,village,t,"},
    )
    said = content(filled, "w")
    assert (said.chain, said.broken, said.first_call) == (("Reed",), True, None)


def test_all_boards_of_an_area_are_printed_the_area_too(filled: Store, tmp_path: Path) -> None:
    assert printed(filled, tmp_path / "o.pdf", Asking(under="t", on="2026-03-01")) == ["Town", "Plum", "Reed"]


def test_boards_of_an_area_may_be_narrowed_to_a_level_or_to_kinds_of_unit(filled: Store, tmp_path: Path) -> None:
    change(
        filled,
        tmp_path,
        {"units": "id,name,kind,area\nu1,Noodles,restaurant;shop,v\nu2,School,school,v\nu3,Inn,hotel,w"},
    )
    on, out = "2026-03-01", tmp_path / "o.pdf"
    assert printed(filled, out, Asking(under="t", on=on, level="village")) == ["Plum", "Reed"]
    assert printed(filled, out, Asking(under="t", on=on, level="township")) == ["Town"]
    assert printed(filled, out, Asking(under="t", on=on, kinds=("shop", "hotel"))) == ["Noodles", "Inn"]
    assert printed(filled, out, Asking(under="v", on=on, level="grid_cell")) == []


def test_many_boards_stand_in_one_file_in_order_whatever_parts_they_were_set_in(
    filled: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, parts = tmp_path / "whole.pdf", tmp_path / "parts.pdf"
    asking = Asking(under="t", on="2026-03-01")
    printed(filled, whole, asking)
    monkeypatch.setattr("graph.output.board.printing.TOGETHER", 1)
    assert printed(filled, parts, asking) == ["Town", "Plum", "Reed"]
    texts = [[page.extract_text() for page in PdfReader(file).pages] for file in (whole, parts)]
    assert texts[0] == texts[1]


def test_only_boards_whose_content_differs_from_what_was_known_then_are_printed(filled: Store, tmp_path: Path) -> None:
    out = tmp_path / "o.pdf"

    def changed(since: str, on: str = "2026-03-01") -> list[str]:
        return printed(filled, out, Asking(under="t", on=on, changed_since=since))

    assert changed("2026-01-15") == []
    assert not out.exists()
    assert changed("2026-01-15", on="2026-07-01") == ["Town", "Plum", "Reed"]  # the mayor is gone
    change(filled, tmp_path, {"people": "id,name\np,Anna\nq,Ben"})
    assert changed("2026-01-15") == ["Plum"]
    assert changed("2026-02-15") == []
    assert changed("2025-06-01") == ["Town", "Plum", "Reed"]  # nothing was known yet


def test_boards_of_what_was_known_then_are_printed_again_byte_for_byte(filled: Store, tmp_path: Path) -> None:
    asking = Asking(("v",), on="2026-03-01", known_at="2026-01-15")
    printed(filled, tmp_path / "before.pdf", asking)
    change(filled, tmp_path, {"people": "id,name\np,Anna\nq,Ben"})
    printed(filled, tmp_path / "after.pdf", asking)
    assert (tmp_path / "before.pdf").read_bytes() == (tmp_path / "after.pdf").read_bytes()


def test_an_old_folder_stays_whole_when_one_file_is_in_the_way(filled: Store, tmp_path: Path) -> None:
    folder = tmp_path / "boards"
    folder.mkdir()
    (folder / "w.pdf").write_text("mine")
    with pytest.raises(OutputRefused):
        print_boards(filled, Asking(under="t", on="2026-03-01"), Into(str(folder), public_url=URL))
    assert [file.name for file in folder.iterdir()] == ["w.pdf"]


def test_progress_is_told_in_places_of_how_many(filled: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph.output.board.printing.TOGETHER", 2)
    told: list[tuple[str, int, int]] = []
    print_boards(
        filled,
        Asking(under="t", on="2026-03-01"),
        Into(str(tmp_path / "o.pdf"), public_url=URL),
        lambda *step: told.append(step),
    )
    assert told == [("step_printing_boards", done, 3) for done in (0, 2, 3)]
