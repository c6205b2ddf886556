"""The store protocol: what every engine must do. Each "must" has a test of its name in tests/conformance.

A store opens, asks, appends and translates errors; it returns rows, never answers.
"""

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any, Protocol

from graph.changes.changeset import Changeset, Head, Register

Row = Sequence[Any]


class Store(Protocol):
    """One register in one engine."""

    @property
    def name(self) -> str:
        """The register as people name it: a path or an address, without a password."""

    @property
    def zone(self) -> str:
        """The register's time zone: fixed when it was begun, so read once."""

    @property
    def at_hand(self) -> bool:
        """Whether the register lies on this machine: a question that looks a few things up waits for nobody."""

    def register(self) -> Register:
        """Return what the register is and where its head stands now.

        Must show the head of the last changeset appended. Must raise StoreAway when the engine cannot be reached.
        """

    def ask(self, question: str, **parameters: Any) -> list[Row]:
        """Return all rows of a question (a file in cypher/ and sql/), each with the values of its declared columns.

        Must return every row or raise, never a part. Gives no order that the question's file does not state. Must
        compare ids byte for byte. Must not see any part of a changeset that is not appended in whole. Must take lists,
        and lists of lists, as parameters of a question that asks for them.
        """

    def ask_each(self, question: str, each: Sequence[Mapping[str, Any]]) -> list[list[Row]]:
        """Return the rows of one question for each set of its parameters, in the order of the sets.

        Must return for each what ``ask`` returns.
        """

    def reading(self) -> AbstractContextManager[None]:
        """Begin a block in which one thread's questions see one state.

        Must not show what is appended meanwhile, where a question names a record time at or before the head.
        """

    def append(self, changeset: Changeset) -> Head:
        """Write a changeset in one visible step and return the new head.

        Must raise StaleHead, and change nothing, when the changeset does not follow the head. Must return the head, and
        write nothing, when this very changeset (same key and hash) is already the head. Must leave everything as it was
        when it fails. Must make it durable before it returns.
        """

    def damage(self) -> list[str]:
        """Return what the engine itself finds wrong with its data (empty when sound).

        Must report a fact in no changeset (SQLite), or a relationship that differs from its fact (Neo4j).
        """

    def misnamed(self, changes: int) -> list[str]:
        """Return what is wrong, among the first changes, with what facts are found by (empty when sound).

        Must report a fact that is not found by its own name.
        """

    def close(self) -> None:
        """Give back what is held. Must make a later use raise."""
