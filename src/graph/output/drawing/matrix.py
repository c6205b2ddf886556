"""A matrix as a chart: a row for each area, a column for each tier of each matter, a cell that tells how it stands.

Rules:
- A cell is filled here, filled in part from above, not asked for, or has gaps: then a stripe for each kind, and how
  many slots are missing. Each differs in form (hatch, mark) as well as in colour; gaps are the darkest in print.
- Matters whose columns are equal everywhere are one column, which counts them together; then so many columns and rows
  as fit are drawn, those with gaps first, and the rest is one column and one row with its sums.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import ceil
from typing import Any

from graph.meaning.matrix import Matrix, MatrixRow
from graph.model.words import ALL, GAP_KINDS, TIERS, spoken
from graph.output.drawing import shortfall
from graph.output.drawing.chart import GAP, MARGIN, Chart, Item, Mark, Node, Rule, Text, block, head, size_of, width_of
from graph.output.drawing.matrix_sums import (
    Counts,
    Group,
    Table,
    figures,
    groups_of,
    slots_of,
    sum_of,
    table_of,
)
from graph.output.drawing.picture import Line
from graph.output.drawing.said import Said, values
from graph.output.drawing.style import style

LABEL = 210.0
CELL = 36.0
MATTER = 72.0
"""The columns of a matter are together at least so wide, for its name."""
HIGH = 28.0
BETWEEN = 5.0
"""Points between the columns of two matters."""
LEAST = 560.0
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
class Band:
    """A row as it is drawn: of an area, or without one of all that are folded."""

    lines: tuple[Line, ...]
    table: Table
    look: str
    row: MatrixRow | None = None
    told: tuple[Any, ...] = field(default=(), kw_only=True)


def matrix_chart(found: Matrix, said: Said) -> Chart:
    """Return the chart of a matrix."""
    tables = [table_of(row.cells) for row in found.rows]
    groups = groups_of(found.matters, tables)
    tiers = [tier for tier in TIERS if any(key[1] == tier for table in tables for key in table)]
    bands, folded = _bands(found, tables, said)
    cell = max(CELL, MATTER / max(len(tiers), 1))
    wide = max(LEAST, 2 * MARGIN + LABEL + len(groups) * (len(tiers) * cell + BETWEEN))
    whole = sum_of(tables[0].values())
    nodes: list[Node] = []
    title = said("draw_matrix", place=found.rows[0].name)
    body: list[Item] = []
    above = shortfall.warnings(
        whole.slots, whole.gaps, _folded(found, whole, groups, folded, said), found.orphans, said
    )
    inside = [_how(tiers, said), *_folds(found, groups, folded, said, missing=False)]
    notes = shortfall.notes(found.on, inside, said.known(found.known_at, found.as_of), said)
    used = {
        look
        for band in bands
        for group in groups
        for tier in tiers
        for look in _looks(slots_of(band.table, group, tier))
    }
    legend = [(look, said(code)) for look, code in LEGEND if look in used]
    items, y = head(wide, title, above, notes, legend)
    headings, y = _headings(found, groups, tiers, cell, y, said)
    body += headings
    for band in bands:
        texts, end = block(MARGIN + GAP, y + 2, LABEL - 3 * GAP, band.lines, ["ink", "faint"])
        end = max(end + GAP, y + HIGH)
        label = " · ".join(line.text for line in band.lines)
        nodes.append(Node(label, (Mark(MARGIN, y, LABEL - GAP, end - y, band.look), *texts), _first(band), band.told))
        for group, tier, x in _columns(groups, tiers, cell):
            counts = slots_of(band.table, group, tier)
            about = f"{_first(band)} · {spoken(tier, said.lang)} · {_called(found, group, said)}"
            items_of = tuple(_cell(x, y, cell, end - y, counts))
            nodes.append(Node(f"{about} · {_told(counts, said)}", items_of, about, tuple(_cells(band, group, tier))))
        y = end + GAP / 2
    return Chart(title, wide, ceil(y + MARGIN), (*items, *body), tuple(nodes), {"matter": _matters(found, said)})


def _first(band: Band) -> str:
    return band.lines[0].text


def _cells(band: Band, group: Group, tier: str) -> Iterator[Mapping[str, Any]]:
    """Yield what the answer holds for a drawn cell, matter by matter; of folded rows their sums."""
    for matter in group.matters:
        counts = band.table.get((matter, tier))
        where = {} if band.row is None else values(band.row, "cells")
        yield where | {"tier": tier, "matter": matter} | ({"slots": 0} if counts is None else figures(counts))


def _bands(found: Matrix, tables: Sequence[Table], said: Said) -> tuple[list[Band], list[MatrixRow]]:
    """Return the rows that are drawn, and those that are folded into the last of them."""
    below = list(zip(found.rows[1:], tables[1:], strict=True))
    below.sort(key=lambda one: not sum_of(one[1].values()).missing)
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
        sums = {key: sum_of(some) for key, some in cells.items()}
        whole = sum_of(sums.values())
        lines = (
            Line(said("draw_folded_rows", count=len(folded), missing=whole.missing), "name"),
            Line(said("draw_slots", filled=whole.filled, slots=whole.slots), "small"),
            Line(said.some(row.name for row, _ in folded), "small"),
        )
        rest = tuple(values(row, "cells") | figures(sum_of(table.values())) for row, table in folded)
        bands.append(Band(lines, sums, "folded", told=rest))
    return bands, [row for row, _ in folded]


def _band(row: MatrixRow, table: Table, look: str, said: Said) -> Band:
    whole = sum_of(table.values())
    counts = said("draw_slots", filled=whole.filled, slots=whole.slots) if whole.slots else said("draw_unasked")
    mark = style().looks[look].mark
    lines = (
        Line(f"{mark} {row.name}".strip(), "name"),
        Line(f"{spoken(row.level, said.lang)} · {row.id}", "small"),
        Line(counts, "small"),
    )
    return Band(lines, table, look, row, told=(values(row, "cells") | figures(whole),))


def _folded(
    found: Matrix, whole: Counts, groups: Sequence[Group], folded: Sequence[MatrixRow], said: Said
) -> Iterator[str]:
    if not whole.slots:
        yield said("draw_nothing_asked_here")
    yield from (line.text for line in _folds(found, groups, folded, said, missing=True))


def _folds(
    found: Matrix, groups: Sequence[Group], folded: Sequence[MatrixRow], said: Said, *, missing: bool
) -> Iterator[Line]:
    """Yield what is folded and has gaps; or what is folded and has none, which is no warning."""
    table, rest = table_of(found.rows[0].cells), [group for group in groups if group.folded]
    counts = [sum(slots_of(table, group, tier).missing for tier in TIERS) for group in rest]
    told = [("draw_folded_matters", len(group.matters), count) for group, count in zip(rest, counts, strict=True)]
    if folded:
        told.append(
            ("draw_folded_rows", len(folded), sum(sum_of(table_of(row.cells).values()).missing for row in folded))
        )
    for code, count, lacking in told:
        if bool(lacking) is missing:
            yield Line(said(code, count=count, missing=lacking))


def _how(tiers: Sequence[str], said: Said) -> Line:
    short = (f"{said(_SHORT[tier])} = {spoken(tier, said.lang)}" for tier in tiers)
    return Line(said("draw_matrix_how", tiers=said.joined(short)), "plain")


def _columns(groups: Sequence[Group], tiers: Sequence[str], cell: float) -> Iterator[tuple[Group, str, float]]:
    """Yield each column with where it begins."""
    x = MARGIN + LABEL
    for group in groups:
        for tier in tiers:
            yield group, tier, x
            x += cell
        x += BETWEEN


def _headings(
    found: Matrix, groups: Sequence[Group], tiers: Sequence[str], cell: float, y: float, said: Said
) -> tuple[list[Item], float]:
    """Return what stands above the columns, the names of matters on the line of their feet."""
    wide = len(tiers) * cell
    named = [block(0, y, wide - 4, [Line(_called(found, group, said), "small")]) for group in groups]
    foot = max((end for _, end in named), default=y)
    items: list[Item] = []
    for number, (texts, end) in enumerate(named):
        x = MARGIN + LABEL + number * (wide + BETWEEN)
        items += [Text(x + one.x + 2, one.y + foot - end, one.text, one.size, one.ink) for one in texts]
        items.append(Rule(x, foot + 2, x + wide, foot + 2, "ink"))
    y = foot + 2 + size_of("small") + GAP / 2
    for _, tier, x in _columns(groups, tiers, cell):
        items.append(Text(x + cell / 2, y, said(_SHORT[tier]), "small", "faint", middle=True))
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


def _cell(x: float, y: float, wide: float, high: float, counts: Counts) -> Iterator[Item]:
    looks = _looks(counts)
    x, wide = x + 1, wide - 2
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
