"""Asking a register in one SQLite file, and appending to it: one connection per thread.

Rules:
- ANALYZE is never run: its statistics make the planner choose Bloom filters and a trace 40 times slower.
- A file of an older schema is upgraded when it is opened, in one transaction; where it cannot be written, or another is
  writing, it is left as it is and answers everything but what it cannot find; of what a later schema brought it holds
  none.
- A query's lists and parts come as JSON text, and are decoded here; lists among its parameters go as JSON text.
"""

import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import cached_property
from pathlib import Path
from typing import Any, Self

import apsw
import orjson

from graph.changes import canonical
from graph.changes.changeset import Changeset, Head, Register
from graph.model.errors import BadRegister, OutputRefused, StaleHead, StoreAway
from graph.model.facts import TABLES
from graph.stores import queries
from graph.stores.names import check_schema, differing, holds_none, named_in, named_since, unnamed
from graph.stores.protocol import Row
from graph.stores.sqlite.file import SCHEMA, check_file, check_library, connected, lay_out, settle, translated
from graph.stores.sqlite.writing import write

_LAST_VERSION = 2**62


class SqliteStore:
    """A register in one file."""

    def __init__(self, path: str, *, aside: bool = False) -> None:
        self._path, self._aside = path, aside
        self._local = threading.local()
        self._all: list[apsw.Connection] = []
        self._closed = False
        self._schema = SCHEMA

    @classmethod
    def open(cls, path: str, *, aside: bool = False) -> Self:
        """Open a register file after reading its header; raise BadRegister for anything else."""
        check_library(apsw.sqlite_lib_version())
        check_file(path)
        store = cls(path, aside=aside)
        with translated(path):
            store._check_head()
            if store._schema < SCHEMA:
                store._upgrade_if_possible()
        return store

    @classmethod
    def create(cls, path: str, *, id: str, zone: str, created_at: int, aside: bool = False) -> Self:
        """Begin a register in a file that does not exist yet; a failure leaves no file behind.

        ``aside``: nobody else sees the file before the store is closed, and what fails is thrown away.
        """
        check_library(apsw.sqlite_lib_version())
        try:
            with Path(path).open("xb"):
                pass
        except FileExistsError as error:
            raise BadRegister("register_exists", path=path) from error
        except OSError as error:
            raise OutputRefused("cannot_write", path=path, reason=error.strerror) from error
        try:
            with translated(path):
                lay_out(
                    path,
                    {
                        "id": id,
                        "zone": zone,
                        "created_at": created_at,
                        "schema": SCHEMA,
                    },
                )
                if not aside:
                    settle(path)
        except BaseException:
            Path(path).unlink(missing_ok=True)
            raise
        return cls.open(path, aside=aside)

    @property
    def name(self) -> str:
        return self._path

    @property
    def at_hand(self) -> bool:
        return True

    @cached_property
    def zone(self) -> str:
        return self.register().zone

    def register(self) -> Register:
        (id, zone, created_at, number, head, recorded_at, changes, _) = self._own_row()
        genesis = canonical.genesis(id, zone, created_at)
        return Register(id, zone, created_at, Head(number, head or genesis, recorded_at, changes))

    def _own_row(self) -> Row:
        found = self.ask("register")
        if len(found) != 1:
            raise BadRegister("damaged", path=self._path, reason="register")
        return found[0]

    def ask(self, question: str, **parameters: Any) -> list[Row]:
        query = queries.load("sql", question)
        check_schema(question, self._schema, self._path, parameters.get("noun"))
        if holds_none(question, self._schema):
            return []
        with translated(self._path):
            found = self._connection().execute(query.text, _listed(query.bound(parameters)))
            if not query.json:
                return list(found)
            if query.parts:
                return [(part, orjson.loads(rows)) for part, rows in found]
            return list(_decoded(found, [query.columns.index(name) for name in query.json]))

    def ask_each(self, question: str, each: Sequence[Mapping[str, Any]]) -> list[list[Row]]:
        return [self.ask(question, **parameters) for parameters in each]

    @contextmanager
    def reading(self) -> Iterator[None]:
        with translated(self._path):
            connection = self._connection()
            connection.execute("BEGIN")
        try:
            yield
        finally:
            if connection.in_transaction:
                connection.execute("ROLLBACK")

    def append(self, changeset: Changeset) -> Head:
        with translated(self._path):
            connection = self._connection()
            connection.execute("BEGIN IMMEDIATE")
            schema = self._schema
            try:
                head = self.register().head
                if head.hash == changeset.header.hash:
                    connection.execute("ROLLBACK")
                    return head
                if head.hash != changeset.header.previous:
                    raise StaleHead("stale_head", head=head.hash)
                if self._schema < SCHEMA:
                    self._upgrade(connection)
                write(connection, changeset)
                connection.execute("COMMIT")
            except BaseException:
                self._schema = schema
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise
        return changeset.header.head

    def damage(self) -> list[str]:
        with translated(self._path):
            connection = self._connection()
            connection.execute("BEGIN")  # one moment: what a writer adds beside us is no damage
            try:
                return self._damage()
            finally:
                connection.execute("ROLLBACK")

    def _damage(self) -> list[str]:
        found = [str(row[0]) for row in self._connection().execute("PRAGMA integrity_check")]
        found = [] if found == ["ok"] else found
        [(page,)] = self._connection().execute("PRAGMA page_size")
        if Path(self._path).stat().st_size % page:  # what is cut off reads as zeros, as an empty page's end is
            found.append("the file does not end with a page")
        head = self.register().head
        for first, last in ((-_LAST_VERSION, 0), (head.changes + 1, _LAST_VERSION)):
            for table in (*TABLES, "withdrawals"):
                more: dict[str, Any] = {} if table == "withdrawals" else {"everything": True, "known_at": None}
                extra = self.ask(f"facts/{table}", first=first, last=last, **more)
                found += [f"{table}: change {row[0]} is in no changeset" for row in extra]
        for first, last in ((-_LAST_VERSION, 0), (head.number + 1, _LAST_VERSION)):
            extra = self.ask("changesets", first=first, last=last)
            found += [f"changeset {row[0]} is not in the chain" for row in extra]
        return found

    def misnamed(self, changes: int) -> list[str]:
        if not (nouns := named_in(self._schema)):
            return []
        [(names, facts)] = self.ask("upkeep/names", nouns=nouns)
        strange = [] if names == facts else [f"{names} names of {facts} facts"]
        return [*strange, *differing(self.ask, changes, nouns)]

    def close(self) -> None:
        self._closed = True
        for connection in self._all:
            connection.close()
        self._all.clear()
        if self._aside:
            self._aside = False
            with translated(self._path):
                settle(self._path)

    def _connection(self) -> apsw.Connection:
        if self._closed:
            raise StoreAway("store_closed", path=self._path)
        connection: apsw.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = connected(self._path, aside=self._aside)
            self._local.connection = connection
            self._all.append(connection)
        return connection

    def _check_head(self) -> None:
        (*_, number, head, recorded_at, changes, self._schema) = self._own_row()
        if self._schema > SCHEMA:  # the file's header may lag behind its log
            raise BadRegister("newer_schema", path=self._path, schema=self._schema, known=SCHEMA)
        last = self.ask("changesets", first=number, last=number)
        if number == 0:
            sound = head is None and changes == 0
        else:
            sound = len(last) == 1 and (last[0][1], last[0][3]) == (head, recorded_at)
        if not sound:
            raise BadRegister("damaged", path=self._path, reason="head")

    def _upgrade_if_possible(self) -> None:
        """Bring an older file to this schema; one that cannot be written now is left as it is."""
        connection, before = self._connection(), self._schema
        if connection.readonly("main"):
            return
        with suppress(apsw.ReadOnlyError, apsw.BusyError):
            connection.execute("BEGIN IMMEDIATE")
            try:
                self._upgrade(connection)
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                self._schema = before
                raise

    def _upgrade(self, connection: apsw.Connection) -> None:
        """Lay out what the file's schema lacks and fill it, in a transaction; another may have done it meanwhile."""
        [(*_, changes, found)] = self.ask("register")
        for number, text in queries.schema("sql"):
            if number > found:
                connection.execute(text)
        connection.execute(f"PRAGMA user_version = {SCHEMA}")
        self._schema = SCHEMA
        if lacking := named_since(found):
            for rows in unnamed(self.ask, 1, changes, lacking):
                connection.executemany(queries.load("sql", "write/names").text, rows)


def _listed(parameters: Mapping[str, Any]) -> dict[str, Any]:
    """Return a question's parameters with its lists as JSON text, which json_each reads."""
    return {
        name: orjson.dumps(value).decode() if isinstance(value, list | tuple | dict) else value
        for name, value in parameters.items()
    }


def _decoded(rows: Iterable[Row], places: list[int]) -> Iterator[Row]:
    for row in rows:
        values = list(row)
        for place in places:
            values[place] = orjson.loads(values[place])
        yield values
