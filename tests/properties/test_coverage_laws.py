"""Laws of coverage, gaps and audits that hold for every register; and engines and oracle answer alike.

Rules of this module:
- The laws are asked of the oracle: where an engine agrees with it on every question, they hold for the engine too.
- A gap is the same as long as its slot is (requirement, place, leaf), whatever its kind.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import assume, given, note
from hypothesis import strategies as st

from graph.model.errors import Refusal
from graph.model.facts import Assignment, Fact, Matter, Post
from graph.model.times import Instant
from graph.model.words import ALL, TIERS
from graph.stores import Store
from tests import coverage_oracle, oracle
from tests.conftest import Server
from tests.coverage_asking import QUESTIONS, ask_engine, ask_oracle
from tests.properties.histories import (
    examples,
    history_of,
    history_to_be,
    known_text,
    new_neo4j,
    new_sqlite,
    put_register,
)
from tests.properties.strategies import DAYS, CoverageQuestion, Drawn, any_register, asked_of, coverage_questions

Name = tuple[str, str, str]
"""What a gap is: requirement, place, leaf."""
History = list[dict[str, Any]]
Asked = tuple[Drawn, CoverageQuestion]


def answer(history: History, question: CoverageQuestion, name: str | None = None, **other: Any) -> Any:
    """The oracle's answer to a question, or to another with its arguments; a refused one is no example."""
    note(f"asked: {question} {name or ''} {other or ''}")
    try:
        return ask_oracle(history, name or question.name, question.arguments | other)
    except oracle.Refused:
        assume(False)


def names_of(rows: list[dict[str, Any]]) -> list[Name]:
    """The gaps that rows stand for."""
    return [(row["requirement"], row["place"], leaf) for row in rows for leaf in row["matters"]]


def open_slots(rows: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
    """The gaps that rows stand for, each with all that a row says of it."""
    return [
        (row["requirement"], row["place"], leaf, row["tier"], row["kind"], row["have"], row["need"])
        for row in rows
        for leaf in row["matters"]
    ]


def day_of(question: CoverageQuestion) -> CoverageQuestion:
    """The same question of one day."""
    return replace(question, arguments={key: value for key, value in question.arguments.items() if key != "over"})


# --- Nothing is left out and nothing stands twice ---------------------------------------------------------------------


def test_every_slot_is_either_filled_or_one_gap(pytestconfig: pytest.Config) -> None:
    seen: Counter[str] = Counter()

    @examples(pytestconfig, few=100, many=2_000)
    @given(asked_of("gaps"))
    def holds(asked: Asked) -> None:
        drawn, question = asked
        history, question = history_to_be(drawn), day_of(question)
        slots = answer(history, question, "slots")
        rows = answer(history, question)

        unfilled = [slot for slot in slots if not slot["filled"]]
        of = ("requirement", "place", "matter", "tier", "kind", "have", "need")
        assert sorted(open_slots(rows)) == sorted(tuple(slot[key] for key in of) for slot in unfilled)
        assert len(set(names_of(rows))) == len(unfilled)
        for slot in slots:
            assert slot["filled"] == (slot["have"] >= slot["need"]) == (slot["kind"] is None)
            assert slot["filled"] or not slot["filled_above"]
        everything = replace(question, arguments={"area": None, "on": question.arguments["on"]})
        seen.update(features(answer(history, everything, "slots"), answer(history, everything)))

    holds()

    wanted = COMMON + RARE if pytestconfig.getoption("--thorough") else COMMON
    assert [feature for feature in wanted if not seen[feature]] == [], "the registers have lost their variety"


COMMON = ("unassigned", "filled")
"""What a hundred registers have among them on a day: each one in ten, or more."""

RARE = ("since", "answered above", "lapsed", "vacant", "partial", "filled above", "last holder", "leaves")
"""What thousands have."""


def features(slots: list[dict[str, Any]], rows: list[dict[str, Any]]) -> set[str]:
    flags = {
        "filled": any(slot["filled"] for slot in slots),
        "filled above": any(slot["filled_above"] for slot in slots),
        "since": any(row["since"] for row in rows),
        "last holder": any(row["last_holder"] for row in rows),
        "answered above": any(row["answered_above"] for row in rows),
        "leaves": any(len(row["matters"]) > 1 for row in rows),
    }
    return {name for name, holds in flags.items() if holds} | {row["kind"] for row in rows}


def test_coverage_counts_these_slots_and_each_area_beside_it_as_if_asked_alone(pytestconfig: pytest.Config) -> None:
    @examples(pytestconfig, few=60, many=1_500)
    @given(asked_of("coverage"))
    def holds(asked: Asked) -> None:
        drawn, question = asked
        history = history_to_be(drawn)
        found = answer(history, question)
        plain = replace(question, arguments={k: v for k, v in question.arguments.items() if k != "level"})
        slots = answer(history, plain, "slots")

        assert found["slots"] == len(slots)
        assert found["filled"] == sum(slot["filled"] for slot in slots)
        assert found["filled_above"] == sum(slot["filled_above"] for slot in slots)
        assert found["slots"] == found["filled"] + sum(found["gaps"].values())
        assert found["slots"] == sum(tier["slots"] for tier in found["tiers"].values())
        assert (found["coverage"] is None) == (found["slots"] == 0) == (found["own_coverage"] is None)
        for row in found["areas"]:
            alone = answer(history, plain, area=row["id"])
            assert {key: row[key] for key in row if key in alone} == {key: alone[key] for key in row if key in alone}

    holds()


def test_the_trace_of_a_place_for_a_leaf_has_a_gap_there_exactly_where_gaps_has_it(pytestconfig: pytest.Config) -> None:
    @examples(pytestconfig, few=60, many=1_500)
    @given(asked_of("gaps"))
    def holds(asked: Asked) -> None:
        drawn, question = asked
        history = history_to_be(drawn)
        on, known_at = question.arguments["on"], question.arguments["known_at"]
        rows = coverage_oracle.gaps(history, area=None, on=on, known_at=known_at)
        facts = oracle.known_facts(history, oracle.known_at_taken(history, known_at))
        leaves = oracle.leaves_of(oracle.matter_tree(facts, on))

        traced = [
            tuple(gap[key] for key in ("requirement", "place", "matter", "tier", "kind", "have", "need"))
            for place in coverage_oracle.places_on(facts, on)
            for leaf in leaves
            for gap in oracle.trace(history, place=place, matter=leaf, on=on, known_at=known_at)["gaps"]
            if gap["distance"] == 0
        ]

        assert sorted(open_slots(rows)) == sorted(traced)

    holds()


def test_an_audit_finds_exactly_the_gaps_and_no_finding_twice(pytestconfig: pytest.Config) -> None:
    seen: Counter[str] = Counter()

    @examples(pytestconfig, few=80, many=2_000)
    @given(asked_of("audit"))
    def holds(asked: Asked) -> None:
        drawn, question = asked
        history = history_to_be(drawn)
        found = answer(history, question)
        gaps = answer(history, question, "gaps")

        findings = found["findings"]
        assert [one["id"] for one in findings] == list(dict.fromkeys(one["id"] for one in findings))
        audited = [one for one in findings if one["code"] in coverage_oracle.GAP_KINDS]
        assert sorted((one["detail"]["requirement"], one["place"], one["matter"]) for one in audited) == sorted(
            names_of(gaps)
        )
        for code, of in found["looked_at"].items():
            mine = [one for one in findings if one["code"] == code]
            assert {one["of"] for one in mine} <= {of}
            places = {(one["place"], one["person"]) if code == "tier_conflict" else one["id"] for one in mine}
            assert code == "dangling" or len(places) <= of
        seen.update({one["code"] for one in findings})

    holds()

    wanted = FOUND_OFTEN + FOUND_RARELY if pytestconfig.getoption("--thorough") else FOUND_OFTEN
    assert [code for code in wanted if not seen[code]] == [], "the registers have lost their variety"


FOUND_OFTEN = ("unassigned", "acting_too_long", "dangling")
"""Codes that a hundred audits of random registers have among them."""

FOUND_RARELY = (
    "orphan_place",
    "idle",
    "lapsed",
    "vacant",
    "partial",
    "expiring",
    "overlap",
    "tier_conflict",
    "double_holder",
)
"""Codes that thousands have; nobody answers at more than ten places there."""


# --- More people never open a gap, and fewer never close one ----------------------------------------------------------


def test_another_assignment_never_opens_a_gap(pytestconfig: pytest.Config) -> None:
    @examples(pytestconfig, few=80, many=2_000)
    @given(asked_of("gaps"), st.data())
    def holds(asked: Asked, data: st.DataObject) -> None:
        drawn, question = asked
        history = history_to_be(drawn)
        question = day_of(replace(question, arguments=question.arguments | {"known_at": None}))
        before = answer(history, question)
        more = another_assignment(data, drawn)

        after = answer([*history, more], question)

        assert set(names_of(after)) <= set(names_of(before))

    holds()


def another_assignment(data: st.DataObject, drawn: Drawn) -> dict[str, Any]:
    """A changeset that adds one assignment to a register, of a post and at a place that are there."""
    known: list[Fact] = list(drawn.known[-1].values())
    posts = sorted({fact.id for fact in known if isinstance(fact, Post)})
    places = sorted({fact.place for fact in known if isinstance(fact, Assignment)} | set(drawn.bodies))
    matters = sorted({fact.id for fact in known if isinstance(fact, Matter)} | {ALL})
    values = {
        "id": "another one",
        "post": data.draw(st.sampled_from(posts)),
        "place": data.draw(st.sampled_from(places)),
        "tier": data.draw(st.sampled_from(TIERS)),
        "matter": data.draw(st.sampled_from(matters)),
    }
    changes = [{"table": "assignments", "supersedes": None, "values": values}]
    return {"recorded_at": drawn.recorded[-1] + 1, "head": "another head", "changes": changes}


def test_without_a_person_no_gap_closes_and_what_opens_is_what_if(pytestconfig: pytest.Config) -> None:
    seen: Counter[str] = Counter()

    @examples(pytestconfig, few=60, many=1_500)
    @given(asked_of("what_if"))
    def holds(asked: Asked) -> None:
        drawn, question = asked
        history = history_to_be(drawn)
        found = answer(history, question)
        open_with = set(names_of(answer(history, question, "gaps", without=())))
        without = answer(history, question, "gaps")

        assert open_with <= set(names_of(without))
        assert set(names_of(found["still_open"])) == open_with
        assert set(names_of(found["opened"])) == set(names_of(without)) - open_with
        assert sorted(open_slots(found["opened"] + found["still_open"])) == sorted(open_slots(without))
        on = question.arguments["on"]
        open_before = unfilled_since(history, question, coverage_oracle.day_before(on))
        for name, since in since_of(found["opened"]).items():
            assert since == open_before.get(name, on)
            seen["open before" if name in open_before else "opened that day"] += 1

    holds()

    if pytestconfig.getoption("--thorough"):  # few registers need not hold each
        assert seen["opened that day"]
        assert seen["open before"]


def since_of(rows: list[dict[str, Any]]) -> dict[Name, str | None]:
    """Since when each gap that rows stand for has been one."""
    return {name: row["since"] for row in rows for name in names_of([row])}


def unfilled_since(history: History, question: CoverageQuestion, day: str) -> dict[Name, str | None]:
    """Every gap of the whole register on a day, with all persons, and since when; as known at a question's time."""
    everything = replace(question, arguments={"area": None, "on": day} | known_at_of(question))
    return since_of(answer(history, everything, "gaps"))


def test_a_person_is_a_keystone_of_exactly_the_slots_that_open_without_them(pytestconfig: pytest.Config) -> None:
    @examples(pytestconfig, few=60, many=1_500)
    @given(asked_of("keystones"))
    def holds(asked: Asked) -> None:
        drawn, question = asked
        history = history_to_be(drawn)
        question = replace(question, arguments=question.arguments | {"without": ()})
        found = {row["person"]: row["slots"] for row in answer(history, question)}

        taken = oracle.known_at_taken(history, question.arguments["known_at"])
        for person in {fact["id"] for fact in oracle.known_facts(history, taken)["people"]}:
            opened = answer(history, question, "what_if", without=(person,))["opened"]
            assert len(names_of(opened)) == found.get(person, 0)

    holds()


# --- Many days are each of them ---------------------------------------------------------------------------------------


def test_the_gaps_over_a_range_are_the_gaps_of_each_of_its_days(pytestconfig: pytest.Config) -> None:
    @examples(pytestconfig, few=50, many=1_000)
    @given(asked_of("gaps"), ranges())
    def holds(asked: Asked, over: str) -> None:
        drawn, question = asked
        plain = {key: value for key, value in question.arguments.items() if key != "without"}
        question = replace(question, arguments=plain | {"over": over})
        history = history_to_be(drawn)
        periods = answer(history, question)
        since, until = over.split("..")
        days = coverage_oracle.days_between(since, until)

        for day in days:
            on_the_day = [one for one in periods if one["first_day"] <= day <= one["last_day"]]
            rows = gaps_where_there_is_an_area(history, day_of(question), day)
            assert sorted(open_slots(on_the_day)) == sorted(open_slots(rows)), day
            begun = [one for one in periods if one["first_day"] == day]
            assert {(name, held(row)) for row in begun for name in open_slots([row])} <= {
                (name, held(row)) for row in rows for name in open_slots([row])
            }
        for one in periods:
            assert since <= one["first_day"] <= one["last_day"] < until
        assert_maximal(periods)

    holds()


def ranges() -> st.SearchStrategy[str]:
    """A few weeks around a day on which facts begin and end."""

    def around(day: str, before: int, after: int) -> str:
        at = date.fromisoformat(day)
        return f"{at - timedelta(days=before)}..{at + timedelta(days=after)}"

    return st.builds(around, st.sampled_from(DAYS), st.integers(0, 15), st.integers(1, 15))


def gaps_where_there_is_an_area(history: History, question: CoverageQuestion, day: str) -> list[dict[str, Any]]:
    """The gaps of a day; none where the area, or the matter, is not in force that day."""
    try:
        rows: list[dict[str, Any]] = ask_oracle(history, "gaps", question.arguments | {"on": day})
    except oracle.Refused as error:
        if error.kind not in ("place_not_in_force", "matter_not_in_force"):
            raise
        return []
    return rows


def held(row: Mapping[str, Any]) -> str:
    return str((row["last_holder"], row["answered_above"]))


def assert_maximal(periods: list[dict[str, Any]]) -> None:
    """No stretch goes on in another."""
    starts = {(name, one["first_day"]) for one in periods for name in open_slots([one])}
    for one in periods:
        if one["last_day"] < "9999-12-31":
            (after,) = coverage_oracle.next_days(one["last_day"], 1)
            assert not starts & {(name, after) for name in open_slots([one])}


def test_a_gap_began_on_its_first_day_and_not_before(pytestconfig: pytest.Config) -> None:
    @examples(pytestconfig, few=60, many=1_500)
    @given(asked_of("gaps"))
    def holds(asked: Asked) -> None:
        drawn, question = asked
        history = history_to_be(drawn)
        of_day = replace(question, arguments={"area": None, "on": question.arguments["on"]} | known_at_of(question))
        rows = answer(history, of_day)

        for since in {row["since"] for row in rows if row["since"]}:
            began = set(names_of([row for row in rows if row["since"] == since]))
            assert began <= set(names_of(answer(history, of_day, on=since)))
            assert not began & set(names_of(answer(history, of_day, on=coverage_oracle.day_before(since))))

    holds()


def known_at_of(question: CoverageQuestion) -> dict[str, Any]:
    return {"known_at": question.arguments["known_at"]}


def test_what_changed_against_another_day_is_the_difference_of_the_two(pytestconfig: pytest.Config) -> None:
    @examples(pytestconfig, few=60, many=1_500)
    @given(asked_of("changed"))
    def holds(asked: Asked) -> None:
        drawn, question = asked
        arguments = {
            key: value for key, value in question.arguments.items() if key not in ("area", "matter", "without")
        }
        question = replace(question, arguments=arguments)
        history = history_to_be(drawn)
        found = answer(history, question)
        of_day = replace(question, arguments={key: value for key, value in arguments.items() if key != "against"})
        now = answer(history, of_day, "gaps")
        then = answer(history, of_day, "gaps", on=arguments["against"])

        assert sorted(open_slots(found["opened"] + found["still_open"])) == sorted(open_slots(now))
        assert set(names_of(found["opened"])) == set(names_of(now)) - set(names_of(then))
        assert set(names_of(found["closed"])) == set(names_of(then)) - set(names_of(now))
        assert set(open_slots(found["closed"])) <= set(open_slots(then))

    holds()


# --- The engines: from here on what the commands answer ---------------------------------------------------------------


def test_sqlite_and_the_oracle_answer_alike(pytestconfig: pytest.Config) -> None:
    @examples(pytestconfig, few=100, many=2_000)
    @given(several_asked(6))
    def holds(asked: tuple[Drawn, list[CoverageQuestion]]) -> None:
        drawn, questions = asked
        with new_sqlite() as store:
            history = history_of(put_register(store, drawn))
            for question in questions:
                agreed(store, history, question)

    holds()


@pytest.mark.neo4j
def test_neo4j_and_the_oracle_answer_alike(pytestconfig: pytest.Config, neo4j_server: Server) -> None:
    @examples(pytestconfig, few=10, many=200)
    @given(several_asked(6))
    def holds(asked: tuple[Drawn, list[CoverageQuestion]]) -> None:
        drawn, questions = asked
        with new_neo4j(neo4j_server) as neo4j:
            history = history_of(put_register(neo4j, drawn))
            for question in questions:
                agreed(neo4j, history, question)

    holds()


def several_asked(count: int) -> st.SearchStrategy[tuple[Drawn, list[CoverageQuestion]]]:
    """A register, and questions of every name to it."""
    return any_register().flatmap(
        lambda drawn: st.tuples(
            st.just(drawn),
            st.lists(coverage_questions(drawn, QUESTIONS), min_size=count, max_size=count),
        )
    )


def agreed(store: Store, history: History, question: CoverageQuestion) -> None:
    """The engine and the oracle answer alike, or refuse alike."""
    note(f"asked: {question}")
    known_at: Instant | None = question.arguments["known_at"]
    try:
        found = ask_engine(store, question.name, question.arguments | {"known_at": known_text(known_at)})
    except Refusal as error:
        found = error.code
    try:
        expected = ask_oracle(history, question.name, question.arguments)
    except oracle.Refused as error:
        expected = error.kind
    assert found == expected


def test_random_questions_of_every_name_are_answered_and_refused(pytestconfig: pytest.Config) -> None:
    seen: Counter[str] = Counter()

    @examples(pytestconfig, few=100, many=1_000)
    @given(several_asked(6))
    def holds(asked: tuple[Drawn, list[CoverageQuestion]]) -> None:
        drawn, questions = asked
        history = history_to_be(drawn)
        for question in questions:
            try:
                ask_oracle(history, question.name, question.arguments)
            except oracle.Refused as error:
                seen[error.kind] += 1
            else:
                seen[question.name] += 1

    holds()

    refusals = ("unknown_place", "place_not_in_force", "unknown_matter", "matter_not_in_force", "unknown_requirement")
    wanted = (*QUESTIONS, *refusals) if pytestconfig.getoption("--thorough") else QUESTIONS
    assert [one for one in wanted if not seen[one]] == []
