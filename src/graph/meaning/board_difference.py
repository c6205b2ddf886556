"""What a printed board says otherwise than the register does for a day.

Rules (docs/boards.md, Which boards are outdated):
- One rule for ``--changed-since``, the audit and what the audit says: a board differs where it has a difference.
- Compared is what is read of the place. Order is not, nor how many levels up a place lies.
- "Valid to" on the foot counts only once that day is over: until then nothing said is wrong. ``first_end`` is the day
  after it.
- Lines: equal ones first, then those of one place, post and organization, then those of one place and person.
- Gaps: equal ones first, then those of one place and matters. What is left on one side is gone, or new.
"""

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from graph.meaning.answers import answer
from graph.meaning.board import Board, Content, Hole, Line, TierLines

Part = TypeVar("Part", bound=Line | Hole)
Said = str | bool | tuple[str, ...] | Line | Hole | None

WHAT = (
    *("no_board", "unreadable", "name", "level", "kinds", "chain", "broken", "matters"),
    *("line", "gap", "call_first", "validity"),
)


@answer
class Difference:
    """One thing that a board says otherwise: ``printed`` on it, ``now`` in the register; null: not there.

    ``what`` is one of ``WHAT``. ``tier`` stands with a line or a gap; both sides are then lines, or gaps.
    """

    what: str
    tier: str | None
    printed: Said
    now: Said


UNREADABLE = Difference("unreadable", None, None, None)
"""The register does not hold what was printed: the digest alone tells that it differs."""


def differences(printed: Content, now: Board | None) -> tuple[Difference, ...]:
    """Return what a printed board says otherwise than the board of a day, in reading order; no board: that alone."""
    if now is None:
        return (Difference("no_board", None, printed.name, None),)
    return tuple(_differences(printed, now))


def _differences(printed: Content, now: Board) -> Iterator[Difference]:
    content = now.content
    for what in ("name", "level", "kinds", "chain", "broken", "matters"):
        before, after = getattr(printed, what), getattr(content, what)
        if before != after:
            yield Difference(what, None, before, after)
    for old, new in zip(printed.tiers, content.tiers, strict=True):
        yield from _in_tier(old, new)
    call = [None if one is None else replace(one, distance=0) for one in (printed.first_call, content.first_call)]
    if call[0] != call[1]:
        yield Difference("call_first", None, printed.first_call, content.first_call)
    if printed.first_end is not None and printed.first_end <= now.on:
        yield Difference("validity", None, printed.first_end, content.first_end)


def _in_tier(old: TierLines, new: TierLines) -> Iterator[Difference]:
    for hole, other in _side_by_side(old.holes, new.holes, _hole_of):
        yield Difference("gap", old.tier, hole, other)
    for line, another in _side_by_side(old.lines, new.lines, _seat_of, _person_of):
        yield Difference("line", old.tier, line, another)


def _seat_of(line: Line) -> Hashable:
    return line.place, line.post, line.organization


def _person_of(line: Line) -> Hashable:
    return None if line.person is None else (line.place, line.person)


def _hole_of(hole: Hole) -> Hashable:
    return hole.place, hole.matters


def _read(part: Line | Hole) -> Hashable:
    return replace(part, distance=0)


def _side_by_side(
    old: Sequence[Part], new: Sequence[Part], *keys: Callable[[Part], Hashable]
) -> list[tuple[Part | None, Part | None]]:
    """Return what is not the same on both sides: pairs of one key, then what has no partner; old order, then new."""
    left: list[int] = list(range(len(old)))
    right: list[int] = list(range(len(new)))
    partner: dict[int, int] = {}
    for key in (_read, *keys):
        waiting: dict[Hashable, list[int]] = {}
        for there in right:
            waiting.setdefault(key(new[there]), []).append(there)
        for here in left:
            of = key(old[here])
            if of is not None and waiting.get(of):
                partner[here] = waiting[of].pop(0)
        left = [here for here in left if here not in partner]
        right = [there for there in right if there not in partner.values()]
    pairs = [(one, new[partner[here]] if here in partner else None) for here, one in enumerate(old)]
    found: list[tuple[Part | None, Part | None]] = [
        (one, other) for one, other in pairs if other is None or _read(one) != _read(other)
    ]
    found += [(None, new[there]) for there in right]
    return found
