"""A matrix is coverage taken apart: its cells of a tier together are coverage's figures, of each area."""

from collections import Counter

import pytest
from hypothesis import assume, given, note

from graph.commands.coverage import coverage
from graph.commands.coverage_question import Question
from graph.commands.matrix import matrix
from graph.meaning.coverage_answers import AreaCoverage, Coverage
from graph.meaning.matrix import MatrixRow
from graph.model.errors import Refusal
from graph.model.facts import Area
from graph.model.words import TIERS
from tests.properties.histories import examples, known_text, register_of
from tests.properties.strategies import CoverageQuestion, Drawn, asked_of_one

Asked = tuple[Drawn, CoverageQuestion, int]


def test_cells_together_are_the_figures_of_coverage(pytestconfig: pytest.Config) -> None:
    seen: Counter[str] = Counter()

    @examples(pytestconfig, few=60, many=1_000)
    @given(asked_of_one("coverage"))
    def holds(asked: Asked) -> None:
        drawn, question, number = asked
        areas = sorted({fact.id for known in drawn.known for fact in known.values() if isinstance(fact, Area)})
        assume(areas)
        area, level = areas[number % len(areas)], question.arguments.get("level")
        on, known_at = question.arguments["on"], known_text(question.arguments["known_at"])
        note(f"asked: {area} {on} {known_at} {level}")
        with register_of(drawn) as store:
            try:
                found = matrix(store, area, on, known_at, level=level)
            except Refusal:
                return
            whole = coverage(store, Question(area, on, known_at, level=level))
        assert [row.id for row in found.rows] == [area, *(one.id for one in whole.areas)]
        agree(found.rows[0], whole)
        for row, figures in zip(found.rows[1:], whole.areas, strict=True):
            agree(row, figures)
        assert {cell.matter for row in found.rows for cell in row.cells} == {one.id for one in found.matters}
        assert (found.orphans, found.as_of) == (whole.orphans, whole.as_of)
        seen.update(cells=sum(len(row.cells) for row in found.rows), inside=len(found.rows) - 1)

    holds()
    if pytestconfig.getoption("--thorough"):  # few registers need not hold each
        assert seen["cells"]
        assert seen["inside"]


def agree(row: MatrixRow, figures: Coverage | AreaCoverage) -> None:
    """Compare the sums of a row's cells with coverage's figures of each tier."""
    assert all(cell.slots for cell in row.cells)
    for tier in TIERS:
        cells = [cell for cell in row.cells if cell.tier == tier]
        kinds = ("unassigned", "lapsed", "vacant", "partial")
        told = figures.tiers[tier]
        assert [sum(cell.slots for cell in cells), sum(cell.filled for cell in cells)] == [told.slots, told.filled]
        assert sum(cell.filled_above for cell in cells) == told.filled_above
        for kind in kinds:
            assert sum(getattr(cell.gaps, kind) for cell in cells) == getattr(told.gaps, kind)
