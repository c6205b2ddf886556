"""Coverage as a picture: the area with its figures, and a box for each area inside it, those with gaps first.

Rules:
- A bar has three heights, which a black-and-white print keeps apart: filled here, filled only from above, not filled.
- So many areas as fit are drawn; what is folded is named with its figures, and what has gaps is folded last.
  That areas are folded is a warning only where something is missing in them.
- No slots is "not applicable", never 100 %; a share is cut off, so that 100.0 % is whole.
"""

from collections.abc import Iterator, Sequence

from graph.meaning.coverage_answers import AreaCoverage, Coverage, GapCounts
from graph.model.words import GAP_KINDS, spoken
from graph.output.drawing.picture import Box, Card, Column, Line, Picture
from graph.output.drawing.said import Said, values
from graph.output.drawing.shortfall import by_kind, notes, warnings
from graph.output.report.text import percent

MOST = 60
"""So many areas are drawn."""
BESIDE = 4
BAR = 18
BARS = "█▄▁"
"""Filled here, filled only from above, not filled: of three heights, which any print keeps apart."""

LEGEND = (
    ("gap", "draw_has_gaps"),
    ("part", "draw_from_above"),
    ("full", "draw_filled_here"),
    ("unasked", "draw_unasked"),
    ("folded", "draw_folded_areas"),
)


def coverage_picture(found: Coverage, name: str, said: Said) -> Picture:
    """Return the picture of the coverage of an area that is called ``name``."""
    ordered = sorted(found.areas, key=lambda area: not _missing(area))  # stable: else the answer's own order
    shown, folded = ordered[:MOST], ordered[MOST:]
    boxes = [_area(area, said) for area in shown]
    if folded:
        boxes.append(_folded(folded, said))
    card = Card(
        "asked",
        (Line(name, "name"), *_figures(found, said, bar=False)),
        (Column(said("draw_areas", count=len(found.areas)), tuple(boxes), BESIDE),) if boxes else (),
        (values(found, "areas", "changes", "complete"),),
    )
    return Picture(
        title=said("draw_coverage", place=name),
        notes=tuple(notes(found.on, _notes(folded, said), said.known(found.known_at, found.as_of), said)),
        warnings=tuple(warnings(found.slots, _gaps(found.gaps), _folds(folded, said), found.orphans, said)),
        legend=said.legend([card], LEGEND),
        cards=(card,),
        links=(),
        names={"area": {str(found.area): name}},
    )


def _notes(folded: Sequence[AreaCoverage], said: Said) -> Iterator[Line]:
    if folded and not any(map(_missing, folded)):
        yield Line(said("draw_folded", count=len(folded), missing=0))
    here, above, missing = (mark * 3 for mark in BARS)
    yield Line(said("draw_bar", here=here, above=above, missing=missing))


def _folds(folded: Sequence[AreaCoverage], said: Said) -> Iterator[str]:
    if any(map(_missing, folded)):
        yield said("draw_folded", count=len(folded), missing=sum(map(_missing, folded)))


def _area(area: AreaCoverage, said: Said) -> Box:
    level = spoken(area.level, said.lang)
    return Box(
        _look(area), (Line(area.name, "name"), *_figures(area, said), Line(f"{level} · {area.id}", "small")), (area,)
    )


def _look(area: AreaCoverage) -> str:
    if not area.slots:
        return "unasked"
    if _missing(area):
        return "gap"
    return "part" if area.filled_above else "full"


def _figures(area: AreaCoverage | Coverage, said: Said, *, bar: bool = True) -> Iterator[Line]:
    if not area.slots:
        yield Line(said("not_applicable"))
        return
    if bar:
        yield Line(_bar(area))
    own, whole = (percent(share, said.lang) for share in (area.own_coverage, area.coverage))
    yield Line(said("draw_shares", own=own, whole=whole))
    yield Line(said("draw_slots", filled=area.filled, slots=area.slots), "small")
    if _missing(area):
        yield Line(by_kind(_gaps(area.gaps), said), "small")


def _bar(area: AreaCoverage | Coverage) -> str:
    """Return a bar, in which what is there at all shows at least one mark."""
    above, missing = (
        max(1, count * BAR // area.slots) if count else 0 for count in (area.filled_above, _missing(area))
    )
    counts = (max(BAR - above - missing, 0), above, missing)
    return "".join(mark * count for mark, count in zip(BARS, counts, strict=True))


def _gaps(gaps: GapCounts) -> tuple[int, ...]:
    return tuple(getattr(gaps, kind) for kind in GAP_KINDS)


def _missing(area: AreaCoverage | Coverage) -> int:
    return area.slots - area.filled


def _folded(folded: Sequence[AreaCoverage], said: Said) -> Box:
    slots, missing = sum(area.slots for area in folded), sum(map(_missing, folded))
    lines = (
        Line(said("draw_folded", count=len(folded), missing=missing), "name"),
        Line(said("draw_slots", filled=slots - missing, slots=slots), "small"),
        Line(said.some(area.name for area in folded), "small"),
    )
    return Box("folded", lines, tuple(folded))
