"""A place as it was and is, from rows built by hand."""

from typing import Any

import pytest

from graph.meaning.answers import AsOf, PlacePeriod
from graph.meaning.places import place
from graph.model.times import Day

AS_OF = ("as_of", (7, "ab" * 32, 5))
Row = tuple[str, tuple[Any, ...]]


def period(name: str, since: str | None = None, until: str | None = None) -> Row:
    return "period", (name, "village", [], "t", since, until)


RENAMED = [period("New", "2025-07-01"), period("Old", None, "2025-07-01")]


def test_periods_stand_in_the_order_of_their_beginning_and_none_is_earliest() -> None:
    rows = [period("C", "2025-07-01"), period("A", None, "2020-01-01"), period("B", "2020-01-01", "2021-01-01")]
    found = place([AS_OF, *rows], "v", Day("2026-03-14"))
    assert [one.name for one in found.periods] == ["A", "B", "C"]


@pytest.mark.parametrize(
    ("on", "expected"), [("0001-01-01", "Old"), ("2025-06-30", "Old"), ("2025-07-01", "New"), ("9999-12-31", "New")]
)
def test_now_is_the_period_that_holds_the_day(on: str, expected: str) -> None:
    now = place([AS_OF, *RENAMED], "v", Day(on)).now
    assert now is not None
    assert now.name == expected


def test_outside_all_periods_there_is_no_now() -> None:
    assert place([AS_OF, period("V", "2025-07-01", "2026-01-01")], "v", Day("2026-01-01")).now is None


def test_a_period_says_what_the_place_was_and_where_it_lay() -> None:
    unit = ("period", ("Shop", None, ["restaurant", "nine_small_venue"], "v", "2025-01-01", "2026-01-01"))
    assert place([AS_OF, unit], "u", Day("2025-03-14")).periods == (
        PlacePeriod("Shop", None, ("nine_small_venue", "restaurant"), "v", "2025-01-01", "2026-01-01"),
    )


def test_what_lies_directly_in_it_is_sorted_by_bytes() -> None:
    rows = [("below", (id,)) for id in ("b", "é", "B", "10", "9")]
    assert place([AS_OF, *RENAMED, *rows], "v", Day("2026-03-14")).below == ("10", "9", "B", "b", "é")


def test_an_answer_names_the_changeset_that_it_stands_on() -> None:
    assert place([AS_OF, *RENAMED], "v", Day("2026-03-14")).as_of == AsOf("ab" * 32, "1970-01-01T00:00:00.000005Z")


def test_an_unknown_place_has_no_periods() -> None:
    found = place([("as_of", (None, None, None))], "v", Day("2026-03-14"))
    assert (found.id, found.periods, found.now, found.below, found.as_of) == ("v", (), None, (), None)
