"""What the register holds, as the difference and the rules look at it: loaded a table at a time, when first needed."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from graph.changes.changeset import Change
from graph.model.facts import Fact, Tenure
from graph.model.times import Day

Loaded = Iterable[tuple[int, Fact]]
Identity = str | tuple[str, str]
Key = tuple[Identity, Day | None]


def identity(fact: Fact) -> Identity:
    """Return whose row a fact is: its id; a tenure's post and person."""
    return (fact.post, fact.person) if isinstance(fact, Tenure) else fact.id


def key(fact: Fact) -> Key:
    """Return what a row is matched by: its identity and since."""
    return identity(fact), fact.since


@dataclass(slots=True)
class Entry:
    """One fact as it would stand after the import. ``version``: stored; ``row``: touched by that row of the file."""

    fact: Fact
    version: int | None = None
    row: int | None = None
    withdrawn: bool = False

    def change(self, table: str) -> Change:
        """Return the change that an entry asks for, where it asks for one."""
        return Change(table, None if self.withdrawn else self.fact, self.version)


class Stored:
    """The facts known at the head. ``load`` gives a table's (version, fact); with everything, superseded ones too.

    A table is loaded whenever it is asked for: it is asked for once, and is not held beside the entries made of it.
    """

    def __init__(self, load: Callable[[str, bool], Loaded]) -> None:
        self._load = load
        self._ever: dict[str, dict[Identity, set[Day | None]]] = {}

    def table(self, name: str) -> Loaded:
        return self._load(name, False)

    def ever(self, name: str) -> dict[Identity, set[Day | None]]:
        """Return the identities of every fact that a table ever held, each with the days on which its rows begin."""
        if name not in self._ever:
            found: dict[Identity, set[Day | None]] = {}
            for _, fact in self._load(name, True):
                found.setdefault(identity(fact), set()).add(fact.since)
            self._ever[name] = found
        return self._ever[name]
