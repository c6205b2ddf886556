"""The own tests of the oracle of coverage, gaps and audits: small histories written by hand, expectations written out.

Most happens in two villages `v` and `w` of a township `t`, on one day. What the scenarios of tests/scenarios/coverage
show is not repeated: here stand the oracle's shapes, its two shortcuts, and what they leave out.
"""

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest

from tests import coverage_oracle as oracle
from tests.oracle import Refused, known_facts

DAY = "2026-05-01"
HEAD = "h1"
FIRST = 1_700_000_000_000_000
FIRST_TEXT = "2023-11-14T22:13:20.000000Z"

Row = dict[str, Any]
Change = dict[str, Any]

TOWN: Row = {"id": "t", "name": "Town", "level": "township"}
VILLAGE: Row = {"id": "v", "name": "Village", "level": "village", "parent": "t"}
OTHER: Row = {"id": "w", "name": "Other", "level": "village", "parent": "t"}
ONE: Row = {"id": "r", "scheme": "s", "tier": "direct", "place_kinds": ["village"]}
NO_GAPS: Row = {"unassigned": 0, "lapsed": 0, "vacant": 0, "partial": 0}


def add(table: str, *rows: Row) -> list[Change]:
    return [{"table": table, "supersedes": None, "values": row} for row in rows]


def town(*changes: list[Change], recorded_at: int = FIRST) -> list[dict[str, Any]]:
    """A register of one changeset: the town with its two villages, and these changes."""
    every = [add("areas", TOWN, VILLAGE, OTHER), *changes]
    return [{"recorded_at": recorded_at, "head": HEAD, "changes": [one for group in every for one in group]}]


def named(post: str, *, at: str = "v", tier: str = "direct", kind: str | None = None, **more: Any) -> list[Change]:
    """A post of that id, and an assignment `a-<post>` of it."""
    assignment = {"id": f"a-{post}", "post": post, "place": at, "tier": tier} | more
    return add("posts", {"id": post, "name": f"Post {post}", "kind": kind}) + add("assignments", assignment)


def held(post: str, person: str, **more: Any) -> list[Change]:
    return add("people", {"id": person, "name": f"Name of {person}"}) + add(
        "tenures", {"post": post, "person": person} | more
    )


def asks(*rows: Row) -> list[Change]:
    return add("requirements", *rows)


# --- Shapes -----------------------------------------------------------------------------------------------------------


def test_coverage_has_exactly_the_keys_and_the_order_of_its_dataclasses() -> None:
    history = town(asks(ONE), named("p"), held("p", "x"))

    answer = oracle.coverage(history, area="t", on=DAY, known_at=None)

    vacant = {"slots": 0, "filled": 0, "filled_above": 0, "gaps": NO_GAPS}
    one_open = NO_GAPS | {"unassigned": 1}
    village = {
        "id": "v",
        "name": "Village",
        "level": "village",
        "slots": 1,
        "filled": 1,
        "filled_above": 0,
        "coverage": 1.0,
        "own_coverage": 1.0,
        "gaps": NO_GAPS,
        "tiers": {
            "first": vacant,
            "direct": {"slots": 1, "filled": 1, "filled_above": 0, "gaps": NO_GAPS},
            "specific": vacant,
        },
    }
    other = {
        "id": "w",
        "name": "Other",
        "level": "village",
        "slots": 1,
        "filled": 0,
        "filled_above": 0,
        "coverage": 0.0,
        "own_coverage": 0.0,
        "gaps": one_open,
        "tiers": {
            "first": vacant,
            "direct": {"slots": 1, "filled": 0, "filled_above": 0, "gaps": one_open},
            "specific": vacant,
        },
    }
    assert answer == {
        "area": "t",
        "on": DAY,
        "known_at": FIRST_TEXT,
        "slots": 2,
        "filled": 1,
        "filled_above": 0,
        "coverage": 0.5,
        "own_coverage": 0.5,
        "gaps": one_open,
        "tiers": {
            "first": vacant,
            "direct": {"slots": 2, "filled": 1, "filled_above": 0, "gaps": one_open},
            "specific": vacant,
        },
        "orphans": 0,
        "areas": [other, village],
        "changes": None,
        "as_of": {"head": HEAD, "recorded_at": FIRST_TEXT},
        "complete": True,
    }
    figures = ["slots", "filled", "filled_above", "coverage", "own_coverage", "gaps", "tiers"]
    assert list(answer) == ["area", "on", "known_at", *figures, "orphans", "areas", "changes", "as_of", "complete"]
    assert list(answer["areas"][0]) == list(other)


def test_an_empty_register_counts_nothing_and_knows_no_area() -> None:
    answer = oracle.coverage([], area=None, on=DAY, known_at=None)

    assert (answer["slots"], answer["coverage"], answer["known_at"], answer["as_of"]) == (0, None, None, None)
    assert oracle.gaps([], area=None, on=DAY, known_at=None) == []
    assert oracle.audit([], area=None, on=DAY, known_at=None)["findings"] == []
    with pytest.raises(Refused, match="unknown_place"):
        oracle.gaps([], area="t", on=DAY, known_at=None)


def test_before_the_first_changeset_nothing_is_known() -> None:
    answer = oracle.coverage(town(asks(ONE)), area=None, on=DAY, known_at=FIRST - 1)

    assert (answer["slots"], answer["known_at"], answer["as_of"]) == (0, "2023-11-14T22:13:19.999999Z", None)


def test_slots_are_all_slots_filled_or_not() -> None:
    history = town(asks(ONE, ONE | {"id": "r0", "answered_at": "chain"}), named("p", at="t"), held("p", "x"))

    found = oracle.slots(history, area="v", on=DAY, known_at=None)

    assert found == [
        {"requirement": "r", "place": "v", "matter": "all", "tier": "direct"}
        | {"filled": False, "filled_above": False, "kind": "unassigned", "have": 0, "need": 1},
        {"requirement": "r0", "place": "v", "matter": "all", "tier": "direct"}
        | {"filled": True, "filled_above": True, "kind": None, "have": 1, "need": 1},
    ]


def test_a_minimum_of_none_is_filled_and_not_from_above() -> None:
    history = town(asks(ONE | {"minimum": 0, "answered_at": "chain"}), named("p", at="t"), held("p", "x"))

    (slot,) = oracle.slots(history, area="v", on=DAY, known_at=None)

    assert (slot["filled"], slot["filled_above"], slot["have"], slot["need"]) == (True, False, 1, 0)


def test_a_gap_row_and_a_gap_period_have_the_keys_of_their_dataclasses_in_order() -> None:
    history = town(asks(ONE))

    (row,) = oracle.gaps(history, area="v", on=DAY, known_at=None)
    (period,) = oracle.gaps(history, area="v", on=DAY, known_at=None, over=("2026-01-01", "2026-01-03"))

    same = ["place", "tier", "requirement", "kind", "have", "need", "matters"]
    assert list(row) == [*same, "since", "last_holder", "answered_above"]
    assert list(period) == [*same, "first_day", "last_day", "last_holder", "answered_above"]
    assert (period["first_day"], period["last_day"]) == ("2026-01-01", "2026-01-02")


# --- Refusals ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ask", "kind"),
    [
        ({"area": "nowhere", "matter": "nothing"}, "unknown_place"),
        ({"area": "u", "matter": "nothing"}, "area_is_unit"),
        ({"area": "closed"}, "place_not_in_force"),
        ({"area": "t", "matter": "nothing", "requirement": "nothing"}, "unknown_matter"),
        ({"area": "t", "matter": "old"}, "matter_not_in_force"),
        ({"area": "t", "requirement": "nothing", "without": ["nobody"]}, "unknown_requirement"),
        ({"area": "t", "without": ["x", "nobody"]}, "unknown_person"),
    ],
)
def test_what_is_at_fault_is_told_place_first(ask: Row, kind: str) -> None:
    history = town(
        add("units", {"id": "u", "name": "Shop", "area": "t", "until": "2020-01-01"}),
        add("areas", {"id": "closed", "name": "Closed", "level": "village", "until": "2020-01-01"}),
        add("matters", {"id": "old", "name": "Old", "until": "2020-01-01"}),
        held("p", "x"),
    )
    whole: Row = {"on": DAY, "known_at": None} | ask
    with pytest.raises(Refused) as refused:
        oracle.gaps(history, **whole)
    assert refused.value.kind == kind


def test_a_matter_and_an_area_need_be_in_force_on_one_day_of_a_range_only() -> None:
    history = town(asks(ONE), add("matters", {"id": "m", "name": "M", "until": "2026-01-02"}))

    (row,) = oracle.gaps(history, area="t", on=DAY, known_at=None, over=("2026-01-01", "2026-02-01"), matter="m")[:1]

    assert (row["matters"], row["first_day"], row["last_day"]) == (["m"], "2026-01-01", "2026-01-01")
    with pytest.raises(Refused, match="matter_not_in_force"):
        oracle.gaps(history, area="t", on=DAY, known_at=None, over=("2026-01-02", "2026-02-01"), matter="m")


# --- The two shortcuts ------------------------------------------------------------------------------------------------


def changing_often() -> list[dict[str, Any]]:
    """A slot at `v` that is vacant, filled, lapsed, not asked for and unassigned by turns."""
    return town(
        asks(ONE | {"until": "2026-03-20"}, ONE | {"id": "r2", "since": "2026-02-10", "post_kinds": ["k"]}),
        named("p", since="2026-01-05", until="2026-03-05"),
        held("p", "x", since="2026-01-10", until="2026-01-20"),
        held("p", "y", since="2026-02-01"),
        named("q", kind="k", since="2026-03-01"),
        held("q", "x", until="2026-03-10"),
        named("o", at="t", since="2026-02-15"),
        held("o", "y", kind="acting"),
    )


def every_day(since: str, until: str) -> list[str]:
    first, end = date.fromisoformat(since), date.fromisoformat(until)
    return [(first + timedelta(days=number)).isoformat() for number in range((end - first).days)]


def test_since_is_what_going_back_every_single_day_finds() -> None:
    history = changing_often()
    days = every_day("2025-12-01", "2026-04-10")
    open_on = {day: {}.fromkeys(names(history, day)) for day in days}
    seen = set()
    for number, day in enumerate(days):
        for row in oracle.gaps(history, area=None, on=day, known_at=None):
            name = (row["requirement"], row["place"])
            back = number
            while back >= 0 and name in open_on[days[back]]:
                back -= 1
            assert row["since"] == (days[back + 1] if back >= 0 else None), (day, name)
            seen.add(row["since"])
    assert seen == {None, "2026-01-20", "2026-02-10", "2026-03-10"}


def names(history: list[dict[str, Any]], day: str) -> list[tuple[str, str]]:
    slots = oracle.slots(history, area=None, on=day, known_at=None)
    return [(slot["requirement"], slot["place"]) for slot in slots if not slot["filled"]]


def test_the_last_holder_is_whom_going_back_every_single_day_finds() -> None:
    history = changing_often()
    together = [
        ("x", "p", "2026-01-10", "2026-01-20"),
        ("y", "p", "2026-02-01", "2026-03-05"),
        ("x", "q", "2026-03-01", "2026-03-10"),
    ]
    days = every_day("2025-12-01", "2026-03-20")
    seen = set()
    for number, day in enumerate(days):
        for row in oracle.gaps(history, area="v", on=day, known_at=None, requirement="r"):
            found = None
            for before, after in pairwise(days[: number + 1]):
                there = sorted((person, post) for person, post, since, until in together if since <= before < until)
                if there:
                    found = {"person": there[0][0], "post": there[0][1], "until": after}
            assert row["last_holder"] == found, day
            seen.add(found and found["until"])
    assert seen == {None, "2026-01-20", "2026-03-10"}


def test_days_on_which_the_same_facts_are_in_force_have_the_same_slots() -> None:
    facts = known_facts(changing_often(), FIRST)
    for day, found in oracle.slots_each_day(facts, every_day("2025-12-01", "2026-04-10")):
        assert shown(found) == shown(oracle.slots_on(facts, day)), day


def shown(found: list[Row]) -> list[Any]:
    keys = ("place", "matter", "kind", "have", "need", "filled", "filled_above", "persons")
    return [(slot["requirement"]["id"], *(slot[key] for key in keys)) for slot in found]


def test_the_stretches_of_a_range_are_its_days_put_together() -> None:
    history = changing_often()
    periods = oracle.gaps(history, area="v", on=DAY, known_at=None, over=("2026-01-01", "2026-04-01"), requirement="r")

    assert [(one["kind"], one["first_day"], one["last_day"]) for one in periods] == [
        ("unassigned", "2026-01-01", "2026-01-04"),
        ("vacant", "2026-01-05", "2026-01-09"),
        ("vacant", "2026-01-20", "2026-01-31"),
        ("vacant", "2026-03-10", "2026-03-19"),
    ]


def test_the_first_day_of_the_calendar_has_no_day_before() -> None:
    history = town(asks(ONE | {"since": "0001-01-01"}))

    (row,) = oracle.gaps(history, area="v", on="0001-01-01", known_at=None)

    assert row["since"] == "0001-01-01"
    assert oracle.next_days("9999-12-30", 30) == ["9999-12-31"]


# --- What the scenarios leave out -------------------------------------------------------------------------------------


def test_above_answers_substantive_before_concurrent_before_acting_then_post_then_person() -> None:
    holders = [
        *(named("p1", at="t"), held("p1", "a", kind="acting")),
        *(named("p2", at="t"), held("p2", "b", kind="concurrent")),
        *(named("p4", at="t"), held("p4", "c"), held("p4", "Z")),
        *(named("p5", at="t"), held("p5", "A")),
    ]
    above = []
    for count in (2, 4, 6, 7):
        (row,) = oracle.gaps(town(asks(ONE), *holders[:count]), area="v", on=DAY, known_at=None)
        above.append((row["answered_above"]["post"], row["answered_above"]["person"]))
    assert above == [("p1", "a"), ("p2", "b"), ("p4", "c"), ("p4", "Z")]


def test_what_if_is_the_difference_of_two_days_gaps() -> None:
    history = town(asks(ONE, ONE | {"id": "r2", "minimum": 2}), named("p"), held("p", "x"), held("p", "y"))

    found = oracle.what_if(history, area="v", on=DAY, known_at=None, without=["x"])

    assert [(row["requirement"], row["kind"], row["have"]) for row in found["opened"]] == [("r2", "partial", 1)]
    assert found["opened"][0]["last_holder"] == {"person": "x", "post": "p", "until": DAY}
    assert found["still_open"] == []


def test_without_leaves_tenures_alone_that_have_ended_and_drops_those_to_come() -> None:
    facts = known_facts(
        town(
            held("p", "x", since="2025-01-01", until="2026-01-01"),
            held("q", "x", until="2027-01-01"),
            held("s", "x", since=DAY),
            held("p", "y"),
        ),
        FIRST,
    )

    tenures = oracle.without_them(facts, ["x"], DAY)["tenures"]

    assert [(one["post"], one["person"], one.get("until")) for one in tenures] == [
        ("p", "x", "2026-01-01"),
        ("q", "x", DAY),
        ("p", "y", None),
    ]
    assert len(facts["tenures"]) == 4


def test_keystones_are_those_without_whom_what_if_opens_a_slot() -> None:
    history = town(asks(ONE | {"minimum": 2}), named("p"), held("p", "x"), held("p", "y"), named("q", at="w"))

    found = oracle.keystones(history, area="t", on=DAY, known_at=None)

    assert found == [
        {"person": "x", "slots": 1, "posts": ["p"]},
        {"person": "y", "slots": 1, "posts": ["p"]},
    ]


def test_an_area_that_is_not_in_force_on_the_other_day_held_no_slots_then() -> None:
    new = {"id": "n", "name": "New", "level": "village", "parent": "t", "since": "2026-04-01"}
    history = town(asks(ONE), add("areas", new))

    found = oracle.changed(history, area="n", on=DAY, against="2026-03-01", known_at=None)

    assert [row["since"] for row in found["opened"]] == ["2026-04-01"]
    assert (found["closed"], found["still_open"]) == ([], [])


def test_a_finding_has_the_keys_of_its_dataclass_but_for_the_remedy() -> None:
    (found,) = oracle.audit(town(asks(ONE)), area="v", on=DAY, known_at=None)["findings"]

    assert list(found) == (["id", "code", "severity", "place", "post", "person", "matter", "detail", "of"])
    assert list(found["detail"]) == ["requirement", "tier", "have", "need"]


def test_an_audit_says_for_every_code_what_it_looked_at_in_the_order_of_the_table() -> None:
    assert list(oracle.audit(town(), area=None, on=DAY, known_at=None)["looked_at"]) == oracle.CODES


def test_the_limits_of_an_audit_can_be_moved() -> None:
    history = town(
        asks(ONE),
        named("p", until="2026-05-06"),
        held("p", "x", kind="acting", since="2026-04-20"),
        add("assignments", {"id": "a2", "post": "p", "place": "w", "tier": "direct"}),
    )

    def codes(**limits: Any) -> list[str]:
        found = oracle.audit(history, area=None, on=DAY, known_at=None, **limits)["findings"]
        return [one["code"] for one in found]

    assert codes() == ["expiring"]
    assert codes(expiring_days=4) == []
    assert codes(expiring_days=5, acting_days=11, overload_places=2) == ["expiring"]
    assert codes(expiring_days=5, acting_days=10, overload_places=1) == ["expiring", "acting_too_long", "overload"]


def test_a_post_whose_organization_has_ended_still_lies_where_that_lay() -> None:
    history = town(
        add("organizations", {"id": "o", "name": "Office", "area": "v", "until": "2026-01-01"}),
        add("posts", {"id": "p", "name": "Head", "organization": "o"}),
        held("p", "x"),
    )

    found = oracle.audit(history, area="v", on=DAY, known_at=None)["findings"]

    assert [one["id"] for one in found] == ["idle/p", "dangling/posts/p/organization"]
