"""A timeline says of a place what other questions say of it: its gaps over the range, and on any day its trace.

Rules:
- The answers compared come from other queries: ``gaps --over`` of the whole register, and traces of single days.
"""

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import assume, given, note

from graph.commands.coverage_question import Question
from graph.commands.gaps import gaps
from graph.commands.timeline import timeline
from graph.commands.trace import trace
from graph.meaning.coverage_answers import GapPeriod
from graph.meaning.timeline_answers import Timeline
from graph.model.errors import Refusal
from graph.model.facts import Area, Tenure, Unit
from graph.model.times import Instant
from graph.model.words import ALL
from graph.stores import Store
from tests.properties.histories import examples, known_text, register_of
from tests.properties.strategies import CoverageQuestion, Drawn, asked_of_one

Asked = tuple[Drawn, CoverageQuestion, int]


def over_of(question: CoverageQuestion) -> str:
    day = question.arguments["on"]
    later = (date.fromisoformat(day) + timedelta(days=40)).isoformat()
    return str(question.arguments.get("over") or f"{day}..{later}")


def of_place(store: Store, drawn: Drawn, question: CoverageQuestion, number: int) -> Timeline:
    """Return the timeline of a place that is in force within the range; a refused one is no example."""
    facts = [fact for known in drawn.known for fact in known.values()]
    places = sorted({fact.id for fact in facts if isinstance(fact, Area | Unit)})
    place, known_at = places[number % len(places)], known_text(question.arguments["known_at"])
    note(f"asked: {place} {over_of(question)} {known_at}")
    try:
        return timeline(store, place, question.arguments["on"], known_at, over=over_of(question), noun="place")
    except Refusal:
        assume(False)
        raise


def test_gap_stretches_are_those_of_gaps_over_the_range(pytestconfig: pytest.Config) -> None:
    seen: Counter[str] = Counter()

    @examples(pytestconfig, few=60, many=1_000)
    @given(asked_of_one("gaps"))
    def holds(asked: Asked) -> None:
        drawn, question, number = asked
        with register_of(drawn) as store:
            found = of_place(store, drawn, question, number)
            about = Question(on=found.question.on, known_at=found.question.known_at, over=over_of(question))
            every = gaps(store, about).gaps
        expected = [
            (row.tier, leaf, row.requirement, row.kind, row.have, row.need, row.first_day, row.last_day)
            for row in every
            if isinstance(row, GapPeriod) and row.place == found.id
            for leaf in row.matters
        ]
        got = [
            (row.tier, leaf.id, gap.requirement.id, gap.kind, gap.have, gap.need, gap.first_day, gap.last_day)
            for row in found.rows
            for leaf in row.matters
            for gap in row.gaps
        ]
        assert sorted(map(str, got)) == sorted(map(str, expected))
        seen.update(one[3] for one in expected)

    holds()
    if pytestconfig.getoption("--thorough"):
        assert seen, "no register had a gap"


def test_on_any_day_the_holders_at_the_place_are_those_of_the_trace(pytestconfig: pytest.Config) -> None:
    seen: Counter[str] = Counter()

    @examples(pytestconfig, few=60, many=1_000)
    @given(asked_of_one("gaps"))
    def holds(asked: Asked) -> None:
        drawn, question, number = asked
        with register_of(drawn) as store:
            found = of_place(store, drawn, question, number)
            first = date.fromisoformat(found.question.over.since)
            length = (date.fromisoformat(found.question.over.until) - first).days
            day = (first + timedelta(days=number % length)).isoformat()
            leaves = sorted({leaf.id for row in found.rows for leaf in row.matters}) or ["all"]
            leaf = leaves[number % len(leaves)]
            try:
                answer = trace(store, found.id, leaf, day, found.question.known_at).answer
            except Refusal:
                return  # place or matter not in force that day
            if not is_leaf(store, leaf, day, question.arguments["known_at"]):
                return
        expected = {
            (one.tier, one.post.id, one.person and one.person.id, one.tenure and one.tenure.kind)
            for one in answer.accountable
            if one.distance == 0
        }
        got = {
            (row.tier, one.post.id, one.person and one.person.id, one.kind)
            for row in found.rows
            if leaf in {matter.id for matter in row.matters}
            for one in row.held
            if one.at is not None and one.at.id == found.id and one.first_day <= day <= one.last_day
        }
        note(f"{day} {leaf}")
        assert got == expected
        seen.update(["held"] * len(expected))

    holds()
    if pytestconfig.getoption("--thorough"):
        assert seen, "no register had a holder"


def is_leaf(store: Store, matter: str, day: str, known_at: Instant | None) -> bool:
    """Tell whether no matter in force hangs under this one; under the root, whether there is none at all."""
    rows = store.ask("facts/matters", first=1, last=10_000, everything=False, known_at=known_at)
    below = [
        id
        for _, _, _, _, id, _, parent, since, until in rows
        if (matter in (ALL, parent)) and id != ALL and (since or "") <= day < (until or "~")
    ]
    return not below


def test_each_day_of_a_post_in_force_is_held_or_vacant(pytestconfig: pytest.Config) -> None:
    seen: Counter[str] = Counter()

    @examples(pytestconfig, few=60, many=1_000)
    @given(asked_of_one("gaps"))
    def holds(asked: Asked) -> None:
        drawn, question, number = asked
        posts = sorted({f.post for known in drawn.known for f in known.values() if isinstance(f, Tenure)})
        assume(posts)
        with register_of(drawn) as store:
            try:
                found = timeline(
                    store, posts[number % len(posts)], question.arguments["on"], over=over_of(question), noun="post"
                )
            except Refusal:
                return
        [row] = found.rows
        held, vacant = Counter[str](), Counter[str]()
        for one in row.held:
            days = span(one.first_day, one.last_day)
            (vacant if one.person is None else held).update(days)
        in_force = {day for one in found.in_force for day in span(one.first_day, one.last_day)}
        assert set(held) | set(vacant) == in_force
        assert not set(held) & set(vacant)
        assert all(count == 1 for count in vacant.values())
        seen.update(held=len(held), vacant=len(vacant))

    holds()
    if pytestconfig.getoption("--thorough"):  # few registers need not hold each
        assert seen["held"]
        assert seen["vacant"]


def span(first: str, last: str) -> list[str]:
    begin, end = date.fromisoformat(first).toordinal(), date.fromisoformat(last).toordinal()
    return [date.fromordinal(one).isoformat() for one in range(begin, end + 1)]
