"""The file of a register: what is checked before SQLite opens it, how it is opened and laid out, what its errors mean.

Rules:
- The file's first bytes are read before SQLite opens it: a file that is no register is refused and never written to.
- SQLite 3.7.0 to 3.51.2 (but 3.44.6 and 3.50.7) may lose acknowledged commits in WAL mode when several processes write
  and checkpoint (its published WAL-reset bug): such a library is refused.
- A file that is written aside has no journal on disk until it is settled: what fails is thrown away, and a journal
  would write everything twice. Before it is put in its place it is flushed.
- A plan never depends on the values asked for (the planner's stability guarantee): else a statement whose plan might is
  prepared anew for each question, which takes six times as long as a trace.
"""

import os
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import apsw
import orjson

from graph.model.errors import BadRegister, OutputRefused, StoreAway
from graph.stores import queries

APPLICATION_ID = 0x7A72656E  # "zren"
SCHEMA = 5
BUSY_MS = 10_000
_MAGIC = b"SQLite format 3\0"
_HEADER_BYTES = 100
_FIRST_SAFE = (3, 51, 3)
_PATCHED = ((3, 44, 6), (3, 50, 7))
_CACHE_KIB = 16_000


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


def connected(path: str, *, aside: bool = False) -> apsw.Connection:
    """Return a connection of its own to a register's file."""
    connection = apsw.Connection(path, flags=apsw.SQLITE_OPEN_READWRITE)
    connection.set_busy_timeout(BUSY_MS)
    connection.config(apsw.SQLITE_DBCONFIG_ENABLE_QPSG, 1)
    connection.execute(f"PRAGMA synchronous = {'OFF' if aside else 'FULL'}")
    if aside:
        connection.execute("PRAGMA journal_mode = MEMORY")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
    return connection


def lay_out(path: str, row: dict[str, Any]) -> None:
    """Write schema and register row with the rollback journal, so that the file holds its header."""
    connection = apsw.Connection(path, flags=apsw.SQLITE_OPEN_READWRITE)
    try:
        connection.execute("BEGIN IMMEDIATE")
        for _, text in queries.schema("sql"):
            connection.execute(text)
        run(connection, "write/register", row)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {SCHEMA}")
        connection.execute("COMMIT")
    finally:
        connection.close()


def settle(path: str) -> None:
    """Turn on WAL, and flush the whole file."""
    connection = apsw.Connection(path, flags=apsw.SQLITE_OPEN_READWRITE)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
    finally:
        connection.close()
    with Path(path).open("rb+") as file:
        os.fsync(file.fileno())


def run(connection: apsw.Connection, question: str, row: dict[str, Any]) -> None:
    """Run a question that writes one row."""
    connection.execute(queries.load("sql", question).text, row)


@contextmanager
def translated(path: str) -> Iterator[None]:
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
    except OSError as error:
        raise OutputRefused("cannot_write", path=path, reason=error.strerror) from error
    except apsw.ConnectionClosedError as error:
        raise StoreAway("store_closed", path=path) from error
    except (apsw.Error, UnicodeDecodeError) as error:
        raise BadRegister("damaged", path=path, reason=str(error)) from error
