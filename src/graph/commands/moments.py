"""The two times of a question, as people write them.

Rules (docs/meaning.md, Times asked):
- ``on`` is a date or an instant with an offset, which is turned into the register's local day; absent, it is today.
- ``known_at`` is an instant with an offset, or a date, which means the end of that local day; absent, it is the head.
"""

from zoneinfo import ZoneInfo

from graph.commands import clock
from graph.model.errors import BadValue
from graph.model.times import (
    Day,
    Instant,
    end_of_day,
    local_day,
    parse_day,
    parse_instant,
)


def moments(on: str | None, known_at: str | None, zone: str, now: Instant | None = None) -> tuple[Day, Instant | None]:
    """Return both times; raise BadValue with each field that is none. ``now`` stands in for the clock."""
    place = ZoneInfo(zone)
    faults: dict[str, str] = {}
    day, known = Day(""), None
    try:
        day = read_on(on, place, now)
    except (ValueError, OverflowError):
        faults["on"] = "not_a_day_or_instant"
    try:
        known = read_known_at(known_at, place)
    except (ValueError, OverflowError):
        faults["known_at"] = "not_a_day_or_instant"
    if faults:
        raise BadValue(**faults)
    return day, known


def read_on(text: str | None, zone: ZoneInfo, now: Instant | None = None) -> Day:
    """Return the day in the world that is asked about."""
    if not text:
        return local_day(clock.now() if now is None else now, zone)
    return parse_day(text) if len(text) == len("YYYY-MM-DD") else local_day(parse_instant(text), zone)


def read_known_at(text: str | None, zone: ZoneInfo) -> Instant | None:
    """Return the record time that is asked about, or None for the head's."""
    if not text:
        return None
    return end_of_day(parse_day(text), zone) if len(text) == len("YYYY-MM-DD") else parse_instant(text)
