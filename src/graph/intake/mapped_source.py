"""The lines of one source of a mapping: its header understood, each column used or ignored, its rows made.

Rules:
- A column that is neither used nor ignored is a fault, and a label that the header lacks too: nothing is dropped in
  silence. A column without a header may be blank.
- Rows that ``where`` and ``unless`` leave out are counted; a ``where`` that leaves none is a fault.
- A line of a bad shape makes nothing, and the tables that it would fill are not complete.
"""

from collections.abc import Iterator, Mapping
from itertools import islice

from graph.changes.claims import Claim
from graph.intake.cells import no_text, suggested
from graph.intake.header import letters
from graph.intake.labels import labels_of, unnamed
from graph.intake.ledger import Ledger, Line
from graph.intake.mapped_rows import RuleRows, TableRows, column_name
from graph.intake.mapping import At, LedgerMap, Role, Rule, Source, path_text
from graph.intake.patterns import bare
from graph.intake.records import CELL_LIMIT, CELLS_KEPT
from graph.intake.roles import RoleRows
from graph.intake.sheet import NO_TEXT_LISTED, PRIVATE, private_points
from graph.model.facts import Form
from graph.model.faults import Faults
from graph.model.ids import trimmed

_TEXTUAL = (Form.ID, Form.REFERENCE, Form.NAME, Form.TEXT, Form.WORD, Form.LIST, Form.INSTANT)


class SourceRows:
    """Reads one source."""

    def __init__(
        self, source: Source, mapping: LedgerMap, file: str, tables: Mapping[str, TableRows], faults: Faults
    ) -> None:
        self._source, self._mapping, self._file = source, mapping, file
        self._tables, self._faults = tables, faults
        self._row = source.header[-1]
        self._labels: tuple[str, ...] = ()
        self._unnamed: set[int] = set()
        self._above: dict[int, str] = {}
        self._no_text = 0
        self._told: tuple[int, set[tuple[str, str | None]]] = (0, set())

    def read(self, ledger: Ledger) -> list[Claim]:
        """Make the rows of all lines; return what roles claim."""
        lines = iter(ledger)
        places = self._header(list(islice(lines, self._source.header[-1])), exact=ledger.exact)
        if places is None:
            self.spoil()
            return []
        ledger.textual = self._textual(places)
        return list(self._rows(lines, places))

    def spoil(self) -> None:
        """Take the tables of this source as not complete: what refers to their rows may not be at fault."""
        for rule in self._rules():
            self._tables[rule.table.name].complete = False

    def _rules(self) -> Iterator[Rule]:
        yield from self._source.rules
        for role in self._source.roles:
            yield from (role.post, *role.assignments)

    def _report(self, code: str, column: str | None = None, /, **about: str) -> None:
        if self._told[0] != self._row:
            self._told = self._row, set()
        if (code, column) in self._told[1]:  # several rules may use one cell
            return
        self._told[1].add((code, column))
        if code == "not_utf8":
            self._no_text += 1
            if self._no_text > NO_TEXT_LISTED:
                self._faults.follows()
                return
        self._faults.add(code, self._file, self._row, column, **about)

    def _report_key(self, code: str, at: At, /, **about: str) -> None:
        mapping = self._mapping
        self._faults.add(code, mapping.file, mapping.line(at), path_text(at), **about)

    # The header

    def _used(self) -> dict[str, At]:
        """Return every column that is read, with where the mapping names it."""
        used: dict[str, At] = {}
        for role in self._source.roles:
            used.setdefault(role.column, (*role.at, "column"))
        parts: tuple[Rule | Role | Source, ...] = (*self._source.rules, *self._source.roles, self._source)
        for part in parts:
            for label in part.labels:
                used.setdefault(label, part.at)
        if self._source.roles:
            for pattern, at in ((self._mapping.as_of, ("as_of",)), (self._mapping.people.id, ("people", "id"))):
                for label in pattern.labels if pattern else ():
                    used.setdefault(label, at)
        return used

    def _header(self, above: list[Line], *, exact: bool) -> dict[str, int] | None:
        """Return where each column stands that is used; None where the header and the mapping do not fit."""
        lines = above[self._source.header[0] - 1 :]
        rows = [line.cells for line in lines]
        if len(rows) < len(self._source.header) or not any(map(trimmed, (cell for row in rows for cell in row))):
            self._report("map_no_header", rows=", ".join(map(str, self._source.header)))
            return None
        before = len(self._faults)
        for line in lines:
            if line.flaws and line.flaws.quote:
                self._report(line.flaws.quote[0], letters(line.flaws.quote[1]))
            for place, cell in enumerate(line.cells[:CELLS_KEPT]):
                if len(self._faults) == before and (fault := no_text(cell)):
                    self._report(fault.code, letters(place), **fault.about)
        self._labels = labels_of(rows, exact=exact)
        if len(self._labels) >= CELLS_KEPT:
            self._report("too_many_columns", most=str(CELLS_KEPT - 1))
        if len(self._faults) > before:
            return None
        self._unnamed = set(unnamed(rows, len(self._labels)))
        return self._places() if len(self._faults) == before else None

    def _places(self) -> dict[str, int] | None:
        before = len(self._faults)
        used, ignored = self._used(), {*self._source.ignore}
        places: dict[str, int] = {}
        for place, label in enumerate(self._labels):
            name = bare(label)
            if name in used and name in places:
                self._report("doubled_column", label, first=letters(places[name]), again=letters(place))
            elif name in used or name in ignored:
                places.setdefault(name, place)
                self._unnamed.discard(place)
            elif place not in self._unnamed:
                self._report("column_not_mapped", label)
        known = tuple(self._labels)
        for label, at in used.items():
            if label not in places:
                self._report_key(
                    "map_no_column", at, label=label, source=self._shown(), nearest=suggested(label, known)
                )
        return places if len(self._faults) == before else None

    def _shown(self) -> str:
        return self._file.replace("\0", ", ")

    def _textual(self, places: Mapping[str, int]) -> frozenset[int]:
        """Return the columns of ids and names, in which a date or a fraction is what a spreadsheet made of it."""
        found = {places[role.column] for role in self._source.roles}
        for rule in self._rules():
            forms = {column.header: column.form for column in rule.table.columns}
            for header, pattern in rule.columns.items():
                if forms.get(header) in _TEXTUAL:
                    found.update(places[label] for label in pattern.labels)
        return frozenset(found)

    # The rows

    def _rows(self, lines: Iterator[Line], places: dict[str, int]) -> Iterator[Claim]:
        used = {places[label] for label in self._used()}
        judged = {places[label] for label in self._source.filter.labels}
        named = self._named(places)
        make_rule = self._rule_rows
        rules = [make_rule(rule, places) for rule in self._source.rules]
        roles = [
            RoleRows(role, self._mapping, places, self._labels, self._file, make_rule) for role in self._source.roles
        ]
        down = [places[label] for label in self._source.fill_down]
        seen = kept = 0
        for line in lines:
            if line.blank:
                continue
            self._row = line.number
            if not self._shaped(line):
                self.spoil()
                continue
            self._fill(line, down)
            seen += 1
            lost = self._lost(line, judged)
            if lost or not self._source.filter.keeps(line.cells, places):
                kept += bool(lost)
                continue
            kept += 1
            lost = self._lost(line, used)
            self._look(line.cells, named)
            for rule in rules:
                rule.make(line, line.cells, lost, self._report)
            for role in roles:
                if claim := role.make(line, lost, self._report):
                    yield claim
        self._count(seen, kept)

    def _rule_rows(self, rule: Rule, places: Mapping[str, int]) -> RuleRows:
        rows = self._tables[rule.table.name]
        return RuleRows(rule, rows, places, self._labels, self._file, self._mapping)

    def _shaped(self, line: Line) -> bool:
        """Make a line as wide as the header; False where its shape is bad, which is told."""
        cells, width = line.cells, len(self._labels)
        if line.flaws and line.flaws.quote:
            code, place = line.flaws.quote
            self._report(code, column_name(self._labels, place))
        elif (line.flaws and line.flaws.wide) or any(map(trimmed, cells[width:])):
            self._report("too_many_cells", cells=str(len(cells)), columns=str(width))
        elif len(cells) < width:
            self._report("too_few_cells", cells=str(len(cells)), columns=str(width))
        else:
            del cells[width:]
            return True
        return False

    def _lost(self, line: Line, places: set[int]) -> frozenset[int]:
        """Report the cells in some columns that are too long, or odd in a workbook; return their places."""
        if line.flaws is None:
            return frozenset()
        for place, length in line.flaws.long.items():
            if place in places:
                self._report("cell_too_long", self._labels[place], length=f"{length:,}", limit=f"{CELL_LIMIT:,}")
        for place, odd in sorted(line.flaws.odd.items()):
            if odd and place in places:
                self._report(odd.code, self._labels[place], **odd.about)
        return frozenset(places).intersection([*line.flaws.long, *line.flaws.odd])

    def _named(self, places: Mapping[str, int]) -> list[int]:
        """Return the columns of names."""
        labels = {role.column for role in self._source.roles}
        labels |= {label for rule in self._rules() if "name" in rule.columns for label in rule.columns["name"].labels}
        return sorted(places[label] for label in labels)

    def _look(self, cells: list[str], named: list[int]) -> None:
        """Report the first cell of each column that has no header; note names with characters for private use."""
        for place in [one for one in self._unnamed if trimmed(cells[one])]:
            self._report("column_not_mapped", self._labels[place])
            self._unnamed.discard(place)
        for place in named:
            if PRIVATE.search(cells[place]):
                about = {"value": trimmed(cells[place]), "points": private_points(cells[place])}
                self._faults.note("private_use", self._file, self._row, self._labels[place], **about)

    def _fill(self, line: Line, down: list[int]) -> None:
        for place in down:
            if trimmed(line.cells[place]):
                self._above[place] = line.cells[place]
            else:
                line.cells[place] = self._above.get(place, "")

    def _count(self, seen: int, kept: int) -> None:
        if seen and not kept and self._source.filter.where:
            self._report_key("map_no_rows", (*self._source.at, "where"), source=self._shown())
        elif kept < seen:
            self._faults.note("rows_left_out", self._file, count=f"{seen - kept:,}", rows=f"{seen:,}")
