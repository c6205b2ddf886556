"""A connection to one database of a Neo4j server or cluster: transactions, how statements run, and translated errors.

Rules:
- Reads and writes are transactions of the driver, which repeats them for a few seconds where the server asks for it.
- The driver's own log goes nowhere unless the program wants it: what fails is raised, in one error.
- The driver's notifications are off (they double a trace's time); tests look at them instead.
"""

import logging
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

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

from graph.model.errors import BadRegister, StaleHead, StoreAway
from graph.stores import Access, queries
from graph.stores.protocol import Row

logging.getLogger("neo4j").addHandler(logging.NullHandler())

T = TypeVar("T")

OLDEST_SERVER = (5, 26)
CONNECT_SECONDS = 5.0
RETRY_SECONDS = 4.0


class Connection:
    """One database, by its address and how to sign in."""

    def __init__(self, address: str, access: Access) -> None:
        self.name = shown(address)
        self._database = access.database
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

    @property
    def bookmarks(self) -> frozenset[str]:
        """What a read waits for before it is answered: this caller's last write."""
        return frozenset(self._bookmarks.get_bookmarks())

    def read(self, text: str, parameters: dict[str, Any]) -> list[Row]:
        """Return all rows of a statement."""

        def work(tx: neo4j.ManagedTransaction) -> list[Row]:
            return list(tx.run(text, parameters).values())

        with _translated(self.name), self._session(neo4j.READ_ACCESS) as session:
            return session.execute_read(work)

    def write(self, work: Callable[[neo4j.ManagedTransaction], T]) -> T:
        """Do work in one transaction."""
        with _translated(self.name), self._session(neo4j.WRITE_ACCESS) as session:
            return session.execute_write(work)

    def check_server(self) -> None:
        """Refuse a server that is older than this program was made for."""
        with _translated(self.name):
            agent = self._driver.get_server_info().agent
        numbers = re.findall(r"[0-9]+", agent)
        if "Neo4j/" in agent and tuple(map(int, numbers[1:3])) < OLDEST_SERVER:
            raise BadRegister("old_server", path=self.name, agent=agent)

    def close(self) -> None:
        self._driver.close()

    def _session(self, mode: str) -> neo4j.Session:
        return self._driver.session(
            database=self._database,
            default_access_mode=mode,
            bookmark_manager=self._bookmarks,
        )


def shown(address: str) -> str:
    """Return an address without what stands before an @ (it may hold a password)."""
    scheme, _, rest = address.partition("://")
    return f"{scheme}://{rest.rpartition('@')[2]}"


def run(tx: neo4j.ManagedTransaction, question: str, rows: list[dict[str, Any]]) -> None:
    """Write rows by a question."""
    tx.run(queries.load("cypher", question).text, rows=rows).consume()


def run_one(tx: neo4j.ManagedTransaction, question: str, **parameters: Any) -> list[Any]:
    """Return the only row of a question."""
    [row] = tx.run(queries.load("cypher", question).text, parameters).values()
    return row


def batched(items: Iterator[T], size: int) -> Iterator[list[T]]:
    """Yield items in lists of a size, the last one shorter."""
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
