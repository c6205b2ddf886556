"""The canonical form: the bytes that are hashed, written down in docs/canonical-form.md.

Rules:
- JSON in UTF-8: keys sorted by bytes, no blanks, only strings, integers, arrays and objects; empty values are left
  out, so that a later version may add columns without changing an old hash.
- A personal value enters as ``{"digest": hex}``, SHA-256 over its 16-byte salt and its UTF-8 bytes: erasing the value
  and its salt leaves the chain as it was.
- The register's id stands in every header: a changeset of one register is none of another.
"""

import hashlib
from collections.abc import Mapping
from typing import Any

import orjson

from graph.changes.changeset import Change, Header, act
from graph.model.facts import TABLES
from graph.model.times import Instant, instant_text

FORMAT = 1
ERASED = "erased:"
ERASED_VALUE = "erased"
SALT_BYTES = 16


def encoded(value: Mapping[str, Any]) -> bytes:
    """Return a value's canonical bytes."""
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)


def digest(value: str, seal: str) -> str:
    """Return a personal value's digest; ``seal`` is its salt in hex, or ``erased:`` and the digest.

    Raises ValueError where a value stands in the place of an erased one: no digest vouches for it.
    """
    if seal.startswith(ERASED):
        if value != ERASED_VALUE:
            raise ValueError("a value stands where one was erased")
        return seal[len(ERASED) :]
    return hashlib.sha256(bytes.fromhex(seal) + value.encode()).hexdigest()


def line(change: Change) -> bytes:
    """Return the canonical bytes of one change."""
    form: dict[str, Any] = {"table": change.table}
    if change.supersedes is not None:
        form["supersedes"] = change.supersedes
    if change.fact is not None:
        form["values"] = values(change)
    return encoded(form)


def values(change: Change) -> dict[str, Any]:
    """Return the values of a change's fact that are not empty, personal ones as digests."""
    assert change.fact is not None  # a withdrawal has no values
    table = TABLES[change.table]
    pairs = zip(table.fields, table.values(change.fact), strict=True)
    found: dict[str, Any] = {name: value for name, value in pairs if value is not None and value != ()}
    for name in table.personal:
        if name in found:
            found[name] = {"digest": digest(found[name], change.seals[name])}
    return found


class Body:
    """The running digest and counts over the changes of a changeset, each line ended by a line feed."""

    def __init__(self) -> None:
        self._running = hashlib.sha256()
        self.count = 0
        self.counts: dict[str, dict[str, int]] = {}

    def add(self, change: Change) -> None:
        self._running.update(line(change) + b"\n")
        self.count += 1
        table = self.counts.setdefault(change.table, {"added": 0, "corrected": 0, "withdrawn": 0})
        table[act(change)] += 1

    @property
    def digest(self) -> str:
        return self._running.hexdigest()


def genesis(register: str, zone: str, created_at: Instant) -> str:
    """Return the hash that the first changeset names as its previous one."""
    form = {
        "format": FORMAT,
        "register": register,
        "zone": zone,
        "created_at": instant_text(created_at),
    }
    return hashlib.sha256(encoded(form)).hexdigest()


def header_hash(register: str, header: Header, body_digest: str) -> str:
    """Return a changeset's hash: over its header, which holds the digest of its changes."""
    form: dict[str, Any] = {
        "format": FORMAT,
        "register": register,
        "number": header.number,
        "previous": header.previous,
        "recorded_at": instant_text(header.recorded_at),
        "by": header.by,
        "why": header.why,
        "key": header.key,
        "first": header.first,
        "count": header.count,
        "counts": {table: dict(counts) for table, counts in header.counts.items()},
        "body": body_digest,
    }
    if header.source is not None:
        form["source"] = header.source
    if header.datum is not None:
        form["datum"] = header.datum
    return hashlib.sha256(encoded(form)).hexdigest()
