"""A changeset's rows into a register's tables, in the transaction that is open."""

from collections.abc import Iterable
from functools import partial
from itertools import groupby, islice
from typing import Any

import apsw
import orjson

from graph.changes.changeset import Changeset
from graph.changes.names import NOUNS
from graph.stores import queries
from graph.stores.names import name_rows
from graph.stores.rows import changeset_row, head_row
from graph.stores.sqlite.file import run

STATEMENT_ROWS = 2_000


def write(connection: apsw.Connection, changeset: Changeset) -> None:
    """Write every row of a changeset, what they are found by, its header and the head."""
    for table, rows in groupby(changeset.rows(), key=lambda row: row[0]):
        query = queries.load("sql", f"write/{table}")
        lists = [name for name in ("kinds", "place_kinds", "post_kinds", "unit_kinds") if name in query.batch]
        while part := [row for _, row in islice(rows, STATEMENT_ROWS)]:
            connection.executemany(query.text, map(partial(_encoded, lists), part))
            if table in NOUNS:
                connection.executemany(queries.load("sql", "write/names").text, name_rows(table, part))
    run(connection, "write/changeset", changeset_row(changeset.header))
    run(connection, "write/head", head_row(changeset.header))


def _encoded(lists: Iterable[str], row: dict[str, Any]) -> dict[str, Any]:
    for name in lists:
        row[name] = orjson.dumps(row[name]).decode()
    return row
