"""Large changesets on Neo4j: written in batches that no read can see, cleared away when they broke, never mixed.

The limits are made small, so that few changes make many batches; the writing is the real one.
"""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from graph.changes import chain
from graph.changes.changeset import Change, Changeset
from graph.commands.verify import verify
from graph.model.errors import StaleHead, StoreAway
from graph.model.facts import Area, PlaceId
from graph.model.times import Instant
from graph.stores import Store
from graph.stores.neo4j import writing
from tests.conftest import Engine

pytestmark = pytest.mark.neo4j
COUNT = 95


@pytest.fixture(autouse=True)
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "ONE_TRANSACTION", 20)
    monkeypatch.setattr(writing, "BATCH", 10)
    monkeypatch.setattr(writing, "STATEMENT_ROWS", 4)


def changeset(store: Store, name: str, count: int = COUNT, *, correcting: bool = False) -> Changeset:
    author = chain.Authorship("tester", name, None, Instant(1_000), f"key of {name}")
    changes = [
        Change(
            "areas",
            Area(id=PlaceId(f"a{number}"), name=name, level="village"),
            supersedes=number if correcting else None,
        )
        for number in range(1, count + 1)
    ]
    return chain.seal(store.register(), author, changes, lambda: "00" * 16)


class WentAway(Exception):
    pass


def broken_after(whole: Changeset, count: int) -> Changeset:
    """A changeset whose source goes away after some changes."""

    def changes() -> Iterator[Change]:
        for number, change in enumerate(whole.changes):
            if number == count:
                raise WentAway
            yield change

    return replace(whole, changes=changes())


def known_names(store: Store) -> set[str]:
    rows = store.ask("facts/areas", first=1, last=10**9, everything=False, known_at=None)
    return {row[5] for row in rows}


def stored_versions(engine: Engine) -> int:
    assert engine.server
    return int(str(engine.server.run("MATCH (f:Fact) RETURN count(f) AS n")[0]["n"]))


def test_a_large_changeset_is_written_whole(neo4j_engine: Engine) -> None:
    store = neo4j_engine.create()
    whole = changeset(store, "first")

    assert store.append(whole) == whole.header.head
    assert store.append(whole) == whole.header.head

    assert (verify(store).changes, stored_versions(neo4j_engine)) == (COUNT, COUNT)


def test_what_a_broken_import_left_is_not_seen_and_is_removed_by_the_next_write(neo4j_engine: Engine) -> None:
    store = neo4j_engine.create()
    store.append(changeset(store, "first"))
    with pytest.raises(WentAway):
        store.append(broken_after(changeset(store, "broken", correcting=True), 50))
    assert known_names(store) == {"first"}
    assert stored_versions(neo4j_engine) == COUNT + 50
    assert neo4j_engine.server
    neo4j_engine.server.run("MATCH (r:Register) SET r.writing_at = r.writing_at - 3600000")  # it has been silent long

    store.append(changeset(store, "second", correcting=True))

    assert known_names(store) == {"second"}
    assert stored_versions(neo4j_engine) == 2 * COUNT
    assert verify(store).changesets == 2


def test_a_small_write_after_a_broken_import_clears_it_too(neo4j_engine: Engine) -> None:
    store = neo4j_engine.create()
    store.append(changeset(store, "first"))
    with pytest.raises(WentAway):
        store.append(broken_after(changeset(store, "broken", correcting=True), 50))
    assert neo4j_engine.server
    neo4j_engine.server.run("MATCH (r:Register) SET r.writing_at = r.writing_at - 3600000")

    store.append(changeset(store, "small", 2, correcting=True))

    assert known_names(store) == {"first", "small"}
    assert verify(store).changes == COUNT + 2


def test_the_same_changeset_sent_again_after_it_broke_is_written_whole(neo4j_engine: Engine) -> None:
    store = neo4j_engine.create()
    whole = changeset(store, "first")
    with pytest.raises(WentAway):
        store.append(broken_after(whole, 50))

    assert store.append(whole) == whole.header.head
    assert (verify(store).changes, stored_versions(neo4j_engine)) == (COUNT, COUNT)


def test_another_writer_meets_locked_while_batches_are_written(neo4j_engine: Engine) -> None:
    store, other = neo4j_engine.create(), neo4j_engine.open()
    whole, rival = changeset(store, "whole"), changeset(store, "rival", 1)
    met: list[str] = []

    def meanwhile() -> Iterator[Change]:
        for number, change in enumerate(whole.changes):
            if number == 50:
                with pytest.raises(StoreAway, match="store_locked"):
                    other.append(rival)
                met.append("locked")
            yield change

    store.append(replace(whole, changes=meanwhile()))

    assert met == ["locked"]
    assert verify(store).changes == COUNT


def test_a_writer_that_was_taken_for_broken_stops_and_mixes_nothing(neo4j_engine: Engine) -> None:
    store, other = neo4j_engine.create(), neo4j_engine.open()
    slow, rival = changeset(store, "slow"), changeset(store, "rival", 1)

    def meanwhile() -> Iterator[Change]:
        for number, change in enumerate(slow.changes):
            if number == 50:
                assert neo4j_engine.server
                neo4j_engine.server.run("MATCH (r:Register) SET r.writing_at = r.writing_at - 3600000")
                other.append(rival)
            yield change

    with pytest.raises(StaleHead):
        store.append(replace(slow, changes=meanwhile()))

    assert known_names(store) == {"rival"}
    assert (verify(store).changes, stored_versions(neo4j_engine)) == (1, 1)


def test_reads_see_no_batch_before_the_head_moves(neo4j_engine: Engine) -> None:
    store, reader = neo4j_engine.create(), neo4j_engine.open()
    store.append(changeset(store, "first"))
    second = changeset(store, "second", correcting=True)
    seen: list[set[str]] = []

    def watched() -> Iterator[Change]:
        for change in second.changes:
            seen.append(known_names(reader))
            yield change

    store.append(replace(second, changes=watched()))

    assert seen == [{"first"}] * COUNT
    assert known_names(reader) == {"second"}
