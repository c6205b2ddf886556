"""The oracle's own tests: small histories written by hand, expectations written out.

Most happens in one village `v` in a township `t` in a county `c`, on one day.
"""

from typing import Any

import pytest

from tests import oracle

DAY = "2026-05-01"
HEAD = "h1"
FIRST = 1_700_000_000_000_000
FIRST_TEXT = "2023-11-14T22:13:20.000000Z"

Row = dict[str, Any]
Change = dict[str, Any]

COUNTY: Row = {"id": "c", "name": "County", "level": "county"}
TOWN: Row = {"id": "t", "name": "Town", "level": "township", "parent": "c"}
VILLAGE: Row = {"id": "v", "name": "Village", "level": "village", "parent": "t"}
FIRE: Row = {"id": "fire", "name": "Fire"}
VENUE_FIRE: Row = {"id": "fire.venue", "name": "Venue fire", "parent": "fire"}
FLOOD: Row = {"id": "flood", "name": "Flood"}
NEEDS_ONE: Row = {"id": "r", "scheme": "s", "tier": "direct", "place_kinds": ["village"]}


def add(table: str, *rows: Row) -> list[Change]:
    return [{"table": table, "supersedes": None, "values": row} for row in rows]


def changeset(*changes: list[Change], recorded_at: int = FIRST, head: str = HEAD) -> dict[str, Any]:
    return {"recorded_at": recorded_at, "head": head, "changes": [one for group in changes for one in group]}


def village(*changes: list[Change]) -> list[dict[str, Any]]:
    """A register of one changeset: the county, the town and the village, with two leaf matters, and these changes."""
    return [changeset(add("areas", COUNTY, TOWN, VILLAGE), add("matters", FIRE, VENUE_FIRE, FLOOD), *changes)]


def ask(
    history: list[dict[str, Any]],
    *,
    place: str = "v",
    matter: str | None = "fire.venue",
    on: str = DAY,
    known_at: int | None = None,
) -> dict[str, Any]:
    return oracle.trace(history, place=place, matter=matter, on=on, known_at=known_at)


def gap_kinds(answer: dict[str, Any]) -> list[tuple[str, int, int]]:
    return [(gap["kind"], gap["have"], gap["need"]) for gap in answer["gaps"]]


def named(post: str, *, at: str = "v", tier: str = "direct", **more: Any) -> list[Change]:
    """A post of that id, and an assignment `a-<post>` of it."""
    assignment = {"id": f"a-{post}", "post": post, "place": at, "tier": tier} | more
    return add("posts", {"id": post, "name": f"Post {post}"}) + add("assignments", assignment)


def held(post: str, person: str, **more: Any) -> list[Change]:
    return add("people", {"id": person, "name": f"Name of {person}"}) + add(
        "tenures", {"post": post, "person": person} | more
    )


def test_a_trace_has_exactly_the_keys_and_the_order_of_the_issue() -> None:
    post = {"id": "p", "name": "Head", "organization": "o", "phone": "123"}
    assignment = {"id": "a", "post": "p", "place": "v", "tier": "direct", "matter": "fire", "ground": "Letter 1"}
    history = village(
        add("organizations", {"id": "o", "name": "Office"}),
        add("posts", post),
        add("people", {"id": "w", "name": "Wang"}),
        add("tenures", {"post": "p", "person": "w", "kind": "acting", "since": "2026-01-01"}),
        add("assignments", assignment),
        add("requirements", NEEDS_ONE | {"minimum": 2}),
    )

    answer = ask(history)

    assert answer == {
        "question": {"place": "v", "matter": "fire.venue", "on": "2026-05-01", "known_at": FIRST_TEXT},
        "chain": [
            {"distance": 0, "id": "v", "name": "Village", "level": "village", "kinds": []},
            {"distance": 1, "id": "t", "name": "Town", "level": "township", "kinds": []},
            {"distance": 2, "id": "c", "name": "County", "level": "county", "kinds": []},
        ],
        "chain_ends": "root",
        "accountable": [
            {
                "distance": 0,
                "place": "v",
                "tier": "direct",
                "matter": "fire",
                "post": {"id": "p", "name": "Head", "phone": "123"},
                "organization": {"id": "o", "name": "Office"},
                "person": {"id": "w", "name": "Wang"},
                "tenure": {"kind": "acting", "since": "2026-01-01", "until": None},
                "assignment": {"id": "a", "since": None, "until": None, "unit_kinds": [], "ground": "Letter 1"},
            }
        ],
        "gaps": [
            {
                "distance": 0,
                "place": "v",
                "tier": "direct",
                "matter": "fire.venue",
                "requirement": "r",
                "kind": "partial",
                "have": 1,
                "need": 2,
            }
        ],
        "call_order": ["p"],
        "narrower": [],
        "as_of": {"head": "h1", "recorded_at": FIRST_TEXT},
        "complete": True,
    }
    assert list(answer) == (
        ["question", "chain", "chain_ends", "accountable", "gaps", "call_order", "narrower", "as_of", "complete"]
    )
    assert list(answer["accountable"][0]) == (
        ["distance", "place", "tier", "matter", "post", "organization", "person", "tenure", "assignment"]
    )
    assert list(answer["gaps"][0]) == ["distance", "place", "tier", "matter", "requirement", "kind", "have", "need"]


def test_a_period_holds_on_its_first_day_and_no_longer_on_its_until() -> None:
    history = village(named("p", since="2026-05-01", until="2026-05-03"))

    found = [len(ask(history, on=f"2026-{day}")["accountable"]) for day in ("04-30", "05-01", "05-02", "05-03")]

    assert found == [0, 1, 1, 0]


def test_a_parent_that_is_not_in_force_breaks_the_chain() -> None:
    history = [changeset(add("areas", COUNTY, TOWN | {"until": "2026-01-01"}, VILLAGE))]

    answer = ask(history, matter=None)

    assert answer["chain_ends"] == "broken"
    assert [link["id"] for link in answer["chain"]] == ["v"]


def test_an_unknown_place_or_matter_is_refused() -> None:
    with pytest.raises(oracle.Refused) as no_place:
        ask(village(), place="V")
    with pytest.raises(oracle.Refused) as no_matter:
        ask(village(), matter="Fire")
    with pytest.raises(oracle.Refused) as nothing:
        ask([], matter=None)

    assert [no_place.value.kind, no_matter.value.kind, nothing.value.kind] == [
        "unknown_place",
        "unknown_matter",
        "unknown_place",
    ]


def test_a_place_or_matter_not_in_force_is_refused_with_its_periods() -> None:
    history = village(
        add("areas", {"id": "old", "name": "Old", "level": "village", "parent": "t", "until": "2020-01-01"}),
        add("matters", {"id": "new", "name": "New", "since": "2027-01-01"}),
    )

    with pytest.raises(oracle.Refused) as no_place:
        ask(history, place="old")
    with pytest.raises(oracle.Refused) as no_matter:
        ask(history, matter="new")

    assert no_place.value.kind == "place_not_in_force"
    assert no_place.value.periods == [
        {"name": "Old", "level": "village", "kinds": [], "parent": "t", "since": None, "until": "2020-01-01"}
    ]
    assert no_matter.value.kind == "matter_not_in_force"
    assert no_matter.value.periods == [{"name": "New", "parent": "all", "since": "2027-01-01", "until": None}]


def test_a_correction_keeps_the_old_belief_and_a_withdrawal_leaves_nothing() -> None:
    wrong = {"id": "a", "post": "p", "place": "v", "tier": "direct"}
    history = [
        changeset(add("areas", VILLAGE | {"parent": None}), add("posts", {"id": "p", "name": "P"})),
        changeset(add("assignments", wrong), recorded_at=FIRST + 1, head="h2"),
        changeset(
            [{"table": "assignments", "supersedes": 3, "values": wrong | {"tier": "first"}}],
            recorded_at=FIRST + 2,
            head="h3",
        ),
        changeset([{"table": "assignments", "supersedes": 4, "values": None}], recorded_at=FIRST + 3, head="h4"),
    ]

    answers = [ask(history, matter=None, known_at=FIRST + later) for later in range(4)]

    assert [[one["tier"] for one in answer["accountable"]] for answer in answers] == [[], ["direct"], ["first"], []]
    assert [answer["as_of"]["head"] for answer in answers] == ["h1", "h2", "h3", "h4"]


def test_a_known_at_after_the_head_is_taken_as_the_heads() -> None:
    later = ask(village(), known_at=FIRST + 5)

    assert later == ask(village(), known_at=FIRST) == ask(village())
    assert later["question"]["known_at"] == "2023-11-14T22:13:20.000000Z"


def test_a_matter_is_answered_by_itself_and_what_is_above_it_only() -> None:
    history = village(
        named("p1", matter="fire.venue"),
        named("p2", matter="fire"),
        named("p3"),
        named("p4", matter="flood"),
    )

    def posts(matter: str | None) -> list[str]:
        return [one["post"]["id"] for one in ask(history, matter=matter)["accountable"]]

    assert posts("fire.venue") == ["p3", "p2", "p1"]  # by matter: all, fire, fire.venue
    assert posts("fire") == ["p3", "p2"]
    assert posts("all") == ["p3"]
    assert posts(None) == posts("") == ["p3", "p2", "p1", "p4"]
    assert ask(history, matter="")["question"]["matter"] is None


def test_a_matter_whose_parent_is_not_in_force_hangs_under_all() -> None:
    history = [
        changeset(
            add("areas", VILLAGE | {"parent": None}),
            add("matters", FIRE | {"until": "2026-01-01"}, VENUE_FIRE, {"id": "all", "name": "Everything"}),
            named("p1", matter="fire"),
            named("p2", matter="all"),
        )
    ]

    assert [one["post"]["id"] for one in ask(history)["accountable"]] == ["p2"]
    assert [one["post"]["id"] for one in ask(history, matter=None)["accountable"]] == ["p2"]


def test_narrower_names_the_matters_below_that_have_lines_or_gaps() -> None:
    history = village(
        named("p", matter="fire", at="t"),
        add("requirements", NEEDS_ONE | {"matter": "fire.venue"}),
    )

    assert ask(history, matter="all")["narrower"] == ["fire", "fire.venue"]
    assert ask(history, matter="fire")["narrower"] == ["fire.venue"]
    assert ask(history, matter="fire.venue")["narrower"] == []
    assert ask(history, matter=None)["narrower"] == []
    assert ask(history, matter="fire")["gaps"] == []
    assert [gap["matter"] for gap in ask(history, matter=None)["gaps"]] == ["fire.venue"]
    gap_on_fire = village(add("requirements", NEEDS_ONE | {"matter": "fire"}))
    assert ask(gap_on_fire, matter="all")["narrower"] == ["fire.venue"]  # an unfilled slot is named by its leaf


def test_a_requirement_that_is_not_in_force_asks_for_nothing() -> None:
    history = village(add("requirements", NEEDS_ONE | {"since": "2026-05-01", "until": "2026-05-02"}))

    assert [len(ask(history, on=f"2026-{day}")["gaps"]) for day in ("04-30", "05-01", "05-02")] == [0, 1, 0]


def test_a_line_limited_to_kinds_of_unit_answers_for_such_units_only() -> None:
    history = village(
        add(
            "units",
            {"id": "school", "name": "School", "kinds": ["school", "nine_small_venue"], "area": "v"},
            {"id": "shop", "name": "Shop", "kinds": ["shop"], "area": "v"},
        ),
        named("p", at="c", unit_kinds=["school", "kindergarten"]),
        held("p", "w"),
        add("requirements", NEEDS_ONE | {"id": "r-unit", "place_kinds": ["school", "shop"], "answered_at": "chain"}),
        add("requirements", NEEDS_ONE | {"id": "r-county", "place_kinds": ["county"]}),
    )

    school = ask(history, place="school")
    shop = ask(history, place="shop")

    assert school["chain"][0] == {
        "distance": 0,
        "id": "school",
        "name": "School",
        "level": None,
        "kinds": ["nine_small_venue", "school"],
    }
    assert school["accountable"][0]["assignment"]["unit_kinds"] == ["kindergarten", "school"]
    assert [gap["requirement"] for gap in school["gaps"]] == ["r-county"]  # an area's own slot is never filled by it
    assert shop["accountable"] == []
    assert [gap["requirement"] for gap in shop["gaps"]] == ["r-unit", "r-county"]


def test_each_kind_of_gap_is_told_apart() -> None:
    slot = add("requirements", NEEDS_ONE)
    two = add("requirements", NEEDS_ONE | {"minimum": 2})
    ended_post = add("posts", {"id": "p", "name": "P", "until": "2026-01-01"}) + add(
        "assignments", {"id": "a", "post": "p", "place": "v", "tier": "direct"}
    )

    assert gap_kinds(ask(village(slot))) == [("unassigned", 0, 1)]
    assert gap_kinds(ask(village(slot, named("p", tier="first")))) == [("unassigned", 0, 1)]
    assert gap_kinds(ask(village(slot, named("p", since="2026-06-01")))) == [("unassigned", 0, 1)]
    assert gap_kinds(ask(village(slot, named("p", until="2026-05-01")))) == [("lapsed", 0, 1)]
    assert gap_kinds(ask(village(slot, ended_post, held("p", "w")))) == [("lapsed", 0, 1)]
    assert gap_kinds(ask(village(slot, named("p")))) == [("vacant", 0, 1)]
    assert gap_kinds(ask(village(slot, named("p"), held("p", "w")))) == []
    assert gap_kinds(ask(village(two, named("p"), held("p", "w")))) == [("partial", 1, 2)]
    assert gap_kinds(ask(village(two, named("p"), named("q"), held("p", "w"), held("q", "w")))) == [("partial", 1, 2)]
    assert gap_kinds(ask(village(add("requirements", NEEDS_ONE | {"minimum": 0})))) == []


def test_a_slot_answered_at_the_chain_is_filled_from_above_and_one_answered_at_the_place_is_not() -> None:
    above = named("p", at="t") + held("p", "w")

    assert gap_kinds(ask(village(above, add("requirements", NEEDS_ONE)))) == [("unassigned", 0, 1)]
    assert gap_kinds(ask(village(above, add("requirements", NEEDS_ONE | {"answered_at": "chain"})))) == []
    below = named("p", at="v") + held("p", "w")
    of_town = NEEDS_ONE | {"place_kinds": ["township"], "answered_at": "chain"}
    assert gap_kinds(ask(village(below, add("requirements", of_town)))) == [("unassigned", 0, 1)]


def test_a_requirement_asks_only_within_its_area() -> None:
    def asked(area: str | None) -> list[str]:
        requirement = NEEDS_ONE | {"place_kinds": ["county", "township", "village"], "area": area}
        return [gap["place"] for gap in ask(village(add("requirements", requirement)))["gaps"]]

    assert asked(None) == ["v", "t", "c"]
    assert asked("t") == ["v", "t"]
    assert asked("elsewhere") == []


def test_one_person_in_two_posts_fills_both_slots_asked_by_post_kind() -> None:
    history = village(
        add("posts", {"id": "sec", "name": "Secretary", "kind": "secretary"}),
        add("posts", {"id": "dir", "name": "Director", "kind": "director"}),
        add("assignments", {"id": "a1", "post": "sec", "place": "v", "tier": "direct"}),
        add("requirements", NEEDS_ONE | {"id": "r-sec", "post_kinds": ["secretary"]}),
        add("requirements", NEEDS_ONE | {"id": "r-dir", "post_kinds": ["director"]}),
        held("sec", "w"),
        add("tenures", {"post": "dir", "person": "w", "kind": "concurrent"}),
    )

    assert [gap["requirement"] for gap in ask(history)["gaps"]] == ["r-dir"]
    history[0]["changes"] += add("assignments", {"id": "a2", "post": "dir", "place": "v", "tier": "direct"})
    assert ask(history)["gaps"] == []


def test_the_accountable_are_ordered_with_null_first() -> None:
    history = village(
        named("b", at="v", tier="specific"),
        named("a", at="v", tier="direct"),
        named("c", at="v", tier="first"),
        named("A", at="t", tier="first"),
        held("a", "w2", since="2026-01-01"),
        held("a", "w3", since="2025-01-01"),
        held("a", "w1", since="2026-01-01"),
        held("a", "w4"),
    )

    lines = [(one["post"]["id"], one["person"] and one["person"]["id"]) for one in ask(history)["accountable"]]

    assert lines == [("c", None), ("a", "w4"), ("a", "w3"), ("a", "w1"), ("a", "w2"), ("b", None), ("A", None)]


def test_the_call_order_goes_from_specific_and_near_to_first_and_far() -> None:
    history = village(
        named("acting", tier="specific"),
        named("concurrent", tier="specific"),
        named("substantive", tier="specific"),
        named("far", tier="specific", at="t"),
        named("vacant", tier="specific"),
        named("first", tier="first"),
        named("direct", tier="direct"),
        add("assignments", {"id": "again", "post": "first", "place": "c", "tier": "specific"}),
        held("acting", "w1", kind="acting"),
        held("concurrent", "w2", kind="concurrent"),
        held("substantive", "w3"),
        held("far", "w4"),
        held("first", "w5"),
        held("direct", "w6"),
    )

    assert ask(history)["call_order"] == ["substantive", "concurrent", "acting", "far", "first", "direct"]


def test_names_come_from_the_period_in_force_else_the_last_begun_else_the_first_to_come() -> None:
    history = village(
        add("units", {"id": "u", "name": "Old unit", "kinds": [], "area": "v", "until": "2024-01-01"}),
        add("posts", {"id": "p", "name": "P", "organization": "u"}, {"id": "q", "name": "Q"}),
        add("assignments", {"id": "a1", "post": "p", "place": "v", "tier": "direct"}),
        add("assignments", {"id": "a2", "post": "q", "place": "v", "tier": "direct"}),
        add("people", {"id": "w", "name": "Maiden", "until": "2025-01-01"}),
        add("people", {"id": "w", "name": "Married", "since": "2025-01-01", "until": "2026-01-01"}),
        add("people", {"id": "x", "name": "Later", "since": "2027-01-01"}),
        add("people", {"id": "x", "name": "Still later", "since": "2028-01-01"}),
        add("tenures", {"post": "p", "person": "w"}, {"post": "q", "person": "x"}),
    )

    one, two = ask(history)["accountable"]

    assert (one["organization"], one["person"]) == ({"id": "u", "name": "Old unit"}, {"id": "w", "name": "Married"})
    assert (two["organization"], two["person"]) == (None, {"id": "x", "name": "Later"})
    assert ask(history, on="2024-06-01")["accountable"][0]["person"] == {"id": "w", "name": "Maiden"}


def test_a_place_tells_its_periods_what_it_is_now_and_what_lies_directly_in_it() -> None:
    history = [
        changeset(
            add("areas", COUNTY, TOWN | {"name": "New town", "since": "2025-01-01", "until": "2026-06-01"}),
            add("areas", TOWN | {"name": "Old town", "until": "2025-01-01"}),
            add("areas", VILLAGE, VILLAGE | {"id": "V"}, VILLAGE | {"id": "gone", "until": "2026-01-01"}),
            add("areas", {"id": "g", "name": "Cell", "level": "grid_cell", "parent": "v"}),
            add("units", {"id": "u", "name": "Unit", "kinds": ["shop", "firm"], "area": "t"}),
        )
    ]
    old: Row = {
        "name": "Old town",
        "level": "township",
        "kinds": [],
        "parent": "c",
        "since": None,
        "until": "2025-01-01",
    }
    new = old | {"name": "New town", "since": "2025-01-01", "until": "2026-06-01"}

    assert oracle.place(history, place="t", on=DAY, known_at=None) == {
        "id": "t",
        "periods": [old, new],
        "now": new,
        "below": ["V", "u", "v"],
        "as_of": {"head": "h1", "recorded_at": FIRST_TEXT},
    }
    assert oracle.place(history, place="t", on="2026-06-01", known_at=None)["now"] is None
    assert oracle.place(history, place="u", on=DAY, known_at=None)["now"] == {
        "name": "Unit",
        "level": None,
        "kinds": ["firm", "shop"],
        "parent": "t",
        "since": None,
        "until": None,
    }
    with pytest.raises(oracle.Refused):
        oracle.place(history, place="T", on=DAY, known_at=None)
