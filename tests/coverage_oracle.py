"""The brute-force oracle of coverage, gaps and audits: the third opinion beside SQLite and Neo4j.

Rules of this module:

1. It is written from the sentences of docs/meaning.md ("Slot", "Gap kinds", "Coverage, gaps and audits"), and each
   rule's function quotes the sentence that it states. Where they are silent, the docstring says "Decided:".
2. It shares no code with the project: the standard library, tests/oracle.py and tests/board_oracle.py alone.
3. It is plain lists, dicts and loops. Where clear and fast differ, it is clear, but for two shortcuts, each named
   where it is taken: `since_of` steps over the days on which some fact begins or ends, and `slots_each_day` judges
   days with the very same facts in force once.
4. It judges no input: a history is taken as one that the rules of writing have accepted. A history is as in
   tests/oracle.py. Keys and their order are those of src/graph/meaning/coverage_answers.py.

A slot, inside this module, is a dict: `requirement` (the fact), `place`, `matter` (the leaf), `tier`, `need`, `have`,
`filled`, `filled_above`, `kind` (None where filled), `persons` (those who count), `own` (those by the place itself),
`lines` (the fitting assignments), `chain`, `all_lines` and `matters` (the leaf and what is above it).
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from tests.board_oracle import last_printing, outdated_since
from tests.oracle import (
    ALL,
    CALL_KINDS,
    TABLES,
    TIERS,
    Fact,
    Facts,
    History,
    Refused,
    as_of,
    asks_for,
    at_or_above,
    begun,
    by_bytes,
    chain_of,
    fits,
    gap_kind,
    in_force,
    known_at_taken,
    known_facts,
    leaves_of,
    lines_on_chain,
    matter_of,
    matter_periods,
    matter_tree,
    minimum_of,
    period_in_force,
    place_periods,
    standing_period,
    tenure_kind,
    unit_kinds_allow,
    utc_text,
    value,
    with_id,
)

Slot = dict[str, Any]
Row = dict[str, Any]

GAP_KINDS = ["unassigned", "lapsed", "vacant", "partial"]
CODES = [
    *GAP_KINDS,
    "expiring",
    "overlap",
    "tier_conflict",
    "double_holder",
    "acting_too_long",
    "overload",
    "idle",
    "orphan_place",
    "dangling",
    "board_outdated",
]
SEVERITIES = dict.fromkeys([*GAP_KINDS, "orphan_place"], "error") | {"idle": "info"}
RESTS_ON = {
    "assignments": {"place": ["areas", "units"], "post": ["posts"], "matter": ["matters"]},
    "tenures": {"post": ["posts"]},
    "posts": {"organization": ["organizations", "units"], "reports_to": ["posts"]},
    "organizations": {"area": ["areas"], "parent": ["organizations"]},
    "requirements": {"area": ["areas"], "matter": ["matters"]},
}
"""Meaning: "an assignment whose place or post is not in force; a tenure whose post is not; a post whose organization
(or unit) or reports_to is not; an organization whose area or parent is not; a requirement whose area or matter is not;
an assignment whose matter is not."
"""


# ---------------------------------------------------------------------------------------------------------- the answers


def coverage(
    history: History,
    *,
    area: str | None,
    on: str,
    known_at: int | None,
    level: str | None = None,
    matter: str | None = None,
    tier: str | None = None,
    requirement: str | None = None,
    without: Sequence[str] = (),
) -> dict[str, Any]:
    """The JSON of coverage; `changes` is null here (see `changed`).

    "`orphans` says how many places of the whole register have a broken chain that day." "Order: lowest own coverage
    first, null last, then id."

    Decided: `known_at` is null in a register with no changeset, and the answer then counts nothing. `orphans` counts
    every place with a broken chain, also those further below the break. Units at which a chain ends, or that lie
    directly in the area, have no row beside the others: rows are areas.
    """
    facts = facts_asked(history, area, [on], on, known_at, matter, requirement, without)
    found = narrowed(slots_on(facts, on), None, matter, tier, requirement)
    rows = [
        {"id": one, **name_and_level(facts, one, on), **figures(slot for slot in found if inside(slot, one))}
        for one in areas_beside(facts, area, level, on)
    ]
    rows.sort(key=lambda row: (row["own_coverage"] is None, row["own_coverage"] or 0.0, by_bytes(row["id"])))
    taken = taken_at(history, known_at)
    return {
        "area": area,
        "on": on,
        "known_at": None if taken is None else utc_text(taken),
        **figures(slot for slot in found if area is None or inside(slot, area)),
        "orphans": len([place for place in places_on(facts, on) if chain_of(facts, place, on)[1] == "broken"]),
        "areas": rows,
        "changes": None,
        "as_of": None if taken is None else as_of(history, taken),
        "complete": True,
    }


def gaps(
    history: History,
    *,
    area: str | None,
    on: str,
    known_at: int | None,
    matter: str | None = None,
    tier: str | None = None,
    requirement: str | None = None,
    without: Sequence[str] = (),
    over: tuple[str, str] | None = None,
) -> list[Row]:
    """The gap rows of a day, or with `over` (since, until) the stretches of a range.

    Decided: with a range `on` is only the day from which the persons of `without` hold nothing; the area and the matter
    must be in force on some day of the range, not on `on`.
    """
    days = [on] if over is None else days_between(*over)
    facts = facts_asked(history, area, days, on, known_at, matter, requirement, without)
    if over is not None:
        return stretches(facts, days, area, matter, tier, requirement)
    found = narrowed(slots_on(facts, on), area, matter, tier, requirement)
    return gap_rows(facts, unfilled(found), on)


def slots(
    history: History,
    *,
    area: str | None,
    on: str,
    known_at: int | None,
    matter: str | None = None,
    tier: str | None = None,
    requirement: str | None = None,
    without: Sequence[str] = (),
) -> list[Row]:
    """Every slot that the schemes ask for in the area, filled or not; no answer of the program, but what it counts."""
    facts = facts_asked(history, area, [on], on, known_at, matter, requirement, without)
    found = narrowed(slots_on(facts, on), area, matter, tier, requirement)
    return [
        {
            "requirement": slot["requirement"]["id"],
            "place": slot["place"],
            "matter": slot["matter"],
            "tier": slot["tier"],
            "filled": slot["filled"],
            "filled_above": slot["filled_above"],
            "kind": slot["kind"],
            "have": slot["have"],
            "need": slot["need"],
        }
        for slot in sorted(found, key=slot_order)
    ]


def what_if(
    history: History,
    *,
    area: str | None,
    on: str,
    known_at: int | None,
    without: Sequence[str],
    matter: str | None = None,
    tier: str | None = None,
    requirement: str | None = None,
) -> dict[str, list[Row]]:
    """Meaning: "`opened`, the slots unfilled without these persons and filled with them; `still_open`, unfilled either
    way. Both show the gaps as they would be without them."
    """
    facts_with = facts_asked(history, area, [on], on, known_at, matter, requirement, without=())
    facts = facts_asked(history, area, [on], on, known_at, matter, requirement, without)
    open_with = names_of(unfilled(narrowed(slots_on(facts_with, on), area, matter, tier, requirement)))
    open_without = unfilled(narrowed(slots_on(facts, on), area, matter, tier, requirement))
    return {
        "opened": gap_rows(facts, [slot for slot in open_without if name_of(slot) not in open_with], on),
        "still_open": gap_rows(facts, [slot for slot in open_without if name_of(slot) in open_with], on),
    }


def keystones(
    history: History,
    *,
    area: str | None,
    on: str,
    known_at: int | None,
    matter: str | None = None,
    tier: str | None = None,
    requirement: str | None = None,
    without: Sequence[str] = (),
) -> list[Row]:
    """Meaning: "a filled slot that would be unfilled without a person counts for that person (so both of exactly two).
    `posts`: those by which they fill these slots. Order: most slots first, then person."

    Decided: a person without such a slot has no row; `posts` stand by bytes.
    """
    facts = facts_asked(history, area, [on], on, known_at, matter, requirement, without)
    found = narrowed(slots_on(facts, on), area, matter, tier, requirement)
    counts: dict[str, int] = {}
    posts: dict[str, set[str]] = {}
    for slot in found:
        for person in slot["persons"]:
            if slot["filled"] and len(slot["persons"] - {person}) < slot["need"]:
                counts[person] = counts.get(person, 0) + 1
                posts.setdefault(person, set()).update(posts_by_which(slot, person))
    rows = [
        {"person": person, "slots": count, "posts": sorted(posts[person], key=by_bytes)}
        for person, count in counts.items()
    ]
    return sorted(rows, key=lambda row: (-row["slots"], by_bytes(row["person"])))


def changed(
    history: History,
    *,
    area: str | None,
    on: str,
    against: str,
    known_at: int | None,
    matter: str | None = None,
    tier: str | None = None,
    requirement: str | None = None,
    without: Sequence[str] = (),
) -> dict[str, list[Row]]:
    """Meaning: "the slots unfilled on `on` and not on the other day are opened, the other way round closed, unfilled
    on both still open; a slot that does not exist on a day is not unfilled that day."

    Decided: opened and still open show the gaps as they are on `on`, closed as they are on the other day. Area and
    matter must be in force on `on` only: on another day an area that is not in force holds no slots, nor has a matter
    that is not. The scope is each day's own: a slot that left the area has closed. The persons of `without` hold
    nothing from `on`, whichever day is the earlier.
    """
    facts = facts_asked(history, area, [on], on, known_at, matter, requirement, without)
    now = unfilled(narrowed(slots_on(facts, on), area, matter, tier, requirement))
    then = unfilled(narrowed(slots_on(facts, against), area, matter, tier, requirement))
    open_now, open_then = names_of(now), names_of(then)
    return {
        "opened": gap_rows(facts, [slot for slot in now if name_of(slot) not in open_then], on),
        "closed": gap_rows(facts, [slot for slot in then if name_of(slot) not in open_now], against),
        "still_open": gap_rows(facts, [slot for slot in now if name_of(slot) in open_then], on),
    }


def audit(
    history: History,
    *,
    area: str | None,
    on: str,
    known_at: int | None,
    without: Sequence[str] = (),
    expiring_days: int = 30,
    acting_days: int = 180,
    overload_places: int = 10,
    board_days: int = 15,
) -> dict[str, Any]:
    """The findings (without remedies) and what each code was measured against.

    "Findings stand in the order of the table above (the four kinds as one), then by the parts of their ids, by bytes."

    Decided: the four kinds of gap share one row of that table, so they stand together, by id. `looked_at` has every
    code but `acceptance_expired`, which rests on a file.
    """
    facts = facts_asked(history, area, [on], on, known_at, None, None, without)
    where = scope(facts, area, on)
    found = narrowed(slots_on(facts, on), area, None, None, None)
    judged = [
        audit_gaps(found),
        audit_expiring(facts, found, on, expiring_days),
        audit_overlap(found),
        audit_tier_conflict(facts, where, on),
        audit_double_holder(facts, area, where, on),
        audit_acting_too_long(facts, area, where, on, acting_days),
        audit_overload(facts, area, where, on, overload_places),
        audit_idle(facts, area, where, on),
        audit_orphan_place(facts, where, on),
        audit_dangling(facts, area, where, on),
        audit_board_outdated(history, facts, where, on, known_at, board_days),
    ]
    findings: list[Row] = []
    looked_at: dict[str, int] = {}
    for codes, of, rows in judged:
        looked_at |= dict.fromkeys(codes, of)
        findings += [row | {"of": of} for row in sorted(rows, key=lambda row: parts_of(row["id"]))]
    return {"findings": findings, "looked_at": looked_at}


# -------------------------------------------------------------------------------------------------- what may be asked


def taken_at(history: History, known_at: int | None) -> int | None:
    """`known_at` as it is taken; None in a register without a changeset."""
    return known_at_taken(history, known_at) if history else None


def facts_asked(
    history: History,
    area: str | None,
    days: list[str],
    on: str,
    known_at: int | None,
    matter: str | None,
    requirement: str | None,
    without: Sequence[str],
) -> Facts:
    """The facts known, with the tenures of `without` ended on `on`; or the refusal of the question.

    Meaning: "An area that is a unit, unknown, or not in force is an error." "Asking about a matter that is not in
    force on `on` is an error". "Where a place and a matter are both at fault, the place is told." "The area must be in
    force on some day of the range."

    Decided: of several faults the first is told, in the order unknown place, area is a unit, place not in force,
    unknown matter, matter not in force, unknown requirement, unknown person. A unit is told as one on whatever day. A
    requirement or a person is known by a row of theirs; a requirement that is not in force is no error, and has no
    slots.
    """
    taken = taken_at(history, known_at)
    facts: Facts = {table: [] for table in TABLES} if taken is None else known_facts(history, taken)
    if area is not None:
        periods = place_periods(facts, area)
        if not periods:
            raise Refused("unknown_place")
        if with_id(facts["units"], area):
            raise Refused("area_is_unit")
        if not any(period_in_force(periods, day) for day in days):
            raise Refused("place_not_in_force", periods)
    if matter and matter != ALL:
        periods = matter_periods(facts, matter)
        if not periods:
            raise Refused("unknown_matter")
        if not any(period_in_force(periods, day) for day in days):
            raise Refused("matter_not_in_force", periods)
    if requirement is not None and not with_id(facts["requirements"], requirement):
        raise Refused("unknown_requirement")
    if any(not with_id(facts["people"], person) for person in without):
        raise Refused("unknown_person")
    return without_them(facts, without, on)


def without_them(facts: Facts, without: Sequence[str], on: str) -> Facts:
    """Meaning: "every tenure of theirs is treated as ended on `on`: days before `on` stay as they were, on `on` and
    every later day they hold nothing."
    """
    tenures: list[Fact] = []
    for tenure in facts["tenures"]:
        until = value(tenure, "until")
        if tenure["person"] not in without or (until is not None and until <= on):
            tenures.append(tenure)
        elif value(tenure, "since") is None or value(tenure, "since") < on:
            tenures.append(dict(tenure) | {"until": on})
    return dict(facts) | {"tenures": tenures}


# ----------------------------------------------------------------------------------------------------- days and places


def day_before(day: str) -> str:
    """The day before; before the calendar's first day a text that sorts before every day."""
    return "0000-12-31" if day == date.min.isoformat() else (date.fromisoformat(day) - timedelta(days=1)).isoformat()


def days_between(since: str, until: str) -> list[str]:
    """Meaning: "`A..B` (from A, before B)"."""
    first, end = date.fromisoformat(since).toordinal(), date.fromisoformat(until).toordinal()
    return [date.fromordinal(number).isoformat() for number in range(first, end)]


def next_days(on: str, count: int) -> list[str]:
    """The days after `on`, so many (fewer at the end of the calendar)."""
    today = date.fromisoformat(on).toordinal()
    return [date.fromordinal(n).isoformat() for n in range(today + 1, today + count + 1) if n <= date.max.toordinal()]


def boundaries(facts: Facts) -> list[str]:
    """Every day on which some fact begins, or is no longer in force."""
    days = {value(fact, end) for table in TABLES for fact in facts[table] for end in ("since", "until")}
    return sorted(days - {None})


def places_on(facts: Facts, on: str) -> list[str]:
    """The places in force on a day, each once."""
    return sorted({fact["id"] for table in ("areas", "units") for fact in facts[table] if in_force(fact, on)})


def scope(facts: Facts, area: str | None, on: str) -> list[str]:
    """Meaning: "the places in force on `on` whose chain that day contains the area asked about (the area itself
    included). Without an area: every place in force, those with a broken chain included."
    """
    everywhere = places_on(facts, on)
    if area is None:
        return everywhere
    return [place for place in everywhere if area in [link["id"] for link in chain_of(facts, place, on)[0]]]


def name_and_level(facts: Facts, area: str, on: str) -> Row:
    period = period_in_force(place_periods(facts, area), on)
    assert period is not None
    return {"name": period["name"], "level": period["level"]}


def areas_beside(facts: Facts, area: str | None, level: str | None, on: str) -> list[str]:
    """Meaning: "the areas directly below; with a level, every area of that level inside (the area itself not again);
    without an area, the areas at which a chain ends (roots, and those whose parent is not in force)".

    Decided: with a level and without an area, every area of that level in force.
    """
    found: list[str] = []
    for one in facts["areas"]:
        if not in_force(one, on) or one["id"] == area:
            continue
        chain = [link["id"] for link in chain_of(facts, one["id"], on)[0]]
        if level is not None:
            wanted = value(one, "level") == level and (area is None or area in chain)
        elif area is not None:
            wanted = value(one, "parent") == area
        else:
            wanted = len(chain) == 1
        if wanted:
            found.append(one["id"])
    return found


# --------------------------------------------------------------------------------------------------------------- slots


def slots_on(facts: Facts, on: str) -> list[Slot]:
    """Every slot of the register on a day: "(requirement, place, leaf)": where the requirement asks for its own
    matter, it asks for every leaf under it.
    """
    tree = matter_tree(facts, on)
    leaves = leaves_of(tree)
    found: list[Slot] = []
    for place in places_on(facts, on):
        chain = chain_of(facts, place, on)[0]
        lines = lines_on_chain(facts, chain, on)
        for requirement in facts["requirements"]:
            matter = matter_of(requirement)
            if matter in tree and asks_for(requirement, tree, chain, chain[0], matter, on):
                under = [leaf for leaf in leaves if matter in at_or_above(tree, leaf)]
                found += [judged(requirement, tree, chain, lines, leaf) for leaf in under]
    return found


def slot_on(facts: Facts, requirement: Fact, place: str, leaf: str, on: str) -> Slot | None:
    """One slot on a day, where it exists: its place is in force, the leaf is a leaf, the requirement asks there."""
    tree = matter_tree(facts, on)
    if leaf not in leaves_of(tree) or period_in_force(place_periods(facts, place), on) is None:
        return None
    chain = chain_of(facts, place, on)[0]
    if not asks_for(requirement, tree, chain, chain[0], leaf, on):
        return None
    return judged(requirement, tree, chain, lines_on_chain(facts, chain, on), leaf)


def judged(requirement: Fact, tree: dict[str, str | None], chain: list[Fact], lines: list[Fact], leaf: str) -> Slot:
    """Meaning: "A slot is filled when the assignments in force […] have at least `minimum` distinct persons in force."
    "`filled_above` (filled, while the assignments at the place itself do not reach the minimum)".
    """
    fitting = [line for line in lines if fits(requirement, tree, chain[0], line, leaf)]
    persons = {tenure["person"] for line in fitting if line["in_force"] for tenure in line["tenures"]}
    own = {
        tenure["person"] for line in fitting if line["in_force"] and line["distance"] == 0 for tenure in line["tenures"]
    }
    need = minimum_of(requirement)
    filled = len(persons) >= need
    return {
        "requirement": requirement,
        "place": chain[0]["id"],
        "matter": leaf,
        "tier": requirement["tier"],
        "need": need,
        "have": len(persons),
        "filled": filled,
        "filled_above": filled and len(own) < need,
        "kind": None if filled else gap_kind(fitting, len(persons)),
        "persons": persons,
        "own": own,
        "lines": fitting,
        "chain": chain,
        "all_lines": lines,
        "matters": at_or_above(tree, leaf),
    }


def slots_each_day(facts: Facts, days: Iterable[str]) -> Iterator[tuple[str, list[Slot]]]:
    """The slots of each day, every single day.

    The shortcut: what a day's slots are depends on nothing but which facts have begun and which are in force, so days
    on which these are the very same facts are judged once.
    """
    seen: dict[tuple[tuple[bool, bool], ...], list[Slot]] = {}
    for day in days:
        same = tuple((begun(fact, day), in_force(fact, day)) for table in TABLES for fact in facts[table])
        if same not in seen:
            seen[same] = slots_on(facts, day)
        yield day, seen[same]


def narrowed(
    found: list[Slot],
    area: str | None,
    matter: str | None,
    tier: str | None,
    requirement: str | None,
) -> list[Slot]:
    """Meaning: "Narrowed by a matter (the leaves at or under it), a tier, a requirement; what does not fit has no
    slots in the answer."

    Decided: without a matter, or with an empty one, every leaf; so with `all` too.
    """
    return [
        slot
        for slot in found
        if (area is None or inside(slot, area))
        and (not matter or matter in slot["matters"])
        and (tier is None or slot["tier"] == tier)
        and (requirement is None or slot["requirement"]["id"] == requirement)
    ]


def inside(slot: Slot, area: str) -> bool:
    """Whether the chain of a slot's place contains the area."""
    return area in [link["id"] for link in slot["chain"]]


def unfilled(found: Iterable[Slot]) -> list[Slot]:
    return [slot for slot in found if not slot["filled"]]


def name_of(slot: Slot) -> tuple[str, str, str]:
    """What a slot is: "(requirement, place, leaf)"."""
    return (slot["requirement"]["id"], slot["place"], slot["matter"])


def names_of(found: Iterable[Slot]) -> set[tuple[str, str, str]]:
    return {name_of(slot) for slot in found}


def slot_order(slot: Slot) -> tuple[Any, ...]:
    """Meaning: "Order: place, tier (first, direct, specific), requirement, first leaf"."""
    return (
        by_bytes(slot["place"]),
        TIERS.index(slot["tier"]),
        by_bytes(slot["requirement"]["id"]),
        by_bytes(slot["matter"]),
    )


def posts_by_which(slot: Slot, person: str) -> set[str]:
    """The posts by which a person counts for a slot."""
    return {
        line["assignment"]["post"]
        for line in slot["lines"]
        if line["in_force"] and person in [tenure["person"] for tenure in line["tenures"]]
    }


# ------------------------------------------------------------------------------------------------------------- figures


def figures(found: Iterable[Slot]) -> Row:
    """Meaning: "Slots, filled, `filled_above` […], coverage = filled / slots and own coverage = (filled −
    filled_above) / slots, both null where there are no slots. Gaps are counted in slots, by kind."

    Decided: `tiers` has all three tiers, first, direct, specific, also those without slots.
    """
    mine = list(found)
    whole = tier_figures(mine)
    count, filled, above = whole["slots"], whole["filled"], whole["filled_above"]
    return {
        "slots": count,
        "filled": filled,
        "filled_above": above,
        "coverage": filled / count if count else None,
        "own_coverage": (filled - above) / count if count else None,
        "gaps": whole["gaps"],
        "tiers": {tier: tier_figures([slot for slot in mine if slot["tier"] == tier]) for tier in TIERS},
    }


def tier_figures(mine: list[Slot]) -> Row:
    return {
        "slots": len(mine),
        "filled": len([slot for slot in mine if slot["filled"]]),
        "filled_above": len([slot for slot in mine if slot["filled_above"]]),
        "gaps": {kind: len([slot for slot in mine if slot["kind"] == kind]) for kind in GAP_KINDS},
    }


# ---------------------------------------------------------------------------------------------------------------- gaps


def gap_rows(facts: Facts, open_slots: list[Slot], on: str) -> list[Row]:
    """Meaning: "A gap row stands for the leaves of one place, tier, requirement, kind and `have` that agree in
    everything below, too."
    """
    rows = [
        gap_row(slot)
        | {
            "since": since_of(facts, slot, on),
            "last_holder": last_holder_of(facts, slot, on),
            "answered_above": answered_above_of(slot),
        }
        for slot in open_slots
    ]
    return merged(rows)


def gap_row(slot: Slot) -> Row:
    return {
        "place": slot["place"],
        "tier": slot["tier"],
        "requirement": slot["requirement"]["id"],
        "kind": slot["kind"],
        "have": slot["have"],
        "need": slot["need"],
        "matters": [slot["matter"]],
    }


def merged(rows: list[Row]) -> list[Row]:
    """Rows that differ in their leaf alone are one row. Meaning: "Order: place, tier (first, direct, specific),
    requirement, first leaf"; over a range "place, tier, requirement, first day, last day, first leaf".
    """
    found: list[Row] = []
    for row in rows:
        for other in found:
            if row | {"matters": []} == other | {"matters": []}:
                other["matters"] = sorted(other["matters"] + row["matters"], key=by_bytes)
                break
        else:
            found.append(row)

    def order(row: Row) -> tuple[Any, ...]:
        return (
            by_bytes(row["place"]),
            TIERS.index(row["tier"]),
            by_bytes(row["requirement"]),
            row.get("first_day", ""),
            row.get("last_day", ""),
            by_bytes(row["matters"][0]),
        )

    return sorted(found, key=order)


def since_of(facts: Facts, slot: Slot, on: str) -> str | None:
    """Meaning: "the first day of the unbroken run of days, ending on `on`, on each of which the slot (requirement,
    place, leaf) existed and was not filled, of whatever kind; each day is judged by the facts in force that day, as
    known at the one `known_at`. Null: the run has no first day".

    The shortcut: from one day on which some fact begins or ends to the next no answer changes, so it is enough to look
    at the day before each of these.
    """
    for mark in reversed([day for day in boundaries(facts) if day <= on]):
        before = slot_on(facts, slot["requirement"], slot["place"], slot["matter"], day_before(mark))
        if before is None or before["filled"]:
            return mark
    return None


def last_holder_of(facts: Facts, slot: Slot, on: str) -> Row | None:
    """Meaning: "among the assignments that fit the slot on `on` (ended ones too), the tenures of their posts, and the
    periods of those posts, the last day on which three such were in force together and which lies before `on`; `until`
    is the day after. A person who counts for the slot on `on` is not its last holder. Ties: person, then post, by
    bytes."

    Decided: whether the place was in force on that day is not asked; the three alone are.
    """
    found: list[Row] = []
    for line in slot["lines"]:
        post = line["assignment"]["post"]
        for period in with_id(facts["posts"], post):
            for tenure in [one for one in facts["tenures"] if one["post"] == post]:
                three = [line["assignment"], period, tenure]
                since = max(value(fact, "since") or "" for fact in three)
                until = min([on, *[value(fact, "until") for fact in three if value(fact, "until") is not None]])
                if since < until and tenure["person"] not in slot["persons"]:
                    found.append({"person": tenure["person"], "post": post, "until": until})
    if not found:
        return None
    last = max(row["until"] for row in found)
    latest = [row for row in found if row["until"] == last]
    return min(latest, key=lambda row: (by_bytes(row["person"]), by_bytes(row["post"])))


def answered_above_of(slot: Slot) -> Row | None:
    """Meaning: "the nearest place above where an assignment in force of the same tier, for the leaf or a matter above
    it, with no unit kinds or one shared with the slot's place, has a post in force with a holder (of whatever post
    kind […]). There substantive before concurrent before acting, then post, then person."
    """
    found: list[tuple[Any, ...]] = []
    for line in slot["all_lines"]:
        assignment = line["assignment"]
        if (
            line["distance"] > 0
            and line["in_force"]
            and assignment["tier"] == slot["tier"]
            and matter_of(assignment) in slot["matters"]
            and unit_kinds_allow(assignment, slot["chain"][0]["kinds"])
        ):
            for tenure in line["tenures"]:
                kind = CALL_KINDS.index(tenure_kind(tenure))
                post, person = assignment["post"], tenure["person"]
                order = (line["distance"], kind, by_bytes(post), by_bytes(person))
                found.append((order, {"place": assignment["place"], "post": post, "person": person}))
    return min(found, key=lambda one: one[0])[1] if found else None


def stretches(
    facts: Facts, days: list[str], area: str | None, matter: str | None, tier: str | None, requirement: str | None
) -> list[Row]:
    """Meaning: "every maximal stretch of days within the range on which a slot exists, lies in the scope, and is
    unfilled with one tier, kind, `have` and `need`; `first_day` and `last_day` are both days of the stretch, clipped
    to the range. `last_holder` and `answered_above` are those of the first day."

    Decided: that first day is the clipped one; leaves whose rows agree in all keys, both days included, are one row.
    """
    running: dict[tuple[str, str, str], Row] = {}
    ended: list[Row] = []
    for day, found in slots_each_day(facts, days):
        today: dict[tuple[str, str, str], Row] = {}
        for slot in unfilled(narrowed(found, area, matter, tier, requirement)):
            row = gap_row(slot)
            before = running.pop(name_of(slot), None)
            if before is not None and all(before[key] == row[key] for key in row):
                today[name_of(slot)] = before | {"last_day": day}
                continue
            if before is not None:
                ended.append(before)
            today[name_of(slot)] = row | {
                "first_day": day,
                "last_day": day,
                "last_holder": last_holder_of(facts, slot, day),
                "answered_above": answered_above_of(slot),
            }
        ended += running.values()
        running = today
    return merged([*ended, *running.values()])


# -------------------------------------------------------------------------------------------------------------- audits

Judged = tuple[list[str], int, list[Row]]
"""Codes, what they are out of, and the findings."""


def finding(code: str, about: Sequence[str], detail: Row, **of: str | None) -> Row:
    """Meaning: "A finding's id is its code (`gap` for the four kinds) and what it is about, joined by `/`, in each part
    `%` written `%25` and `/` `%2F`".
    """
    return {
        "id": "/".join(["gap" if code in GAP_KINDS else code, *[escaped(part) for part in about]]),
        "code": code,
        "severity": SEVERITIES.get(code, "warning"),
        "place": of.get("place"),
        "post": of.get("post"),
        "person": of.get("person"),
        "matter": of.get("matter"),
        "detail": detail,
    }


def place_first(name: tuple[str, str, str]) -> tuple[str, str, str]:
    """Meaning: "`gap/PLACE/REQUIREMENT/LEAF`, `expiring/…` and `overlap/…` alike"."""
    requirement, place, leaf = name
    return (place, requirement, leaf)


def parts_of(id: str) -> list[bytes]:
    """Meaning: findings stand "by the parts of their ids, by bytes"."""
    return [by_bytes(part.replace("%2F", "/").replace("%25", "%")) for part in id.split("/")]


def escaped(part: str) -> str:
    return part.replace("%", "%25").replace("/", "%2F")


def audit_gaps(found: list[Slot]) -> Judged:
    """Meaning: "an unfilled slot; the id is `gap/…` whatever the kind", out of slots."""
    rows = [
        finding(
            slot["kind"],
            place_first(name_of(slot)),
            {
                "requirement": slot["requirement"]["id"],
                "tier": slot["tier"],
                "have": slot["have"],
                "need": slot["need"],
            },
            place=slot["place"],
            matter=slot["matter"],
        )
        for slot in unfilled(found)
    ]
    return GAP_KINDS, len(found), rows


def audit_expiring(facts: Facts, found: list[Slot], on: str, days: int) -> Judged:
    """Meaning: "a slot filled on `on` and, with today's knowledge, unfilled or gone unfilled on some day of the next
    30", out of filled slots.

    Decided: the next 30 days are those after `on`; a slot that no longer exists on a day is not unfilled that day, and
    so is no finding; a slot that leaves the area is still looked at. `kind` is that of the first day.
    """
    filled = {name_of(slot): slot for slot in found if slot["filled"]}
    first: dict[tuple[str, str, str], tuple[str, str]] = {}
    for day, later in slots_each_day(facts, next_days(on, days)):
        for slot in unfilled(later):
            if name_of(slot) in filled and name_of(slot) not in first:
                first[name_of(slot)] = (day, slot["kind"])
    rows = [
        finding(
            "expiring",
            place_first(name),
            {"requirement": name[0], "tier": filled[name]["tier"], "first_day": day, "kind": kind},
            place=name[1],
            matter=name[2],
        )
        for name, (day, kind) in first.items()
    ]
    return ["expiring"], len(filled), rows


def audit_overlap(found: list[Slot]) -> Judged:
    """Meaning: "more than `maximum` distinct persons by the assignments at the place itself", out of slots with a
    maximum. Decided: the assignments that fit the slot; `have` counts these persons.
    """
    limited = [slot for slot in found if value(slot["requirement"], "maximum") is not None]
    rows: list[Row] = []
    for slot in limited:
        maximum = int(slot["requirement"]["maximum"])
        if len(slot["own"]) > maximum:
            detail = {
                "requirement": slot["requirement"]["id"],
                "tier": slot["tier"],
                "have": len(slot["own"]),
                "maximum": maximum,
            }
            rows.append(
                finding("overlap", place_first(name_of(slot)), detail, place=slot["place"], matter=slot["matter"])
            )
    return ["overlap"], len(limited), rows


def audit_tier_conflict(facts: Facts, where: list[str], on: str) -> Judged:
    """Meaning: "one person answers in two tiers of one place for one leaf, by assignments at that place itself that
    need no unit kind it lacks", out of "persons answering at a place, each place counted".

    Decided: every leaf of the day, whether or not a scheme asks for it there; who answers at a place is counted
    whatever the kinds of unit and the matter of the assignment, as "Answering" says.
    """
    tree = matter_tree(facts, on)
    rows: list[Row] = []
    for place in where:
        chain = chain_of(facts, place, on)[0]
        own = [line for line in lines_on_chain(facts, chain[:1], on) if line["in_force"]]
        own = [line for line in own if unit_kinds_allow(line["assignment"], chain[0]["kinds"])]
        for leaf in leaves_of(tree):
            tiers: dict[str, set[str]] = {}
            for line in own:
                if matter_of(line["assignment"]) in at_or_above(tree, leaf):
                    for tenure in line["tenures"]:
                        tiers.setdefault(tenure["person"], set()).add(line["assignment"]["tier"])
            for person, several in tiers.items():
                if len(several) > 1:
                    detail = {"tiers": [tier for tier in TIERS if tier in several]}
                    about = [place, person, leaf]
                    rows.append(finding("tier_conflict", about, detail, place=place, person=person, matter=leaf))
    return ["tier_conflict"], len([pair for pair in answering(facts, on) if pair[1] in where]), rows


def audit_double_holder(facts: Facts, area: str | None, where: list[str], on: str) -> Judged:
    """Meaning: "a post with two or more persons in substantive tenure", out of held posts."""
    held = held_posts(facts, area, where, on)
    rows: list[Row] = []
    for post, tenures in held.items():
        persons = sorted({one["person"] for one in tenures if tenure_kind(one) == "substantive"}, key=by_bytes)
        if len(persons) > 1:
            rows.append(finding("double_holder", [post], {"persons": persons}, post=post))
    return ["double_holder"], len(held), rows


def audit_acting_too_long(facts: Facts, area: str | None, where: list[str], on: str, days: int) -> Judged:
    """Meaning: "an acting tenure in force that began more than 180 days before `on`, or is as old as known", out of
    "acting tenures in force".

    Decided: the tenure alone must be in force, not its post.
    """
    acting = [
        tenure
        for tenure in facts["tenures"]
        if tenure_kind(tenure) == "acting"
        and in_force(tenure, on)
        and post_inside(facts, area, where, tenure["post"], on)
    ]
    rows: list[Row] = []
    for tenure in acting:
        since = value(tenure, "since")
        length = None if since is None else (date.fromisoformat(on) - date.fromisoformat(since)).days
        if length is None or length > days:
            about = [tenure["post"], tenure["person"]]
            detail = {"since": since, "days": length}
            rows.append(finding("acting_too_long", about, detail, post=tenure["post"], person=tenure["person"]))
    return ["acting_too_long"], len(acting), rows


def audit_overload(facts: Facts, area: str | None, where: list[str], on: str, places: int) -> Judged:
    """Meaning: "a person who answers at more than 10 places, wherever they lie", out of "persons who answer anywhere";
    in an area "about a person when a post that they hold does". Decided: any post that they hold, not only one that
    answers.
    """
    at: dict[str, set[str]] = {}
    for person, place in answering(facts, on):
        at.setdefault(person, set()).add(place)
    there = {tenure["person"] for tenures in held_posts(facts, area, where, on).values() for tenure in tenures}
    at = {person: of for person, of in at.items() if person in there}
    rows = [
        finding("overload", [person], {"places": len(of)}, person=person)
        for person, of in at.items()
        if len(of) > places
    ]
    return ["overload"], len(at), rows


def audit_idle(facts: Facts, area: str | None, where: list[str], on: str) -> Judged:
    """Meaning: "a post in force with a holder and no assignment in force at a place in force", out of held posts."""
    held = held_posts(facts, area, where, on)
    places = places_on(facts, on)
    busy = {one["post"] for one in facts["assignments"] if in_force(one, on) and one["place"] in places}
    return ["idle"], len(held), [finding("idle", [post], {}, post=post) for post in held if post not in busy]


def audit_orphan_place(facts: Facts, where: list[str], on: str) -> Judged:
    """Meaning: "a place in force whose parent is not in force", out of places in force. In an area only the area itself
    can be one: what lies below it has its parent in its chain.
    """
    rows: list[Row] = []
    for place in where:
        period = period_in_force(place_periods(facts, place), on)
        parent = None if period is None else period["parent"]
        if parent is not None and period_in_force(place_periods(facts, parent), on) is None:
            rows.append(finding("orphan_place", [place], {"parent": parent}, place=place))
    return ["orphan_place"], len(where), rows


def audit_dangling(facts: Facts, area: str | None, where: list[str], on: str) -> Judged:
    """Meaning: "a fact in force that rests on something not in force", about "table, id (a tenure: post, person,
    since), column", out of "such facts in force"; "`matter` and `all` itself are always in force".

    Decided: out of the facts in force of the five tables, whether or not they name anything. `place` is the place or
    the area that the fact names, `post`, `person` and `matter` those that it names (a post: itself). A tenure's `id`
    in the detail is its part of the finding's id, POST/PERSON/SINCE, with nothing for a since "as long as known".
    """
    looked_at = 0
    rows: list[Row] = []
    for table, columns in RESTS_ON.items():
        for fact in facts[table]:
            if not in_force(fact, on) or not fact_inside(facts, area, where, table, fact, on):
                continue
            looked_at += 1
            for column, tables in columns.items():
                wanted = value(fact, column)
                if wanted is None or (wanted == ALL and column == "matter"):
                    continue
                if any(in_force(one, on) for other in tables for one in with_id(facts[other], wanted)):
                    continue
                about = [fact["id"]] if table != "tenures" else tenure_name(fact)
                id = fact["id"] if table != "tenures" else "/".join(escaped(part) for part in about)
                detail = {"table": table, "id": id, "column": column, "refers_to": wanted}
                rows.append(finding("dangling", [table, *about, column], detail, **named_by(table, fact)))
    return ["dangling"], looked_at, rows


def audit_board_outdated(
    history: History, facts: Facts, where: list[str], on: str, known_at: int | None, most: int
) -> Judged:
    """Meaning: "a board that hangs [...] and of which [...] what was printed has differed on every day since more than
    15 days before `on`", about "place", out of "places in force with a board that hangs"; boards: "the first three
    differences, [...] and how many more there are".
    """
    hanging = [printing for place in where if (printing := last_printing(facts, place, on))]
    rows: list[Row] = []
    for printing in hanging:
        since, differs = outdated_since(history, printing, on, known_at)
        days = 0 if since is None else (date.fromisoformat(on) - date.fromisoformat(since)).days
        if days > most:
            about = {"since": since, "days": days, "printed": printing["day"], "differs": differs[:3]}
            about["more_differences"] = len(differs[3:])
            rows.append(finding("board_outdated", [printing["place"]], about, place=printing["place"]))
    return ["board_outdated"], len(hanging), rows


def tenure_name(tenure: Fact) -> list[str]:
    return [tenure["post"], tenure["person"], value(tenure, "since") or ""]


def named_by(table: str, fact: Fact) -> dict[str, str | None]:
    """The place, post, person and matter that a fact names."""
    return {
        "place": value(fact, "place") or value(fact, "area"),
        "post": fact["id"] if table == "posts" else value(fact, "post"),
        "person": value(fact, "person"),
        "matter": matter_of(fact) if table in ("assignments", "requirements") else None,
    }


def held_posts(facts: Facts, area: str | None, where: list[str], on: str) -> dict[str, list[Fact]]:
    """Meaning: "A held post: in force, with a tenure in force." Each with its tenures in force; in an area, those
    inside.
    """
    held: dict[str, list[Fact]] = {}
    for tenure in facts["tenures"]:
        post = tenure["post"]
        in_office = in_force(tenure, on) and period_in_force(with_id(facts["posts"], post), on) is not None
        if in_office and post_inside(facts, area, where, post, on):
            held.setdefault(post, []).append(tenure)
    return held


def answering(facts: Facts, on: str) -> set[tuple[str, str]]:
    """Meaning: "Answering, for a person: a tenure in force of a post in force with an assignment in force at a place in
    force." Each (person, place), over the whole register.
    """
    places = places_on(facts, on)
    pairs: set[tuple[str, str]] = set()
    for post, tenures in held_posts(facts, None, [], on).items():
        for assignment in facts["assignments"]:
            if assignment["post"] == post and in_force(assignment, on) and assignment["place"] in places:
                pairs |= {(tenure["person"], assignment["place"]) for tenure in tenures}
    return pairs


def post_inside(facts: Facts, area: str | None, where: list[str], post: str, on: str) -> bool:
    """Meaning: "about a post when the post lies inside the area (its organization's area, its unit, or a place it is
    assigned to in force that day is in scope)".

    Decided: the post's and the organization's standing period says where it lies, so that a post whose organization has
    ended is not passed over; the place itself must be in scope, hence in force.
    """
    if area is None:
        return True
    period = standing_period(with_id(facts["posts"], post), on)
    body = period and value(period, "organization")
    organization = standing_period(with_id(facts["organizations"], body), on) if body else None
    return (
        body in where
        or (organization is not None and value(organization, "area") in where)
        or any(one["post"] == post and in_force(one, on) and one["place"] in where for one in facts["assignments"])
    )


def fact_inside(facts: Facts, area: str | None, where: list[str], table: str, fact: Fact, on: str) -> bool:
    """Meaning: "an assignment or a tenure as its post or place; an organization as its area; a requirement as its
    area. Facts that name no area stand only in the audit of the whole register."

    Decided: an assignment lies inside when its post or its place does.
    """
    if area is None:
        return True
    if table in ("organizations", "requirements"):
        return value(fact, "area") in where
    post = fact["id"] if table == "posts" else fact["post"]
    return post_inside(facts, area, where, post, on) or value(fact, "place") in where
