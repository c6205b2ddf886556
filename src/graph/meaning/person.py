"""A person as the register shows one: posts, the plots answered for through them, and the load.

Rules:
- Every tenure known is shown, past and future ones too; plots are those of the day: tenure, post, assignment and place
  are all in force, as in a trace (DESIGN: Meaning, Slot: what is not in force never answers).
- Load is the number of different places, however many matters and tiers each has.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from graph.meaning.answers import (
    AssignmentSeen,
    Held,
    NamedId,
    PersonAsked,
    PersonSeen,
    Plot,
    PostSeen,
    TenureSeen,
)
from graph.meaning.rows import PersonRow, PlotRow, TenureRow, as_of, known_text, sorted_out
from graph.model.times import Day, standing
from graph.model.words import TIER_RANK


def person(rows: Iterable[Sequence[Any]], id: str, on: Day) -> PersonSeen | None:
    """Return a person; None where none of this id is known."""
    parts = sorted_out("person", rows)
    names: list[PersonRow] = parts["person"]
    if not names:
        return None
    plots = sorted((_plot(row) for row in parts["plot"]), key=_plot_order)
    return PersonSeen(
        question=PersonAsked(id, on, known_text(parts["as_of"][0])),
        id=id,
        name=standing(names, on).name,
        posts=tuple(sorted((_held(row) for row in parts["tenure"]), key=_held_order)),
        plots=tuple(plots),
        load=len({plot.place.id for plot in plots}),
        as_of=as_of(parts["as_of"][0]),
    )


def _held(row: TenureRow) -> Held:
    organization = None if row.organization is None else NamedId(row.organization, row.organization_name)
    return Held(
        PostSeen(row.post, row.post_name, row.phone),
        organization,
        TenureSeen(row.kind, row.since, row.until),
        bool(row.holds),
    )


def _held_order(held: Held) -> tuple[str, str, str, str]:
    return held.tenure.since or "", held.post.id, held.tenure.until or "~", held.tenure.kind


def _plot(row: PlotRow) -> Plot:
    assignment = AssignmentSeen(row.assignment, row.since, row.until, tuple(sorted(row.unit_kinds)), row.ground)
    place, matter = NamedId(row.place, row.place_name), NamedId(row.matter, row.matter_name)
    return Plot(place, row.tier, matter, row.post, assignment)


def _plot_order(plot: Plot) -> tuple[str, int, str, str, str]:
    return plot.place.id, TIER_RANK[plot.tier], plot.matter.id, plot.post, plot.assignment.id
