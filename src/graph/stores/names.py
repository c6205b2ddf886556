"""What facts are found by, as both stores write it beside them (schema 2; of organizations schema 5).

Rules:
- An older register gets it when it is opened, in windows of ``WINDOW`` changes; where it cannot be written it is left
  as it is, and answers everything but the questions in ``NEEDS``.
- A name that was erased is found by nothing: its pinyin would tell it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any
from zlib import crc32

from graph.changes.names import NOUNS, found_by
from graph.model.errors import BadRegister
from graph.model.names import folded
from graph.stores.protocol import Row

WINDOW = 20_000

ERASED = ("", "")
"""What a person is found by whose name was erased: nothing."""

Ask = Callable[..., list[Row]]

NAMES = 2
"""The first schema that has it."""

NAMED_SINCE: Mapping[str, int] = {noun: 5 if noun == "organization" else NAMES for noun in NOUNS.values()}
"""The schema from which on the facts of a noun are found."""

NEEDS: Mapping[str, int] = {"find": NAMES, "upkeep/named": NAMES, "upkeep/names": NAMES}
"""The schema that a question needs, where it is not the first."""


PRINTINGS = 4
"""The first schema that has printings."""

LATER: Mapping[str, int] = {"facts/printings": PRINTINGS, "boards/last": PRINTINGS}
"""The schema that brought what a question asks for: a register of an older one holds none of it."""


def holds_none(question: str, schema: int) -> bool:
    """Tell whether a register of an older schema holds nothing of what is asked for."""
    return schema < LATER.get(question, 1)


def check_schema(question: str, schema: int, name: str, noun: str | None = None) -> None:
    """Raise BadRegister for a question that a register of an older schema cannot answer; ``noun`` is what is sought."""
    needed = max(NEEDS.get(question, 1), NAMED_SINCE.get(noun or "", 1))
    if schema < needed:
        raise BadRegister("older_schema", path=name, schema=schema, needed=needed)


def named_since(schema: int) -> list[str]:
    """Return the nouns whose facts a register of an older schema does not find."""
    return [noun for noun, since in NAMED_SINCE.items() if schema < since]


def named_in(schema: int) -> list[str]:
    """Return the nouns whose facts a register of a schema finds."""
    return [noun for noun, since in NAMED_SINCE.items() if since <= schema]


def name_rows(table: str, rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return what the facts of one table, just written, are found by."""
    noun = NOUNS[table]
    said = ((noun, row["id"], row["name"], row["version"], row["recorded_at"], None, _is_erased(row)) for row in rows)
    return [_row(*one) for one in said]


def with_names(rows: Iterable[tuple[str, dict[str, Any]]]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield rows to be written, those that bear a name with what they are found by."""
    for table, row in rows:
        if table in NOUNS:
            [named] = name_rows(table, [row])
            row |= {"folded": named["folded"], "sought": named["sought"], "crc": named["crc"]}
        yield table, row


def _is_erased(row: Mapping[str, Any]) -> bool:
    return str(row.get("name_seal") or "").startswith("erased:")


def unnamed(ask: Ask, first: int, last: int, nouns: list[str]) -> Iterator[list[dict[str, Any]]]:
    """Yield, window by window, what the facts of some nouns are found by that lack it."""
    for rows in _named(ask, first, last, nouns):
        lacking = [_row(*row[:7]) for row in rows if row[8] is None]
        if lacking:
            yield lacking


def differing(ask: Ask, last: int, nouns: list[str]) -> Iterator[str]:
    """Yield the changes of some nouns whose fact is not found by what it says.

    The pinyin itself is not read anew: another version of pypinyin may well read a name otherwise.
    """
    for rows in _named(ask, 1, last, nouns):
        for noun, id, name, version, _, _, erased, whole, sought, crc, dated in rows:
            begins = f"\n{folded(name)}\n\t{folded(id)}\n"
            if erased:
                sound = (whole, sought, crc) == (*ERASED, 0)
            else:
                sound = whole == folded(name) and (sought or "").startswith(begins)
                sound = sound and crc == checksum(noun, id, version, whole, sought)
            if not sound or not dated:
                yield f"what change {version} is found by"


def checksum(noun: str, id: str, version: int, whole: str, sought: str) -> int:
    """Return the checksum of a name's row."""
    return crc32("\0".join((noun, id, str(version), whole, sought)).encode())


def _named(ask: Ask, first: int, last: int, nouns: list[str]) -> Iterator[list[Row]]:
    for start in range(first, last + 1, WINDOW):
        yield ask("upkeep/named", nouns=nouns, first=start, last=min(start + WINDOW - 1, last))


def _row(
    noun: str, id: str, name: str, version: int, recorded_at: int, superseded_at: int | None, erased: bool
) -> dict[str, Any]:
    whole, sought = ERASED if erased else found_by(id, name)
    return {
        "noun": noun,
        "id": id,
        "version": version,
        "recorded_at": recorded_at,
        "superseded_at": superseded_at,
        "folded": whole,
        "sought": sought,
        "crc": 0 if erased else checksum(noun, id, version, whole, sought),
    }
