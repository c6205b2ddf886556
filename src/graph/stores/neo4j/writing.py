"""Writing a changeset to Neo4j: at once, or in batches that no read can see.

Rules:
- A writer takes the register node's write lock before it reads the head, since Neo4j is read-committed.
- A changeset up to ``ONE_TRANSACTION`` changes is one transaction. A larger one is written in batches that no read can
  see, since their record time lies after the head; the last transaction moves the head. What a broken import left after
  the head is removed before the next write.
- While batches are written the register node names the writer and when it last wrote. Another writer meets "locked"
  until the first has been silent for ``SILENCE_MS``; the first then finds its claim gone and stops.
"""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

import neo4j

from graph.changes.changeset import Changeset, Head, Header
from graph.model.errors import StaleHead, StoreAway
from graph.stores.names import with_names
from graph.stores.neo4j.connection import Connection, batched, run, run_one
from graph.stores.rows import changeset_row, head_row

WriteRow = tuple[str, dict[str, Any]]

ONE_TRANSACTION = 50_000
BATCH = 10_000
STATEMENT_ROWS = 2_000
SILENCE_MS = 60_000


def append(connection: Connection, changeset: Changeset) -> Head:
    """Write a changeset in one visible step and return the new head."""
    header = changeset.header
    _clear_left_overs(connection, header)
    if header.count > ONE_TRANSACTION:
        return _append_in_batches(connection, changeset)
    rows = list(with_names(changeset.rows()))

    def write(tx: neo4j.ManagedTransaction) -> Head:
        if _locked(tx, header, connection.name) != header.hash:
            _write_rows(tx, rows)
            _move_head(tx, header)
        return header.head

    return connection.write(write)


def _append_in_batches(connection: Connection, changeset: Changeset) -> Head:
    header = changeset.header
    for batch in batched(with_names(changeset.rows()), BATCH):

        def write(tx: neo4j.ManagedTransaction, batch: list[WriteRow] = batch) -> None:
            _locked(tx, header, connection.name)
            run_one(tx, "upkeep/claim", writer=header.key)
            if not run_one(tx, "upkeep/written", version=batch[-1][1]["version"])[0]:
                _write_rows(tx, batch)

        connection.write(write)

    def finish(tx: neo4j.ManagedTransaction) -> Head:
        if _locked(tx, header, connection.name) != header.hash:
            _move_head(tx, header)
        return header.head

    return connection.write(finish)


def _clear_left_overs(connection: Connection, header: Header) -> None:
    """Remove what a broken import left, a batch a transaction, under a claim when there is any."""

    def clear(tx: neo4j.ManagedTransaction) -> int:
        if _locked(tx, header, connection.name) == header.hash:
            return 0
        [removed] = run_one(tx, "upkeep/left_overs", changes=header.first - 1, limit=BATCH)
        if removed:
            run_one(tx, "upkeep/claim", writer=header.key)
        return int(removed)

    while connection.write(clear):
        pass


def _locked(tx: neo4j.ManagedTransaction, header: Header, name: str) -> str:
    """Take the write lock; return the head's hash: the changeset's previous one or, after a lost answer, its own."""
    number, head, _, other_writer, idle_ms = run_one(tx, "upkeep/lock", writer=header.key)
    if number == header.number and head == header.hash:
        return header.hash
    if number != header.number - 1 or (head is not None and head != header.previous):
        raise StaleHead("stale_head", head=head)
    if other_writer is not None and idle_ms < SILENCE_MS:
        raise StoreAway("store_locked", path=name)
    return header.previous


def _write_rows(tx: neo4j.ManagedTransaction, rows: Sequence[WriteRow]) -> None:
    for table, group in groupby(rows, key=lambda row: row[0]):
        for part in batched((row for _, row in group), STATEMENT_ROWS):
            run(tx, f"write/{table}", part)


def _move_head(tx: neo4j.ManagedTransaction, header: Header) -> None:
    run(tx, "write/changeset", [changeset_row(header)])
    run(tx, "write/head", [head_row(header)])
