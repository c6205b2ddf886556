"""Days and instants.

Rules:
- A day is ISO text ``YYYY-MM-DD`` of the register's time zone: byte order is calendar order, in Python and in both
  engines.
- A period is ``[since, until)``: ``until`` is the first day no longer in force. ``None`` as since means "as long as
  known", ``None`` as until means open. Touching is not overlapping.
- An instant is an integer, microseconds since 1970-01-01 UTC; its text has six decimals and ``Z``.
"""

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import NewType, Protocol, TypeVar
from zoneinfo import ZoneInfo

Day = NewType("Day", str)
Instant = NewType("Instant", int)

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
LAST_DAY = Day("9999-12-31")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_INSTANT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2}([.,][0-9]{1,6})?)?(Z|z|[+-][0-9]{2}:?[0-5][0-9])"
)


FIRST_INSTANT = -62_135_596_800_000_000
LAST_INSTANT = 253_402_300_799_999_999
"""The calendar in UTC: 0001-01-01T00:00:00.000000Z to 9999-12-31T23:59:59.999999Z."""


class Dated(Protocol):
    """Anything with a period."""

    @property
    def since(self) -> Day | None: ...
    @property
    def until(self) -> Day | None: ...


def parse_day(text: str) -> Day:
    """Return the day that ``text`` writes; raise ValueError for anything but a real ``YYYY-MM-DD``."""
    if not _DAY.fullmatch(text):
        raise ValueError(f"not a date written as YYYY-MM-DD: {text!r}")
    date.fromisoformat(text)
    return Day(text)


def next_day(day: Day) -> Day:
    """Return the day after; raise ValueError after the calendar's last day, 9999-12-31."""
    if day == LAST_DAY:
        raise ValueError("the calendar ends on 9999-12-31")
    return Day((date.fromisoformat(day) + timedelta(days=1)).isoformat())


def day_before(day: Day) -> Day:
    """Return the day before; raise OverflowError before the calendar's first day, 0001-01-01."""
    return Day((date.fromisoformat(day) - timedelta(days=1)).isoformat())


def shifted(day: Day, days: int) -> Day:
    """Return the day so many days on, or back; the calendar's last or first day where there is none."""
    ordinal = min(max(date.fromisoformat(day).toordinal() + days, 1), date.max.toordinal())
    return Day(date.fromordinal(ordinal).isoformat())


def parse_instant(text: str) -> Instant:
    """Return the instant that ``text`` writes (ISO 8601 with an offset); raise ValueError for anything else."""
    if not _INSTANT.fullmatch(text):
        raise ValueError(f"not an instant with an offset, such as 2026-03-14T23:40:00+08:00: {text!r}")
    instant = instant_of(datetime.fromisoformat(text.upper().replace(",", ".")))
    if not FIRST_INSTANT <= instant <= LAST_INSTANT:
        raise ValueError(f"outside the calendar: {text!r}")
    return instant


def instant_of(moment: datetime) -> Instant:
    """Return an aware datetime as an instant."""
    return Instant((moment - EPOCH) // MICROSECOND)


@lru_cache(maxsize=256)  # one head is told again and again
def instant_text(instant: Instant) -> str:
    """Return an instant as UTC text with six decimals and Z."""
    return (EPOCH + timedelta(microseconds=instant)).strftime("%Y-%m-%dT%H:%M:%S.%fZ").rjust(27, "0")


def local_text(instant: Instant, zone: ZoneInfo) -> str:
    """Return an instant as text of a time zone with its offset: what people read, and may give back."""
    return (
        (EPOCH + timedelta(microseconds=instant))
        .astimezone(zone)
        .isoformat(timespec="microseconds")
        .replace("+00:00", "Z")
    )


def local_day(instant: Instant, zone: ZoneInfo) -> Day:
    """Return the day of an instant in a time zone: an incident at 23:40 belongs to that local day."""
    return Day((EPOCH + timedelta(microseconds=instant)).astimezone(zone).date().isoformat())


def end_of_day(day: Day, zone: ZoneInfo) -> Instant:
    """Return the last instant of a local day (a bare date as ``known_at`` means the end of that day)."""
    year, month, number = map(int, day.split("-"))
    if day == LAST_DAY:
        return instant_of(datetime(year, month, number, 23, 59, 59, 999999, tzinfo=UTC))
    midnight = datetime.fromisoformat(next_day(day)).replace(tzinfo=zone)
    return Instant(instant_of(midnight.astimezone(UTC)) - 1)


def in_force(fact: Dated, day: Day) -> bool:
    """Tell whether the period of a fact holds a day."""
    return (fact.since is None or fact.since <= day) and (fact.until is None or day < fact.until)


def start(fact: Dated) -> str:
    """Return a key that orders periods by their beginning; "as long as known" comes first."""
    return fact.since or ""


def end(fact: Dated) -> str:
    """Return a key that orders periods by their end; an open end comes last."""
    return fact.until or "~"


D = TypeVar("D", bound=Dated)


def standing(periods: Sequence[D], day: Day) -> D:
    """Return the period that stands on a day: in force, else the last begun, else the first to come.

    Periods of one id never overlap, so the last begun is the one in force where any is.
    """
    begun = [period for period in periods if start(period) <= day]
    return max(begun, key=start) if begun else min(periods, key=start)


def overlap(one: Dated, other: Dated) -> bool:
    """Tell whether two periods share a day."""
    return start(one) < end(other) and start(other) < end(one)
