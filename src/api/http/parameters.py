"""Parameters of an address: what they are called, what they mean, and what is wrong with them.

Rules:
- A parameter that is unknown, doubled, missing or no UTF-8 text is refused, with every other wrong field: a misspelt
  one would change the answer in silence.
"""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from typing import Annotated, Any
from urllib.parse import parse_qsl, unquote_to_bytes

from fastapi import Query, Request

from api.http.problems import Problem
from graph.commands.moments import moments
from graph.model.errors import BadValue
from graph.stores import Store

PROBLEMS: dict[int | str, dict[str, Any]] = {
    404: {"model": Problem, "description": "No such place or matter."},
    422: {
        "model": Problem,
        "description": "Wrong fields, or not in force on that day (with the periods).",
    },
    500: {"model": Problem, "description": "The register is damaged, or the service is at fault."},
    503: {"model": Problem, "description": "The store is away; try again."},
}
ON = "The day asked about, or an instant with an offset (its + as %2B); today if absent."
KNOWN_AT = "As known then: an instant with an offset (its + as %2B), or a date; now if absent."
On = Annotated[str | None, Query(description=ON)]
KnownAt = Annotated[str | None, Query(description=KNOWN_AT)]


def check(request: Request, store: Store, known: set[str], needed: AbstractSet[str] = frozenset()) -> None:
    """Refuse parameters that are unknown, doubled, missing or no text, together with times that are none."""
    if faults := wrong_parameters(request, known, needed):
        asked = request.query_params
        try:
            moments(asked.get("on"), asked.get("known_at"), store.zone)
        except BadValue as error:
            faults = error.fields | faults
        raise BadValue(**dict(sorted(faults.items())))


def wrong_parameters(
    request: Request,
    known: AbstractSet[str],
    needed: AbstractSet[str] = frozenset(),
    repeatable: AbstractSet[str] = frozenset(),
) -> dict[str, str]:
    """Return the parameters that are unknown, doubled, missing or no text, each with its code."""
    names = [name for name, _ in request.query_params.multi_items()]
    faults = {name: "unknown_parameter" for name in names if name not in known}
    faults |= dict.fromkeys(_no_text(request), "not_text")
    faults |= {name: "given_twice" for name in known - repeatable if names.count(name) > 1}
    return faults | {name: "missing" for name in needed if not any(request.query_params.getlist(name))}


def _no_text(request: Request) -> Iterator[str]:
    """Yield the parameters whose bytes are no UTF-8; decoded leniently they could name another id."""
    if not _is_text(unquote_to_bytes(request.scope["raw_path"])):
        yield "id"
    raw: bytes = request.scope["query_string"]
    if raw.isascii() and _is_text(unquote_to_bytes(raw)):
        return
    for name, value in parse_qsl(raw.decode("latin-1"), keep_blank_values=True, errors="surrogateescape"):
        if not _is_text(value.encode(errors="surrogateescape")):
            yield name.encode(errors="replace").decode()


def _is_text(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True
