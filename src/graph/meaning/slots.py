"""Slots of a chain: which a scheme asks for, whether each is filled, and what kind of gap it is otherwise.

Rules (docs/meaning.md, Slot and Gap kinds):
- A requirement in force asks for a slot at every place whose level or one of whose kinds is in ``place_kinds`` and
  whose own chain contains the requirement's area (empty: everywhere), for a leaf at or under its matter. A matter
  that is no leaf is judged as if it were one.
- An assignment fits a slot when its tier is the same, its matter is the leaf or above it, its post's kind is asked
  for, its unit kinds are empty or share one with the slot's own place, and it stands at that place (``answered_at``
  place) or there or above (chain). So an assignment limited to kinds of unit never fills an area's own slot.
- Filled: the fitting assignments in force have at least ``minimum`` distinct persons. Acting and concurrent holders
  count.
- Gap kinds: unassigned (none ever fitted), lapsed (one did, none is in force), vacant (one is, nobody holds its post),
  partial (fewer persons than asked for). One whose post is not in force counts as not in force.
"""

from collections.abc import Iterator, Sequence

from graph.meaning.answers import Gap
from graph.meaning.rows import AssignmentRow, ChainRow, RequirementRow


class Slots:
    """The slots along one chain, over the assignments that stand on it."""

    def __init__(
        self,
        chain: Sequence[ChainRow],
        requirements: Sequence[RequirementRow],
        assignments: Sequence[AssignmentRow],
    ) -> None:
        self._by_tier: dict[str, list[AssignmentRow]] = {}
        for row in assignments:
            self._by_tier.setdefault(row.tier, []).append(row)
        heights = {link.id: link.distance for link in chain}
        self._asked = [
            (requirement, link) for requirement in requirements for link in chain if _asks(requirement, link, heights)
        ]

    def asked(self, above: frozenset[str]) -> int:
        """Return how many slots there are for one matter; ``above`` holds it and everything above it."""
        return sum(requirement.matter in above for requirement, _ in self._asked)

    def gaps(self, matter: str, above: frozenset[str]) -> Iterator[Gap]:
        """Yield the unfilled slots for one matter; ``above`` holds it and everything above it."""
        for requirement, link in self._asked:
            if requirement.matter not in above:
                continue
            fitting = [row for row in self._by_tier.get(requirement.tier, ()) if _fits(row, requirement, link, above)]
            have = len({row.person for row in fitting if row.answers and row.person is not None})
            if have < requirement.minimum:
                kind = gap_kind(fitting, have)
                yield Gap(
                    link.distance,
                    link.id,
                    requirement.tier,
                    matter,
                    requirement.id,
                    kind,
                    have,
                    requirement.minimum,
                )


def gap_kind(fitting: Sequence[AssignmentRow], have: int) -> str:
    """Return the kind of a gap from the assignments that fit its slot, ended ones included."""
    if have:
        return "partial"
    if any(row.answers for row in fitting):
        return "vacant"
    return "lapsed" if fitting else "unassigned"


def _asks(requirement: RequirementRow, link: ChainRow, heights: dict[str, int]) -> bool:
    inside = requirement.area is None or heights[requirement.area] >= link.distance
    return inside and (link.level in requirement.place_kinds or not set(link.kinds).isdisjoint(requirement.place_kinds))


def _fits(
    row: AssignmentRow,
    requirement: RequirementRow,
    link: ChainRow,
    above: frozenset[str],
) -> bool:
    here = row.distance == link.distance
    return (
        (here or (requirement.answered_at == "chain" and row.distance > link.distance))
        and row.matter in above
        and (not requirement.post_kinds or row.post_kind in requirement.post_kinds)
        and answers_for_kinds(row, link.kinds)
    )


def answers_for_kinds(row: AssignmentRow, kinds: Sequence[str]) -> bool:
    """Tell whether an assignment's unit kinds are empty or share one with a place's kinds."""
    return not row.unit_kinds or not set(row.unit_kinds).isdisjoint(kinds)
