"""Printings on every engine: what is recorded of boards that were printed, onto which head, and which is the last."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from graph.commands import reading
from graph.commands.board import Asking, Into, board_of
from graph.commands.export import export
from graph.commands.printings import Recorder, printing_id
from graph.commands.trace import trace
from graph.commands.verify import verify
from graph.model.errors import BadValue, StaleHead
from graph.model.facts import Printing
from graph.model.ids import LIMIT
from graph.model.times import Instant, instant_text, parse_instant
from graph.output.board.printing import Printed
from graph.stores import Store
from tests.conftest import Engine
from tests.importing import put

FIRST, LATER = parse_instant("2026-01-01T00:00:00Z"), parse_instant("2026-02-01T00:00:00Z")
ON = "2026-03-01"
FILES = {
    "areas": "id,name,level,parent\nt,Town,township,\nv,Plum,village,t\nw,Reed,village,t",
    "posts": "id,name,phone\nhead,Head,0000-1\ntop,Mayor,0000-2",
    "people": "id,name\np,Ann\nq,Ben",
    "tenures": "id,post,person\nt1,head,p\nt2,top,q",
    "assignments": "id,post,place,tier\na,head,v,first\nb,top,t,first",
}


@pytest.fixture
def filled(engine: Engine, tmp_path: Path) -> Store:
    store = engine.create()
    put(store, tmp_path / "in", FILES, FIRST)
    return store


def change(store: Store, tmp_path: Path, files: Mapping[str, str]) -> None:
    assert put(store, tmp_path / "in", files, LATER)


def printed(store: Store, out: Path, asking: Asking, paper: str = "a4") -> tuple[Recorder, Printed]:
    recorder = Recorder(store, asking)
    into = Into(str(out), paper, lang="en", public_url="https://zeren.example", force=True)
    return recorder, recorder.print_boards(into)


def recorded(store: Store, out: Path, asking: Asking | None = None, paper: str = "a4") -> dict[str, int] | None:
    """Print and record; return what the changeset counts of printings, None where nothing was written."""
    recorder, done = printed(store, out, asking or Asking(under="t", on=ON), paper)
    written = recorder.record(done, by="tester", why="a test")
    if written is None:
        return None
    assert list(written.header.counts) == ["printings"]
    return dict(written.header.counts["printings"])


def known(store: Store) -> dict[str, Printing]:
    found = (fact for _, fact in reading.facts(store, "printings"))
    return {fact.id: fact for fact in found if isinstance(fact, Printing)}


def last(store: Store, *places: str, on: str = ON) -> dict[str, tuple[str, str]]:
    rows = store.ask("boards/last", places=list(places), on=on, known_at=None)
    return {row[0]: (row[2], row[5]) for row in rows}


def counts(added: int = 0, corrected: int = 0) -> dict[str, int]:
    return {"added": added, "corrected": corrected, "withdrawn": 0}


def test_each_board_that_was_printed_is_a_fact_of_its_place_day_and_paper(filled: Store, tmp_path: Path) -> None:
    head = filled.register().head
    assert recorded(filled, tmp_path / "o.pdf") == counts(added=3)

    facts = known(filled)
    assert list(facts) == [f"{place}/{ON}/a4" for place in "tvw"]
    one = facts[f"v/{ON}/a4"]
    assert (one.place, one.day, one.known_at, one.paper) == ("v", ON, head.recorded_at, "a4")
    assert (one.since, one.until) == (ON, None)
    assert one.content == board_of(trace(filled, "v", None, ON, instant_text(one.known_at))).digest
    verify(filled)


def test_a_board_that_is_printed_again_as_it_was_is_no_change(filled: Store, tmp_path: Path) -> None:
    recorded(filled, tmp_path / "o.pdf")
    head = filled.register().head
    assert recorded(filled, tmp_path / "again.pdf") is None
    assert filled.register().head == head
    assert (tmp_path / "again.pdf").exists()
    assert recorded(filled, tmp_path / "large.pdf", paper="a3") == counts(added=3)


def test_a_board_of_the_same_day_with_other_content_corrects_the_record(filled: Store, tmp_path: Path) -> None:
    recorded(filled, tmp_path / "o.pdf")
    change(filled, tmp_path, {"tenures": "id,post,person,until\nt1,head,p,2026-02-01"})
    after = filled.register().head
    assert recorded(filled, tmp_path / "o.pdf") == counts(corrected=1)
    assert known(filled)[f"v/{ON}/a4"].known_at == after.recorded_at
    assert known(filled)[f"w/{ON}/a4"].known_at == FIRST
    verify(filled)


def test_a_board_that_hangs_no_more_and_is_printed_again_hangs_again(filled: Store, tmp_path: Path) -> None:
    recorded(filled, tmp_path / "o.pdf")
    change(filled, tmp_path, {"printings": f"id,until\nv/{ON}/a4,2026-03-05"})
    assert last(filled, "v", on="2026-03-05") == {}
    assert recorded(filled, tmp_path / "o.pdf") == counts(corrected=1)
    assert last(filled, "v", on="2026-03-05") == {"v": (ON, "a4")}


def test_only_boards_that_were_printed_are_recorded(filled: Store, tmp_path: Path) -> None:
    change(filled, tmp_path, {"people": "id,name\np,A\U0003134a"})
    recorder, done = printed(filled, tmp_path / "o.pdf", Asking(under="t", on=ON))
    assert [fault.about["id"] for fault in done.faults] == ["v"]
    recorder.record(done, by="tester", why="a test")
    assert sorted(fact.place for fact in known(filled).values()) == ["t", "w"]


def test_boards_of_an_old_head_are_not_recorded_and_their_files_stay(filled: Store, tmp_path: Path) -> None:
    recorder, done = printed(filled, tmp_path / "o.pdf", Asking(under="t", on=ON))
    change(filled, tmp_path, {"people": "id,name\np,Anna"})
    head = filled.register().head
    with pytest.raises(StaleHead):
        recorder.record(done, by="tester", why="a test")
    assert (tmp_path / "o.pdf").read_bytes().startswith(b"%PDF")
    assert known(filled) == {}
    assert filled.register().head == head


def test_boards_stand_on_the_head_that_was_read_whatever_others_write_meanwhile(filled: Store, tmp_path: Path) -> None:
    recorder = Recorder(filled, Asking(("v",), on=ON))
    change(filled, tmp_path, {"tenures": "id,post,person,until\nt1,head,p,2026-02-01"})
    done = recorder.print_boards(Into(str(tmp_path / "o.pdf"), public_url="https://zeren.example"))
    assert done.boards[0].digest == board_of(trace(filled, "v", None, ON, instant_text(FIRST))).digest


def test_a_record_is_not_made_of_what_was_known_earlier(filled: Store) -> None:
    with pytest.raises(BadValue) as refused:
        Recorder(filled, Asking(("v",), on=ON, known_at="2026-01-15"))
    assert refused.value.fields == {"known_at": "not_with_record"}


def test_nothing_is_recorded_where_nothing_was_printed(filled: Store, tmp_path: Path) -> None:
    assert recorded(filled, tmp_path / "o.pdf", Asking(under="t", on=ON, changed_since="2026-01-15")) is None
    assert not (tmp_path / "o.pdf").exists()


def test_the_last_printing_is_that_of_the_latest_day_then_of_the_latest_record(filled: Store, tmp_path: Path) -> None:
    rows = (
        f"k1,v,2026-02-01,{instant_text(FIRST)},ab,a4,2026-02-01,",
        f"k2,v,2026-02-20,{instant_text(FIRST)},ab,a3,2026-02-20,2026-03-10",
        f"k3,v,2026-04-01,{instant_text(FIRST)},ab,60x90,2026-04-01,",
        f"k4,w,2026-02-01,{instant_text(FIRST)},ab,a4,,",
    )
    change(filled, tmp_path, {"printings": "id,place,day,known_at,content,paper,since,until\n" + "\n".join(rows)})
    later = "id,place,day,known_at,content,paper\n" + f"k5,w,2026-02-01,{instant_text(FIRST)},cd,a3"
    put(filled, tmp_path / "in", {"printings": later}, Instant(LATER + 1))

    assert last(filled, "v", "w", "t") == {"v": ("2026-02-20", "a3"), "w": ("2026-02-01", "a3")}
    assert last(filled, "v", on="2026-03-10") == {"v": ("2026-02-01", "a4")}
    assert last(filled, "v", on="2026-04-01") == {"v": ("2026-04-01", "60x90")}
    assert last(filled, "v", on="2026-01-31") == {}


def test_printings_travel_by_export_and_import_and_refer_to_a_place(filled: Store, tmp_path: Path) -> None:
    recorded(filled, tmp_path / "o.pdf")
    export(filled, tmp_path / "out")
    assert (tmp_path / "out" / "printings.csv").read_text().count("\n") == 4
    assert put(filled, tmp_path / "in", {"areas": "id,name,level,parent\nx,X,village,t"})
    assert [row[0] for row in filled.ask("boards/last", places=["t", "v", "w", "x"], on=ON, known_at=None)] == list(
        "tvw"
    )


def digest(store: Store, on: str = ON) -> str:
    return board_of(trace(store, "v", None, on)).digest


def test_the_digest_tells_who_answers_and_no_name(filled: Store, tmp_path: Path) -> None:
    before = digest(filled)
    # what is hashed is written down in docs/boards.md: it must stay the same for as long as boards hang
    assert before == "49c3eb067e7153face2688f57ba515ab7511a0d7b88172721334b78fe7050b5b"
    renamed = {"areas": "id,name\nv,Peach", "people": "id,name\np,Anna", "posts": "id,name,phone\nhead,Chief,0000-9"}
    change(filled, tmp_path, renamed)
    assert digest(filled) == before
    put(filled, tmp_path / "in", {"tenures": "id,post,person\nt1,head,q"}, Instant(LATER + 1))
    assert digest(filled) != before


@pytest.mark.parametrize(
    ("place", "id"),
    [("v", "v/2026-03-01/a4"), ("a/b%", "a%2Fb%25/2026-03-01/a4")],
)
def test_the_id_of_a_printing_names_place_day_and_paper(place: str, id: str) -> None:
    assert printing_id(place, ON, "a4") == id


def test_two_long_ids_of_places_never_share_a_printing() -> None:
    ids = {printing_id("/" * LIMIT + mark, ON, paper) for mark in "xy" for paper in ("a4", "60x90")}
    assert len(ids) == 4
    assert all(len(id) <= LIMIT for id in ids)
