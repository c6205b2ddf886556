"""The rows of a ledger to rows of one table, by the patterns of a rule: as a file of the import format would give them.

Rules:
- Cells are judged by the readers of the import format; only days come in the forms that the mapping names.
- A row that comes out the same as an earlier one of its id is that one: a zone stands in each of its villages' rows.
- A fault names the column of the ledger that the cell came from; the mapping's constants were judged before.
"""

from collections.abc import Callable, Collection, Mapping, Sequence

from graph.changes.proposal import Origins, ProposedRow, Sheet
from graph.intake.cells import CellFault, no_text
from graph.intake.day_forms import DayForm, day_of
from graph.intake.header import letters
from graph.intake.ledger import Line
from graph.intake.mapping import LedgerMap, Rule
from graph.intake.patterns import Bound
from graph.intake.rows import Problem, RowReader
from graph.intake.sheet import Shared
from graph.model.facts import Table, Value

Report = Callable[..., None]


class TableRows:
    """The rows of one table, from all rules that fill it."""

    def __init__(self, table: Table, headers: Sequence[str], file: str, shared: Shared) -> None:
        self.headers = tuple(headers)
        self.file, self.complete = file, True
        self._table = table
        self._reader = RowReader(
            table, {name: place for place, name in enumerate(headers)}, shared.pool, shared.unknown_kinds
        )
        fields = self._reader.fields
        self._key = [fields.index(name) for name in ("id", "since") if name in fields]
        self._rows: list[ProposedRow] = []
        self._at: dict[tuple[Value, ...], int] = {}
        self._origins = Origins()

    @property
    def fields(self) -> tuple[str, ...]:
        return self._reader.fields

    def add(
        self, cells: Sequence[str], lost: Collection[int], line: Line, file: str, labels: Mapping[str, str]
    ) -> tuple[dict[str, Value] | None, list[Problem]]:
        """Add a row; return its values by field (None where it is at fault) and what is wrong with it."""
        number = len(self._rows) + 1
        row, problems = self._reader.read(number, cells, lost)
        key = tuple(row.values[place] for place in self._key)
        before = self._at.setdefault(key, number) if "id" in self.fields else number
        if row.spoiled or before == number or not self._same(self._rows[before - 1], row):
            self._rows.append(row)
            self._origins.add(file, line.number, labels)
        values = dict(zip(self.fields, row.values, strict=True))
        return (None if row.spoiled else values), problems

    @staticmethod
    def _same(one: ProposedRow, other: ProposedRow) -> bool:
        return (one.values, one.was_since, one.withdrawn) == (other.values, other.was_since, other.withdrawn)

    def sheet(self) -> Sheet:
        return Sheet(self.file, self._table.name, self.fields, self._rows, self.complete, origins=self._origins)


class RuleRows:
    """Makes the rows of one rule from the lines of one source."""

    def __init__(
        self,
        rule: Rule,
        rows: TableRows,
        places: Mapping[str, int],
        labels: Sequence[str],
        file: str,
        mapping: LedgerMap,
    ) -> None:
        self._rule, self._rows, self._file, self._dates = rule, rows, file, mapping.dates
        self._places = places
        self._bound = [rule.columns[header].bind(places, mapping.words) for header in rows.headers]
        self._days = [place for place, header in enumerate(rows.headers) if header in rule.days]
        self._labels = {
            header: labels[bound.places[0]] if bound.places[0] < len(labels) else header
            for header, bound in zip(rows.headers, self._bound, strict=True)
            if bound.places
        }

    def make(self, line: Line, cells: Sequence[str], lost: Collection[int], report: Report) -> dict[str, Value] | None:
        """Make a row of a line (``cells``: its own, and what a role adds); return its values, None where it is none."""
        if not self._rule.filter.keeps(cells, self._places):
            return None
        missing = {place for place, bound in enumerate(self._bound) if lost and not lost_free(bound.places, lost)}
        texts = [self._text(place, cells, missing, report) for place in range(len(self._bound))]
        for place in self._days:
            if place not in missing and not self._day(place, line, texts, report):
                missing.add(place)
        values, problems = self._rows.add(texts, missing, line, self._file, self._labels)
        for problem in problems:
            report(problem.code, self._labels.get(problem.column, problem.column), **problem.about)
        return values

    def _text(self, place: int, cells: Sequence[str], missing: set[int], report: Report) -> str:
        """Return the text of a column; one that cannot be made is told, and missing."""
        try:
            return self._bound[place].text(cells)
        except CellFault as fault:
            if place not in missing:
                report(fault.code, self._label(place), **fault.about)
            missing.add(place)
            return ""

    def _label(self, place: int) -> str:
        header = self._rows.headers[place]
        return self._labels.get(header, header)

    def _day(self, place: int, line: Line, texts: list[str], report: Report) -> bool:
        """Turn a day into the format's own form; False where it is none, which is told."""
        bound = self._bound[place]
        if not bound.places:
            return True
        try:
            texts[place] = day_in(line, bound, texts[place], self._dates) or ""
        except CellFault as fault:
            report(fault.code, self._label(place), **fault.about)
            return False
        return True


def lost_free(places: Sequence[int], lost: Collection[int]) -> bool:
    return not any(place in lost for place in places)


def day_in(line: Line, bound: Bound, text: str, dates: tuple[DayForm, ...]) -> str | None:
    """Return the day that a pattern gives; a cell that a spreadsheet holds as a date is one as it stands."""
    places = bound.places
    if bound.parts == places and len(places) == 1 and places[0] in line.days:
        return text
    if not places:
        return text or None
    if fault := no_text(text):
        raise fault
    return day_of(text, dates)


def column_name(labels: Sequence[str], place: int) -> str:
    return labels[place] if place < len(labels) else letters(place)
