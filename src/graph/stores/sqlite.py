"""SQLite by apsw: one file, WAL, synchronous=FULL, one connection per thread.

Rules:
- The file's first bytes are read before SQLite opens it: a file that is no register is refused and never written to.
- SQLite 3.7.0 to 3.51.2 (but 3.44.6 and 3.50.7) may lose acknowledged commits in WAL mode when several processes write
  and checkpoint (its published WAL-reset bug): such a library is refused.
- ANALYZE is never run: its statistics make the planner choose Bloom filters and a trace 40 times slower.
- A plan never depends on the values asked for (the planner's stability guarantee): else a statement whose plan might is
  prepared anew for each question, which takes six times as long as a trace.
- A file of an older schema is upgraded when it is opened, in one transaction; where it cannot be written, or another is
  writing, it is left as it is and answers everything but the search.
- A query's lists and parts come as JSON text, and are decoded here.
"""

import struct
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import cached_property, partial
from itertools import groupby, islice
from pathlib import Path
from typing import Any, Self

import apsw
import orjson

from graph.changes import canonical
from graph.changes.changeset import Changeset, Head, Register
from graph.changes.names import NOUNS
from graph.model.errors import (
    BadRegister,
    OutputRefused,
    StaleHead,
    StoreAway,
)
from graph.model.facts import TABLES
from graph.stores import queries
from graph.stores.names import check_schema, differing, name_rows, unnamed
from graph.stores.protocol import Row
from graph.stores.rows import changeset_row, head_row

APPLICATION_ID = 0x7A72656E  # "zren"
SCHEMA = 2
BUSY_MS = 10_000
STATEMENT_ROWS = 2_000
_MAGIC = b"SQLite format 3\0"
_HEADER_BYTES = 100
_FIRST_SAFE = (3, 51, 3)
_PATCHED = ((3, 44, 6), (3, 50, 7))
_CACHE_KIB = 16_000
_LAST_VERSION = 2**62


class SqliteStore:
    """A register in one file."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._local = threading.local()
        self._all: list[apsw.Connection] = []
        self._closed = False
        self._schema = SCHEMA

    @classmethod
    def open(cls, path: str) -> Self:
        """Open a register file after reading its header; raise BadRegister for anything else."""
        check_library(apsw.sqlite_lib_version())
        check_file(path)
        store = cls(path)
        with _translated(path):
            store._check_head()
            if store._schema < SCHEMA:
                store._upgrade_if_possible()
        return store

    @classmethod
    def create(cls, path: str, *, id: str, zone: str, created_at: int) -> Self:
        """Begin a register in a file that does not exist yet; a failure leaves no file behind."""
        check_library(apsw.sqlite_lib_version())
        try:
            with Path(path).open("xb"):
                pass
        except FileExistsError as error:
            raise BadRegister("register_exists", path=path) from error
        except OSError as error:
            raise OutputRefused("cannot_write", path=path, reason=error.strerror) from error
        try:
            with _translated(path):
                _lay_out(
                    path,
                    {
                        "id": id,
                        "zone": zone,
                        "created_at": created_at,
                        "schema": SCHEMA,
                    },
                )
        except BaseException:
            Path(path).unlink(missing_ok=True)
            raise
        return cls.open(path)

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
        check_schema(question, self._schema, self._path)
        with _translated(self._path):
            found = self._connection().execute(query.text, query.bound(parameters))
            if not query.json:
                return list(found)
            if query.parts:
                return [(part, orjson.loads(rows)) for part, rows in found]
            return list(_decoded(found, [query.columns.index(name) for name in query.json]))

    def ask_each(self, question: str, each: Sequence[Mapping[str, Any]]) -> list[list[Row]]:
        return [self.ask(question, **parameters) for parameters in each]

    @contextmanager
    def reading(self) -> Iterator[None]:
        with _translated(self._path):
            connection = self._connection()
            connection.execute("BEGIN")
        try:
            yield
        finally:
            if connection.in_transaction:
                connection.execute("ROLLBACK")

    def append(self, changeset: Changeset) -> Head:
        with _translated(self._path):
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
                self._write(connection, changeset)
                connection.execute("COMMIT")
            except BaseException:
                self._schema = schema
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise
        return changeset.header.head

    def damage(self) -> list[str]:
        with _translated(self._path):
            connection = self._connection()
            connection.execute("BEGIN")  # one moment: what a writer adds beside us is no damage
            try:
                return self._damage()
            finally:
                connection.execute("ROLLBACK")

    def _damage(self) -> list[str]:
        found = [str(row[0]) for row in self._connection().execute("PRAGMA integrity_check")]
        found = [] if found == ["ok"] else found
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
        if self._schema < SCHEMA:
            return []
        [(names, facts)] = self.ask("upkeep/names")
        strange = [] if names == facts else [f"{names} names of {facts} facts"]
        return [*strange, *differing(self.ask, changes)]

    def close(self) -> None:
        self._closed = True
        for connection in self._all:
            connection.close()
        self._all.clear()

    def _connection(self) -> apsw.Connection:
        if self._closed:
            raise StoreAway("store_closed", path=self._path)
        connection: apsw.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = _connected(self._path)
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
        connection = self._connection()
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
                self._schema = 1
                raise

    def _upgrade(self, connection: apsw.Connection) -> None:
        """Lay out what the file's schema lacks and fill it, in a transaction; another may have done it meanwhile."""
        [(*_, changes, found)] = self.ask("register")
        for number, text in queries.schema("sql"):
            if number > found:
                connection.execute(text)
        connection.execute(f"PRAGMA user_version = {SCHEMA}")
        self._schema = SCHEMA
        if found < SCHEMA:
            for rows in unnamed(self.ask, 1, changes):
                connection.executemany(queries.load("sql", "write/names").text, rows)

    def _write(self, connection: apsw.Connection, changeset: Changeset) -> None:
        for table, rows in groupby(changeset.rows(), key=lambda row: row[0]):
            query = queries.load("sql", f"write/{table}")
            lists = [name for name in ("kinds", "place_kinds", "post_kinds", "unit_kinds") if name in query.batch]
            while part := [row for _, row in islice(rows, STATEMENT_ROWS)]:
                connection.executemany(query.text, map(partial(_encoded, lists), part))
                if table in NOUNS:
                    connection.executemany(queries.load("sql", "write/names").text, name_rows(table, part))
        _run(connection, "write/changeset", changeset_row(changeset.header))
        _run(connection, "write/head", head_row(changeset.header))


def _run(connection: apsw.Connection, question: str, row: dict[str, Any]) -> None:
    connection.execute(queries.load("sql", question).text, row)


def _encoded(lists: Iterable[str], row: dict[str, Any]) -> dict[str, Any]:
    for name in lists:
        row[name] = orjson.dumps(row[name]).decode()
    return row


def _decoded(rows: Iterable[Row], places: list[int]) -> Iterator[Row]:
    for row in rows:
        values = list(row)
        for place in places:
            values[place] = orjson.loads(values[place])
        yield values


def _connected(path: str) -> apsw.Connection:
    connection = apsw.Connection(path, flags=apsw.SQLITE_OPEN_READWRITE)
    connection.set_busy_timeout(BUSY_MS)
    connection.config(apsw.SQLITE_DBCONFIG_ENABLE_QPSG, 1)
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
    return connection


def _lay_out(path: str, row: dict[str, Any]) -> None:
    """Write schema and register row with the rollback journal, so that the file holds its header; then turn on WAL."""
    connection = apsw.Connection(path, flags=apsw.SQLITE_OPEN_READWRITE)
    try:
        connection.execute("BEGIN IMMEDIATE")
        for _, text in queries.schema("sql"):
            connection.execute(text)
        _run(connection, "write/register", row)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {SCHEMA}")
        connection.execute("COMMIT")
        connection.execute("PRAGMA journal_mode = WAL")
    finally:
        connection.close()


def check_library(version: str) -> None:
    """Refuse a SQLite library that may lose acknowledged commits in WAL mode."""
    number = tuple(int(part) for part in version.split("."))
    if (3, 7, 0) <= number < _FIRST_SAFE and number not in _PATCHED:
        raise BadRegister("sqlite_affected", version=version)


def check_file(path: str) -> None:
    """Read a file's first bytes; raise BadRegister unless they are those of a register of a schema known here."""
    file = Path(path)
    try:
        if not file.exists():
            raise BadRegister("no_register", path=path)
        if not file.is_file():
            raise BadRegister("not_a_register", path=path)
        with file.open("rb") as stream:
            header = stream.read(_HEADER_BYTES)
    except OSError as error:
        raise BadRegister("cannot_read", path=path, reason=error.strerror) from error
    except ValueError as error:  # a path with a zero byte
        raise BadRegister("no_register", path=path) from error
    if len(header) < _HEADER_BYTES or not header.startswith(_MAGIC):
        raise BadRegister("not_a_register", path=path)
    schema, application_id = (
        struct.unpack(">I", header[60:64])[0],
        struct.unpack(">I", header[68:72])[0],
    )
    if application_id != APPLICATION_ID:
        raise BadRegister("not_a_register", path=path)
    if schema > SCHEMA:
        raise BadRegister("newer_schema", path=path, schema=schema, known=SCHEMA)


@contextmanager
def _translated(path: str) -> Iterator[None]:
    """Turn apsw's errors into zeren's."""
    try:
        yield
    except (apsw.BusyError, apsw.LockedError, apsw.ProtocolError) as error:
        raise StoreAway("store_locked", path=path) from error
    except (
        apsw.CorruptError,
        apsw.NotADBError,
        apsw.SQLError,
        apsw.MismatchError,
        orjson.JSONDecodeError,
    ) as error:
        raise BadRegister("damaged", path=path, reason=str(error)) from error
    except apsw.FullError as error:
        raise OutputRefused("disk_full", path=path) from error
    except apsw.ReadOnlyError as error:
        raise OutputRefused("cannot_write", path=path, reason="read-only") from error
    except (apsw.CantOpenError, apsw.IOError, apsw.PermissionsError) as error:
        raise BadRegister("cannot_read", path=path, reason=str(error)) from error
    except apsw.ConnectionClosedError as error:
        raise StoreAway("store_closed", path=path) from error
    except (apsw.Error, UnicodeDecodeError) as error:
        raise BadRegister("damaged", path=path, reason=str(error)) from error
