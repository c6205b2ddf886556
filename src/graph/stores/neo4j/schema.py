"""Laying out a register's schema on Neo4j, and bringing an older one to it.

Rules:
- An older register is upgraded a batch a transaction; interrupted, it goes on the next time. The last transaction says
  that it is done.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

import neo4j

from graph.stores import queries
from graph.stores.names import Ask, named_since, unnamed
from graph.stores.neo4j.connection import Connection, batched, run, run_one

SCHEMA = 5
STATEMENT_ROWS = 2_000


def begin(connection: Connection, row: dict[str, Any]) -> None:
    """Lay out an empty database and write the register's node."""
    _lay_out(connection, 0)
    connection.write(lambda tx: run(tx, "write/register", [row | {"schema": SCHEMA}]))


def upgrade(connection: Connection, before: int, changes: int, ask: Ask, changes_now: Callable[[], int]) -> None:
    """Lay out what an older schema lacks, and fill it."""
    _lay_out(connection, before)
    lacking = named_since(before)
    done = 0 if lacking else changes
    while done < changes:  # another may be writing meanwhile
        for rows in unnamed(ask, done + 1, changes, lacking):
            for part in batched(iter(rows), STATEMENT_ROWS):
                connection.write(partial(_find_by, part))
        done, changes = changes, changes_now()
    connection.write(lambda tx: run_one(tx, "upkeep/schema", schema=SCHEMA))


def _lay_out(connection: Connection, after: int) -> None:
    for number, text in queries.schema("cypher"):
        for statement in queries.statements(text) if number > after else ():
            connection.write(partial(_run_plain, statement))


def _run_plain(statement: str, tx: neo4j.ManagedTransaction) -> None:
    tx.run(statement).consume()


def _find_by(rows: list[dict[str, Any]], tx: neo4j.ManagedTransaction) -> None:
    run(tx, "upkeep/found_by", rows)
