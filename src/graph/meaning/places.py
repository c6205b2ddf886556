"""A place as it was and is: its periods, and what lies directly in it."""

from collections.abc import Iterable, Sequence
from typing import Any

from graph.meaning.answers import PlacePeriod, PlaceSeen
from graph.meaning.rows import PeriodRow, as_of, sorted_out
from graph.model.times import Day, in_force, start


def place(rows: Iterable[Sequence[Any]], id: str, on: Day) -> PlaceSeen:
    """Return a place; one that is not known has no periods."""
    parts = sorted_out("place", rows)
    periods = sorted((_period(row) for row in parts["period"]), key=start)  # type: ignore[arg-type]
    return PlaceSeen(
        id=id,
        periods=tuple(periods),
        now=next((period for period in periods if in_force(period, on)), None),  # type: ignore[arg-type]
        below=tuple(sorted(row.id for row in parts["below"])),
        as_of=as_of(parts["as_of"][0]),
    )


def _period(row: PeriodRow) -> PlacePeriod:
    return PlacePeriod(row.name, row.level, tuple(sorted(row.kinds)), row.parent, row.since, row.until)
