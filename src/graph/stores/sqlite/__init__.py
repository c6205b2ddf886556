"""SQLite by apsw: one file, WAL, synchronous=FULL."""

from graph.stores.sqlite.store import SqliteStore

__all__ = ["SqliteStore"]
