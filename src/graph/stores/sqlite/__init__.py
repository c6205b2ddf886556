"""SQLite by apsw: one file, WAL, synchronous=FULL."""

from graph.stores.sqlite.file import SCHEMA
from graph.stores.sqlite.store import SqliteStore

__all__ = ["SCHEMA", "SqliteStore"]
