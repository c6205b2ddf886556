"""The clock, read here alone."""

from datetime import UTC, datetime

from graph.model.times import Instant, instant_of


def now() -> Instant:
    """Return the present instant."""
    return instant_of(datetime.now(UTC))
