"""What a subject that is no id means: the one thing that bears this very name, else those that are called like it.

Rules:
- A name that only one thing bears on the day, else on any other, is taken where names are: an area as by ``zeren
  coverage``, a post and an organization in the same way (a place is taken by the question of ``zeren trace`` itself).
- A person is never taken by a name, as in ``zeren person``: two may bear it, and the answer would be about one of them.
- What is not taken is an unknown id, with the first few that the search finds, on the same day and record time.
- Every command of the command line is told those that are called like it, by ``called_like``; of a matter or a
  requirement, none are sought.
"""

from collections.abc import Collection
from dataclasses import fields
from typing import Any

from graph.commands.coverage_question import Question, by_name
from graph.commands.find import find
from graph.commands.moments import moments
from graph.meaning.find import Found
from graph.model.errors import BadRegister, BadValue, UnknownId
from graph.model.ids import trimmed
from graph.model.times import in_force
from graph.stores import Store

SHOWN = 5
SOUGHT_AS = {"area": "place"}
NOUNS = {
    "unknown_place": ("place",),
    "unknown_person": ("person",),
    "unknown_organization": ("organization",),
    "unknown_post": ("post",),
    "unknown_place_or_post": ("place", "post"),
}
"""What an unknown id may mean, by the code of the error."""


def meant(
    store: Store,
    unknown: UnknownId,
    nouns: tuple[str, ...],
    said: str,
    *,
    on: str | None,
    known_at: str | None,
    named: bool,
) -> tuple[str, str]:
    """Return the noun and the id of what is meant; raise ``unknown`` with those that are called like it.

    ``nouns`` are what may be meant, the first first; ``named``: a name is taken where only one thing bears it.
    """
    if named and "area" in nouns:
        id = by_name(store, Question(said, on, known_at)).area
        if id is not None and id != said:
            return "area", id
    like: list[tuple[str, str]] = []
    for noun in nouns:
        rows = _rows(store, noun, said, on, known_at)
        found = _only(store, rows, trimmed(said), on, known_at) if named and noun in ("post", "organization") else None
        if found is not None:
            return noun, found
        like += _like(rows, noun)
    _tell(unknown, like)
    raise unknown


def called_like(
    store: Store, unknown: UnknownId, *, areas: Collection[str], on: str | None, known_at: str | None
) -> None:
    """Fill in what is called like an unknown id, unless it was looked for; of what stands in ``areas``, only areas."""
    said = str(unknown.about["id"])
    nouns = NOUNS.get(unknown.code, ())
    if unknown.like is not None or not nouns:
        return
    sought = ("area",) if nouns == ("place",) and said in areas else nouns
    _tell(unknown, [one for noun in sought for one in _like(_rows(store, noun, said, on, known_at), noun)])


def _tell(unknown: UnknownId, like: list[tuple[str, str]]) -> None:
    unknown.like = like[:SHOWN]
    unknown.more = len(like) > SHOWN


def _like(rows: tuple[Any, ...], noun: str) -> list[tuple[str, str]]:
    return [(row.id, row.name) for row in rows if noun != "area" or row.level is not None]


def _rows(store: Store, noun: str, said: str, on: str | None, known_at: str | None) -> tuple[Any, ...]:
    """Return what the search finds; nothing where it cannot be asked, or not in this register."""
    try:
        page: Found = find(store, SOUGHT_AS.get(noun, noun), said, on=on, known_at=known_at)
    except (BadValue, BadRegister):
        return ()
    rows: tuple[Any, ...] = getattr(page, fields(page)[0].name)
    return rows


def _only(store: Store, rows: tuple[Any, ...], name: str, on: str | None, known_at: str | None) -> str | None:
    """Return the id of the only one that bears a name on the day, else of the only one that bears it at all."""
    day, _ = moments(on, known_at, store.zone)
    bearing = [row for row in rows if row.matched.name == name]
    today = [row for row in bearing if row.name == name and in_force(row, day)]
    found = today or bearing
    return str(found[0].id) if len(found) == 1 else None
