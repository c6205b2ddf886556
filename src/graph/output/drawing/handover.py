"""A handover as a picture: a line for each change, from left to right what, before, meanwhile, after.

Rules:
- What is left without anybody stands first, then what was vacant meanwhile; so many lines as fit are drawn, and the
  last says how many more there are.
- A gap that opened or closed where something changed hands stands with it: at the same place, in the same tier, with
  the changes that name its matter or all matters, else with all of them. The others have lines of their own.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from graph.meaning.answers import NamedId
from graph.meaning.coverage_answers import GapRow
from graph.meaning.handover import Handed, HandedPlot, Handover, SeatThen
from graph.meaning.names import Names
from graph.model.words import ALL, TIER_RANK, TIERS, spoken
from graph.output.drawing.picture import Box, Card, Column, Line, Picture
from graph.output.drawing.said import Said, values

MOST = 40
"""So many changes, and so many places with other gaps, are drawn."""

LEGEND = (
    ("holder", "draw_holder"),
    ("vacant", "draw_vacant"),
    ("gap", "draw_gap_opened_here"),
    ("full", "draw_gap_closed_here"),
    ("folded", "draw_folded_changes_here"),
)
Row = tuple[Box, Box, Box, Box]
"""What, before, meanwhile, after."""
_NOTHING = Box("none", (Line("—"),))
Gaps = dict[tuple[str, str], list[GapRow]]
"""Gaps by place and tier."""
Named = dict[tuple[str, str], set[str]]
"""Matters by place and tier."""


def handover_picture(found: Handover, said: Said, names: Names) -> Picture:
    """Return the picture of a handover; ``names`` are those of what the gaps that opened or closed name by id."""
    ordered = sorted(found.handed, key=_urgency)
    shown, folded = (ordered, []) if len(ordered) <= MOST else (ordered[: MOST - 1], ordered[MOST - 1 :])
    card = _card(found, shown, folded, said, names)
    return Picture(
        title=said("draw_handover", place=found.name),
        notes=(
            Line(said("draw_between", before=found.question.before, after=found.question.after), "name"),
            Line(
                said(
                    "draw_handed",
                    handed=len(found.handed),
                    opened=_slots(found.gaps.opened),
                    closed=_slots(found.gaps.closed),
                    still=_slots(found.gaps.still_open),
                ),
                "name",
            ),
            *((Line(said("draw_folded_changes", count=len(folded))),) if folded and _urgency(folded[0]) else ()),
            Line(said("draw_two_days"), "small"),
            said.known(found.question.known_at, found.as_of),
        ),
        warnings=tuple(_warnings(found, ordered, folded, said)),
        legend=said.legend([card], LEGEND),
        cards=(card,),
        links=(),
        names=_names(found, names),
    )


def gap_ids(found: Handover, *, still_open: bool = False) -> set[tuple[str, str | None]]:
    """Return every id, with its noun, that the gaps which opened or closed name; if told so, those still open too."""
    ids: set[tuple[str, str | None]] = set()
    for gap in (*found.gaps.opened, *found.gaps.closed, *(found.gaps.still_open if still_open else ())):
        ids |= {("place", gap.place), ("requirement", gap.requirement), *(("matter", one) for one in gap.matters)}
        if gap.last_holder is not None:
            ids |= {("person", gap.last_holder.person), ("post", gap.last_holder.post)}
        if gap.answered_above is not None:
            above = gap.answered_above
            ids |= {("place", above.place), ("post", above.post), ("person", above.person)}
    return ids


def _names(found: Handover, names: Names) -> dict[str, dict[str, str]]:
    """Return what bare ids are called, by the keys that hold them."""
    called: dict[str, dict[str, str]] = {"area": {found.question.area: found.name}}
    for noun, id in gap_ids(found):
        name = None if id is None else names(noun, id).name
        if id is not None and name is not None:
            called.setdefault("matters" if noun == "matter" else noun, {})[id] = name
    return called


def _urgency(one: Handed) -> int:
    """Return 0 for what nobody has after, 1 for what was vacant meanwhile."""
    if not any(seat.person for seat in one.after):
        return 0
    return 1 if one.vacant else 2


def _slots(gaps: Iterable[GapRow]) -> int:
    return sum(len(gap.matters) for gap in gaps)


def _by_plot(gaps: Iterable[GapRow]) -> Gaps:
    found: Gaps = {}
    for gap in gaps:
        found.setdefault((gap.place, gap.tier), []).append(gap)
    return found


def _warnings(found: Handover, ordered: Sequence[Handed], folded: Sequence[Handed], said: Said) -> Iterator[str]:
    left = [one for one in ordered if not any(seat.person for seat in one.after)]
    if left:
        yield said("draw_left_vacant", count=len(left), on=found.question.after)
    if slots := _slots(found.gaps.opened):
        yield said("draw_opened", slots=slots)
    if folded and not _urgency(folded[0]):
        yield said("draw_folded_changes", count=len(folded))


def _card(found: Handover, shown: Sequence[Handed], folded: Sequence[Handed], said: Said, names: Names) -> Card:
    head = (Line(found.name, "name"), Line(found.question.area, "small"))
    gaps = _by_plot(found.gaps.opened), _by_plot(found.gaps.closed)
    named = _named(found)
    about = (values(found, "handed", "gaps", "complete"),)
    within = found.question.before, found.question.after
    rows = [
        (_what(one, said), _side(one.before, said), _meanwhile(one, gaps, named, within, said), _side(one.after, said))
        for one in shown
    ]
    if folded:
        more = (Line(said("draw_folded_changes", count=len(folded)), "name"),)
        rows.append(_alone(Box("folded", more, tuple(folded)), _NOTHING))
    rows += _elsewhere(found, gaps, said, names)
    if not rows:
        return Card("asked", (*head, Line(said("draw_nothing_handed"))), about=about)
    headings = (
        said("draw_what"),
        said("draw_before", on=found.question.before),
        said("draw_meanwhile"),
        said("draw_after", on=found.question.after),
    )
    columns = (Column(heading, boxes, 1) for heading, boxes in zip(headings, zip(*rows, strict=True), strict=True))
    return Card("asked", head, tuple(columns), about)


def _alone(what: Box, meanwhile: Box) -> Row:
    return (what, _NOTHING, meanwhile, _NOTHING)


def _elsewhere(found: Handover, gaps: tuple[Gaps, Gaps], said: Said, names: Names) -> Iterator[Row]:
    """Yield the lines of gaps that opened or closed where nothing changed hands."""
    changed = {(plot.place.id, plot.tier) for one in found.handed for plot in one.plots}
    keys = sorted({*gaps[0], *gaps[1]} - changed, key=lambda key: (key not in gaps[0], key[0], TIER_RANK[key[1]]))
    for place, tier in keys[:MOST]:
        lines = (
            Line(names("place", place).name or place, "name"),
            Line(spoken(tier, said.lang)),
            Line(said("draw_nothing_handed"), "small"),
        )
        opened, closed = (some.get((place, tier), []) for some in gaps)
        told = tuple(_about(opened, closed, said))
        meanwhile = Box("gap" if opened else "full", tuple(_told(opened, closed, said)), told)
        yield _alone(Box("place", lines, ({"place": place, "tier": tier},)), meanwhile)
    if len(keys) > MOST:
        more = said("draw_more_gaps", count=len(keys) - MOST)
        opened, closed = ([gap for key in keys[MOST:] for gap in some.get(key, ())] for some in gaps)
        yield _alone(Box("folded", (Line(more, "name"),), tuple(_about(opened, closed, said))), _NOTHING)


def _about(opened: Iterable[GapRow], closed: Iterable[GapRow], said: Said) -> Iterator[dict[str, Any]]:
    """Yield what the answer holds of gaps, each with what became of it."""
    for code, some in (("draw_gap_opened_here", opened), ("draw_gap_closed_here", closed)):
        for gap in some:
            yield {"change": said(code)} | values(gap)


def _told(opened: Sequence[GapRow], closed: Sequence[GapRow], said: Said) -> Iterator[Line]:
    for kind in dict.fromkeys(gap.kind for gap in opened):
        slots = _slots(gap for gap in opened if gap.kind == kind)
        yield Line(said("draw_gap_opened", kind=spoken(kind, said.lang), slots=slots), "name")
    if closed:
        yield Line(said("draw_gap_closed", slots=_slots(closed)), "plain")


def _what(one: Handed, said: Said) -> Box:
    posts = dict.fromkeys(_name(seat.post) for seat in (*one.before, *one.after))
    lines = [Line(said.some(posts), "name")]
    for tier in TIERS:
        plots = [plot for plot in one.plots if plot.tier == tier]
        if plots:
            places = said.some(_name(plot.place) for plot in plots)
            lines.append(Line(said("draw_at", tier=spoken(tier, said.lang), places=places)))
            lines.append(Line(said.some(_matters(plots, said)), "small"))
    if not one.plots:
        lines.append(Line(said("draw_no_plot_here"), "small"))
    changed = tuple(dict.fromkeys(seat.post for seat in (*one.before, *one.after)))
    told = tuple({"post": changed, **values(plot)} for plot in one.plots)
    return Box("place", tuple(lines), told or tuple({"post": post} for post in changed))


def _matters(plots: Iterable[HandedPlot], said: Said) -> Iterator[str]:
    for plot in plots:
        for matter in plot.matters:
            yield said("all_matters") if matter.id == ALL else _name(matter)


def _side(seats: Sequence[SeatThen], said: Said) -> Box:
    """Return who was there on one day, each with the days of the tenure."""
    if not seats:
        return Box("none", (Line(said("draw_no_post_then")),))
    several = len({seat.post.id for seat in seats}) > 1
    lines: list[Line] = []
    for seat in seats:
        lines.append(Line(_holder(seat, said), "name"))
        if several:
            lines.append(Line(_name(seat.post)))
        if seat.person is not None:
            lines.append(Line(said.held(seat.since, seat.until), "small"))
    return Box("holder" if any(seat.person for seat in seats) else "vacant", tuple(lines), tuple(seats))


def _holder(seat: SeatThen, said: Said) -> str:
    if seat.person is None:
        return said("draw_vacant")
    name = _name(seat.person)
    if seat.kind in (None, "substantive"):
        return name
    return said("draw_holds_as", name=name, kind=spoken(str(seat.kind), said.lang))


def _named(found: Handover) -> Named:
    """Return which matters change hands at each place and tier."""
    named: Named = {}
    for one in found.handed:
        for plot in one.plots:
            named.setdefault((plot.place.id, plot.tier), set()).update(matter.id for matter in plot.matters)
    return named


def _of_plot(plot: HandedPlot, some: Gaps, named: Named) -> Iterator[GapRow]:
    """Yield the gaps that stand with a plot; a change of a matter above, which no gap names, is not known as such."""
    key = (plot.place.id, plot.tier)
    mine = {matter.id for matter in plot.matters}
    for gap in some.get(key, ()):
        meant = {*gap.matters, ALL} & named[key]
        if mine & meant or not meant:
            yield gap


def _meanwhile(one: Handed, gaps: tuple[Gaps, Gaps], named: Named, within: tuple[str, str], said: Said) -> Box:
    """Return what was vacant, and which gaps opened and closed, where this changed hands."""
    plots = sorted(one.plots, key=lambda plot: (plot.place.id, plot.tier))
    opened, closed = ([gap for plot in plots for gap in _of_plot(plot, some, named)] for some in gaps)
    lines = list(_told(opened, (), said))
    for vacant in one.vacant:
        spans = said.some(said.days(days.first_day, days.last_day, within=within) for days in vacant.days)
        count = sum(_length(days.first_day, days.last_day) for days in vacant.days)
        lines += [Line(said("draw_vacant_for", days=count), "plain"), Line(spans, "small")]
    lines += _told((), closed, said)
    if not lines:
        return _NOTHING
    told = [{"post": vacant.post, **values(days)} for vacant in one.vacant for days in vacant.days]
    look = "gap" if opened else "vacant" if one.vacant else "full"
    return Box(look, tuple(lines), (*told, *_about(opened, closed, said)))


def _length(first: str, last: str) -> int:
    return date.fromisoformat(last).toordinal() - date.fromisoformat(first).toordinal() + 1


def _name(one: NamedId) -> str:
    return one.name or one.id
