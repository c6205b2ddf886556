"""What ids are called on a day: on every engine the same names, a window of ids in one question."""

from pathlib import Path

import pytest

from graph.commands.coverage_question import Asked, Question, take
from graph.commands.names import names, with_names
from graph.meaning.names import Named
from graph.model.times import parse_instant
from graph.stores import Store
from tests.conftest import Engine
from tests.importing import put

FILES = {
    "areas": """
        id,name,level,parent,since,until
        t,Town,township,,,
        v,Old Village,village,,2020-01-01,2025-01-01
        v,Village,village,t,2025-01-01,
    """,
    "units": "id,name,kind,area\nu,Noodles,shop,v",
    "organizations": "id,name\no,Committee",
    "posts": "id,name,organization\np,Head,o\nq,Committee clerk,o\nw,Cook,u\nz,Alone,",
    "people": "id,name,since,until\nx,Zhang,,2025-01-01\nx,Zhang Yang,2025-01-01,",
    "matters": "id,name\nfire,Fire",
    "requirements": """
        id,scheme,tier,place_kinds,citation,since
        r,s,first,village,Rule 2,2025-01-01
        n,s,first,village,,
    """,
}
IDS = [
    *(("place", one) for one in ("t", "v", "u", "nowhere")),
    *(("post", one) for one in ("p", "q", "w", "z")),
    *(("person", one) for one in ("x", "nobody")),
    *(("matter", one) for one in ("fire", "all")),
    *(("requirement", one) for one in ("r", "n")),
    ("post", None),
]


def asked(store: Store, on: str, known_at: str | None = None) -> Asked:
    return take(store, Question(on=on, known_at=known_at))


@pytest.fixture
def store(engine: Engine, tmp_path: Path) -> Store:
    store = engine.create()
    put(store, tmp_path / "in", FILES)
    return store


def test_names_are_those_that_stand_on_the_day(store: Store) -> None:
    found = names(store, asked(store, "2026-03-14"), IDS)
    assert [found(noun, str(id)) for noun, id in IDS if id is not None] == [
        Named("t", "Town"),
        Named("v", "Village", "Town"),
        Named("u", "Noodles", "Village"),
        Named("nowhere"),
        Named("p", "Committee Head"),
        Named("q", "Committee clerk"),
        Named("w", "Noodles Cook"),
        Named("z", "Alone"),
        Named("x", "Zhang Yang"),
        Named("nobody"),
        Named("fire", "Fire"),
        Named("all"),
        Named("r", "Rule 2"),
        Named("n"),
    ]


def test_on_an_earlier_day_they_are_the_earlier_ones(store: Store) -> None:
    found = names(store, asked(store, "2024-03-14"), IDS)
    assert found("place", "v") == Named("v", "Old Village")
    assert found("person", "x") == Named("x", "Zhang")
    assert found("requirement", "r") == Named("r", "Rule 2"), "not yet in force, and called so all the same"


def test_they_are_those_that_were_known(store: Store, tmp_path: Path) -> None:
    put(store, tmp_path / "in", {"matters": "id,name\nfire,Fires"}, parse_instant("2026-02-01T00:00:00Z"))
    assert names(store, asked(store, "2026-03-14"), IDS)("matter", "fire").name == "Fires"
    assert names(store, asked(store, "2026-03-14", "2026-01-15"), IDS)("matter", "fire").name == "Fire"


def test_rows_come_with_the_names_of_their_window(store: Store) -> None:
    rows = with_names(store, asked(store, "2026-03-14"), ["t", "v", "u"], lambda id: [("place", id)], size=2)
    found = list(rows)
    assert [row for row, _ in found] == ["t", "v", "u"]
    assert [called("place", row).name for row, called in found] == ["Town", "Village", "Noodles"]
    assert found[2][1]("place", "t") == Named("t"), "the names of one window are held, not those before"
