"""What a ledger means for the tenures of one post: kept, begun, ended, corrected or withdrawn. Pure.

Rules (docs/mapping.md, "What happens to tenures"):
- The ledger says who holds the post on one day. Whoever holds it in the register and is named stays as stored.
- Whoever is no longer named ends where the first new one begins by the ledger, else on that day. A tenure that would be
  over before it began was wrong, and is withdrawn.
- Another kind is a change in the world: one tenure ends, one begins. By the same since it was wrong: corrected.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from graph.model.facts import PersonId, Tenure
from graph.model.times import Day


class Meant(NamedTuple):
    """One person whom the ledger names for a post."""

    person: str
    kind: str
    since: Day | None
    differs: str


class Proposed(NamedTuple):
    """One row of tenures; ``named``: the place of the name that it is for, None where it is for nobody named."""

    tenure: Tenure
    named: int | None
    was_since: Day | None = None
    withdrawn: bool = False
    differing: Day | None = None
    """The ledger gives this other since, and the stored one is kept."""


def proposed(post: str, held: Sequence[Tenure], named: Sequence[Meant], as_of: Day) -> Iterator[Proposed]:
    """Yield the rows of one post, whose tenures in force on ``as_of`` are ``held``."""
    stored = {one.person: one for one in held}
    begun = [one.since for one in named if one.since and one.person not in stored]
    for number, one in enumerate(named):
        old = stored.get(PersonId(one.person))
        if old is None:
            yield Proposed(_tenure(post, one, one.since or as_of), number)
        else:
            yield from _stays(old, one, number, as_of)
    people = {one.person for one in named}
    for old in held:
        if old.person not in people:
            yield _ends(old, min((day for day in begun if (old.since or "") < day <= as_of), default=as_of), None)


def _stays(old: Tenure, one: Meant, number: int, as_of: Day) -> Iterator[Proposed]:
    """Yield the rows of somebody who holds the post and is named."""
    same = one.kind == old.kind or old.since == as_of
    if (one.since and one.since == old.since) or (one.since is None and same):
        yield Proposed(_tenure(old.post, one, old.since, old.until), number)
    elif one.since is None:
        yield from _another_kind(old, one, number, as_of)
    elif one.kind != old.kind and (old.since or "") < one.since <= as_of:
        yield from _another_kind(old, one, number, one.since)
    elif one.differs == "correct":
        if old.since is None:  # no cell can name a since that is empty
            yield Proposed(old, number, withdrawn=True)
        yield Proposed(_tenure(old.post, one, one.since, old.until), number, old.since)
    elif same:
        yield Proposed(_tenure(old.post, one, old.since, old.until), number, differing=one.since)
    else:
        yield from _another_kind(old, one, number, as_of, one.since)


def _another_kind(old: Tenure, one: Meant, number: int, day: Day, differing: Day | None = None) -> Iterator[Proposed]:
    yield _ends(old, day, number)
    yield Proposed(_tenure(old.post, one, day, old.until), number, differing=differing)


def _ends(old: Tenure, day: Day, number: int | None) -> Proposed:
    if old.since is not None and old.since >= day:
        return Proposed(old, number, withdrawn=True)
    return Proposed(_with(old, until=day), number)


def _tenure(post: str, one: Meant, since: Day | None, until: Day | None = None) -> Tenure:
    return Tenure(post=post, person=one.person, kind=one.kind, since=since, until=until)  # type: ignore[arg-type]


def _with(old: Tenure, until: Day) -> Tenure:
    return Tenure(post=old.post, person=old.person, kind=old.kind, since=old.since, until=until)
