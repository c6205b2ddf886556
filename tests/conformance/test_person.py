"""One person on both engines: posts, plots and load on a day, as known at a time."""

from pathlib import Path
from typing import Any

import orjson
import pytest

from graph.commands.person import person
from graph.model.errors import BadValue, UnknownId
from graph.model.times import parse_instant
from graph.output.json import dumps
from graph.stores import Store
from tests.command_line import zeren
from tests.conftest import Engine
from tests.importing import put

ON = "2026-03-14"
LATER = parse_instant("2026-02-01T00:00:00Z")

FILES = {
    "areas": """
        id,name,level,parent,since,until
        t,Town,township,,,
        v,Plum,village,t,,2025-01-01
        v,Pear,village,t,2025-01-01,
        w,Peach,village,t,,2025-01-01
    """,
    "units": "id,name,kind,area\nu,Shop,shop,v",
    "organizations": "id,name\no,Office",
    "posts": """
        id,name,organization,phone,until
        head,Head,o,110,
        deputy,Deputy,,,
        owner,Owner,u,,
        gone,Gone,o,,2026-01-01
        next,Next,o,,
        idle,Idle,,,
    """,
    "people": "id,name,since,until\nx,Old Name,,2024-01-01\nx,New Name,2024-01-01,\ny,Other,,",
    "tenures": """
        post,person,kind,since,until
        deputy,x,acting,2020-01-01,2022-01-01
        head,x,substantive,2022-01-01,
        owner,x,concurrent,,
        gone,x,substantive,2023-01-01,
        next,x,substantive,2027-01-01,
        deputy,y,substantive,2022-01-01,
        idle,y,acting,2025-06-01,
    """,
    "matters": "id,name,parent\nfire,Fire,\nflood,Flood,",
    "assignments": """
        id,post,place,tier,matter,unit_kinds,ground,since,until
        a1,head,t,first,,,Letter 1,,
        a2,head,v,direct,fire,shop,Letter 2,2025-01-01,
        a3,head,v,first,flood,,,,
        a4,head,w,first,,,,,
        a5,owner,u,specific,,,,,
        a6,gone,t,direct,,,,,
        a7,next,t,direct,,,,,
        a8,head,u,first,,,,,2026-01-01
        a9,deputy,t,specific,,,,,
    """,
}


def filled(engine: Engine, folder: Path) -> Store:
    store = engine.create()
    put(store, folder, FILES)
    put(store, folder, {"assignments": "id,ground\na1,Letter 1 anew", "posts": "id,phone\nhead,119"}, at=LATER)
    return store


def seen(store: Store, id: str, on: str = ON, known_at: str | None = None) -> Any:
    return orjson.loads(dumps(person(store, id, on, known_at)))


def test_the_answer_is_these_bytes(engine: Engine, tmp_path: Path) -> None:
    store = filled(engine, tmp_path)
    head = store.register().head.hash
    at = "2026-02-01T00:00:00.000000Z"
    office = '"organization":{"id":"o","name":"Office"}'
    assert dumps(person(store, "x", ON)).decode() == (
        f'{{"question":{{"person":"x","on":"2026-03-14","known_at":"{at}"}},"id":"x","name":"New Name","posts":['
        '{"post":{"id":"owner","name":"Owner","phone":null},"organization":{"id":"u","name":"Shop"},'
        '"tenure":{"kind":"concurrent","since":null,"until":null},"holds":true},'
        '{"post":{"id":"deputy","name":"Deputy","phone":null},"organization":null,'
        '"tenure":{"kind":"acting","since":"2020-01-01","until":"2022-01-01"},"holds":false},'
        f'{{"post":{{"id":"head","name":"Head","phone":"119"}},{office},'
        '"tenure":{"kind":"substantive","since":"2022-01-01","until":null},"holds":true},'
        f'{{"post":{{"id":"gone","name":"Gone","phone":null}},{office},'
        '"tenure":{"kind":"substantive","since":"2023-01-01","until":null},"holds":false},'
        f'{{"post":{{"id":"next","name":"Next","phone":null}},{office},'
        '"tenure":{"kind":"substantive","since":"2027-01-01","until":null},"holds":false}],"plots":['
        '{"place":{"id":"t","name":"Town"},"tier":"first","matter":{"id":"all","name":null},"post":"head",'
        '"assignment":{"id":"a1","since":null,"until":null,"unit_kinds":[],"ground":"Letter 1 anew"}},'
        '{"place":{"id":"u","name":"Shop"},"tier":"specific","matter":{"id":"all","name":null},"post":"owner",'
        '"assignment":{"id":"a5","since":null,"until":null,"unit_kinds":[],"ground":null}},'
        '{"place":{"id":"v","name":"Pear"},"tier":"first","matter":{"id":"flood","name":"Flood"},"post":"head",'
        '"assignment":{"id":"a3","since":null,"until":null,"unit_kinds":[],"ground":null}},'
        '{"place":{"id":"v","name":"Pear"},"tier":"direct","matter":{"id":"fire","name":"Fire"},"post":"head",'
        '"assignment":{"id":"a2","since":"2025-01-01","until":null,"unit_kinds":["shop"],"ground":"Letter 2"}}],'
        f'"load":3,"as_of":{{"head":"{head}","recorded_at":"{at}"}},"complete":true}}'
    )


def test_plots_are_those_of_the_day(engine: Engine, tmp_path: Path) -> None:
    store = filled(engine, tmp_path)

    def plots(on: str) -> list[str]:
        return [plot["assignment"]["id"] for plot in seen(store, "x", on)["plots"]]

    assert plots("2021-06-01") == ["a9", "a5"]
    assert plots("2024-06-01") == ["a1", "a6", "a8", "a5", "a3", "a4"]
    assert plots("2027-01-01") == ["a1", "a7", "a5", "a3", "a2"]
    assert [seen(store, "x", on)["load"] for on in ("2021-06-01", "2024-06-01", "2027-01-01")] == [2, 4, 3]


def test_names_are_those_of_the_day(engine: Engine, tmp_path: Path) -> None:
    store = filled(engine, tmp_path)
    then = seen(store, "x", "2023-06-01")
    assert then["name"] == "Old Name"
    assert [plot["place"] for plot in then["plots"] if plot["assignment"]["id"] == "a3"] == [
        {"id": "v", "name": "Plum"}
    ]


def test_a_person_is_seen_as_known_then(engine: Engine, tmp_path: Path) -> None:
    store = filled(engine, tmp_path)
    then = seen(store, "x", known_at="2026-01-10")
    assert then["plots"][0]["assignment"]["ground"] == "Letter 1"
    assert [held["post"]["phone"] for held in then["posts"] if held["post"]["id"] == "head"] == ["110"]
    assert then["as_of"]["recorded_at"] == "2026-01-01T00:00:00.000000Z"
    with pytest.raises(UnknownId, match="unknown_person"):
        person(store, "x", ON, "2020-01-01")


def test_a_post_without_assignment_gives_no_plot(engine: Engine, tmp_path: Path) -> None:
    found = seen(filled(engine, tmp_path), "y")
    assert [(held["post"]["id"], held["holds"]) for held in found["posts"]] == [("deputy", True), ("idle", True)]
    assert [plot["post"] for plot in found["plots"]] == ["deputy"]


@pytest.mark.parametrize("id", ["z", "X", "x ", ""])
def test_somebody_unknown_is_an_error(engine: Engine, tmp_path: Path, id: str) -> None:
    store = filled(engine, tmp_path)
    with pytest.raises(UnknownId, match="unknown_person"):
        person(store, id, ON)


def test_times_that_are_none_are_told(sqlite: Engine, tmp_path: Path) -> None:
    store = filled(sqlite, tmp_path)
    with pytest.raises(BadValue) as refused:
        person(store, "x", "yesterday", "now")
    assert sorted(refused.value.fields) == ["known_at", "on"]


def test_the_command_line_shows_posts_plots_and_load(sqlite: Engine, tmp_path: Path) -> None:
    store = filled(sqlite, tmp_path)
    ran = zeren("person", "x", "--on", ON, "--register", sqlite.address)
    assert (ran.code, ran.err) == (0, "")
    said = ran.out.splitlines()
    assert said[0] == "New Name (x)   on: 2026-03-14"
    assert "posts (2/5)" in said
    assert "plots (4)" in said
    assert "places answered for: 3" in said
    asked = zeren("person", "x", "--on", ON, "--json", "--register", sqlite.address)
    assert asked.out.encode() == dumps(person(store, "x", ON)) + b"\n"
    assert zeren("person", "nobody", "--register", sqlite.address).code == 2
    assert "责任田 (4)" in zeren("person", "x", "--on", ON, "--lang", "zh", "--register", sqlite.address).out
