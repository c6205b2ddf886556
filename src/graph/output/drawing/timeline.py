"""A timeline as a chart: on the left who, or which gap, with the days; on the right the same days as bars on an axis.

Rules:
- Substantive, concurrent and acting holders, vacancies and each kind of gap differ in form (hatch, border, mark).
- A line is one holder of one post, one post's vacancies, or one kind of one requirement's gaps: all its stretches.
- So many lines as fit are drawn; those that ended first are folded, holders before gaps, and the head says how many.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil
from typing import Any

from graph.meaning.answers import NamedId
from graph.meaning.timeline_answers import Days, GapDays, HeldDays, Timeline, TimelineRow
from graph.model.times import Day, day_before
from graph.model.words import ALL, spoken
from graph.output.drawing.chart import GAP, MARGIN, Chart, Item, Mark, Node, Rule, Text, block, head, size_of, width_of
from graph.output.drawing.picture import Line
from graph.output.drawing.said import Said, values
from graph.output.drawing.style import style

WIDE = 960.0
LABEL = 330.0
"""How wide the texts on the left are."""
BAR = 14.0
LEAST = 2.5
"""A bar is at least so wide: one day of ten years shows too."""
MOST = 100
"""So many lines are drawn."""
TICKS = 8
STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1_200, 2_400, 6_000, 12_000, 24_000)
"""Months from one tick to the next."""

LEGEND = (
    ("substantive", "substantive"),
    ("concurrent", "concurrent"),
    ("acting", "acting"),
    ("vacant", "draw_vacant"),
    ("gap_unassigned", "draw_gap_unassigned"),
    ("gap_lapsed", "draw_gap_lapsed"),
    ("gap_vacant", "draw_gap_vacant"),
    ("gap_partial", "draw_gap_partial"),
    ("not_in_force", "draw_not_in_force"),
)


@dataclass(frozen=True, slots=True)
class Strip:
    """One line: its look, its texts, its stretches in their order, and the answer's values of each."""

    look: str
    name: str
    about: str
    days: tuple[Days, ...]
    gap: bool = False
    told: tuple[Any, ...] = ()


class _Axis:
    """Days to points."""

    def __init__(self, first: str, until: str) -> None:
        self._first = date.fromisoformat(first).toordinal()
        self._days = date.fromisoformat(until).toordinal() - self._first
        self.left, self.right = MARGIN + LABEL, WIDE - MARGIN
        self.until = until
        self.within = first, day_before(Day(until))

    def at(self, day: str) -> float:
        """Return where a day begins."""
        return self.after(date.fromisoformat(day).toordinal())

    def after(self, ordinal: int) -> float:
        share = (ordinal - self._first) / self._days
        return self.left + min(max(share, 0.0), 1.0) * (self.right - self.left)

    def bar(self, days: Days, y: float, look: str) -> Mark:
        x = self.at(days.first_day)
        wide = max(self.after(date.fromisoformat(days.last_day).toordinal() + 1) - x, LEAST)
        return Mark(min(x, self.right - wide), y, wide, BAR, look)

    def ticks(self) -> Iterator[tuple[str, float]]:
        """Yield days with where they are, at most about TICKS: of one distance in days, months or years."""
        first = date.fromordinal(self._first)
        for step in (1, 2, 7, 14):
            if self._days <= step * TICKS:
                for ordinal in range(self._first, self._first + self._days, step):
                    yield date.fromordinal(ordinal).isoformat(), self.after(ordinal)
                return
        step = next(one for one in STEPS if self._days <= one * 31 * TICKS)
        month = -(-(first.year * 12 + first.month - (first.day == 1)) // step) * step
        while True:
            year, rest = divmod(month, 12)
            if not 1 <= year <= date.max.year or date(year, rest + 1, 1).isoformat() >= self.until:
                return
            day = date(year, rest + 1, 1).isoformat()
            yield str(year).rjust(4, "0") if step % 12 == 0 else day[:7], self.at(day)
            month += step


def timeline_chart(found: Timeline, said: Said) -> Chart:
    """Return the chart of a timeline."""
    sections = [(row, list(_strips(row, found, said))) for row in found.rows]
    folded = _folded([strip for _, strips in sections for strip in strips])
    drawn = [(row, [one for one in strips if id(one) not in folded]) for row, strips in sections]
    over = found.question.over
    axis = _Axis(over.since, over.until)
    absent = list(_absent(found))
    looks = {strip.look for _, strips in drawn for strip in strips} | ({"not_in_force"} if absent else set())
    legend = [(look, said(code) if code.startswith("draw_") else spoken(code, said.lang)) for look, code in LEGEND]
    title = said("draw_timeline", name=found.name)
    items, y = head(
        WIDE,
        title,
        _warnings(found, folded, said),
        _notes(found, said),
        [one for one in legend if one[0] in looks],
    )
    top = y + size_of("small") + GAP
    nodes: list[Node] = []
    bands: list[Item] = []
    y = top + GAP
    if absent:
        strip = Strip("not_in_force", said("draw_not_in_force"), "", tuple(absent), told=tuple(absent))
        node, y = _line(strip, y, axis, said)
        nodes.append(node)
    for row, strips in drawn:
        band, y = _band(row, y, said)
        bands += band
        for strip in strips:
            node, y = _line(strip, y, axis, said)
            nodes.append(node)
    grid: list[Item] = []
    for words, x in axis.ticks():
        grid.append(Rule(x, top, x, y, "line"))
        if x + width_of(words, "small") <= WIDE - GAP:
            grid.append(Text(x + 2, top - 2, words, "small", "faint"))
    if over.since <= found.question.on < over.until and found.question.on != day_before(Day(over.until)):
        x = axis.at(found.question.on)
        grid += [Rule(x, top, x, y, "accent", 2)]
    grid.append(Rule(axis.left, top, axis.right, top, "ink"))
    return Chart(title, WIDE, ceil(y + MARGIN), (*items, *grid, *bands), tuple(nodes))


def _notes(found: Timeline, said: Said) -> Iterator[Line]:
    over = found.question.over
    last = day_before(Day(over.until))
    yield Line(said("draw_over", first=over.since, last=last, on=found.question.on), "name")
    yield Line(found.id, "small")
    yield said.known(found.question.known_at, found.as_of)


def _warnings(found: Timeline, folded: dict[int, Strip], said: Said) -> Iterator[str]:
    for row in found.rows:
        vacant = [one for one in row.held if one.person is None]
        if row.tier is None and vacant:
            yield said(
                "draw_vacant_now" if any(_holds(one, found) for one in vacant) else "draw_vacant_days",
                days=sum(map(_length, vacant)),
                stretches=len(vacant),
                on=_day(found),
            )
    gaps = [gap for row in found.rows for gap in row.gaps]
    if gaps:
        now = sum(_holds(gap, found) for gap in gaps)
        yield said("draw_gap_days", days=_together(gaps), stretches=len(gaps), now=now, on=_day(found))
    if not found.rows:
        yield said("draw_nothing_asked")
    if folded:
        yield said("draw_folded_lines", count=len(folded), gaps=sum(one.gap for one in folded.values()))


def _together(stretches: Iterable[GapDays]) -> int:
    """Return how many days stretches hold, each day once."""
    total, until = 0, 0
    for first, end in sorted((date.fromisoformat(one.first_day).toordinal(), _end(one)) for one in stretches):
        total += max(end - max(first, until), 0)
        until = max(until, end)
    return total


def _holds(days: HeldDays | GapDays, found: Timeline) -> bool:
    return days.first_day <= _day(found) <= days.last_day


def _day(found: Timeline) -> str:
    """Return the day that the head speaks of: the one asked about, or the last of a range that does not hold it."""
    over = found.question.over
    inside = over.since <= found.question.on < over.until
    return found.question.on if inside else day_before(Day(over.until))


def _length(days: HeldDays | GapDays | Days) -> int:
    return _end(days) - date.fromisoformat(days.first_day).toordinal()


def _end(days: HeldDays | GapDays | Days) -> int:
    return date.fromisoformat(days.last_day).toordinal() + 1


def _absent(found: Timeline) -> Iterator[Days]:
    """Yield the days of the range on which the subject is not in force."""
    over, day = found.question.over, Day(found.question.over.since)
    for days in found.in_force:
        if day < days.first_day:
            yield Days(day, day_before(Day(days.first_day)))
        day = Day(date.fromordinal(_end(days)).isoformat()) if days.last_day < "9999-12-31" else Day(over.until)
    if day < over.until:
        yield Days(day, day_before(Day(over.until)))


def _strips(row: TimelineRow, found: Timeline, said: Said) -> Iterator[Strip]:
    """Yield the lines of a row by their first days, those of gaps last."""
    of_row = values(row, "held", "gaps")
    held: dict[tuple[object, ...], list[HeldDays]] = {}
    for one in row.held:
        held.setdefault((one.person, one.kind, one.post, one.at), []).append(one)
    for stretches in held.values():
        first = stretches[0]
        about = "" if found.question.post else _post(first, found, said)
        days = tuple(Days(one.first_day, one.last_day) for one in stretches)
        told = tuple(of_row | values(one) for one in stretches)
        if first.person is None:
            yield Strip("vacant", said("draw_vacant"), about, days, told=told)
            continue
        name = first.person.name or first.person.id
        if first.kind not in (None, "substantive"):
            name = said("draw_holds_as", name=name, kind=spoken(str(first.kind), said.lang))
        yield Strip(str(first.kind or "substantive"), name, about, days, told=told)
    gaps: dict[tuple[object, ...], list[GapDays]] = {}
    for gap in row.gaps:
        gaps.setdefault((gap.requirement, gap.kind, gap.have, gap.need), []).append(gap)
    for missing in gaps.values():
        gap = missing[0]
        name = said("draw_gap_is", kind=spoken(gap.kind, said.lang), have=gap.have, need=gap.need)
        about = said("draw_asked_by", requirement=gap.requirement.name or gap.requirement.id)
        days = tuple(Days(one.first_day, one.last_day) for one in missing)
        told = tuple(of_row | values(one) for one in missing)
        yield Strip(f"gap_{gap.kind}", name, about, days, gap=True, told=told)


def _post(held: HeldDays, found: Timeline, said: Said) -> str:
    post = held.post.name or held.post.id
    if held.at is None or held.at.id == found.id:
        return post
    return said("draw_from", post=post, place=held.at.name or held.at.id)


def _folded(strips: Sequence[Strip]) -> dict[int, Strip]:
    """Return the lines that are not drawn, by their identity."""
    much = len(strips) - MOST
    ended = sorted(strips, key=lambda one: (one.gap, one.days[-1].last_day)) if much > 0 else []
    return {id(one): one for one in ended[: max(much, 0)]}


def _band(row: TimelineRow, y: float, said: Said) -> tuple[list[Item], float]:
    """Return the heading of a row."""
    if row.tier is None:
        return [], y
    matters = said.some(_matter(one, said) for one in row.matters)
    lines = [Line(f"{spoken(row.tier, said.lang)} · {matters}", "name")]
    texts, end = block(MARGIN + GAP, y + GAP, WIDE - 2 * MARGIN - 2 * GAP, lines)
    return [Mark(MARGIN, y + GAP / 2, WIDE - 2 * MARGIN, end - y, "heading"), *texts], end + GAP


def _matter(one: NamedId, said: Said) -> str:
    return said("all_matters") if one.id == ALL else one.name or one.id


def _line(strip: Strip, y: float, axis: _Axis, said: Said) -> tuple[Node, float]:
    look = style().looks[strip.look]
    spans = [said.days(one.first_day, one.last_day, within=axis.within) for one in strip.days]
    lines = [Line(f"{look.mark} {strip.name}".strip(), "name")]
    lines += [Line(one, "small") for one in (strip.about, said.some(spans)) if one]
    texts, end = block(MARGIN + GAP, y, LABEL - 3 * GAP, lines, [strip.look if strip.gap else "ink", "faint"])
    middle = y + (end - y - BAR) / 2 + 2
    bars = [axis.bar(one, middle, strip.look) for one in strip.days]
    rule = Rule(MARGIN, end + GAP / 2, WIDE - MARGIN, end + GAP / 2, "line")
    title = " · ".join(_all_said(line.text for line in [*lines[:-1], Line(said.joined(spans))]))
    name = " · ".join(_all_said((strip.name, strip.about)))
    return Node(title, (*texts, *bars, rule), name, strip.told), end + GAP


def _all_said(texts: Iterable[str]) -> list[str]:
    return [text for text in texts if text]
