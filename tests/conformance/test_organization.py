"""One organization on both engines: its posts and those directly below, holders, and who reports to whom."""

from pathlib import Path
from typing import Any

import orjson
import pytest

from graph.commands.organization import organization
from graph.model.errors import NotInForce, UnknownId
from graph.model.times import parse_instant
from graph.output.json import dumps
from graph.stores import Store
from tests.conftest import Engine
from tests.importing import put

ON = "2026-03-14"
LATER = parse_instant("2026-02-01T00:00:00Z")
FILES = {
    "organizations": """
        id,name,parent,since,until
        o,Old Office,,,2025-01-01
        o,Office,,2025-01-01,2027-01-01
        c,Command,o,,
        d,Desk,c,,
        gone,Gone,o,,2026-01-01
    """,
    "posts": """
        id,name,organization,phone,reports_to,until
        head,Head,o,110,,
        deputy,Deputy,o,,head,
        chief,Chief,c,,head,
        clerk,Clerk,c,,elsewhere,
        former,Former,c,,chief,2026-01-01
        desk,Desk clerk,d,,chief,
        late,Late,gone,,chief,
        elsewhere,Elsewhere,,,,
    """,
    "people": "id,name,since,until\nx,Old Name,,2024-01-01\nx,New Name,2024-01-01,\ny,Other,,",
    "tenures": """
        post,person,kind,since,until
        head,x,substantive,2022-01-01,
        chief,y,acting,2026-01-01,
        chief,x,concurrent,2025-01-01,
        deputy,y,substantive,2022-01-01,2026-01-01
    """,
}


def filled(engine: Engine, folder: Path) -> Store:
    store = engine.create()
    put(store, folder, FILES)
    put(store, folder, {"posts": "id,phone\nhead,119"}, at=LATER)
    return store


def seen(store: Store, id: str, on: str = ON, known_at: str | None = None) -> Any:
    return orjson.loads(dumps(organization(store, id, on, known_at)))


def test_the_answer_is_this(engine: Engine, tmp_path: Path) -> None:
    found = seen(filled(engine, tmp_path), "o")
    head = {"id": "head", "name": "Head"}
    acting = {"kind": "acting", "since": "2026-01-01", "until": None}
    concurrent = {"kind": "concurrent", "since": "2025-01-01", "until": None}
    substantive = {"kind": "substantive", "since": "2022-01-01", "until": None}
    x, y = {"id": "x", "name": "New Name"}, {"id": "y", "name": "Other"}
    assert found["question"] == {"organization": "o", "on": ON, "known_at": "2026-02-01T00:00:00.000000Z"}
    assert (found["id"], found["name"], found["below"]) == ("o", "Office", [{"id": "c", "name": "Command"}])
    assert found["seats"] == [
        {
            "post": {"id": "deputy", "name": "Deputy", "phone": None},
            "organization": "o",
            "reports_to": head,
            "holders": [],
        },
        {
            "post": {"id": "head", "name": "Head", "phone": "119"},
            "organization": "o",
            "reports_to": None,
            "holders": [{"person": x, "tenure": substantive}],
        },
        {
            "post": {"id": "chief", "name": "Chief", "phone": None},
            "organization": "c",
            "reports_to": head,
            "holders": [{"person": x, "tenure": concurrent}, {"person": y, "tenure": acting}],
        },
        {
            "post": {"id": "clerk", "name": "Clerk", "phone": None},
            "organization": "c",
            "reports_to": {"id": "elsewhere", "name": "Elsewhere"},
            "holders": [],
        },
    ]
    assert (found["complete"], found["as_of"]["recorded_at"]) == (True, "2026-02-01T00:00:00.000000Z")


def test_it_is_seen_on_another_day_and_as_known_then(engine: Engine, tmp_path: Path) -> None:
    store = filled(engine, tmp_path)
    then = seen(store, "o", "2023-06-01")
    assert then["name"] == "Old Office"
    assert [one["id"] for one in then["below"]] == ["c", "gone"]
    assert [seat["post"]["id"] for seat in then["seats"]] == ["deputy", "head", "chief", "clerk", "former", "late"]
    assert then["seats"][1]["holders"][0]["person"]["name"] == "Old Name"
    assert seen(store, "o", known_at="2026-01-10")["seats"][1]["post"]["phone"] == "110"


@pytest.mark.parametrize("id", ["z", "O", "o ", "", "head"])
def test_one_that_is_unknown_is_an_error(engine: Engine, tmp_path: Path, id: str) -> None:
    store = filled(engine, tmp_path)
    with pytest.raises(UnknownId, match="unknown_organization"):
        organization(store, id, ON)


def test_one_that_is_not_in_force_is_an_error_with_its_periods(engine: Engine, tmp_path: Path) -> None:
    store = filled(engine, tmp_path)
    with pytest.raises(NotInForce) as refused:
        organization(store, "o", "2027-01-01")
    assert refused.value.periods == [
        {"since": None, "until": "2025-01-01"},
        {"since": "2025-01-01", "until": "2027-01-01"},
    ]
