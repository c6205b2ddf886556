"""Gaps, what opens and closes, and keystones as sheets."""

from collections.abc import Iterable, Iterator

from graph.meaning.coverage_answers import GapPeriod, GapRow, Keystone
from graph.meaning.names import Named, Names
from graph.output.report.sheets import Cell, Column, Form, Sheet

AnyGap = GapRow | GapPeriod
Ids = Iterator[tuple[str, str | None]]

WHEN = (Column("since", Form.DAY, line=1),)
STRETCH = (Column("first_day", Form.DAY, line=1), Column("last_day", Form.DAY, joins=True, line=1))
CHANGE = (Column("change", Form.WORD, line=0),)


def gap_columns(*, over: bool) -> tuple[Column, ...]:
    """Return the columns of gaps, or of gaps over a range of days."""
    return (
        Column("place", Form.PLACE, line=0),
        Column("tier", Form.WORD, line=1),
        Column("gap", Form.WORD, line=1),
        Column("have", Form.COUNT, joins=True, line=1),
        Column("need", Form.COUNT, joins=True, line=1),
        *(STRETCH if over else WHEN),
        Column("unfilled", Form.COUNT, line=1),
        Column("matters", Form.MANY, line=2),
        Column("requirement", Form.NAMED, line=3),
        Column("last_holder", Form.NAMED, line=4),
        Column("last_post", Form.NAMED, joins=True, line=4),
        Column("last_until", Form.DAY, joins=True, line=4),
        Column("asked_meanwhile", Form.NAMED, line=5),
        Column("above_post", Form.NAMED, joins=True, line=5),
        Column("above_place", Form.NAMED, joins=True, line=5),
    )


def gap_ids(row: AnyGap) -> Ids:
    """Yield what a row names."""
    yield "place", row.place
    yield "requirement", row.requirement
    for matter in row.matters:
        yield "matter", matter
    if row.last_holder:
        yield "person", row.last_holder.person
        yield "post", row.last_holder.post
    if row.answered_above:
        yield "place", row.answered_above.place
        yield "post", row.answered_above.post
        yield "person", row.answered_above.person


def gap_cells(row: AnyGap, names: Names) -> list[Cell]:
    """Return a row as the cells of its columns."""
    last, above = row.last_holder, row.answered_above
    when = [row.since or "as_long_as_known"] if isinstance(row, GapRow) else [row.first_day, row.last_day]
    return [
        *(names("place", row.place), row.tier, row.kind, row.have, row.need, *when, len(row.matters)),
        tuple(names("matter", matter) for matter in row.matters),
        names("requirement", row.requirement),
        *((names("person", last.person), names("post", last.post), last.until) if last else (None,) * 3),
        *(
            (names("person", above.person), names("post", above.post), names("place", above.place))
            if above
            else (None,) * 3
        ),
    ]


def gaps_sheet(rows: Iterable[tuple[AnyGap, Names]], *, over: bool, empty: str) -> Sheet:
    """Return the sheet of gaps."""
    cells = (gap_cells(row, names) for row, names in rows)
    return Sheet("sheet_gaps", gap_columns(over=over), cells, empty=empty, main=True)


def changes_sheet(rows: Iterable[tuple[tuple[str, GapRow], Names]]) -> Sheet:
    """Return the sheet of gaps that open, close or stay open."""
    cells = ([change, *gap_cells(row, names)] for (change, row), names in rows)
    return Sheet("sheet_changes", (*CHANGE, *gap_columns(over=False)), cells, empty="nothing_opens", main=True)


KEYSTONE_COLUMNS = (
    Column("person", Form.NAMED),
    Column("keystone_slots", Form.COUNT),
    Column("posts", Form.MANY),
)


def keystone_ids(row: Keystone) -> Ids:
    """Yield what a row names."""
    yield "person", row.person
    for post in row.posts:
        yield "post", post


def keystones_sheet(rows: Iterable[tuple[Keystone, Names]]) -> Sheet:
    """Return the sheet of people, most slots first."""
    cells: Iterator[list[Cell]] = ([names("person", row.person), row.slots, _posts(row, names)] for row, names in rows)
    return Sheet("sheet_keystones", KEYSTONE_COLUMNS, cells, empty="no_keystones", main=True)


def _posts(row: Keystone, names: Names) -> tuple[Named, ...]:
    return tuple(names("post", post) for post in row.posts)
