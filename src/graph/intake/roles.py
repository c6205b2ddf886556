"""The columns of names of a ledger: rows of posts and assignments, and claims of who holds them.

Rules:
- A role makes its post, the post's assignments and one claim of each row. Who the names are is not judged here: intake
  knows no register.
- A cell of names that is no such thing is a fault, and claims nothing.
"""

from collections.abc import Callable, Collection, Mapping, Sequence

from graph.changes.claims import NUMBER_HERE, Claim, Spot
from graph.intake.cells import CellFault, no_text
from graph.intake.ledger import Line
from graph.intake.mapped_rows import Report, RuleRows, day_in, lost_free
from graph.intake.mapping import LedgerMap, Role, Rule
from graph.intake.named import names_in
from graph.intake.patterns import NUMBER, ORGANIZATION, POST, Bound, Pattern
from graph.model.times import Day

MakeRule = Callable[[Rule, Mapping[str, int]], RuleRows]


class RoleRows:
    """Makes what one role says from the lines of one source."""

    def __init__(
        self,
        role: Role,
        mapping: LedgerMap,
        places: Mapping[str, int],
        labels: Sequence[str],
        file: str,
        make_rule: MakeRule,
    ) -> None:
        self._role, self._mapping, self._labels, self._file = role, mapping, labels, file
        self._places = {**places, POST: len(labels), ORGANIZATION: len(labels) + 1, NUMBER: len(labels) + 2}
        self._at = places[role.column]
        self._post = make_rule(role.post, places)
        self._assignments = [make_rule(rule, self._places) for rule in role.assignments]
        self._since = role.since.bind(places, mapping.words) if role.since else None
        assert mapping.as_of is not None  # a mapping with roles has one
        self._as_of = mapping.as_of.bind(places, mapping.words)
        self._id = self._bound_id(mapping.people.id)

    def _bound_id(self, pattern: Pattern | None) -> Bound | None:
        return pattern.bind(self._places, self._mapping.words) if pattern else None

    def make(self, line: Line, lost: Collection[int], report: Report) -> Claim | None:
        """Make the rows of a line; return its claim, None where there is none."""
        if not self._role.filter.keeps(line.cells, self._places):
            return None
        post = self._post.make(line, line.cells, lost, report)
        if post is None:
            return None
        organization = post.get("organization")
        cells = [*line.cells, str(post["id"]), str(organization or ""), NUMBER_HERE]
        for rule in self._assignments:
            rule.make(line, cells, lost, report)
        as_of, since = self._day(self._as_of, line, lost, report), self._day(self._since, line, lost, report)
        try:
            if self._at in lost:
                return None
            if fault := no_text(line.cells[self._at]):
                raise fault
            said = names_in(line.cells[self._at], self._role.cell)
            new_id = (self._id.text(cells) or None) if self._id else None
        except CellFault as fault:
            report(fault.code, self._labels[self._at], **fault.about)
            return None
        if as_of is None or since is False:
            return None
        return Claim(
            post=str(post["id"]),
            organization=str(organization) if organization else None,
            as_of=Day(str(as_of)),
            since=Day(str(since)) if since else None,
            said=said,
            new_id=new_id,
            differs=self._role.differs,
            spot=Spot(self._file, line.number, self._labels[self._at]),
        )

    def _day(self, bound: Bound | None, line: Line, lost: Collection[int], report: Report) -> str | bool | None:
        """Return a day, None where it is blank, False where it is none; as_of may be neither."""
        if bound is None:
            return None
        if not lost_free(bound.places, lost):
            return None if bound is self._as_of else False
        label = self._labels[bound.places[0]] if bound.places else self._labels[self._at]
        try:
            day = day_in(line, bound, bound.text(line.cells), self._mapping.dates)
        except CellFault as fault:
            report(fault.code, label, **fault.about)
            return None if bound is self._as_of else False
        if day is None and bound is self._as_of:
            report("needed_value", label)
        return day
