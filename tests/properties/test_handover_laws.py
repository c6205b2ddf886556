"""A handover is what each person answers for inside the area on one of the two days alone, as ``person`` tells it.

Rules:
- The other opinion is one question for each person and day, and the scope of the area on each day.
- Its drawing tells every gap that opened or closed, however few changes it has room for.
"""

from collections import Counter
from collections.abc import Callable, Iterable

import pytest
from hypothesis import assume, given, note

from graph.commands.coverage import coverage
from graph.commands.coverage_question import Question
from graph.commands.handover import handover
from graph.commands.person import person
from graph.meaning.handover import Handed, SeatThen
from graph.meaning.rows import sorted_out
from graph.model.errors import Refusal, UnknownId
from graph.model.facts import Area, Person
from graph.model.times import Instant
from graph.output.json import dumps
from graph.stores import Store
from tests.drawn_gaps import drawn_gaps, gaps_told
from tests.properties.histories import examples, known_text, register_of
from tests.properties.strategies import CoverageQuestion, Drawn, asked_of_one

Asked = tuple[Drawn, CoverageQuestion, int]
Plot = tuple[str, str, str, str, str]
"""Place, tier, matter, post, person."""


def test_what_changed_hands_is_what_persons_answer_for_on_one_day_alone(pytestconfig: pytest.Config) -> None:
    seen: Counter[str] = Counter()

    @examples(pytestconfig, few=60, many=1_000)
    @given(asked_of_one("changed"))
    def holds(asked: Asked) -> None:
        drawn, question, number = asked
        facts = [fact for known in drawn.known for fact in known.values()]
        areas = sorted({fact.id for fact in facts if isinstance(fact, Area)})
        people = sorted({fact.id for fact in facts if isinstance(fact, Person)})
        assume(areas)
        area, known = areas[number % len(areas)], question.arguments["known_at"]
        before, after = sorted((question.arguments["against"], question.arguments["on"]))
        known_at = known_text(known)
        note(f"asked: {area} {before} {after} {known_at}")
        with register_of(drawn) as store:
            try:
                found = handover(store, area, before, after, known_at)
            except Refusal:
                return
            then, now = (plots(store, people, area, day, known) for day in (before, after))
            against = coverage(store, Question(area, after, known_at), against=before)
        assert told(found.handed, lambda one: one.before) == then - now
        assert told(found.handed, lambda one: one.after) == now - then
        assert dumps(found.gaps) == dumps(against.changes)
        for most in (40, 1):
            assert drawn_gaps(found, most) == [gaps_told(found.gaps.opened), gaps_told(found.gaps.closed)]
        seen.update(gaps=sum(1 for some in (found.gaps.opened, found.gaps.closed) for _ in some))
        seen.update(changes=len(found.handed), vacant=sum(bool(one.vacant) for one in found.handed))
        seen.update(held=len(then & now))

    holds()
    if pytestconfig.getoption("--thorough"):  # few registers need not hold each
        assert seen["changes"]
        assert seen["held"]
        assert seen["gaps"]


def plots(store: Store, people: Iterable[str], area: str, day: str, known: Instant | None) -> set[Plot]:
    """Return what everybody answers for inside an area on a day."""
    rows = sorted_out("scope", store.ask("scope", area=area, level=None, on=day, known_at=known))
    inside = {row.id for row in rows["place"]}
    found: set[Plot] = set()
    for one in people:
        try:
            answer = person(store, one, day, known_text(known))
        except UnknownId:
            continue
        found |= {(plot.place.id, plot.tier, plot.matter.id, plot.post, one) for plot in answer.plots}
    return {plot for plot in found if plot[0] in inside}


def told(handed: Iterable[Handed], side: Callable[[Handed], tuple[SeatThen, ...]]) -> set[Plot]:
    """Return who stands on one side of the changes, for what."""
    return {
        (plot.place.id, plot.tier, matter.id, seat.post.id, seat.person.id)
        for one in handed
        for seat in side(one)
        if seat.person is not None
        for plot in one.plots
        for matter in plot.matters
    }
