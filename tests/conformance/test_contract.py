"""Every "must" of the store protocol (src/graph/stores/protocol.py), a test a sentence, on every engine."""

import secrets
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from graph.changes import chain
from graph.changes.changeset import Change, Changeset
from graph.commands.trace import trace
from graph.commands.verify import verify
from graph.model.errors import BadRegister, StaleHead, StoreAway, ZerenError
from graph.model.facts import Area, Fact, PlaceId
from graph.model.times import Instant
from graph.stores import Access, Store, create_store, open_store
from graph.stores.queries import QueryFault
from tests.conftest import Engine
from tests.importing import put


def area(id: str, name: str = "a place", **more: str) -> Area:
    return Area(id=PlaceId(id), name=name, level="village", **more)  # type: ignore[arg-type]


def sealed(store: Store, *facts: Fact, key: str | None = None, now: int = 1_000) -> Changeset:
    author = chain.Authorship("tester", "a test", None, Instant(now), key or secrets.token_hex(8))
    changes = [Change("areas", fact) for fact in facts]
    return chain.seal(store.register(), author, changes, lambda: secrets.token_hex(16))


def versions(store: Store, everything: bool = True) -> list[int]:
    rows = store.ask("facts/areas", first=1, last=10**9, everything=everything, known_at=None)
    return [row[0] for row in rows]


# register


def test_register_shows_the_head_of_the_last_changeset_appended(engine: Engine) -> None:
    store = engine.create()
    assert (store.register().head.number, store.register().head.changes) == (0, 0)

    changeset = sealed(store, area("a"), area("b"))
    head = store.append(changeset)

    assert head == changeset.header.head == store.register().head
    assert (head.number, head.changes) == (1, 2)


def test_register_keeps_its_id_zone_and_beginning(engine: Engine) -> None:
    create_store(engine.address, id="r-1", zone="Asia/Urumqi", created_at=7, access=engine.access).close()

    register = engine.open().register()

    assert (register.id, register.zone, register.created_at) == ("r-1", "Asia/Urumqi", 7)


def test_register_raises_store_away_when_the_engine_cannot_be_reached() -> None:
    with pytest.raises(StoreAway):
        open_store("bolt://127.0.0.1:1", Access())


# ask


def test_ask_returns_every_row(engine: Engine) -> None:
    store = engine.create()
    store.append(sealed(store, *(area(f"a{number}") for number in range(5_000))))

    assert versions(store) == list(range(1, 5_001))


def test_ask_raises_for_a_parameter_that_is_missing(engine: Engine) -> None:
    store = engine.create()
    with pytest.raises(QueryFault, match="known_at"):
        store.ask("facts/areas", first=1, last=2, everything=True)


NASTY = (
    *("A1", "a1", "Ａ１", "１", "1", "01", "001", "e\u0301", "\u00e9", "\u0301", "ß", "ss", "SS", "İ", "i", "I", "ı"),
    *(
        "o'brien",
        'say "so"',
        "back\\slash",
        "\\u0027",
        "'}) DETACH DELETE n //",
        "'; DROP TABLE areas; --",
        "$place",
        ":on",
    ),
    *(
        "村",
        "㐀",
        "𠮷",
        "\ue000",
        "👩‍👩‍👧",
        "a b",
        "a\u00a0b",
        "a\u3000b",
        "x" * 200,
        "%",
        "_",
        "*",
        "null",
        "NULL",
        "true",
    ),
    *("all", "0", "-1", "1e3", "NaN", "{}", "[]", "\u200d", "\u202eabc", "\ufeffid", "/", "?", "#", "a;b", "a；b"),
)


def test_ask_takes_lists_as_parameters(engine: Engine, tmp_path: Path) -> None:
    store = engine.create()
    put(store, tmp_path / "in", {"people": 'id,name\nn,N\n"o\'""x",O\np,P'})
    asked = {"area": None, "matter": None, "requirement": None, "known_at": None}

    found = store.ask("coverage_asked", without=["p", "o'\"x", "nobody", "p"], **asked)

    assert sorted(list(fields) for part, fields in found if part == "person") == [["o'\"x"], ["p"]]


def test_ask_compares_ids_byte_for_byte(engine: Engine, tmp_path: Path) -> None:
    store = engine.create()
    store.append(sealed(store, *(area(id, name=f"name of {id}") for id in NASTY)))

    for id in NASTY:
        chain_of = trace(store, id, on="2026-03-14").answer.chain
        assert [(link.id, link.name) for link in chain_of] == [(id, f"name of {id}")]
    for stranger in ("A1 ", " a1", "é1", "村 ", "X" * 200, "\ue001"):
        with pytest.raises(ZerenError, match="unknown_place"):
            trace(store, stranger, on="2026-03-14")


def test_ask_does_not_see_a_changeset_that_is_not_appended_in_whole(engine: Engine) -> None:
    """A reader asks all the while a writer appends; it sees none or all of each changeset."""
    store, writer = engine.create(), engine.open()
    store.append(sealed(store, area("root")))
    seen: set[int] = set()
    done = threading.Event()

    def read() -> None:
        reader = engine.open()
        while not done.is_set():
            seen.add(len(reader.ask("place", place="root", on="2026-03-14", known_at=None)))
        reader.close()

    thread = threading.Thread(target=read)
    thread.start()
    for batch in range(3):
        writer.append(sealed(writer, *(area(f"{batch}-{n}", parent="root") for n in range(1_000))))
    done.set()
    thread.join()

    assert seen <= {2, 1_002, 2_002, 3_002}  # the as-of row, the period, and whole thousands


# append


def test_append_raises_stale_head_and_changes_nothing(engine: Engine) -> None:
    store = engine.create()
    late = sealed(store, area("late"))
    first = sealed(store, area("first"))
    store.append(first)

    with pytest.raises(StaleHead):
        store.append(late)

    assert store.register().head == first.header.head
    assert versions(store) == [1]
    assert verify(store).changesets == 1


def test_append_of_the_same_changeset_again_returns_its_head_and_writes_nothing(engine: Engine) -> None:
    store = engine.create()
    changeset = sealed(store, area("a"))
    store.append(changeset)

    assert store.append(changeset) == changeset.header.head
    assert versions(store) == [1]


def test_append_leaves_everything_as_it_was_when_it_fails(engine: Engine) -> None:
    store = engine.create()
    store.append(sealed(store, area("a")))
    good = sealed(store, area("b"), area("c"))

    def broken() -> object:
        yield from list(good.changes)[:1]
        raise RuntimeError("the source went away")

    with pytest.raises(RuntimeError):
        store.append(replace(good, changes=broken()))  # type: ignore[arg-type]

    assert versions(store) == [1]
    assert store.append(good) == good.header.head
    assert verify(store).changes == 3


def test_append_is_durable_when_it_returns(engine: Engine) -> None:
    store = engine.create()
    head = store.append(sealed(store, area("a")))

    again = engine.open()

    assert again.register().head == head
    assert versions(again) == [1]


def test_append_supersedes_what_it_corrects_and_keeps_it(engine: Engine) -> None:
    store = engine.create()
    store.append(sealed(store, area("a", "old")))
    author = chain.Authorship("tester", "a correction", None, Instant(2_000), "k")
    store.append(chain.seal(store.register(), author, [Change("areas", area("a", "new"), 1)], lambda: ""))

    assert versions(store) == [1, 2]
    assert versions(store, everything=False) == [2]


def test_two_writers_on_one_head_make_one_changeset(engine: Engine) -> None:
    stores = [engine.create()] + [engine.open() for _ in range(3)]
    drafts = [sealed(store, area(f"from-{number}")) for number, store in enumerate(stores)]
    results: list[str] = []

    def write(store: Store, draft: Changeset) -> None:
        try:
            store.append(draft)
            results.append("won")
        except StaleHead:
            results.append("lost")

    threads = [threading.Thread(target=write, args=pair) for pair in zip(stores, drafts, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(results) == ["lost", "lost", "lost", "won"]
    assert verify(stores[0]).changesets == 1


# close, create, open


def test_close_makes_a_later_use_raise(engine: Engine) -> None:
    store = engine.create()
    store.close()
    with pytest.raises(Exception):  # noqa: B017, PT011  each engine in its own words
        store.register()


def test_create_refuses_what_is_there_already(engine: Engine) -> None:
    engine.create().close()
    with pytest.raises(BadRegister, match="register_exists"):
        engine.create()


def test_open_refuses_where_there_is_no_register(engine: Engine) -> None:
    with pytest.raises(BadRegister, match="no_register"):
        engine.open()


def test_damage_finds_nothing_in_a_sound_register(engine: Engine, tmp_path: Path) -> None:
    store = engine.create()
    put(store, tmp_path / "in", {"areas": "id,name,level,parent\nc,C,county,\nv,V,village,c"})
    assert store.damage() == []


@pytest.mark.neo4j
def test_create_refuses_a_database_that_holds_anything_else(neo4j_engine: Engine) -> None:
    assert neo4j_engine.server
    neo4j_engine.server.run("CREATE (:Film {title: 'not ours'})")
    with pytest.raises(BadRegister, match="database_not_empty"):
        neo4j_engine.create()
