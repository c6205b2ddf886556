"""Days, instants and periods: what is read as one, which day an instant belongs to, and when two periods meet."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.model.times import (
    Day,
    Instant,
    end_of_day,
    in_force,
    instant_text,
    local_day,
    next_day,
    overlap,
    parse_day,
    parse_instant,
)

SHANGHAI = ZoneInfo("Asia/Shanghai")
HOUR = 3_600_000_000


@dataclass(frozen=True)
class Period:
    since: Day | None = None
    until: Day | None = None


def period(since: str = "", until: str = "") -> Period:
    return Period(Day(since) if since else None, Day(until) if until else None)


def is_read(read: Callable[[str], object], text: str) -> bool:
    try:
        read(text)
    except ValueError:
        return False
    return True


def days(first: int, last: int) -> list[Day]:
    """A calendar small enough to try every day."""
    return [Day((date(2026, 2, 26) + timedelta(number)).isoformat()) for number in range(first, last)]


@st.composite
def periods(draw: st.DrawFn) -> Period:
    """Periods of one day or more, inside a calendar of eight days, or open."""
    since = draw(st.none() | st.integers(0, 7))
    until = draw(st.none() | st.integers(1 if since is None else since + 1, 8))
    calendar = days(0, 9)
    return Period(None if since is None else calendar[since], None if until is None else calendar[until])


# --- Reading ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["2026-03-14", "0001-01-01", "9999-12-31", "2024-02-29"])
def test_a_day_is_a_date_of_the_calendar_written_with_hyphens(text: str) -> None:
    assert parse_day(text) == text


@pytest.mark.parametrize(
    "text",
    [
        *("", "2026-3-14", "2026/03/14", "20260314", "2026-W11-6", "26-03-14", "02026-03-14", " 2026-03-14"),
        *("2026-03-14\n", "2026-02-29", "2026-13-01", "2026-00-10", "2026-04-31", "0000-01-01", "２０２６-03-14"),
        *("2026-03-14T00:00", "-026-03-14", "2026‐03‐14"),
    ],
)
def test_anything_else_is_no_day(text: str) -> None:
    assert not is_read(parse_day, text)


@pytest.mark.parametrize(
    ("day", "expected"),
    [("2026-02-28", "2026-03-01"), ("2024-02-28", "2024-02-29"), ("2025-12-31", "2026-01-01")],
)
def test_the_day_after_crosses_months_and_years(day: str, expected: str) -> None:
    assert next_day(Day(day)) == expected


def test_no_day_follows_the_last_of_the_calendar() -> None:
    assert next_day(Day("9999-12-30")) == "9999-12-31"
    with pytest.raises(ValueError, match="9999-12-31"):
        next_day(Day("9999-12-31"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-03-14T23:40:00+08:00", "2026-03-14T15:40:00.000000Z"),
        ("2026-03-14T23:40:00+0800", "2026-03-14T15:40:00.000000Z"),
        ("2026-03-14 23:40+08:00", "2026-03-14T15:40:00.000000Z"),
        ("2026-03-14T23:40:00Z", "2026-03-14T23:40:00.000000Z"),
        ("2026-03-14T23:40:00z", "2026-03-14T23:40:00.000000Z"),
        ("2026-03-14T23:40:00-00:00", "2026-03-14T23:40:00.000000Z"),
        ("2026-03-14T23:40:00.5Z", "2026-03-14T23:40:00.500000Z"),
        ("2026-03-14T23:40:00,000001Z", "2026-03-14T23:40:00.000001Z"),
        ("2026-03-14T23:40:00-03:30", "2026-03-15T03:10:00.000000Z"),
        ("2026-03-14T23:40:00+05:45", "2026-03-14T17:55:00.000000Z"),
        ("2026-03-14T00:00:00+23:59", "2026-03-13T00:01:00.000000Z"),
        ("2026-03-14T23:59:59-23:59", "2026-03-15T23:58:59.000000Z"),
        ("0001-01-01T00:00:00Z", "0001-01-01T00:00:00.000000Z"),
        ("9999-12-31T23:59:59.999999Z", "9999-12-31T23:59:59.999999Z"),
    ],
)
def test_an_instant_is_read_with_its_offset(text: str, expected: str) -> None:
    assert instant_text(parse_instant(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        *("2026-03-14", "2026-03-14T23:40:00", "2026-03-14T23:40", "23:40+08:00", "", "now"),
        *("2026-03-14T24:00:00Z", "2026-03-14T23:60:00Z", "2026-03-14T23:59:60Z", "2026-02-30T12:00:00Z"),
        *("2026-03-14T23:40:00+24:00", "2026-03-14T23:40:00+8", "2026-03-14T23:40:00 +08:00"),
        *("2026-03-14T23:40:00.Z", "2026-03-14T23:40:00.1234567Z", "2026-03-14T23:40:00+08:00\n"),
        *("2026-03-14T23:40:00+０8:00", "20260314T234000Z", "2026-03-14t23:40:00Z", "2026-03-14T23:40:00 UTC"),
    ],
)
def test_anything_else_is_no_instant(text: str) -> None:
    assert not is_read(parse_instant, text)


@pytest.mark.parametrize("text", ["0001-01-01T00:00:00+08:00", "9999-12-31T23:59:59-00:01"])
def test_an_instant_outside_the_calendar_is_refused(text: str) -> None:
    assert not is_read(parse_instant, text)


def test_an_offset_has_no_99_minutes() -> None:
    assert not is_read(parse_instant, "2026-03-14T23:40:00+08:99")


@settings(deadline=None)
@given(st.integers(-62_135_596_800_000_000, 253_402_300_799_999_999))
def test_an_instant_written_is_read_back(number: int) -> None:
    text = instant_text(Instant(number))
    assert len(text) == len("2026-03-14T15:40:00.000000Z")
    assert parse_instant(text) == number


@settings(deadline=None)
@given(st.lists(st.integers(-62_135_596_800_000_000, 253_402_300_799_999_999), min_size=2, max_size=2))
def test_texts_of_instants_stand_in_the_order_of_time(numbers: list[int]) -> None:
    one, other = numbers
    assert (instant_text(Instant(one)) < instant_text(Instant(other))) == (one < other)


# --- The local day ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "zone", "day"),
    [
        ("2026-03-14T23:40:00+08:00", "Asia/Shanghai", "2026-03-14"),
        ("2026-03-14T15:59:59.999999Z", "Asia/Shanghai", "2026-03-14"),
        ("2026-03-14T16:00:00Z", "Asia/Shanghai", "2026-03-15"),
        ("2026-03-14T23:40:00+08:00", "UTC", "2026-03-14"),
        ("2026-03-14T07:40:00+08:00", "UTC", "2026-03-13"),
        ("2026-03-14T23:40:00+08:00", "Pacific/Auckland", "2026-03-15"),
        ("2026-03-14T04:30:00Z", "America/New_York", "2026-03-14"),
        ("2026-03-14T03:30:00Z", "America/New_York", "2026-03-13"),
        ("2026-12-14T04:30:00Z", "America/New_York", "2026-12-13"),
        ("2026-03-13T18:20:00Z", "Asia/Kathmandu", "2026-03-14"),
    ],
)
def test_an_incident_at_2340_belongs_to_the_day_of_the_registers_zone(text: str, zone: str, day: str) -> None:
    assert local_day(parse_instant(text), ZoneInfo(zone)) == day


@pytest.mark.parametrize(
    ("day", "zone", "expected"),
    [
        ("2026-03-14", "Asia/Shanghai", "2026-03-14T15:59:59.999999Z"),
        ("2026-03-14", "UTC", "2026-03-14T23:59:59.999999Z"),
        ("2026-03-08", "America/New_York", "2026-03-09T03:59:59.999999Z"),  # of 23 hours
        ("2026-11-01", "America/New_York", "2026-11-02T04:59:59.999999Z"),  # of 25 hours
        ("2026-09-05", "America/Santiago", "2026-09-06T03:59:59.999999Z"),  # the next has no midnight
        ("2026-04-04", "America/Santiago", "2026-04-05T03:59:59.999999Z"),  # its last hour comes twice
        ("2026-10-24", "Atlantic/Azores", "2026-10-24T23:59:59.999999Z"),  # the next has two midnights
        ("2026-04-04", "Australia/Lord_Howe", "2026-04-04T12:59:59.999999Z"),
        ("0001-01-01", "UTC", "0001-01-01T23:59:59.999999Z"),
        ("9999-12-30", "Asia/Shanghai", "9999-12-30T15:59:59.999999Z"),
        ("9999-12-31", "Asia/Shanghai", "9999-12-31T23:59:59.999999Z"),
        ("9999-12-31", "America/New_York", "9999-12-31T23:59:59.999999Z"),
    ],
)
def test_a_day_ends_with_its_last_microsecond(day: str, zone: str, expected: str) -> None:
    assert instant_text(end_of_day(Day(day), ZoneInfo(zone))) == expected


@settings(deadline=None)
@given(
    st.dates(date(2012, 1, 1), date(2100, 1, 1)),
    st.sampled_from(
        [
            *("Asia/Shanghai", "Asia/Urumqi", "UTC", "America/New_York", "America/Santiago", "America/Havana"),
            *("Asia/Beirut", "Africa/Cairo", "Australia/Lord_Howe", "Pacific/Apia", "America/Nuuk", "Atlantic/Azores"),
        ]
    ),
)
def test_the_end_of_a_day_is_the_last_instant_that_belongs_to_it(day: date, name: str) -> None:
    zone, text = ZoneInfo(name), Day(day.isoformat())

    last = end_of_day(text, zone)

    assert local_day(last, zone) == text
    assert {local_day(Instant(last + 1 + number * HOUR // 2), zone) for number in range(8)} == {next_day(text)}


# --- Periods ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("since", "until", "day", "expected"),
    [
        ("2026-03-01", "2026-04-01", "2026-02-28", False),
        ("2026-03-01", "2026-04-01", "2026-03-01", True),
        ("2026-03-01", "2026-04-01", "2026-03-31", True),
        ("2026-03-01", "2026-04-01", "2026-04-01", False),
        ("", "2026-04-01", "0001-01-01", True),
        ("", "2026-04-01", "2026-04-01", False),
        ("2026-03-01", "", "9999-12-31", True),
        ("", "", "2026-03-14", True),
    ],
)
def test_a_period_holds_its_first_day_and_not_its_until(since: str, until: str, day: str, expected: bool) -> None:
    assert in_force(period(since, until), Day(day)) is expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (period("2026-01-01", "2026-03-01"), period("2026-03-01", "2026-05-01"), False),
        (period("2026-01-01", "2026-03-02"), period("2026-03-01", "2026-05-01"), True),
        (period("", "2026-03-01"), period("2026-03-01", ""), False),
        (period("", ""), period("2026-03-01", "2026-03-02"), True),
        (period("", "2026-03-01"), period("", "0001-01-02"), True),
        (period("2026-03-01", ""), period("9999-12-31", ""), True),
    ],
)
def test_touching_is_not_overlapping(one: Period, other: Period, expected: bool) -> None:
    assert overlap(one, other) is expected


@settings(deadline=None)
@given(periods(), periods())
def test_two_periods_overlap_exactly_when_they_share_a_day(one: Period, other: Period) -> None:
    shared = any(in_force(one, day) and in_force(other, day) for day in days(-2, 10))

    assert overlap(one, other) is shared
    assert overlap(other, one) is shared
