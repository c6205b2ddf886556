"""Neo4j 5.26 or later by the official driver: explicit read and write transactions, bookmarks, routing by the address.

Rules:
- A writer takes the register node's write lock before it reads the head, since Neo4j is read-committed.
- A changeset up to ``ONE_TRANSACTION`` changes is one transaction. A larger one is written in batches that no read can
  see, since their record time lies after the head; the last transaction moves the head. What a broken import left after
  the head is removed before the next write.
- While batches are written the register node names the writer and when it last wrote. Another writer meets "locked"
  until the first has been silent for ``SILENCE_MS``; the first then finds its claim gone and stops.
- A register of an older schema is upgraded when it is opened, a batch a transaction; a user who may not write gets
  every answer but the search.
- The driver's own log goes nowhere unless the program wants it: what fails is raised, in one error.
- The driver's notifications are off (they double a trace's time); tests look at them instead.
"""

import logging
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import cached_property, partial
from itertools import groupby
from typing import Any, Self, TypeVar

import neo4j
from neo4j.exceptions import (
    AuthError,
    ClientError,
    ConfigurationError,
    ConstraintError,
    DriverError,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
    TransientError,
)

from graph.changes import canonical
from graph.changes.changeset import Changeset, Head, Header, Register
from graph.model.errors import BadRegister, StaleHead, StoreAway
from graph.stores import Access, queries
from graph.stores.names import check_schema, differing, unnamed, with_names
from graph.stores.protocol import Row
from graph.stores.rows import changeset_row, head_row

logging.getLogger("neo4j").addHandler(logging.NullHandler())

T = TypeVar("T")
WriteRow = tuple[str, dict[str, Any]]

SCHEMA = 2
OLDEST_SERVER = (5, 26)
ONE_TRANSACTION = 50_000
BATCH = 10_000
ASKED_AT_ONCE = 100
EACH = {"trace": "traces"}
"""Questions that can be asked several times in one round trip, with the question that does it."""
STATEMENT_ROWS = 2_000
LOOSE_ENDS = 20
SILENCE_MS = 60_000
CONNECT_SECONDS = 5.0
RETRY_SECONDS = 4.0


class Neo4jStore:
    """A register in one database of a Neo4j server or cluster."""

    def __init__(self, address: str, access: Access) -> None:
        self.name = shown(address)
        self._database = access.database
        self._schema = SCHEMA
        self._bookmarks = neo4j.GraphDatabase.bookmark_manager()
        with _translated(self.name):
            self._driver = neo4j.GraphDatabase.driver(
                address,
                auth=(access.user, access.password),
                notifications_min_severity="OFF",
                connection_timeout=CONNECT_SECONDS,
                connection_acquisition_timeout=RETRY_SECONDS,
                max_transaction_retry_time=RETRY_SECONDS,
            )

    @classmethod
    def open(cls, address: str, access: Access) -> Self:
        """Open a register on a server; raise BadRegister when the database holds none, or one of a newer schema."""
        store = cls(address, access)
        try:
            store._check_server()
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
            store._check_server()
            if store.ask("register"):
                raise BadRegister("register_exists", path=store.name)
            if store.ask("upkeep/content")[0][0]:
                raise BadRegister("database_not_empty", path=store.name)
            for _, text in queries.schema("cypher"):
                for statement in queries.statements(text):
                    store._write(partial(_run_plain, statement))
            row = {"id": id, "zone": zone, "created_at": created_at, "schema": SCHEMA}
            store._write(lambda tx: _run(tx, "write/register", [row]))
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
        return frozenset(self._bookmarks.get_bookmarks())

    def register(self) -> Register:
        found = self.ask("register")
        if not found:
            raise BadRegister("no_register", path=self.name)
        (id, zone, created_at, number, head, recorded_at, changes, _) = found[0]
        genesis = canonical.genesis(id, zone, created_at)
        return Register(id, zone, created_at, Head(number, head or genesis, recorded_at, changes))

    def ask(self, question: str, **parameters: Any) -> list[Row]:
        check_schema(question, self._schema, self.name)
        query = queries.load("cypher", question)
        bound = query.bound(parameters)

        def read(tx: neo4j.ManagedTransaction) -> list[Row]:
            return list(tx.run(query.text, bound).values())

        with _translated(self.name), self._session(neo4j.READ_ACCESS) as session:
            return session.execute_read(read)

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
        self._clear_left_overs(changeset.header)
        if changeset.header.count <= ONE_TRANSACTION:
            rows = list(with_names(changeset.rows()))
            return self._write(lambda tx: self._append_at_once(tx, changeset.header, rows))
        return self._append_in_batches(changeset)

    def damage(self) -> list[str]:
        loose = self.ask("upkeep/loose_ends", limit=LOOSE_ENDS)
        strays = self.ask("upkeep/strays", limit=LOOSE_ENDS)
        found = [f"relationships of change {version}" for [version] in loose]
        return found + [f"{what} {number} is not in the chain" for what, number in strays]

    def misnamed(self, changes: int) -> list[str]:
        return list(differing(self.ask, changes)) if self._schema >= SCHEMA else []

    def close(self) -> None:
        self._driver.close()

    def _session(self, mode: str) -> neo4j.Session:
        return self._driver.session(
            database=self._database,
            default_access_mode=mode,
            bookmark_manager=self._bookmarks,
        )

    def _write(self, work: Callable[[neo4j.ManagedTransaction], T]) -> T:
        with _translated(self.name), self._session(neo4j.WRITE_ACCESS) as session:
            return session.execute_write(work)

    def _check_server(self) -> None:
        with _translated(self.name):
            agent = self._driver.get_server_info().agent
        numbers = re.findall(r"[0-9]+", agent)
        if "Neo4j/" in agent and tuple(map(int, numbers[1:3])) < OLDEST_SERVER:
            raise BadRegister("old_server", path=self.name, agent=agent)

    def _upgrade_if_possible(self, changes: int) -> None:
        """Bring an older register to this schema; where the user may not write, it is left as it is."""
        before, self._schema = self._schema, SCHEMA
        try:
            self._upgrade(before, changes)
        except BadRegister as error:
            if error.code != "server_refused":
                raise
            self._schema = before

    def _upgrade(self, before: int, changes: int) -> None:
        """Lay out what the schema lacks and fill it, a batch a transaction; the last one says that it is done."""
        for number, text in queries.schema("cypher"):
            for statement in queries.statements(text) if number > before else ():
                self._write(partial(_run_plain, statement))
        done = 0
        while done < changes:  # another may be writing meanwhile
            for rows in unnamed(self.ask, done + 1, changes):
                for part in _batched(iter(rows), STATEMENT_ROWS):
                    self._write(partial(_run_rows, "upkeep/found_by", part))
            done, changes = changes, self.register().head.changes
        self._write(lambda tx: _run_one(tx, "upkeep/schema", schema=SCHEMA))

    def _append_at_once(self, tx: neo4j.ManagedTransaction, header: Header, rows: Sequence[WriteRow]) -> Head:
        if _locked(tx, header, self.name) != header.hash:
            _write_rows(tx, rows)
            _move_head(tx, header)
        return header.head

    def _append_in_batches(self, changeset: Changeset) -> Head:
        header = changeset.header
        for batch in _batched(with_names(changeset.rows()), BATCH):

            def write(tx: neo4j.ManagedTransaction, batch: list[WriteRow] = batch) -> None:
                _locked(tx, header, self.name)
                _run_one(tx, "upkeep/claim", writer=header.key)
                if not _run_one(tx, "upkeep/written", version=batch[-1][1]["version"])[0]:
                    _write_rows(tx, batch)

            self._write(write)

        def finish(tx: neo4j.ManagedTransaction) -> Head:
            if _locked(tx, header, self.name) != header.hash:
                _move_head(tx, header)
            return header.head

        return self._write(finish)

    def _clear_left_overs(self, header: Header) -> None:
        """Remove what a broken import left, a batch a transaction, under a claim when there is any."""

        def clear(tx: neo4j.ManagedTransaction) -> int:
            if _locked(tx, header, self.name) == header.hash:
                return 0
            [removed] = _run_one(tx, "upkeep/left_overs", changes=header.first - 1, limit=BATCH)
            if removed:
                _run_one(tx, "upkeep/claim", writer=header.key)
            return int(removed)

        while self._write(clear):
            pass


def shown(address: str) -> str:
    """Return an address without what stands before an @ (it may hold a password)."""
    scheme, _, rest = address.partition("://")
    return f"{scheme}://{rest.rpartition('@')[2]}"


def _locked(tx: neo4j.ManagedTransaction, header: Header, name: str) -> str:
    """Take the write lock; return the head's hash: the changeset's previous one or, after a lost answer, its own."""
    number, head, _, other_writer, idle_ms = _run_one(tx, "upkeep/lock", writer=header.key)
    if number == header.number and head == header.hash:
        return header.hash
    if number != header.number - 1 or (head is not None and head != header.previous):
        raise StaleHead("stale_head", head=head)
    if other_writer is not None and idle_ms < SILENCE_MS:
        raise StoreAway("store_locked", path=name)
    return header.previous


def _write_rows(tx: neo4j.ManagedTransaction, rows: Sequence[WriteRow]) -> None:
    for table, group in groupby(rows, key=lambda row: row[0]):
        for part in _batched((row for _, row in group), STATEMENT_ROWS):
            _run(tx, f"write/{table}", part)


def _move_head(tx: neo4j.ManagedTransaction, header: Header) -> None:
    _run(tx, "write/changeset", [changeset_row(header)])
    _run(tx, "write/head", [head_row(header)])


def _run(tx: neo4j.ManagedTransaction, question: str, rows: list[dict[str, Any]]) -> None:
    tx.run(queries.load("cypher", question).text, rows=rows).consume()


def _run_rows(question: str, rows: list[dict[str, Any]], tx: neo4j.ManagedTransaction) -> None:
    _run(tx, question, rows)


def _run_plain(statement: str, tx: neo4j.ManagedTransaction) -> None:
    tx.run(statement).consume()


def _run_one(tx: neo4j.ManagedTransaction, question: str, **parameters: Any) -> list[Any]:
    [row] = tx.run(queries.load("cypher", question).text, parameters).values()
    return row


def _batched(items: Iterator[T], size: int) -> Iterator[list[T]]:
    batch: list[T] = []
    for item in items:
        batch.append(item)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch


@contextmanager
def _translated(name: str) -> Iterator[None]:
    """Turn the driver's errors into zeren's; nothing of them names a password."""
    try:
        yield
    except AuthError as error:
        raise BadRegister("sign_in_refused", path=name) from error
    except (ServiceUnavailable, SessionExpired, TransientError) as error:
        raise StoreAway("store_away", path=name) from error
    except ConstraintError as error:
        raise StaleHead("stale_head", head=None) from error
    except (ConfigurationError, ValueError) as error:
        raise BadRegister("bad_address", path=name) from error
    except ClientError as error:
        if error.code and error.code.startswith("Neo.ClientError.Database"):
            raise BadRegister("no_database", path=name) from error
        raise BadRegister("server_refused", path=name, reason=error.code) from error
    except Neo4jError as error:
        raise StoreAway("store_failed", path=name, reason=error.code) from error
    except DriverError as error:
        raise StoreAway("store_away", path=name) from error
