"""A handover as a picture: a line for each change, from left to right what, before, meanwhile, after.

Rules:
- What is left without anybody stands first, then where a gap opened, then what was vacant meanwhile; so many lines as
  fit are drawn. The last says how many more there are, and which gaps opened and closed there alone.
- A gap that opened or closed where something changed hands stands with it (``handover_gaps``). The others have lines of
  their own, before the changes without a gap where one opened, else after them.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from graph.meaning.answers import NamedId
from graph.meaning.coverage_answers import GapRow
from graph.meaning.handover import Handed, HandedPlot, Handover, SeatThen
from graph.meaning.names import Names
from graph.model.words import ALL, TIER_RANK, TIERS, spoken
from graph.output.drawing.handover_gaps import CALM, WithGaps, by_plot, gap_ids, left_vacant, slots_of, with_gaps
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


def handover_picture(found: Handover, said: Said, names: Names) -> Picture:
    """Return the picture of a handover; ``names`` are those of what the gaps that opened or closed name by id."""
    ordered = sorted(with_gaps(found), key=WithGaps.urgency)
    shown, folded = (ordered, []) if len(ordered) <= MOST else (ordered[: MOST - 1], ordered[MOST - 1 :])
    grave = bool(folded) and folded[0].urgency() < CALM
    card = _card(found, shown, folded, said, names)
    return Picture(
        title=said("draw_handover", place=found.name),
        notes=(
            Line(said("draw_between", before=found.question.before, after=found.question.after), "name"),
            Line(
                said(
                    "draw_handed",
                    handed=len(found.handed),
                    opened=slots_of(found.gaps.opened),
                    closed=slots_of(found.gaps.closed),
                    still=slots_of(found.gaps.still_open),
                ),
                "name",
            ),
            *((Line(said("draw_folded_changes", count=len(folded))),) if folded and not grave else ()),
            Line(said("draw_two_days"), "small"),
            said.known(found.question.known_at, found.as_of),
        ),
        warnings=tuple(_warnings(found, len(folded) if grave else 0, said)),
        legend=said.legend([card], LEGEND),
        cards=(card,),
        links=(),
        names=_names(found, names),
    )


def _names(found: Handover, names: Names) -> dict[str, dict[str, str]]:
    """Return what bare ids are called, by the keys that hold them."""
    called: dict[str, dict[str, str]] = {"area": {found.question.area: found.name}}
    for noun, id in gap_ids(found):
        name = None if id is None else names(noun, id).name
        if id is not None and name is not None:
            called.setdefault("matters" if noun == "matter" else noun, {})[id] = name
    return called


def _warnings(found: Handover, folded: int, said: Said) -> Iterator[str]:
    left = [one for one in found.handed if left_vacant(one)]
    if left:
        yield said("draw_left_vacant", count=len(left), on=found.question.after)
    if slots := slots_of(found.gaps.opened):
        yield said("draw_opened", slots=slots)
    if folded:
        yield said("draw_folded_changes", count=folded)


def _card(found: Handover, shown: Sequence[WithGaps], folded: Sequence[WithGaps], said: Said, names: Names) -> Card:
    head = (Line(found.name, "name"), Line(found.question.area, "small"))
    about = (values(found, "handed", "gaps", "complete"),)
    within = found.question.before, found.question.after
    grave, calm = (
        [_row(one, within, said) for one in shown if (one.urgency() < CALM) is first] for first in (True, False)
    )
    opened, closed = _elsewhere(found, said, names)
    rest = [_folded(shown, folded, said)] if folded else []
    rows = [*grave, *opened, *calm, *rest, *closed]
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


def _row(changed: WithGaps, within: tuple[str, str], said: Said) -> Row:
    one = changed.one
    return (_what(one, said), _side(one.before, said), _meanwhile(changed, within, said), _side(one.after, said))


def _folded(shown: Sequence[WithGaps], folded: Sequence[WithGaps], said: Said) -> Row:
    """Return the line of the changes that are not drawn; a gap that stands with one that is drawn is not told again."""
    told = {gap for one in shown for gap in (*one.opened, *one.closed)}
    opened = list(dict.fromkeys(gap for one in folded for gap in one.opened if gap not in told))
    closed = list(dict.fromkeys(gap for one in folded for gap in one.closed if gap not in told))
    more = Box(
        "folded", (Line(said("draw_folded_changes", count=len(folded)), "name"),), tuple(one.one for one in folded)
    )
    return _alone(more, _of_gaps(opened, closed, said) if opened or closed else _NOTHING)


def _alone(what: Box, meanwhile: Box) -> Row:
    return (what, _NOTHING, meanwhile, _NOTHING)


def _of_gaps(opened: Sequence[GapRow], closed: Sequence[GapRow], said: Said) -> Box:
    told = tuple(_about(opened, closed, said))
    return Box("gap" if opened else "full", tuple(_told(opened, closed, said)), told)


def _elsewhere(found: Handover, said: Said, names: Names) -> tuple[list[Row], list[Row]]:
    """Return the lines of gaps where nothing changed hands: of places and tiers where one opened, and of the others."""
    opened, closed = by_plot(found.gaps.opened), by_plot(found.gaps.closed)
    changed = {(plot.place.id, plot.tier) for one in found.handed for plot in one.plots}
    keys = sorted({*opened, *closed} - changed, key=lambda key: (key not in opened, key[0], TIER_RANK[key[1]]))
    rows: tuple[list[Row], list[Row]] = ([], [])
    for place, tier in keys[:MOST]:
        lines = (
            Line(names("place", place).name or place, "name"),
            Line(spoken(tier, said.lang)),
            Line(said("draw_nothing_handed"), "small"),
        )
        key = place, tier
        gaps = _of_gaps(opened.get(key, ()), closed.get(key, ()), said)
        rows[key not in opened].append(_alone(Box("place", lines, ({"place": place, "tier": tier},)), gaps))
    if left := keys[MOST:]:
        more = said("draw_more_gaps", count=len(left))
        some, others = ([gap for key in left for gap in gaps.get(key, ())] for gaps in (opened, closed))
        what = Box("folded", (Line(more, "name"),), tuple(_about(some, others, said)))
        rows[not some].append(_alone(what, _of_gaps(some, others, said)))
    return rows


def _about(opened: Iterable[GapRow], closed: Iterable[GapRow], said: Said) -> Iterator[dict[str, Any]]:
    """Yield what the answer holds of gaps, each with what became of it."""
    for code, some in (("draw_gap_opened_here", opened), ("draw_gap_closed_here", closed)):
        for gap in some:
            yield {"change": said(code)} | values(gap)


def _told(opened: Sequence[GapRow], closed: Sequence[GapRow], said: Said) -> Iterator[Line]:
    for kind in dict.fromkeys(gap.kind for gap in opened):
        slots = slots_of(gap for gap in opened if gap.kind == kind)
        yield Line(said("draw_gap_opened", kind=spoken(kind, said.lang), slots=slots), "name")
        begun = sorted({gap.since for gap in opened if gap.kind == kind and gap.since})
        if begun:
            yield Line(said("draw_gap_since", days=said.some(begun)), "small")
    if closed:
        yield Line(said("draw_gap_closed", slots=slots_of(closed)), "plain")


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


def _meanwhile(changed: WithGaps, within: tuple[str, str], said: Said) -> Box:
    """Return what was vacant, and which gaps opened and closed, where this changed hands."""
    one = changed.one
    lines = list(_told(changed.opened, (), said))
    for vacant in one.vacant:
        spans = said.some(said.days(days.first_day, days.last_day, within=within) for days in vacant.days)
        count = sum(_length(days.first_day, days.last_day) for days in vacant.days)
        lines += [Line(said("draw_vacant_for", days=count), "plain"), Line(spans, "small")]
    lines += _told((), changed.closed, said)
    if not lines:
        return _NOTHING
    told = [{"post": vacant.post, **values(days)} for vacant in one.vacant for days in vacant.days]
    look = "gap" if changed.opened else "vacant" if one.vacant else "full"
    return Box(look, tuple(lines), (*told, *_about(changed.opened, changed.closed, said)))


def _length(first: str, last: str) -> int:
    return date.fromisoformat(last).toordinal() - date.fromisoformat(first).toordinal() + 1


def _name(one: NamedId) -> str:
    return one.name or one.id
