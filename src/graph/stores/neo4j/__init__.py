"""Neo4j 5.26 or later by the official driver: explicit read and write transactions, bookmarks, routing by the address.

Rules:
- ``connection`` runs statements and translates errors, ``writing`` appends, ``schema`` lays out and upgrades.
- A register of an older schema is upgraded when it is opened; a user who may not write gets every answer but those that
  need what is lacking.
"""

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from functools import cached_property
from typing import Any, Self

from graph.changes import canonical
from graph.changes.changeset import Changeset, Head, Register
from graph.model.errors import BadRegister
from graph.stores import Access, queries
from graph.stores.names import check_schema, differing, named_in
from graph.stores.neo4j import writing
from graph.stores.neo4j.connection import Connection
from graph.stores.neo4j.schema import SCHEMA, begin, upgrade
from graph.stores.protocol import Row

ASKED_AT_ONCE = 100
EACH = {"trace": "traces"}
"""Questions that can be asked several times in one round trip, with the question that does it."""
LOOSE_ENDS = 20


class Neo4jStore:
    """A register in one database of a Neo4j server or cluster."""

    def __init__(self, address: str, access: Access) -> None:
        self._schema = SCHEMA
        self._connection = Connection(address, access)
        self.name = self._connection.name

    @classmethod
    def open(cls, address: str, access: Access) -> Self:
        """Open a register on a server; raise BadRegister when the database holds none, or one of a newer schema."""
        store = cls(address, access)
        try:
            store._connection.check_server()
            found = store.ask("register")
            if not found:
                raise BadRegister("no_register", path=store.name)
            (*_, number, head, recorded_at, changes, schema) = found[0]
            store._schema = schema
            if schema > SCHEMA:
                raise BadRegister("newer_schema", path=store.name, schema=schema, known=SCHEMA)
            last = store.ask("changesets", first=number, last=number)
            if number and ([row[1] for row in last] != [head] or last[0][3] != recorded_at or not changes):
                raise BadRegister("damaged", path=store.name, reason="head")
            if schema < SCHEMA:
                store._upgrade_if_possible(changes)
        except BaseException:
            store.close()
            raise
        return store

    @classmethod
    def create(cls, address: str, access: Access, *, id: str, zone: str, created_at: int) -> Self:
        """Begin a register in an empty database; raise BadRegister when it holds anything."""
        store = cls(address, access)
        try:
            store._connection.check_server()
            if store.ask("register"):
                raise BadRegister("register_exists", path=store.name)
            if store.ask("upkeep/content")[0][0]:
                raise BadRegister("database_not_empty", path=store.name)
            begin(store._connection, {"id": id, "zone": zone, "created_at": created_at})
        finally:
            store.close()
        return cls.open(address, access)

    @cached_property
    def zone(self) -> str:
        return self.register().zone

    @property
    def at_hand(self) -> bool:
        return False

    @property
    def bookmarks(self) -> frozenset[str]:
        """What a read waits for before it is answered: this caller's last write."""
        return self._connection.bookmarks

    def register(self) -> Register:
        found = self.ask("register")
        if not found:
            raise BadRegister("no_register", path=self.name)
        (id, zone, created_at, number, head, recorded_at, changes, _) = found[0]
        genesis = canonical.genesis(id, zone, created_at)
        return Register(id, zone, created_at, Head(number, head or genesis, recorded_at, changes))

    def ask(self, question: str, **parameters: Any) -> list[Row]:
        check_schema(question, self._schema, self.name, parameters.get("noun"))
        query = queries.load("cypher", question)
        return self._connection.read(query.text, query.bound(parameters))

    def ask_each(self, question: str, each: Sequence[Mapping[str, Any]]) -> list[list[Row]]:
        found: list[list[Row]] = [[] for _ in each]
        for first in range(0, len(each), ASKED_AT_ONCE):
            part = each[first : first + ASKED_AT_ONCE]
            questions = [{"number": number, **one} for number, one in enumerate(part, first)]
            for number, *row in self.ask(EACH[question], questions=questions):
                found[number].append(row)
        return found

    def reading(self) -> AbstractContextManager[None]:
        return nullcontext()  # what is known at a record time never changes

    def append(self, changeset: Changeset) -> Head:
        return writing.append(self._connection, changeset)

    def damage(self) -> list[str]:
        loose = self.ask("upkeep/loose_ends", limit=LOOSE_ENDS)
        strays = self.ask("upkeep/strays", limit=LOOSE_ENDS)
        found = [f"relationships of change {version}" for [version] in loose]
        return found + [f"{what} {number} is not in the chain" for what, number in strays]

    def misnamed(self, changes: int) -> list[str]:
        nouns = named_in(self._schema)
        return list(differing(self.ask, changes, nouns)) if nouns else []

    def close(self) -> None:
        self._connection.close()

    def _upgrade_if_possible(self, changes: int) -> None:
        """Bring an older register to this schema; where the user may not write, it is left as it is."""
        before, self._schema = self._schema, SCHEMA
        try:
            upgrade(self._connection, before, changes, self.ask, lambda: self.register().head.changes)
        except BadRegister as error:
            if error.code != "server_refused":
                raise
            self._schema = before
