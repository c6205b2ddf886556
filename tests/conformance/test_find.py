"""Search on both engines: what is found, in which order, page by page at one head."""

import threading
from pathlib import Path
from typing import Any

import apsw
import orjson
import pytest
from fastapi.testclient import TestClient

from api.http.app import create_app
from graph.commands.find import find
from graph.commands.verify import verify
from graph.model.errors import BadRegister, BadValue
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
        cq,重庆县,county,,,
        t1,长寿镇,township,cq,,
        t2,莘庄镇,township,cq,,
        v1,梨树村,village,t1,,2025-01-01
        v1,梅花村,village,t1,2025-01-01,
        v2,梅花,village,t1,,
        v3,东梅花村,village,t2,,
        v4,铅山村,village,t2,2027-01-01,
        v5,六安村,village,t2,,2020-01-01
    """,
    "units": """
        id,name,kind,area,since,until
        u1,梅花面馆,shop;nine_small_venue,v1,,
        meihua,长寿面馆,shop,v3,,
    """,
    "organizations": """
        id,name,area,parent,since,until
        o1,莘庄镇综治中心,t2,,,2025-01-01
        o1,莘庄镇综合治理中心,t2,,2025-01-01,
        o2,梅花村警务站,v1,o1,,
    """,
    "posts": "id,name,organization\np1,梅花村书记,\np2,店主,u1",
    "people": "id,name,since,until\nn1,单雄信,,\nn2,甲旧名,,2024-01-01\nn2,甲新名,2024-01-01,",
    "matters": "id,name,parent\nfire,火灾,\nvenue_fire,场所火灾,fire",
}


def filled(engine: Engine, folder: Path) -> Store:
    store = engine.create()
    put(store, folder, FILES)
    put(store, folder, {"areas": "id,name\nt2,莘庄街道"}, at=LATER)
    return store


def said(store: Store, text: str, noun: str = "place", **more: Any) -> list[tuple[str, str, str]]:
    """Return id, how it matched and by which name."""
    page = orjson.loads(dumps(find(store, noun, text, **({"on": ON} | more))))
    rows = page[next(iter(page))]
    return [(row["id"], row["matched"]["by"], row["matched"]["name"]) for row in rows]


def test_the_best_fit_comes_first_then_the_id(engine: Engine, tmp_path: Path) -> None:
    store = filled(engine, tmp_path)
    assert said(store, "梅花") == [
        ("v2", "name", "梅花"),
        ("u1", "prefix", "梅花面馆"),
        ("v1", "prefix", "梅花村"),
        ("v3", "part", "东梅花村"),
    ]
    assert said(store, "meihua") == [
        ("meihua", "id", "长寿面馆"),
        ("u1", "pinyin", "梅花面馆"),
        ("v1", "pinyin", "梅花村"),
        ("v2", "pinyin", "梅花"),
        ("v3", "pinyin", "东梅花村"),
    ]


def test_a_place_is_found_in_every_way(engine: Engine, tmp_path: Path) -> None:
    store = filled(engine, tmp_path)
    assert said(store, "v1") == [("v1", "id", "梅花村")]
    assert said(store, "V1") == [("v1", "prefix", "梅花村")]
    assert said(store, "梨树村") == [("v1", "name", "梨树村")]
    assert said(store, "lishu") == [("v1", "pinyin", "梨树村")]
    assert said(store, "chongqing") == said(store, "cqx") == [("cq", "pinyin", "重庆县")]
    assert said(store, "cq") == [("cq", "id", "重庆县")]
    assert said(store, "CHANGSHOU zhen") == said(store, "csz") == [("t1", "pinyin", "长寿镇")]
    assert said(store, "yanshan") == [("v4", "pinyin", "铅山村")]
    assert said(store, "lac") == [("v5", "pinyin", "六安村")]
    assert said(store, "没有") == said(store, "anshan") == []


def test_what_was_known_then_is_found(engine: Engine, tmp_path: Path) -> None:
    store = filled(engine, tmp_path)
    assert said(store, "xinzhuang") == [("t2", "pinyin", "莘庄街道")]
    assert said(store, "莘庄镇") == []
    assert said(store, "莘庄镇", known_at="2026-01-10") == [("t2", "name", "莘庄镇")]
    assert said(store, "莘庄街道", known_at="2026-01-10") == said(store, "莘庄", known_at="2020-01-01") == []


def test_people_posts_and_matters_are_found(engine: Engine, tmp_path: Path) -> None:
    store = filled(engine, tmp_path)
    assert said(store, "sxx", "person") == said(store, "dxx", "person") == [("n1", "pinyin", "单雄信")]
    assert said(store, "旧名", "person") == [("n2", "part", "甲旧名")]
    assert said(store, "书记", "post") == [("p1", "part", "梅花村书记")]
    assert said(store, "火灾", "matter") == [("fire", "name", "火灾"), ("venue_fire", "part", "场所火灾")]


def test_organizations_are_found_in_every_way(engine: Engine, tmp_path: Path) -> None:
    store = filled(engine, tmp_path)
    assert said(store, "o1", "organization") == [("o1", "id", "莘庄镇综合治理中心")]
    assert said(store, "莘庄镇综治中心", "organization") == [("o1", "name", "莘庄镇综治中心")]
    assert said(store, "zongzhi", "organization") == [("o1", "pinyin", "莘庄镇综治中心")]
    assert said(store, "警务", "organization") == [("o2", "part", "梅花村警务站")]
    assert said(store, "jwz", "organization") == said(store, "MEIHUA", "organization")
    assert said(store, "梅花面馆", "organization") == []  # a unit is a place
    put(store, tmp_path, {"organizations": "id,name\no2,梅花村派出所"}, at=parse_instant("2026-02-02T00:00:00Z"))
    assert said(store, "警务", "organization") == []
    assert said(store, "警务", "organization", known_at="2026-02-01") == [("o2", "part", "梅花村警务站")]
    verify(store)


def test_the_answers_are_these_bytes(engine: Engine, tmp_path: Path) -> None:
    store = filled(engine, tmp_path)
    head = store.register().head.hash
    end = (
        b'"next":null,"as_of":{"head":"%s","recorded_at":"2026-02-01T00:00:00.000000Z"},"complete":true}'
        % head.encode()
    )
    assert (
        dumps(find(store, "place", "面馆", on=ON))
        == (
            '{"places":['
            '{"id":"meihua","name":"长寿面馆","level":null,"kinds":["shop"],"parent":"v3","since":null,"until":null,'
            '"matched":{"by":"part","name":"长寿面馆"}},'
            '{"id":"u1","name":"梅花面馆","level":null,"kinds":["nine_small_venue","shop"],"parent":"v1","since":null,'
            '"until":null,"matched":{"by":"part","name":"梅花面馆"}}],'
        ).encode()
        + end
    )
    assert (
        dumps(find(store, "place", "梨树", on=ON))
        == (
            '{"places":[{"id":"v1","name":"梅花村","level":"village","kinds":[],"parent":"t1","since":"2025-01-01",'
            '"until":null,"matched":{"by":"prefix","name":"梨树村"}}],'
        ).encode()
        + end
    )
    assert (
        dumps(find(store, "person", "甲新", on="2020-01-01"))
        == (
            '{"people":[{"id":"n2","name":"甲旧名","since":null,"until":"2024-01-01",'
            '"matched":{"by":"prefix","name":"甲新名"}}],'
        ).encode()
        + end
    )
    assert (
        dumps(find(store, "post", "店主", on=ON))
        == (
            '{"posts":[{"id":"p2","name":"店主","organization":"u1","since":null,"until":null,'
            '"matched":{"by":"name","name":"店主"}}],'
        ).encode()
        + end
    )
    assert (
        dumps(find(store, "organization", "警务", on=ON))
        == (
            '{"organizations":[{"id":"o2","name":"梅花村警务站","area":"v1","parent":"o1","since":null,"until":null,'
            '"matched":{"by":"part","name":"梅花村警务站"}}],'
        ).encode()
        + end
    )
    assert (
        dumps(find(store, "matter", "csh", on=ON))
        == (
            '{"matters":[{"id":"venue_fire","name":"场所火灾","parent":"fire","since":null,"until":null,'
            '"matched":{"by":"pinyin","name":"场所火灾"}}],'
        ).encode()
        + end
    )


def test_pages_together_are_the_whole_and_stand_on_one_head(engine: Engine, tmp_path: Path) -> None:
    store = engine.create()
    ids = ["\ue000", "𠮷", "a", "B", "１", "1", "村", "é", "e\u0301", *(f"v{number}" for number in range(40))]
    put(store, tmp_path, {"areas": "id,name,level\n" + "\n".join(f"{id},安村,village" for id in ids)})
    whole = find(store, "place", "安", on=ON)
    assert whole.complete
    assert whole.next is None
    first = find(store, "place", "安", on=ON, limit=7)
    put(store, tmp_path, {"areas": "id,name,level\n0,安村,village\nzzz,安村,village"}, at=LATER)

    rows, page, count = list(first.places), first, 1  # type: ignore[union-attr]
    while page.next:
        assert not page.complete
        page = find(store, "place", "安", limit="7", after=page.next)
        rows += page.places  # type: ignore[union-attr]
        count += 1

    assert rows == list(whole.places)  # type: ignore[union-attr]
    assert [row.id for row in rows] == sorted(ids, key=str.encode)
    assert (count, page.complete, page.as_of) == (7, True, whole.as_of)
    assert len(find(store, "place", "安", on=ON).places) == len(ids) + 1  # type: ignore[union-attr]


def test_a_page_of_another_search_is_refused(sqlite: Engine, tmp_path: Path) -> None:
    store = filled(sqlite, tmp_path)
    page = find(store, "place", "梅花", on=ON, limit=1).next
    assert page is not None
    for noun, text, after, more in (
        ("place", "梅", page, {}),
        ("post", "梅花", page, {}),
        ("place", "梅花", page[:-3], {}),
        ("place", "梅花", "é", {}),
        ("place", "梅花", "W10", {}),
        ("place", "梅花", page, {"on": "2020-01-01"}),
        ("place", "梅花", page, {"known_at": "2026-01-02"}),
    ):
        with pytest.raises(BadValue) as refused:
            find(store, noun, text, after=after, **more)
        assert refused.value.fields == {"after": "not_a_page"}


@pytest.mark.parametrize("limit", ["0", "1001", "-1", "x", "1.5", "１", "9" * 99])
def test_every_wrong_field_is_told_at_once(sqlite: Engine, limit: str) -> None:
    store = sqlite.create()
    with pytest.raises(BadValue) as refused:
        find(store, "place", " ' ", limit=limit, on="yesterday")
    assert refused.value.fields == {"q": "missing", "limit": "not_a_limit", "on": "not_a_day_or_instant"}


@pytest.mark.parametrize("text", ["%", "_", "*", "[a", "\\", "'; DROP TABLE names; --", "#", "\ud7ff", "a" * 5000])
def test_any_text_can_be_sought(engine: Engine, tmp_path: Path, text: str) -> None:
    store = filled(engine, tmp_path)
    assert said(store, text) == []


def test_an_empty_register_holds_nothing(engine: Engine) -> None:
    store = engine.create()
    assert dumps(find(store, "place", "梅花")) == b'{"places":[],"next":null,"as_of":null,"complete":true}'


def test_readers_and_a_writer_do_not_disturb_each_other(sqlite: Engine, tmp_path: Path) -> None:
    store = filled(sqlite, tmp_path / "in")
    writer = sqlite.open()
    failed: list[BaseException] = []

    def write() -> None:
        try:
            for number in range(5):
                put(writer, tmp_path / "w", {"areas": f"id,name,level\nw{number},梅花{number}号,village"})
        except BaseException as error:
            failed.append(error)

    thread = threading.Thread(target=write)
    thread.start()
    while thread.is_alive():
        assert len(said(store, "梅花")) >= 4
    assert not failed
    assert len(said(store, "梅花")) == 9


def test_the_service_answers_as_the_command_line_does(sqlite: Engine, tmp_path: Path) -> None:
    store = filled(sqlite, tmp_path)
    with TestClient(create_app(store)) as client:
        got = client.get("/api/v1/places", params={"q": "梅花", "limit": "2", "on": ON})
        ran = zeren("find", "梅花", "--places", "--limit", "2", "--on", ON, "--json", "--register", sqlite.address)
        assert (got.status_code, got.text + "\n") == (200, ran.out)
        following = client.get("/api/v1/places", params={"q": "梅花", "limit": "2", "after": got.json()["next"]})
        assert [one["id"] for one in following.json()["places"]] == ["v1", "v3"]
        refused = client.get("/api/v1/places", params={"q": "", "limit": "0"})
        assert refused.status_code == 422
        assert client.get("/api/v1/places", params={"q": "x", "limit": "0"}).json()["errors"][0]["field"] == "limit"


@pytest.mark.parametrize(
    ("plural", "noun", "text"),
    [
        ("organizations", "organization", "莘庄"),
        ("people", "person", "甲"),
        ("posts", "post", "梅花"),
        ("matters", "matter", "火"),
    ],
)
def test_the_service_finds_every_noun(sqlite: Engine, tmp_path: Path, plural: str, noun: str, text: str) -> None:
    store = filled(sqlite, tmp_path)
    with TestClient(create_app(store)) as client:
        got = client.get(f"/api/v1/{plural}", params={"q": text, "on": ON})
        assert got.content == dumps(find(store, noun, text, on=ON))
        assert got.json()[plural]
        wrong = client.get(f"/api/v1/{plural}", params={"limit": "0"}).json()["errors"]
        assert [(one["field"], one["code"]) for one in wrong] == [("q", "missing")]


def test_kinds_of_unit_are_told_in_the_language_asked_for(sqlite: Engine, tmp_path: Path) -> None:
    filled(sqlite, tmp_path).close()
    asked = ("find", "梅花面馆", "--places", "--register", sqlite.address)
    assert "九小场所、商店 · v1" in zeren(*asked, "--lang", "zh").out
    assert "nine-small venue, shop · v1" in zeren(*asked, "--lang", "en").out
    found = zeren("find", "警务", "--organizations", "--lang", "zh", "--register", sqlite.address).out
    assert found.startswith("组织 (1)")
    assert "v1 · o1" in found


def test_the_command_line_finds_all_kinds_and_says_when_there_is_more(sqlite: Engine, tmp_path: Path) -> None:
    filled(sqlite, tmp_path).close()
    ran = zeren("find", "梅花", "--limit", "3", "--on", ON, "--register", sqlite.address)
    assert (ran.code, ran.err) == (0, "")
    assert "places (3)" in ran.out
    assert "posts (1)" in ran.out
    assert "There are more: --after " in ran.out
    every = zeren("find", "梅花", "--json", "--on", ON, "--register", sqlite.address)
    assert [next(iter(orjson.loads(line))) for line in every.out.splitlines()] == [
        "places",
        "people",
        "organizations",
        "posts",
        "matters",
    ]
    nothing = zeren("find", "没有", "--places", "--lang", "zh", "--register", sqlite.address)
    assert (nothing.code, nothing.out) == (0, "没有找到。\n")


TAMPERED = {
    "sqlite": (
        "UPDATE names SET sought = replace(sought, 'meihua', 'xinghua') WHERE id = 'v2'",
        "UPDATE names SET folded = '杏花' WHERE id = 'v2'",
        "UPDATE names SET superseded_at = 1 WHERE id = 'v2'",
        "DELETE FROM names WHERE id = 'v2'",
        "INSERT INTO names SELECT noun, 'v9', version, recorded_at, NULL, folded, sought, 0 FROM names WHERE id = 'v2'",
    ),
    "neo4j": (
        "MATCH (n:AreaPeriod {id: 'v2'}) SET n.folded = '杏花'",
        "MATCH (n:AreaPeriod {id: 'v2'}) REMOVE n.sought",
        "MATCH (n:AreaPeriod {id: 'v2'}) SET n.sought = '杏花'",
    ),
}


def test_verify_finds_names_that_are_not_those_of_the_facts(engine: Engine, tmp_path: Path) -> None:
    for number, statement in enumerate(TAMPERED[engine.name]):
        if engine.server:
            engine.server.empty()
        one = Engine(engine.name, f"{engine.address}{'' if engine.server else number}", engine.access, engine.server)
        store = filled(one, tmp_path)
        verify(store)
        if engine.server:
            engine.server.run(statement)
        else:
            connection = apsw.Connection(one.address)
            connection.execute(statement)
            connection.close()
        with pytest.raises(BadRegister, match="damaged"):
            verify(store)
        one.close()
