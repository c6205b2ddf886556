"""Answers over the days of one post or place: who, when, and the gaps between; each the keys of its JSON.

Rules (docs/json.md, Timeline):
- Both days of a stretch are days of it, clipped to the range asked about.
- A stretch without a person is a vacancy: a post that answers, or the post asked about, which nobody holds.
"""

from graph.meaning.answers import AsOf, NamedId, answer
from graph.meaning.coverage_answers import Over


@answer
class TimelineAsked:
    """A question about a place or a post (the other is null) as it was taken."""

    place: str | None
    post: str | None
    on: str
    known_at: str | None
    over: Over


@answer
class Days:
    """Some days without a break."""

    first_day: str
    last_day: str


@answer
class HeldDays:
    """Who held a post; ``at`` is where the post answers: the place asked about, or one above it."""

    post: NamedId
    person: NamedId | None
    kind: str | None
    at: NamedId | None
    first_day: str
    last_day: str


@answer
class GapDays:
    """A slot unfilled in one way: what ``gaps --over`` says of it."""

    requirement: NamedId
    kind: str
    have: int
    need: int
    first_day: str
    last_day: str


@answer
class TimelineRow:
    """One tier, for leaf matters of which every stretch is equal; of a post one row without tier and matters."""

    tier: str | None
    matters: tuple[NamedId, ...]
    held: tuple[HeldDays, ...]
    gaps: tuple[GapDays, ...]


@answer
class Timeline:
    """A place or a post over some days."""

    question: TimelineAsked
    id: str
    name: str
    in_force: tuple[Days, ...]
    rows: tuple[TimelineRow, ...]
    as_of: AsOf | None
    complete: bool = True
