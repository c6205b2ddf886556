"""Coverage as sheets: a summary by tier, the areas, and what changed since another day."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from graph.meaning.coverage import share
from graph.meaning.coverage_answers import AreaCoverage, Coverage, GapRow, TierCoverage
from graph.meaning.names import Named
from graph.model.words import GAP_KINDS, TIERS
from graph.output.report.sheets import Cell, Column, Form, Sheet

Counted = AreaCoverage | Coverage | TierCoverage

FIGURES = (
    Column("slots", Form.COUNT),
    Column("filled", Form.COUNT),
    Column("filled_above", Form.COUNT),
    Column("coverage", Form.SHARE),
    Column("own_coverage", Form.SHARE),
    Column(GAP_KINDS[0], Form.COUNT, heads="gaps_by_kind"),
    *(Column(kind, Form.COUNT, joins=True) for kind in GAP_KINDS[1:]),
)


def figures(counted: Counted) -> list[Cell]:
    """Return the cells of FIGURES."""
    gaps = counted.gaps
    return [
        *(counted.slots, counted.filled, counted.filled_above),
        share(counted.filled, counted.slots),
        share(counted.filled - counted.filled_above, counted.slots),
        *(gaps.unassigned, gaps.lapsed, gaps.vacant, gaps.partial),
    ]


def summary_sheet(coverage: Coverage) -> Sheet:
    """Return the figures of all tiers together, and of each."""
    rows: list[tuple[str, Counted]] = [("all_tiers", coverage), *coverage.tiers.items()]
    return Sheet(
        "sheet_summary",
        (Column("tier", Form.WORD), *FIGURES),
        [[tier, *figures(counted)] for tier, counted in rows],
        brief=True,
    )


def pair_sheet(before: Coverage, after: Coverage) -> Sheet:
    """Return the figures with some persons, and without them."""
    rows = [("with_them", before), ("without_them", after)]
    columns = (Column("persons", Form.WORD), *FIGURES)
    return Sheet("sheet_without", columns, [[word, *figures(counted)] for word, counted in rows], brief=True)


TOTALS = (Column("change", Form.WORD), Column("unfilled", Form.COUNT), Column("entries", Form.COUNT))


def totals_sheet(lists: Mapping[str, Iterable[GapRow]]) -> Sheet:
    """Return how many slots opened, closed and stayed open, and on how many rows they stand."""
    rows: list[list[Cell]] = []
    for name, found in lists.items():
        counts = Counter[int](len(row.matters) for row in found)
        rows.append([name, sum(slots * times for slots, times in counts.items()), counts.total()])
    return Sheet("sheet_totals", TOTALS, rows, brief=True)


AREA_COLUMNS = (
    Column("area", Form.NAMED),
    Column("level", Form.WORD, joins=True),
    *FIGURES,
    Column("unfilled", Form.COUNT, TIERS[0], heads="gaps_by_tier"),
    *(Column("unfilled", Form.COUNT, tier, joins=True) for tier in TIERS[1:]),
    *(Column("own_coverage", Form.SHARE, tier, detail=True) for tier in TIERS),
    *(
        Column(code, Form.COUNT, tier, detail=True)
        for tier in TIERS
        for code in ("slots", "filled", "filled_above", *GAP_KINDS)
    ),
)


def areas_sheet(
    coverage: Coverage, area: Named | None, level: str | None, *, main: bool = False, filed: bool = False
) -> Sheet:
    """Return the area's own figures first, then those of the areas inside, worst first."""
    return Sheet("sheet_areas", AREA_COLUMNS, _area_rows(coverage, area, level), main=main, filed=filed)


def _area_rows(coverage: Coverage, area: Named | None, level: str | None) -> Iterator[list[Cell]]:
    yield _area_row(area, level or "whole_register", coverage)
    for one in coverage.areas:
        yield _area_row(Named(one.id, one.name), one.level, one)


def _area_row(area: Named | None, level: str, counted: AreaCoverage | Coverage) -> list[Cell]:
    tiers = [counted.tiers.get(tier) for tier in TIERS]
    return [
        *(area, level, *figures(counted)),
        *(None if one is None else one.slots - one.filled for one in tiers),
        *(None if one is None else share(one.filled - one.filled_above, one.slots) for one in tiers),
        *(cell for one in tiers for cell in _tier(one)),
    ]


def _tier(one: TierCoverage | None) -> Iterable[Cell]:
    if one is None:
        return [None] * 7
    gaps = one.gaps
    return [one.slots, one.filled, one.filled_above, gaps.unassigned, gaps.lapsed, gaps.vacant, gaps.partial]
