"""`zeren trace`: a place by its id or its name, the two times, the text and the JSON."""

from pathlib import Path

import pytest

from graph.commands import imports
from graph.model.times import parse_instant
from graph.stores import open_store
from tests.command_line import Desk
from tests.importing import put, write_folder

STREET = {
    "areas": """
        id,name,level,parent,since,until
        t,Street,township,,,
        v1,Willow,village,t,,
        v2,Willow,village,t,2020-01-01,
        v3,Old name,village,t,,2024-01-01
        v3,New name,village,t,2024-01-01,
        w,Gone,village,t,2019-01-01,2021-01-01
        w2,Later,village,t,2030-01-01,
        """,
    "units": "id,name,kind,area\nu1,Noodles,shop;nine_small_venue,v1\nu2,Noodles,,v1",
    "posts": "id,name,phone\nhead,Head,0000-1\ncadre,Cadre,0000-2",
    "people": "id,name\nx,Zhang San\ny,Li Si",
    "tenures": "post,person,kind,since\nhead,x,,2023-05-01\ncadre,y,acting,2024-06-01",
    "matters": "id,name,parent,since,until\nfire,Fire safety,,,\nvenue,Venue fire,fire,,\nflood,Flood,,,2022-01-01",
    "requirements": "id,scheme,tier,place_kinds,matter\nr,s,first,village,fire\nq,s,direct,shop,venue",
    "assignments": "id,post,place,tier,matter,ground\na,head,v1,first,fire,Letter 7\nb,cadre,t,specific,,",
}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return Desk(tmp_path_factory.mktemp("trace")).holds(STREET)


# The place


def test_a_place_by_its_id(desk: Desk) -> None:
    assert [link["id"] for link in desk.trace("u1")["chain"]] == ["u1", "v1", "t"]


def test_a_place_by_a_name_that_only_one_has(desk: Desk) -> None:
    assert desk.trace("Street")["question"]["place"] == "t"


def test_a_name_that_several_places_have_gives_the_candidates(desk: Desk) -> None:
    ran = desk.asks("trace", "Willow")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "zeren: several places are called Willow: v1 (village), v2 (village); ask with an id\n"


def test_candidates_of_units_are_shown_with_their_kinds(desk: Desk) -> None:
    assert "u1 (nine_small_venue;shop), u2 ()" in desk.asks("trace", "Noodles").err


def test_a_name_counts_on_the_day_that_is_asked_about(desk: Desk) -> None:
    assert desk.trace("Willow", on="2019-06-01")["question"]["place"] == "v1"


def test_an_earlier_name_finds_the_place_too(desk: Desk) -> None:
    assert desk.trace("Old name")["chain"][0]["name"] == "New name"


@pytest.mark.parametrize("name", ["willow", "Willow ", "Will", "", "ｗillow", "%", "v_"])
def test_a_name_is_exact(name: str, desk: Desk) -> None:
    ran = desk.asks("trace", name)
    assert (ran.code, ran.out) == (2, "")


def test_a_place_that_nobody_knows(desk: Desk) -> None:
    ran = desk.asks("trace", "V1")
    assert (ran.code, ran.out) == (2, "")
    assert "no place" in ran.err
    assert "V1" in ran.err


def test_a_place_that_is_over_is_refused_with_its_periods(desk: Desk) -> None:
    ran = desk.asks("trace", "w", "--on", "2026-01-01")
    assert ran.code == 2
    assert "[2019-01-01, 2021-01-01)" in ran.err


def test_a_place_that_is_over_is_refused_by_its_name_too(desk: Desk) -> None:
    assert "[2030-01-01, …)" in desk.asks("trace", "Later", "--on", "2026-01-01").err


# The matter


def test_a_matter_that_nobody_knows(desk: Desk) -> None:
    ran = desk.asks("trace", "v1", "--matter", "FIRE")
    assert (ran.code, ran.out) == (2, "")
    assert "no matter" in ran.err
    assert "FIRE" in ran.err


def test_a_matter_that_is_over_is_refused_with_its_periods(desk: Desk) -> None:
    ran = desk.asks("trace", "v1", "--matter", "flood", "--on", "2026-01-01")
    assert ran.code == 2
    assert "[…, 2022-01-01)" in ran.err


def test_an_absent_and_an_empty_matter_mean_every_leaf(desk: Desk) -> None:
    assert desk.trace("v1")["question"]["matter"] is None
    assert desk.trace("v1", matter="") == desk.trace("v1")
    assert desk.trace("v1", matter="all")["question"]["matter"] == "all"


# The day


def test_an_incident_at_night_belongs_to_the_registers_local_day(desk: Desk) -> None:
    assert desk.trace("v1", on="2026-03-14T23:40:00+08:00")["question"]["on"] == "2026-03-14"
    assert desk.trace("v1", on="2026-03-14T16:00:00Z")["question"]["on"] == "2026-03-15"


@pytest.mark.parametrize(
    "on", ["2026-3-14", "14.03.2026", "2026-02-30", "2026-03-14T23:40:00", "today", "２０２６-03-14"]
)
def test_a_day_that_is_none(on: str, desk: Desk) -> None:
    ran = desk.asks("trace", "v1", "--on", on)
    assert ran.code == 2
    assert ran.err.startswith("zeren: on: ")


def test_every_wrong_time_is_named_at_once(desk: Desk) -> None:
    ran = desk.asks("trace", "v1", "--on", "soon", "--known-at", "then")
    assert ran.err.startswith("zeren: known_at: ")
    assert "; on: " in ran.err
    assert ran.err.count("\n") == 1


# What was known


@pytest.fixture
def corrected(tmp_path: Path) -> Desk:
    """A village whose name was corrected at 22:00 (Shanghai) on 5 May 2026."""
    desk = Desk(tmp_path)
    assert desk.asks("init").code == 0
    store = open_store(str(desk.register))
    put(store, tmp_path / "in", {"areas": "id,name,level\nv,Wilow,village"}, parse_instant("2026-05-01T00:00:00Z"))
    put(store, tmp_path / "in", {"areas": "id,name\nv,Willow"}, parse_instant("2026-05-05T14:00:00Z"))
    store.close()
    return desk


def name_of(answer: dict[str, object]) -> object:
    chain = answer["chain"]
    assert isinstance(chain, list)
    return chain[0]["name"]


@pytest.mark.parametrize(
    ("known_at", "name"),
    [
        ("2026-05-04", "Wilow"),
        ("2026-05-05", "Willow"),
        ("2026-05-05T21:59:59+08:00", "Wilow"),
        ("2026-05-05T22:00:00+08:00", "Willow"),
        ("2999-01-01", "Willow"),
    ],
)
def test_a_bare_day_as_known_at_means_its_end(known_at: str, name: str, corrected: Desk) -> None:
    assert name_of(corrected.trace("v", known_at=known_at)) == name


def test_nothing_was_known_before_the_first_changeset(corrected: Desk) -> None:
    assert corrected.asks("trace", "v", "--known-at", "2026-04-30").code == 2


def test_a_question_that_carries_the_echoed_times_gives_the_same_bytes_for_ever(corrected: Desk) -> None:
    first = corrected.asks("trace", "v", "--json")
    question = first.json["question"]
    corrected.holds({"areas": "id,name\nv,Third"})
    again = corrected.asks("trace", "v", "--on", question["on"], "--known-at", question["known_at"], "--json")
    assert again.out == first.out


# The answer


def test_json_is_one_line_with_the_keys_of_the_format(desk: Desk) -> None:
    ran = desk.asks("trace", "u1", "--matter", "venue", "--on", "2026-03-14", "--json")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.endswith("}\n")
    assert ran.out.count("\n") == 1
    keys = ["question", "chain", "chain_ends", "accountable", "gaps", "call_order", "narrower", "as_of", "complete"]
    assert [key for key in ran.json if key in keys] == keys
    assert ran.json["as_of"].keys() >= {"head", "recorded_at"}
    assert set(ran.json["accountable"][0]) >= {
        "distance", "place", "tier", "matter", "post", "organization", "person", "tenure", "assignment"
    }  # fmt: skip


def test_the_text_says_what_is_missing_first_then_whom_to_call_then_everyone(desk: Desk) -> None:
    ran = desk.asks("trace", "u1", "--matter", "venue", "--on", "2026-03-14")
    assert (ran.code, ran.err) == (0, "")
    parts = [
        "Responsibility trace: Noodles (u1)",
        "What is missing (1)",
        "Whom to call first (2)",
        "Everyone accountable (2)",
    ]
    places = [ran.out.index(part) for part in parts]
    assert places == sorted(places)
    for word in ("Zhang San", "2023-05-01", "Letter 7", "Li Si (acting)", "0000-2", "unassigned"):
        assert word in ran.out


def test_a_place_where_nobody_answers_says_so_first(tmp_path: Path) -> None:
    ran = Desk(tmp_path).holds({"areas": "id,name,level\nv,V,village"}).asks("trace", "v", "--lang", "zh")
    assert ran.code == 0
    assert "当日此处此事项无人负责" in ran.out.split("责任空白")[0]


def test_a_broken_chain_is_said_first(tmp_path: Path) -> None:
    files = {"areas": "id,name,level,parent,until\nt,T,township,,2020-01-01\nv,V,village,t,"}
    ran = Desk(tmp_path).holds(files).asks("trace", "v")
    assert "the chain is broken above V" in ran.out.split("What is missing")[0]


def test_names_of_data_are_never_taken_for_markup_or_commands_of_the_terminal(tmp_path: Path) -> None:
    files = {
        "areas": 'id,name,level\nv,"[red]V[/red]\nX",village',
        "posts": "id,name\np,[link=x]P[/]",
        "assignments": "id,post,place,tier\na,p,v,first",
    }
    out = Desk(tmp_path).holds(files).asks("trace", "v").out
    assert "Responsibility trace: [red]V[/red]\\nX (v)" in out
    assert "[link=x]P[/]" in out


def test_the_text_gives_the_same_facts_as_the_json(desk: Desk) -> None:
    answer = desk.trace("u1", matter="venue")
    out = desk.asks("trace", "u1", "--matter", "venue", "--on", "2026-03-14").out
    assert f"({len(answer['gaps'])})" in out
    for one in answer["accountable"]:
        assert one["person"]["name"] in out


def test_imports_made_by_the_library_and_by_the_command_line_give_one_answer(tmp_path: Path, desk: Desk) -> None:
    other = Desk(tmp_path)
    assert other.asks("init").code == 0
    store = open_store(str(other.register))
    imports.commit(store, imports.plan(store, write_folder(tmp_path / "in", STREET)), by="x", why="y")
    store.close()
    for place in ("t", "v1", "u1"):
        one, two = desk.trace(place), other.trace(place)
        for answer in (one, two):
            answer.pop("as_of")
            answer["question"].pop("known_at")
        assert one == two
