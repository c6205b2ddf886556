"""Findings of audits, and plots that are not one to one, as sheets."""

from collections.abc import Iterable, Iterator, Mapping

from graph.meaning.board_difference import Difference
from graph.meaning.coverage import share
from graph.meaning.coverage_answers import ExactlyOne, Finding, Plot, Silenced
from graph.meaning.names import Names
from graph.output.report.sheets import Cell, Column, Detail, Form, Sheet, Value

Ids = Iterator[tuple[str, str | None]]

NAMED = {"requirement": "requirement", "persons": "person", "parent": "place"}
"""Keys of a finding's detail that name something, and what."""

FINDING_COLUMNS = (
    Column("severity", Form.WORD, line=0),
    Column("code", Form.WORD, line=0),
    Column("place", Form.PLACE, line=1),
    Column("post", Form.NAMED, line=1),
    Column("person", Form.NAMED, line=1),
    Column("matter", Form.NAMED, line=1),
    Column("detail", Form.DETAIL, line=2),
    Column("finding", line=3),
    Column("remedy", line=0),
    Column("of", Form.COUNT, detail=True),
)


def finding_ids(row: Finding) -> Ids:
    """Yield what a finding names."""
    yield from (("place", row.place), ("post", row.post), ("person", row.person), ("matter", row.matter))
    for key, noun in NAMED.items():
        value = row.detail.get(key)
        for one in value if isinstance(value, tuple) else (value,):
            yield noun, None if one is None else str(one)


def findings_sheet(rows: Iterable[tuple[Finding, Names]]) -> Sheet:
    """Return the sheet of findings."""
    cells = (_finding(row, names) for row, names in rows)
    return Sheet("sheet_findings", FINDING_COLUMNS, cells, empty="no_findings", main=True)


def _finding(row: Finding, names: Names) -> list[Cell]:
    about = {"place": row.place, "post": row.post, "person": row.person, "matter": row.matter}
    quiet = [key for key, value in row.detail.items() if key == "more_differences" and not value]
    told = {key: value for key, value in row.detail.items() if key not in quiet}
    detail = Detail(tuple((key, _value(key, value, names)) for key, value in told.items()))
    return [
        *(row.severity, row.code),
        *(None if id is None else names(noun, id) for noun, id in about.items()),
        *(detail, row.id, row.remedy, row.of),
    ]


def _value(key: str, value: str | int | tuple[str, ...] | tuple[Difference, ...] | None, names: Names) -> Value:
    noun = NAMED.get(key)
    if noun is None or value is None:
        return value
    return tuple(names(noun, str(one)) for one in value) if isinstance(value, tuple) else names(noun, str(value))


SILENCED = (Column("finding"), Column("by"), Column("until", Form.DAY), Column("reason"))


def silenced_sheet(rows: Iterable[Silenced]) -> Sheet:
    """Return the sheet of findings that acceptances silence; it is read after that of the findings."""
    cells = ([row.finding, row.by, row.until, row.reason] for row in rows)
    return Sheet("sheet_silenced", SILENCED, cells, filed=True, late=True)


LOOKED_AT = (
    Column("code", Form.WORD),
    Column("severity", Form.WORD),
    Column("found", Form.COUNT),
    Column("of", Form.COUNT),
    Column("remedy"),
)


def looked_at_sheet(rows: Iterable[list[Cell]]) -> Sheet:
    """Return the sheet of what was looked at: for each code how much was found, out of how many."""
    return Sheet("sheet_looked_at", LOOKED_AT, rows, brief=True, late=True)


PLOT_COLUMNS = (
    Column("code", Form.WORD),
    Column("place", Form.PLACE),
    Column("tier", Form.WORD),
    Column("requirement", Form.NAMED),
    Column("person", Form.NAMED),
    Column("post", Form.NAMED),
)

PlotRow = tuple[str, Plot | None, str | None, str | None]
"""What is wrong, the plot, the person, the post."""


def plot_rows(answer: ExactlyOne) -> Iterator[PlotRow]:
    """Yield what is not one to one."""
    for code, plots in (("missing_plot", answer.missing), ("shared_plot", answer.shared)):
        for plot in plots:
            yield code, plot, None, None
    for one in answer.several:
        for plot in one.plots:
            yield "several_plots", plot, one.person, None
    for post in answer.idle:
        yield "idle", None, None, post


def plot_ids(row: PlotRow) -> Ids:
    """Yield what a row names."""
    _, plot, person, post = row
    yield from (("person", person), ("post", post))
    if plot is not None:
        yield from (("place", plot.place), ("requirement", plot.requirement))


def plots_sheets(answer: ExactlyOne, rows: Iterable[tuple[PlotRow, Names]]) -> Iterator[Sheet]:
    """Yield how many plots and people are one to one, then those that are not."""
    columns = (
        *(Column("code", Form.WORD), Column("of", Form.COUNT)),
        *(Column("one_to_one", Form.COUNT), Column("share", Form.SHARE)),
    )
    counted: Mapping[str, tuple[int, int]] = {
        "plots": (answer.plots, answer.plots_with_one),
        "people": (answer.people, answer.people_with_one),
    }
    yield Sheet(
        "sheet_summary", columns, [[code, of, one, share(one, of)] for code, (of, one) in counted.items()], brief=True
    )
    cells = (_plot(row, names) for row, names in rows)
    yield Sheet("sheet_plots", PLOT_COLUMNS, cells, empty="all_one_to_one" if answer.plots else "no_plots", main=True)


def _plot(row: PlotRow, names: Names) -> list[Cell]:
    code, plot, person, post = row
    where: list[Cell] = [None] * 3
    if plot is not None:
        where = [names("place", plot.place), plot.tier, names("requirement", plot.requirement)]
    return [
        code,
        *where,
        None if person is None else names("person", person),
        None if post is None else names("post", post),
    ]
