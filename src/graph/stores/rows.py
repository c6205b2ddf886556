"""Rows that both engines write the same: a changeset and the head."""

from typing import Any

from graph.changes import canonical
from graph.changes.changeset import Header


def changeset_row(header: Header) -> dict[str, Any]:
    """Return a changeset as the row that is stored of it; counts are canonical JSON text."""
    return {
        "number": header.number,
        "hash": header.hash,
        "previous": header.previous,
        "recorded_at": header.recorded_at,
        "by": header.by,
        "why": header.why,
        "source": header.source,
        "key": header.key,
        "first": header.first,
        "count": header.count,
        "counts": canonical.encoded(header.counts).decode(),
        "datum": header.datum,
    }


def head_row(header: Header) -> dict[str, Any]:
    """Return where the head stands after a header."""
    head = header.head
    return {
        "number": head.number,
        "hash": head.hash,
        "recorded_at": head.recorded_at,
        "changes": head.changes,
    }
