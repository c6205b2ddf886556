"""The head of a drawing that counts slots: what is missing, what is folded, and what lies in no area.

Rules:
- Coverage and matrix say the same of the same figures: both heads are made here.
"""

from collections.abc import Iterable, Iterator

from graph.model.words import GAP_KINDS, spoken
from graph.output.drawing.picture import Line
from graph.output.drawing.said import Said


def by_kind(gaps: Iterable[int], said: Said) -> str:
    """Return how many slots are missing in which way; ``gaps`` are in the order of ``GAP_KINDS``."""
    return said.joined(
        f"{spoken(kind, said.lang)} {count}" for kind, count in zip(GAP_KINDS, gaps, strict=True) if count
    )


def warnings(slots: int, gaps: tuple[int, ...], folded: Iterable[str], orphans: int, said: Said) -> Iterator[str]:
    """Yield what stands first: slots that are not filled, what is folded with gaps in it, places in no area."""
    if any(gaps):
        yield said("draw_unfilled", missing=sum(gaps), slots=slots, kinds=by_kind(gaps, said))
    yield from folded
    if orphans:
        yield said("draw_orphans", count=orphans)


def notes(on: str, inside: Iterable[Line], known: Line, said: Said) -> Iterator[Line]:
    """Yield the day, what explains this kind of drawing, and as known when."""
    yield Line(said("draw_day", on=on), "name")
    yield from inside
    yield known
