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
from graph.model.words import ALL

Holders = dict[str, set[str | None]]
"""The persons who hold a slot, by the matter of their assignment."""


class Slots:
    """The slots along one chain, over the assignments that stand on it."""

    def __init__(
        self,
        chain: Sequence[ChainRow],
        requirements: Sequence[RequirementRow],
        assignments: Sequence[AssignmentRow],
    ) -> None:
        self._assignments = assignments
        self._asked = list(_asked(chain, requirements))
        self._judged = list(self._with_holders())

    def _with_holders(self) -> Iterator[tuple[RequirementRow, ChainRow, Holders]]:
        """Yield the slots that those who answer for every matter do not fill, with their holders."""
        holding: dict[tuple[str, int], list[AssignmentRow]] = {}
        for row in self._assignments:
            if row.answers and row.person is not None:
                holding.setdefault((row.tier, row.distance), []).append(row)
        top = max((distance for _, distance in holding), default=0)
        for requirement, link in self._asked:
            highest = top if requirement.answered_at == "chain" else link.distance
            found: Holders = {}
            for distance in range(link.distance, highest + 1):
                for row in holding.get((requirement.tier, distance), ()):
                    if _fits(row, requirement, link):
                        found.setdefault(row.matter, set()).add(row.person)
            if len(found.get(ALL, ())) < requirement.minimum:
                yield requirement, link, found

    def asked(self, above: frozenset[str]) -> int:
        """Return how many slots there are for one matter; ``above`` holds it and everything above it."""
        return sum(requirement.matter in above for requirement, _ in self._asked)

    def gaps(self, matter: str, above: frozenset[str]) -> Iterator[Gap]:
        """Yield the unfilled slots for one matter; ``above`` holds it and everything above it."""
        for requirement, link, have in self.unfilled(above):
            kind = gap_kind(self._fitting(requirement, link, above), have)
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

    def unfilled(self, above: frozenset[str]) -> Iterator[tuple[RequirementRow, ChainRow, int]]:
        """Yield the requirement and the place of each unfilled slot, and how many persons it has."""
        for requirement, link, holders in self._judged:
            minimum = requirement.minimum
            if requirement.matter not in above or (minimum == 1 and not above.isdisjoint(holders)):
                continue
            have = len(set().union(*(persons for matter, persons in holders.items() if matter in above)))
            if have < minimum:
                yield requirement, link, have

    def _fitting(self, requirement: RequirementRow, link: ChainRow, above: frozenset[str]) -> list[AssignmentRow]:
        """Return the assignments that fit a slot, ended and vacant ones included."""
        return [
            row
            for row in self._assignments
            if row.tier == requirement.tier
            and (row.distance == link.distance or (requirement.answered_at == "chain" and row.distance > link.distance))
            and row.matter in above
            and _fits(row, requirement, link)
        ]


def gap_kind(fitting: Sequence[AssignmentRow], have: int) -> str:
    """Return the kind of a gap from the assignments that fit its slot, ended ones included."""
    if have:
        return "partial"
    if any(row.answers for row in fitting):
        return "vacant"
    return "lapsed" if fitting else "unassigned"


def _asked(
    chain: Sequence[ChainRow], requirements: Sequence[RequirementRow]
) -> Iterator[tuple[RequirementRow, ChainRow]]:
    """Yield each requirement with each place that it asks for a slot at."""
    heights = {link.id: link.distance for link in chain}
    kinds = [(link, link.distance, {link.level, *link.kinds}) for link in chain]
    for requirement in requirements:
        asked = requirement.place_kinds
        top = len(chain) if requirement.area is None else heights[requirement.area]
        for link, distance, own in kinds:
            if distance <= top and not own.isdisjoint(asked):
                yield requirement, link


def _fits(row: AssignmentRow, requirement: RequirementRow, link: ChainRow) -> bool:
    """Tell whether an assignment of the right tier, at the right place, fits by its kinds."""
    asked = requirement.post_kinds
    return (not asked or row.post_kind in asked) and (not row.unit_kinds or answers_for_kinds(row, link.kinds))


def answers_for_kinds(row: AssignmentRow, kinds: Sequence[str]) -> bool:
    """Tell whether an assignment's unit kinds are empty or share one with a place's kinds."""
    return not row.unit_kinds or not set(row.unit_kinds).isdisjoint(kinds)
