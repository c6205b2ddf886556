"""The hash chain: how a list of changes becomes the next changeset, and what is said of one that does not fit."""

from collections.abc import Callable
from dataclasses import replace
from itertools import count
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.changes.canonical import Body, digest, genesis, header_hash
from graph.changes.chain import Authorship, fault, seal
from graph.changes.changeset import Change, Changeset, Head, Header, Register
from graph.model.facts import TABLES, Fact
from graph.model.times import Instant


def fact(table: str, **values: Any) -> Fact:
    return TABLES[table].noun(**values)


GENESIS = genesis("r", "UTC", Instant(0))
EMPTY = Register("r", "UTC", Instant(0), Head(0, GENESIS, None, 0))
VILLAGE = Change("areas", fact("areas", id="v", name="V", level="village"))
PERSON = Change("people", fact("people", id="x", name="Zhang Yang"))


def authorship(now: int = 100, source: str | None = None) -> Authorship:
    return Authorship("tester", "a test", source, Instant(now), "k")


def salts() -> Callable[[], str]:
    numbers = count(1)
    return lambda: f"{next(numbers):032x}"


def sealed(*changes: Change, register: Register = EMPTY, now: int = 100) -> Changeset:
    return seal(register, authorship(now), changes, salts())


def after(changeset: Changeset) -> Register:
    return replace(EMPTY, head=changeset.header.head)


def body(changeset: Changeset) -> Body:
    found = Body()
    for change in changeset.changes:
        found.add(change)
    return found


# --- Sealing ----------------------------------------------------------------------------------------------------------


def test_the_first_changeset_follows_the_genesis() -> None:
    header = sealed(VILLAGE, PERSON).header

    assert (header.number, header.previous, header.first, header.count) == (1, GENESIS, 1, 2)
    assert header.counts == {
        "areas": {"added": 1, "corrected": 0, "withdrawn": 0},
        "people": {"added": 1, "corrected": 0, "withdrawn": 0},
    }
    assert (header.by, header.why, header.source, header.key) == ("tester", "a test", None, "k")
    assert header.hash == header_hash("r", header, body(sealed(VILLAGE, PERSON)).digest)


def test_the_next_changeset_follows_the_head() -> None:
    first = sealed(VILLAGE, PERSON)

    header = sealed(Change("areas", None, 1), register=after(first), now=200).header

    assert (header.number, header.previous, header.first, header.count) == (2, first.header.hash, 3, 1)
    assert header.counts == {"areas": {"added": 0, "corrected": 0, "withdrawn": 1}}
    assert header.head == Head(2, header.hash, Instant(200), 3)


@pytest.mark.parametrize(("now", "recorded"), [(99, 101), (100, 101), (101, 101), (102, 102), (-5, 101)])
def test_record_time_is_the_clocks_or_one_microsecond_after_the_head(now: int, recorded: int) -> None:
    first = sealed(VILLAGE, now=100)
    assert sealed(PERSON, register=after(first), now=now).header.recorded_at == recorded


def test_the_first_changeset_takes_the_clock_as_it_stands() -> None:
    assert sealed(VILLAGE, now=-5).header.recorded_at == -5


def test_each_filled_personal_value_is_salted_anew_and_nothing_else_is() -> None:
    changes = (
        VILLAGE,
        PERSON,
        Change("posts", fact("posts", id="p", name="P", phone="0000-1", email="p@example.org")),
        Change("posts", fact("posts", id="q", name="Q", phone="0000-1")),
        Change("people", None, 1),
    )

    seals = [change.seals for change in sealed(*changes).changes]

    assert [set(one) for one in seals] == [set(), {"name"}, {"phone", "email"}, {"phone"}, set()]
    given_out = [salt for one in seals for salt in one.values()]
    assert len(set(given_out)) == len(given_out) == 4


def test_sealing_keeps_the_order_of_the_changes() -> None:
    changes = [replace(VILLAGE, supersedes=number) for number in (5, 3, 4)]
    assert [change.supersedes for change in sealed(*changes).changes] == [5, 3, 4]


@settings(deadline=None)
@given(st.lists(st.integers(-5, 5), min_size=1, max_size=6))
def test_record_times_rise_strictly_whatever_the_clock_does(clock: list[int]) -> None:
    register, times = EMPTY, []
    for now in clock:
        changeset = sealed(VILLAGE, register=register, now=now)
        register = after(changeset)
        times.append(changeset.header.recorded_at)
    assert times == sorted(set(times))


# --- Checking ---------------------------------------------------------------------------------------------------------


def two() -> tuple[Changeset, Changeset]:
    first = sealed(VILLAGE, PERSON)
    return first, sealed(Change("areas", None, 1), register=after(first), now=200)


def edited(header: Header, **other: Any) -> Header:
    return replace(header, **other)


def told(before: Header | None, changeset: Changeset, **other: Any) -> str | None:
    """What is said of a changeset whose header differs as given, and which was hashed with the difference."""
    header = replace(changeset.header, **other)
    header = replace(header, hash=header_hash("r", header, body(changeset).digest))
    return fault(EMPTY, before, header, body(changeset))


def test_a_chain_as_it_was_sealed_is_sound() -> None:
    first, second = two()
    assert fault(EMPTY, None, first.header, body(first)) is None
    assert fault(EMPTY, first.header, second.header, body(second)) is None


def test_a_number_that_does_not_follow_tells_of_a_missing_changeset() -> None:
    first, second = two()
    assert told(None, second) == "changeset_missing"
    assert told(None, first, number=2) == "changeset_missing"
    assert told(first.header, second, number=3) == "changeset_missing"
    assert told(second.header, first) == "changeset_missing"


def test_a_previous_hash_that_is_not_the_one_before_breaks_the_chain() -> None:
    first, second = two()
    assert told(None, first, previous="00" * 32) == "chain_broken"
    assert told(first.header, second, previous=GENESIS) == "chain_broken"


@pytest.mark.parametrize(
    "other",
    [
        Register("s", "UTC", Instant(0), EMPTY.head),
        Register("r", "Asia/Shanghai", Instant(0), EMPTY.head),
        Register("r", "UTC", Instant(1), EMPTY.head),
    ],
)
def test_the_first_changeset_of_another_register_breaks_the_chain(other: Register) -> None:
    first, _ = two()
    assert fault(other, None, first.header, body(first)) == "chain_broken"


@pytest.mark.parametrize("moment", [100, 99])
def test_a_record_time_at_or_before_the_one_before_is_not_later(moment: int) -> None:
    first, second = two()
    assert told(first.header, second, recorded_at=Instant(moment)) == "record_time_not_later"


@pytest.mark.parametrize("number", [2, 4])
def test_a_first_change_that_does_not_follow_tells_of_missing_changes(number: int) -> None:
    first, second = two()
    assert told(first.header, second, first=number) == "changes_missing"


def test_the_first_change_of_a_register_is_1() -> None:
    first, _ = two()
    assert told(None, first, first=2) == "changes_missing"


def test_counts_that_are_not_those_of_the_facts_differ() -> None:
    first, second = two()
    assert told(None, first, count=1) == "counts_differ"
    assert told(first.header, second, counts={"areas": {"added": 1, "corrected": 0, "withdrawn": 0}}) == "counts_differ"
    assert fault(EMPTY, None, first.header, Body()) == "counts_differ"


@pytest.mark.parametrize("field", ["by", "why", "key", "source", "hash"])
def test_a_header_that_was_edited_has_another_hash(field: str) -> None:
    first, _ = two()
    assert fault(EMPTY, None, edited(first.header, **{field: "another"}), body(first)) == "hash_differs"


def test_a_fact_that_was_edited_gives_another_hash() -> None:
    first, _ = two()
    found = Body()
    found.add(replace(VILLAGE, fact=fact("areas", id="v", name="W", level="village")))
    found.add(list(first.changes)[1])
    assert fault(EMPTY, None, first.header, found) == "hash_differs"


def test_an_erased_name_leaves_the_chain_sound() -> None:
    first, _ = two()
    village, person = first.changes
    erased = Body()
    erased.add(village)
    mark = "erased:" + digest("Zhang Yang", person.seals["name"])
    erased.add(replace(person, fact=fact("people", id="x", name="erased"), seals={"name": mark}))
    assert fault(EMPTY, None, first.header, erased) is None
