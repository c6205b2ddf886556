"""What facts are found by, as both stores write it beside them (schema 2).

Rules:
- An older register gets it when it is opened, in windows of ``WINDOW`` changes; where it cannot be written it is left
  as it is, and answers everything but the questions in ``NEEDS``.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from graph.changes.names import NOUNS, found_by
from graph.model.errors import BadRegister
from graph.stores.protocol import Row

WINDOW = 20_000

NEEDS: Mapping[str, int] = {"find": 2, "upkeep/unnamed": 2}
"""The schema that a question needs, where it is not the first."""


def check_schema(question: str, schema: int, name: str) -> None:
    """Raise BadRegister for a question that a register of an older schema cannot answer."""
    if schema < NEEDS.get(question, 1):
        raise BadRegister("older_schema", path=name, schema=schema, needed=NEEDS[question])


def name_rows(table: str, rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return what the facts of one table, just written, are found by."""
    noun = NOUNS[table]
    return [_row(noun, row["id"], row["name"], row["version"], row["recorded_at"], None) for row in rows]


def with_names(rows: Iterable[tuple[str, dict[str, Any]]]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield rows to be written, those that bear a name with what they are found by."""
    for table, row in rows:
        if table in NOUNS:
            row["folded"], row["sought"] = found_by(row["id"], row["name"])
        yield table, row


def unnamed(ask: Callable[..., list[Row]], first: int, last: int) -> Iterator[list[dict[str, Any]]]:
    """Yield, window by window, what the facts are found by that lack it."""
    for start in range(first, last + 1, WINDOW):
        found = ask("upkeep/unnamed", first=start, last=min(start + WINDOW - 1, last))
        if found:
            yield [_row(*row) for row in found]


def _row(noun: str, id: str, name: str, version: int, recorded_at: int, superseded_at: int | None) -> dict[str, Any]:
    whole, sought = found_by(id, name)
    return {
        "noun": noun,
        "id": id,
        "version": version,
        "recorded_at": recorded_at,
        "superseded_at": superseded_at,
        "folded": whole,
        "sought": sought,
    }
