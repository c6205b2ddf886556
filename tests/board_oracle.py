"""The brute-force oracle of boards: what a board says, its digest, and since when one that hangs is outdated.

Rules of this module: those of tests/coverage_oracle.py. It is written from docs/boards.md and from the row
`board_outdated` of docs/meaning.md, on the traces of tests/oracle.py.
"""

import hashlib
import json
from collections.abc import Callable, Sequence
from typing import Any

from tests.oracle import (
    ALL,
    TIERS,
    Fact,
    Facts,
    History,
    Refused,
    in_force,
    known_at_taken,
    known_facts,
    leaves_of,
    matter_periods,
    matter_tree,
    period_in_force,
    trace,
)

Name = Callable[[str, str | None], str]


def board(history: History, place: str, day: str, known_at: int | None, *, ids: bool) -> dict[str, Any] | None:
    """The content of a board, in names or in ids; None where the place has none that day.

    Boards: "The content is everything on the board but the day and the head"; "for each tier the gaps, then who answers
    [...] The nearest place stands first; one holder of one post at one place is one line"; the digest is taken of it
    "in ids in the place of names and without phones".

    Decided: keys and their order of nesting are those of graph.meaning.board.Content; one gap for several matters is
    one; a line for the root, or a gap for it or for every leaf, names no matter.
    """
    try:
        found = trace(history, place=place, matter=None, on=day, known_at=known_at)
    except Refused:
        return None
    facts = known_facts(history, known_at_taken(history, known_at))
    tree = matter_tree(facts, day)
    places = {link["id"]: link["id"] if ids else link["name"] for link in found["chain"]}

    def called(matters: Sequence[str]) -> list[str]:
        once = list(dict.fromkeys(matters))
        return once if ids else [matter_name(facts, one, day) for one in once]

    def line(one: Fact, matters: Sequence[str]) -> dict[str, Any]:
        person, organization, tenure = one["person"], one["organization"], one["tenure"]
        key = "id" if ids else "name"
        return {
            "distance": one["distance"],
            "place": places[one["place"]],
            "post": one["post"][key],
            "organization": None if organization is None else organization[key],
            "person": None if person is None else person[key] or person["id"],
            "kind": None if tenure is None else tenure["kind"],
            "phone": None if ids else one["post"]["phone"],
            "matters": [] if ALL in matters else called(matters),
        }

    def hole(gap: Fact, matters: Sequence[str]) -> dict[str, Any]:
        whole = ALL in matters or set(leaves_of(tree)) <= set(matters)
        said = {key: gap[key] for key in ("distance", "kind", "have", "need")}
        return said | {"place": places[gap["place"]], "matters": [] if whole else called(matters)}

    tiers = []
    for tier in TIERS:
        answering = [one for one in found["accountable"] if one["tier"] == tier]
        missing = [gap for gap in found["gaps"] if gap["tier"] == tier]
        who = [(one["distance"], one["post"]["id"], one["person"] and one["person"]["id"]) for one in answering]
        what = [(gap["distance"], gap["requirement"], gap["kind"], gap["have"], gap["need"]) for gap in missing]
        tiers.append({"tier": tier, "lines": together(answering, who, line), "holes": together(missing, what, hole)})
    shown = found["accountable"]
    ends = [one["assignment"]["until"] for one in shown] + [one["tenure"]["until"] for one in shown if one["tenure"]]
    top = sorted(one for one, parent in tree.items() if parent == ALL)
    first = found["chain"][0]
    return {
        "place": place,
        "name": places[place],
        "level": first["level"],
        "kinds": list(first["kinds"]),
        "chain": [places[link["id"]] for link in reversed(found["chain"])],
        "broken": found["chain_ends"] == "broken",
        "matters": called(top),
        "tiers": tiers,
        "first_call": first_call(found, line),
        "first_end": min((end for end in ends if end is not None), default=None),
    }


def together(rows: Sequence[Fact], keys: Sequence[Any], make: Callable[[Fact, list[str]], Any]) -> list[Any]:
    """Rows of one key as one, where the first of them stands, with the matters of all."""
    return [
        make(rows[keys.index(key)], [row["matter"] for row, other in zip(rows, keys, strict=True) if other == key])
        for key in dict.fromkeys(keys)
    ]


def first_call(found: Fact, line: Callable[[Fact, list[str]], Any]) -> Any:
    """Boards: "the post that the trace calls first, with its holder and duty phone"; specific tier first, then near."""
    for post in found["call_order"][:1]:
        held = [one for one in found["accountable"] if one["post"]["id"] == post and one["person"]]
        return line(min(held, key=lambda one: (-TIERS.index(one["tier"]), one["distance"])), [ALL])
    return None


def matter_name(facts: Facts, matter: str, day: str) -> str:
    period = period_in_force(matter_periods(facts, matter), day)
    return matter if period is None else str(period["name"])


def digest(content: dict[str, Any]) -> str:
    """Boards: "the SHA-256 of the content as JSON (UTF-8, keys sorted, no blanks)"."""
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def last_printing(facts: Facts, place: str, on: str) -> Fact | None:
    """Boards: "The last printing is that of the latest day the boards speak of, then the latest recorded"; facts stand
    in the order in which they were recorded.
    """
    hanging = [one for one in facts["printings"] if one["place"] == place and in_force(one, on)]
    return max(enumerate(hanging), key=lambda one: (one[1]["day"], one[0]))[1] if hanging else None


def outdated_since(history: History, printing: Fact, on: str, known_at: int | None) -> tuple[str | None, list[Fact]]:
    """Meaning: "of which, with today's knowledge, what was printed has differed on every day since [...], counted from
    the day it speaks of at the earliest"; boards: where the record gives another digest, "the digest alone is
    compared". With what differs on the day asked about; None: it does not differ.
    """
    place = printing["place"]
    again = (place, printing["day"], printing["known_at"])
    now_as_then = board(history, *again, ids=True)
    readable = now_as_then is not None and digest(now_as_then) == printing["content"]
    printed = board(history, *again, ids=False) if readable else None

    def differing(day: str) -> list[Fact]:
        if printed is not None:
            return differences(printed, board(history, place, day, known_at, ids=False), day)
        now = board(history, place, day, known_at, ids=True)
        same = now is not None and digest(now) == printing["content"]
        return [] if same else [difference("unreadable")]

    if not differing(on):
        return None, []
    since, days = on, set(days_of_change(known_facts(history, known_at_taken(history, known_at))))
    if printed is not None and printed["first_end"] is not None:
        days.add(printed["first_end"])
    for begins in [printing["day"], *(day for day in sorted(days) if printing["day"] < day <= on)][::-1]:
        if not differing(begins):
            break
        since = begins
    return since, differing(on)


def difference(what: str, printed: Any = None, now: Any = None, tier: str | None = None) -> Fact:
    return {"what": what, "tier": tier, "printed": printed, "now": now}


def differences(printed: Fact, now: Fact | None, day: str) -> list[Fact]:
    """Boards, "Which boards are outdated": its table row by row, and how lines and gaps are set side by side."""
    if now is None:
        return [difference("no_board", printed["name"])]
    found = [
        difference(key, printed[key], now[key])
        for key in ("name", "level", "kinds", "chain", "broken", "matters")
        if printed[key] != now[key]
    ]
    for old, new in zip(printed["tiers"], now["tiers"], strict=True):
        for what, some, others, keys in (
            ("gap", old["holes"], new["holes"], (("place", "matters"),)),
            ("line", old["lines"], new["lines"], (("place", "post", "organization"), ("place", "person"))),
        ):
            found += [difference(what, *pair, tier=old["tier"]) for pair in beside(some, others, keys)]
    calls = [printed["first_call"], now["first_call"]]
    if read(calls[0]) != read(calls[1]):
        found.append(difference("call_first", *calls))
    if printed["first_end"] is not None and day >= printed["first_end"]:
        found.append(difference("validity", printed["first_end"], now["first_end"]))
    return found


def read(part: Fact | None) -> Fact | None:
    """What a passer-by reads of a line or a gap: how many levels up a place lies is nowhere said."""
    return None if part is None else {key: value for key, value in part.items() if key != "distance"}


def beside(
    old: list[Fact], new: list[Fact], keys: tuple[tuple[str, ...], ...]
) -> list[tuple[Fact | None, Fact | None]]:
    """Boards: "equal ones first; of the others those of one [...] What is left is gone or new"."""
    partner: dict[int, int] = {}
    whole = tuple(key for key in (*old, *new)[0] if key != "distance") if old or new else ()
    for key in (whole, *keys):
        for here, one in enumerate(old):
            for there, other in enumerate(new):
                free = here not in partner and there not in partner.values()
                alike = all(one[part] == other[part] for part in key)
                if free and alike and (key != ("place", "person") or one["person"] is not None):
                    partner[here] = there
    pairs = [(one, new[partner[here]] if here in partner else None) for here, one in enumerate(old)]
    alone = [(None, other) for there, other in enumerate(new) if there not in partner.values()]
    return [(one, other) for one, other in [*pairs, *alone] if read(one) != read(other)]


def days_of_change(facts: Facts) -> list[str]:
    """The days on which some fact begins or ends, in order: between two of them nothing changes (the one shortcut)."""
    ends = [fact.get(end) for some in facts.values() for fact in some for end in ("since", "until")]
    return sorted({day for day in ends if day is not None})
