"""Which facts lie inside an area on a day, as the register would stand (for ``--end-missing --within``).

Rules (docs/meaning.md, Decided since):
- A place that is not in force on the day lies where it lay last, or will lie first: nothing is passed over in silence.
- A post lies inside an area when its organization's area, its unit or a place that it is assigned to does.
- People and matters lie nowhere.
"""

from collections.abc import Iterable, Mapping

from graph.changes.difference import TableDifference
from graph.changes.stored import Entry
from graph.model.facts import (
    Area,
    Assignment,
    Organization,
    Post,
    Printing,
    Requirement,
    Tenure,
    Unit,
    area_above,
)
from graph.model.times import Day, end, start


class Inside:
    """The places inside one area on one day."""

    def __init__(self, tables: Mapping[str, TableDifference], area: str, on: Day) -> None:
        self._area = area
        self._parents: dict[str, str | None] = {}
        for name in ("areas", "units"):
            for entry in _standing(tables[name].entries, on):
                self._parents[str(entry.fact.id)] = area_above(entry.fact)
        self._bodies = {
            str(entry.fact.id): entry.fact.area
            for entry in _standing(tables["organizations"].entries, on)
            if isinstance(entry.fact, Organization)
        }
        self._posts = self._inside_posts(tables, on)

    def holds(self, entry: Entry) -> bool:
        """Tell whether a fact lies inside."""
        fact = entry.fact
        if isinstance(fact, Area | Unit):
            return self.place(str(fact.id))
        if isinstance(fact, Organization | Requirement):
            return self.place(fact.area)
        if isinstance(fact, Assignment | Printing):
            return self.place(fact.place)
        if isinstance(fact, Post):
            return fact.id in self._posts
        return isinstance(fact, Tenure) and fact.post in self._posts

    def place(self, id: str | None) -> bool:
        while id is not None:
            if id == self._area:
                return True
            id = self._parents.get(id)
        return False

    def _inside_posts(self, tables: Mapping[str, TableDifference], on: Day) -> set[str]:
        found = set()
        for entry in tables["posts"].entries:
            if isinstance(entry.fact, Post) and entry.fact.organization is not None:
                body = entry.fact.organization
                if self.place(self._bodies.get(body, body)):
                    found.add(str(entry.fact.id))
        for entry in tables["assignments"].entries:
            if isinstance(entry.fact, Assignment) and on < end(entry.fact) and self.place(entry.fact.place):
                found.add(entry.fact.post)
        return found


def _standing(entries: Iterable[Entry], on: Day) -> Iterable[Entry]:
    """Return, for each id, the row that stands on a day: in force, else the last that began, else the first to come."""
    found: dict[str, Entry] = {}
    for entry in sorted(entries, key=lambda one: start(one.fact)):
        if start(entry.fact) <= on or str(entry.fact.id) not in found:
            found[str(entry.fact.id)] = entry
    return found.values()
