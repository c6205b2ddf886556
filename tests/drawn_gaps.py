"""Which gaps the drawing of a handover tells: all that opened or closed, however little room it has."""

from collections.abc import Iterable
from unittest.mock import patch

from graph.meaning.coverage_answers import GapRow
from graph.meaning.handover import Handover
from graph.meaning.names import Names
from graph.output.drawing import handover as drawing
from graph.output.drawing.said import Said, values
from graph.output.json import dumps

SAID = Said("en", "UTC")


def drawn_gaps(found: Handover, most: int) -> list[set[bytes]]:
    """Which gaps opened and which closed by a drawing that has room for so many changes and other places."""
    with patch.object(drawing, "MOST", most):
        picture = drawing.handover_picture(found, SAID, Names({}))
    told = [
        about for _, item in picture.items() for about in item.about if isinstance(about, dict) and "change" in about
    ]
    return [
        {
            dumps({key: value for key, value in about.items() if key != "change"})
            for about in told
            if about["change"] == change
        }
        for change in (SAID("draw_gap_opened_here"), SAID("draw_gap_closed_here"))
    ]


def gaps_told(gaps: Iterable[GapRow]) -> set[bytes]:
    return {dumps(values(gap)) for gap in gaps}
