"""A matrix as a chart: a row for each area, a column for each tier of each matter, a cell that tells how it stands.

Rules:
- A cell is filled here, filled in part from above, not asked for, or has gaps: then a stripe for each kind, and how
  many slots are missing. Each differs in form (hatch, mark) as well as in colour; gaps are the darkest in print.
- Matters whose columns are equal everywhere are one column, which counts them together; then so many columns and rows
  as fit are drawn, those with gaps first, and the rest is one column and one row with its sums.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from graph.meaning.answers import NamedId
from graph.meaning.coverage_answers import GapCounts
from graph.meaning.matrix import Matrix, MatrixCell, MatrixRow
from graph.model.words import ALL, GAP_KINDS, TIERS, spoken
from graph.output.drawing.chart import GAP, MARGIN, Chart, Item, Mark, Node, Rule, Text, block, head, size_of, width_of
from graph.output.drawing.picture import Line
from graph.output.drawing.said import Said, values
from graph.output.drawing.style import style

LABEL = 210.0
CELL = 36.0
HIGH = 28.0
BETWEEN = 5.0
"""Points between the columns of two matters."""
LEAST = 560.0
MOST_MATTERS = 8
MOST_ROWS = 40

LEGEND = (
    ("filled", "draw_cell_filled"),
    ("filled_above", "draw_cell_above"),
    ("gap_unassigned", "draw_gap_unassigned"),
    ("gap_lapsed", "draw_gap_lapsed"),
    ("gap_vacant", "draw_gap_vacant"),
    ("gap_partial", "draw_gap_partial"),
    ("unasked", "draw_unasked"),
)
_SHORT = {"first": "draw_tier_first", "direct": "draw_tier_direct", "specific": "draw_tier_specific"}


@dataclass(frozen=True, slots=True)
class Counts:
    """Slots of a drawn cell."""

    slots: int = 0
    filled: int = 0
    above: int = 0
    gaps: tuple[int, ...] = (0,) * len(GAP_KINDS)

    @property
    def missing(self) -> int:
        return self.slots - self.filled


@dataclass(frozen=True, slots=True)
class Group:
    """Matters that share a column of each tier."""

    matters: tuple[str, ...]
    folded: bool = False


Table = dict[tuple[str, str], Counts]
"""The cells of a row, by matter and tier."""


@dataclass(frozen=True, slots=True)
class Band:
    """A row as it is drawn: of an area, or without one of all that are folded."""

    lines: tuple[Line, ...]
    table: Table
    look: str
    row: MatrixRow | None = None
    told: tuple[Any, ...] = field(default=(), kw_only=True)


def matrix_chart(found: Matrix, said: Said) -> Chart:
    """Return the chart of a matrix."""
    tables = [_table(row.cells) for row in found.rows]
    groups = _groups(found.matters, tables)
    tiers = [tier for tier in TIERS if any(key[1] == tier for table in tables for key in table)]
    bands, folded = _bands(found, tables, said)
    wide = max(LEAST, 2 * MARGIN + LABEL + len(groups) * (len(tiers) * CELL + BETWEEN))
    whole = _sum(tables[0].values())
    nodes: list[Node] = []
    title = said("draw_matrix", place=found.rows[0].name)
    body: list[Item] = []
    warnings = list(_warnings(found, whole, groups, folded, said))
    notes = _notes(found, tiers, said)
    used = {
        look for band in bands for group in groups for tier in tiers for look in _looks(_of(band.table, group, tier))
    }
    legend = [(look, said(code)) for look, code in LEGEND if look in used]
    items, y = head(wide, title, warnings, notes, legend)
    headings, y = _headings(found, groups, tiers, y, said)
    body += headings
    for band in bands:
        texts, end = block(MARGIN + GAP, y + 2, LABEL - 3 * GAP, band.lines, ["ink", "faint"])
        end = max(end + GAP, y + HIGH)
        title = " · ".join(line.text for line in band.lines)
        nodes.append(Node(title, (Mark(MARGIN, y, LABEL - GAP, end - y, band.look), *texts), _first(band), band.told))
        for group, tier, x in _columns(groups, tiers):
            counts = _of(band.table, group, tier)
            about = f"{_first(band)} · {spoken(tier, said.lang)} · {_called(found, group, said)}"
            cell = tuple(_cell(x, y, end - y, counts))
            nodes.append(Node(f"{about} · {_told(counts, said)}", cell, about, tuple(_cells(band, group, tier))))
        y = end + GAP / 2
    return Chart(title, wide, y + MARGIN, (*items, *body), tuple(nodes), {"matter": _matters(found, said)})


def _first(band: Band) -> str:
    return band.lines[0].text


def _cells(band: Band, group: Group, tier: str) -> Iterator[Mapping[str, Any]]:
    """Yield what the answer holds for a drawn cell, matter by matter; of folded rows their sums."""
    for matter in group.matters:
        counts = band.table.get((matter, tier))
        where = {} if band.row is None else values(band.row, "cells")
        yield where | {"tier": tier, "matter": matter} | ({"slots": 0} if counts is None else _figures(counts))


def _figures(counts: Counts) -> dict[str, Any]:
    gaps = dict(zip(GAP_KINDS, counts.gaps, strict=True))
    return {"slots": counts.slots, "filled": counts.filled, "filled_above": counts.above, "gaps": gaps}


def _table(cells: Iterable[MatrixCell]) -> Table:
    return {(cell.matter, cell.tier): _counts(cell) for cell in cells}


def _counts(cell: MatrixCell) -> Counts:
    return Counts(cell.slots, cell.filled, cell.filled_above, _kinds(cell.gaps))


def _kinds(gaps: GapCounts) -> tuple[int, ...]:
    return tuple(getattr(gaps, kind) for kind in GAP_KINDS)


def _sum(counts: Iterable[Counts]) -> Counts:
    slots, filled, above, gaps = 0, 0, 0, [0] * len(GAP_KINDS)
    for one in counts:
        slots, filled, above = slots + one.slots, filled + one.filled, above + one.above
        gaps = [sum(pair) for pair in zip(gaps, one.gaps, strict=True)]
    return Counts(slots, filled, above, tuple(gaps))


def _of(table: Table, group: Group, tier: str) -> Counts:
    return _sum(table[(matter, tier)] for matter in group.matters if (matter, tier) in table)


def _groups(matters: Sequence[NamedId], tables: Sequence[Table]) -> list[Group]:
    """Return the columns: equal ones together, those with the most gaps kept, the rest as one; in the order of ids."""
    alike: dict[tuple[Counts, ...], list[str]] = {}
    for matter in matters:
        column = tuple(table.get((matter.id, tier), Counts()) for table in tables for tier in TIERS)
        alike.setdefault(column, []).append(matter.id)
    missing = {tuple(some): sum(one.missing for one in column) for column, some in alike.items()}
    groups = sorted(missing, key=lambda some: -missing[some])  # stable: else by their first id
    kept = groups if len(groups) <= MOST_MATTERS else groups[: MOST_MATTERS - 1]
    rest = tuple(sorted(matter for some in groups[len(kept) :] for matter in some))
    return [*map(Group, sorted(kept)), *([Group(rest, folded=True)] if rest else [])]


def _bands(found: Matrix, tables: Sequence[Table], said: Said) -> tuple[list[Band], list[MatrixRow]]:
    """Return the rows that are drawn, and those that are folded into the last of them."""
    below = list(zip(found.rows[1:], tables[1:], strict=True))
    below.sort(key=lambda one: not _sum(one[1].values()).missing)
    shown, folded = (below, []) if len(below) <= MOST_ROWS else (below[: MOST_ROWS - 1], below[MOST_ROWS - 1 :])
    bands = [
        _band(found.rows[0], tables[0], "asked", said),
        *(_band(row, table, "place", said) for row, table in shown),
    ]
    if folded:
        cells: dict[tuple[str, str], list[Counts]] = {}
        for _, table in folded:
            for key, counts in table.items():
                cells.setdefault(key, []).append(counts)
        sums = {key: _sum(some) for key, some in cells.items()}
        whole = _sum(sums.values())
        lines = (
            Line(said("draw_folded_rows", count=len(folded), missing=whole.missing), "name"),
            Line(said("draw_slots", filled=whole.filled, slots=whole.slots), "small"),
            Line(said.some(row.name for row, _ in folded), "small"),
        )
        rest = tuple(values(row, "cells") | _figures(_sum(table.values())) for row, table in folded)
        bands.append(Band(lines, sums, "folded", told=rest))
    return bands, [row for row, _ in folded]


def _band(row: MatrixRow, table: Table, look: str, said: Said) -> Band:
    whole = _sum(table.values())
    counts = said("draw_slots", filled=whole.filled, slots=whole.slots) if whole.slots else said("draw_unasked")
    mark = style().looks[look].mark
    lines = (
        Line(f"{mark} {row.name}".strip(), "name"),
        Line(f"{spoken(row.level, said.lang)} · {row.id}", "small"),
        Line(counts, "small"),
    )
    return Band(lines, table, look, row, told=(values(row, "cells") | _figures(whole),))


def _warnings(
    found: Matrix, whole: Counts, groups: Sequence[Group], folded: Sequence[MatrixRow], said: Said
) -> Iterator[str]:
    if whole.missing:
        counts = zip(GAP_KINDS, whole.gaps, strict=True)
        kinds = said.joined(f"{spoken(kind, said.lang)} {count}" for kind, count in counts if count)
        yield said("draw_unfilled", missing=whole.missing, slots=whole.slots, kinds=kinds)
    if not whole.slots:
        yield said("draw_nothing_asked_here")
    for group in groups:
        if group.folded:
            table = _table(found.rows[0].cells)
            missing = sum(_of(table, group, tier).missing for tier in TIERS)
            yield said("draw_folded_matters", count=len(group.matters), missing=missing)
    if folded:
        missing = sum(_sum(_table(row.cells).values()).missing for row in folded)
        yield said("draw_folded_rows", count=len(folded), missing=missing)
    if found.orphans:
        yield said("draw_orphans", count=found.orphans)


def _notes(found: Matrix, tiers: Sequence[str], said: Said) -> Iterator[Line]:
    yield Line(said("draw_day", on=found.on), "name")
    short = (f"{said(_SHORT[tier])} = {spoken(tier, said.lang)}" for tier in tiers)
    yield Line(said("draw_matrix_how", tiers=said.joined(short)), "plain")
    yield said.known(found.known_at, found.as_of)


def _columns(groups: Sequence[Group], tiers: Sequence[str]) -> Iterator[tuple[Group, str, float]]:
    """Yield each column with where it begins."""
    x = MARGIN + LABEL
    for group in groups:
        for tier in tiers:
            yield group, tier, x
            x += CELL
        x += BETWEEN


def _headings(
    found: Matrix, groups: Sequence[Group], tiers: Sequence[str], y: float, said: Said
) -> tuple[list[Item], float]:
    """Return what stands above the columns, the names of matters on the line of their feet."""
    wide = len(tiers) * CELL
    named = [block(0, y, wide - 4, [Line(_called(found, group, said), "small")]) for group in groups]
    foot = max((end for _, end in named), default=y)
    items: list[Item] = []
    for number, (texts, end) in enumerate(named):
        x = MARGIN + LABEL + number * (wide + BETWEEN)
        items += [Text(x + one.x + 2, one.y + foot - end, one.text, one.size, one.ink) for one in texts]
        items.append(Rule(x, foot + 2, x + wide, foot + 2, "ink"))
    y = foot + 2 + size_of("small") + GAP / 2
    for _, tier, x in _columns(groups, tiers):
        items.append(Text(x + CELL / 2, y, said(_SHORT[tier]), "small", "faint", middle=True))
    return items, y + GAP


def _called(found: Matrix, group: Group, said: Said) -> str:
    names = _matters(found, said)
    called = said.some(names[matter] for matter in group.matters)
    return said("draw_other_matters", matters=called) if group.folded else called


def _matters(found: Matrix, said: Said) -> dict[str, str]:
    return {one.id: said("all_matters") if one.id == ALL else one.name or one.id for one in found.matters}


def _looks(counts: Counts) -> list[str]:
    if not counts.slots:
        return ["unasked"]
    if counts.missing:
        return [f"gap_{kind}" for kind, count in zip(GAP_KINDS, counts.gaps, strict=True) if count]
    return ["filled_above" if counts.above else "filled"]


def _cell(x: float, y: float, high: float, counts: Counts) -> Iterator[Item]:
    looks = _looks(counts)
    x, wide = x + 1, CELL - 2
    for number, look in enumerate(looks):
        yield Mark(x + number * wide / len(looks), y, wide / len(looks), high, look)
    marks = "".join(style().looks[look].mark for look in looks)
    words = marks if not counts.missing else f"{marks if len(looks) == 1 else ''}{counts.missing}"
    ink = looks[0]
    if looks[0] not in ("filled", "unasked"):
        long = min(width_of(words, "small") + 4, wide)
        yield Mark(x + (wide - long) / 2, y + high / 2 - 7, long, 14, "pill")
        ink = "gap" if counts.missing else "ink"
    yield Text(x + wide / 2, y + high / 2 + 3.5, words, "small", ink, middle=True)


def _told(counts: Counts, said: Said) -> str:
    if not counts.slots:
        return said("draw_unasked")
    told = [said("draw_slots", filled=counts.filled, slots=counts.slots)]
    if counts.above:
        told.append(said("draw_above", count=counts.above))
    kinds = zip(GAP_KINDS, counts.gaps, strict=True)
    return " · ".join([*told, *(f"{spoken(kind, said.lang)} {count}" for kind, count in kinds if count)])
