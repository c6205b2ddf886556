"""Stores: the same register in SQLite or Neo4j; ``open_store`` chooses by the address."""

from dataclasses import dataclass

from graph.model.errors import BadRegister
from graph.stores import queries
from graph.stores.protocol import Row, Store

__all__ = [
    "Access",
    "Row",
    "Store",
    "columns_of",
    "create_store",
    "is_address",
    "open_store",
]

SCHEMES = ("bolt", "neo4j")


@dataclass(frozen=True, slots=True)
class Access:
    """How to sign in to a Neo4j server (ZEREN_NEO4J_USER, ZEREN_NEO4J_PASSWORD, ZEREN_NEO4J_DATABASE)."""

    user: str = "neo4j"
    password: str = ""
    database: str | None = None


def is_address(register: str) -> bool:
    """Tell whether a register is named by a server's address rather than a file's path."""
    return "://" in register


def open_store(register: str, access: Access | None = None) -> Store:
    """Open a register that exists; raise BadRegister when there is none, StoreAway when its server is away."""
    if is_address(register):
        from graph.stores.neo4j import Neo4jStore

        _check_scheme(register)
        return Neo4jStore.open(register, access or Access())
    from graph.stores.sqlite import SqliteStore

    return SqliteStore.open(register)


def create_store(
    register: str, *, id: str, zone: str, created_at: int, access: Access | None = None, aside: bool = False
) -> Store:
    """Begin a register; raise BadRegister when the file exists or the database holds anything.

    ``aside``: a file that nobody else sees before the store is closed, and that is thrown away if anything fails.
    """
    if is_address(register):
        from graph.stores.neo4j import Neo4jStore

        _check_scheme(register)
        return Neo4jStore.create(register, access or Access(), id=id, zone=zone, created_at=created_at)
    from graph.stores.sqlite import SqliteStore

    return SqliteStore.create(register, id=id, zone=zone, created_at=created_at, aside=aside)


def _check_scheme(register: str) -> None:
    scheme = register.split("://", maxsplit=1)[0].split("+", maxsplit=1)[0]
    if "@" in register:
        raise BadRegister("credentials_in_address")
    if scheme not in SCHEMES:
        raise BadRegister("unknown_address", scheme=scheme)


def columns_of(question: str) -> tuple[str, ...]:
    """Return the columns that a question's rows have, in order; they are the same on both engines."""
    return queries.load("sql", question).columns
