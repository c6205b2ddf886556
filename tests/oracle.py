"""The brute-force oracle: the third opinion on what a register answers, beside SQLite and Neo4j.

Rules of this module:

1. It is written from the sentences of DESIGN ("Meaning", "Facts") and of issue 4 ("JSON of a trace"), and each rule's
   function quotes the sentence that it states. Where they are silent, the docstring says "Decided:".
2. It shares no code with the project and uses the standard library only, so that no mistake of the
   project can hide here.
3. It is plain lists, dicts and loops. Where clear and fast differ, it is clear.
4. It judges no input: a history is taken as one that the rules of writing have accepted.

A history is a list of changesets in order:
`{"recorded_at": microseconds since 1970 UTC, "head": text, "changes": [{"table", "supersedes", "values"}]}`.
Changes are numbered from 1 over the whole history. `values` has the columns of the import format, with lists for
`kinds` (a unit's), `unit_kinds`, `place_kinds` and `post_kinds`; absent, None and "" are empty.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

Fact = dict[str, Any]
Facts = dict[str, list[Fact]]
History = Sequence[Mapping[str, Any]]

ALL = "all"
TIERS = ["first", "direct", "specific"]
CALL_TIERS = ["specific", "direct", "first"]
CALL_KINDS = ["substantive", "concurrent", "acting"]
TABLES = [
    "areas",
    "units",
    "organizations",
    "posts",
    "people",
    "tenures",
    "matters",
    "requirements",
    "assignments",
    "printings",
]


class Refused(Exception):
    """The question has no answer. `kind` is "unknown_place", "unknown_matter", "place_not_in_force" or
    "matter_not_in_force"; the last two carry the `periods` known of the place or matter.
    """

    def __init__(self, kind: str, periods: Iterable[Fact] = ()) -> None:
        super().__init__(kind)
        self.kind = kind
        self.periods = list(periods)


# ---------------------------------------------------------------------------------------------------------- the answers


def trace(history: History, *, place: str, matter: str | None, on: str, known_at: int | None) -> dict[str, Any]:
    """The JSON of a trace: "`question` {place, matter, on, known_at}; `chain` […]; `chain_ends` root or broken;
    `accountable` […]; `gaps` […]; `call_order` [post id]; `narrower` [matter id]; `as_of` {head, recorded_at};
    `complete` true."
    """
    matter = matter or None  # Decided: in a question an empty matter is as an absent one.
    taken = known_at_taken(history, known_at)
    facts = known_facts(history, taken)
    tree = matter_tree(facts, on)
    refuse_what_cannot_be_asked(facts, tree, place, matter, on)
    chain, chain_ends = chain_of(facts, place, on)
    lines = lines_on_chain(facts, chain, on)
    accountable = accountable_of(facts, tree, chain, lines, matter, on)
    return {
        "question": {"place": place, "matter": matter, "on": on, "known_at": utc_text(taken)},
        "chain": chain,
        "chain_ends": chain_ends,
        "accountable": accountable,
        "gaps": gaps_of(facts, tree, chain, lines, matter, on),
        "call_order": call_order_of(accountable),
        "narrower": narrower_of(facts, tree, chain, lines, matter, on),
        "as_of": as_of(history, taken),
        "complete": True,
    }


def place(history: History, *, place: str, on: str, known_at: int | None) -> dict[str, Any]:
    """The JSON of a place: "{id, periods: [{name, level, kinds, parent, since, until}], now (the period in force or
    null), below (ids of places directly in it), as_of}".

    Decided: a place that is known but not in force on `on` is no error here; its `now` is null.
    """
    taken = known_at_taken(history, known_at)
    facts = known_facts(history, taken)
    periods = place_periods(facts, place)
    if not periods:
        raise Refused("unknown_place")
    return {
        "id": place,
        "periods": periods,
        "now": period_in_force(periods, on),
        "below": directly_in(facts, place, on),
        "as_of": as_of(history, taken),
    }


def refuse_what_cannot_be_asked(
    facts: Facts, tree: dict[str, str | None], place: str, matter: str | None, on: str
) -> None:
    """Design: "Asking about a place on a day when it is not in force is an error (422) that gives its periods."
    "Asking about a matter that is not in force on `on` is an error (422), as for a place." "404 for an unknown place
    or matter".

    Decided: of several faults the first is told, in the order unknown place, unknown matter, place not in force,
    matter not in force.
    """
    of_place = place_periods(facts, place)
    of_matter = [] if matter is None else matter_periods(facts, matter)
    if not of_place:
        raise Refused("unknown_place")
    if matter is not None and matter != ALL and not of_matter:
        raise Refused("unknown_matter")
    if period_in_force(of_place, on) is None:
        raise Refused("place_not_in_force", of_place)
    if matter is not None and matter not in tree:
        raise Refused("matter_not_in_force", of_matter)


# ---------------------------------------------------------------------------------------------------------------- times


def known_at_taken(history: History, known_at: int | None) -> int:
    """Design: "`known_at` [defaults] to the head's record time, and a later one is taken as the head's".

    An empty register knows no place, so it refuses every question here.
    """
    if not history:
        raise Refused("unknown_place")
    head = int(history[-1]["recorded_at"])
    if known_at is None or known_at > head:
        return head
    return known_at


def known_facts(history: History, known_at: int) -> Facts:
    """Design: "All facts of a changeset share one `recorded_at`". "A fact is known when `recorded_at <= known_at <
    superseded_at`." "A correction supersedes a version and adds one; nothing is deleted."
    """
    superseded_at: dict[int, int] = {}
    for changeset in history:
        for change in changeset["changes"]:
            if change.get("supersedes") is not None:
                superseded_at[change["supersedes"]] = changeset["recorded_at"]
    facts: Facts = {table: [] for table in TABLES}
    number = 0
    for changeset in history:
        for change in changeset["changes"]:
            number += 1
            if change.get("values") is None:
                continue  # a withdrawal adds no fact
            recorded = changeset["recorded_at"] <= known_at
            not_yet_superseded = number not in superseded_at or known_at < superseded_at[number]
            if recorded and not_yet_superseded:
                facts[change["table"]].append(change["values"])
    return facts


def as_of(history: History, known_at: int) -> dict[str, Any] | None:
    """Design: "`as_of` names the last changeset at or before `known_at` (null in an empty register)"."""
    at_or_before = [changeset for changeset in history if changeset["recorded_at"] <= known_at]
    if not at_or_before:
        return None
    last = at_or_before[-1]
    return {"head": last["head"], "recorded_at": utc_text(last["recorded_at"])}


def utc_text(microseconds: int) -> str:
    """Design: "Both are echoed (`known_at` as it was taken, UTC with six decimals and Z)"."""
    instant = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=microseconds)
    return instant.replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def begun(fact: Fact, on: str) -> bool:
    """Design: "an empty since means "as long as known"." """
    since = value(fact, "since")
    return since is None or since <= on


def in_force(fact: Fact, on: str) -> bool:
    """Design: "Valid time: `[since, until)` in whole days"; "an open end is null"."""
    until = value(fact, "until")
    return begun(fact, on) and (until is None or on < until)


def period_in_force(periods: list[Fact], on: str) -> Fact | None:
    """Design: "the periods of one id never overlap"."""
    now = [period for period in periods if in_force(period, on)]
    return now[0] if now else None


def standing_period(periods: list[Fact], on: str) -> Fact | None:
    """Decided: a name or a kind on a day is that of the period in force, else of the last that began by `on`, else of
    the first to come.
    """
    now = period_in_force(periods, on)
    if now is not None:
        return now
    past = [period for period in periods if begun(period, on)]
    if past:
        return max(past, key=lambda period: null_first(value(period, "since")))
    return min(periods, key=lambda period: null_first(value(period, "since")), default=None)


# --------------------------------------------------------------------------------------------------- values and orders


def value(fact: Fact, column: str) -> Any:
    """A cell, with None for an empty one. Zero is not empty."""
    cell = fact.get(column)
    return None if cell == "" else cell


def kinds_in(fact: Fact, column: str) -> list[str]:
    """Issue 4: "arrays with no order stated elsewhere (kinds, unit_kinds, narrower) are sorted by bytes"."""
    return sorted(set(value(fact, column) or []), key=by_bytes)


def matter_of(fact: Fact) -> str:
    """Design: "in a fact an empty matter or parent means `all`"."""
    return value(fact, "matter") or ALL


def tenure_kind(tenure: Fact) -> str:
    """Issue 4: "Empty means: […] tenure kind substantive"."""
    return value(tenure, "kind") or "substantive"


def minimum_of(requirement: Fact) -> int:
    """Issue 4: "Empty means: […] minimum 1"."""
    minimum = value(requirement, "minimum")
    return 1 if minimum is None else int(minimum)


def answered_at(requirement: Fact) -> str:
    """Issue 4: "Empty means: […] answered_at place"."""
    return value(requirement, "answered_at") or "place"


def by_bytes(text: str) -> bytes:
    """Design: "ids are compared byte for byte"."""
    return text.encode("utf-8")


def null_first(text: str | None) -> tuple[bool, bytes]:
    """Design: "by bytes; null sorts first"."""
    return (text is not None, by_bytes(text or ""))


def with_id(facts: list[Fact], wanted: str) -> list[Fact]:
    """Design: "kept byte for byte: no folding of case, width or composition"."""
    return [fact for fact in facts if fact["id"] == wanted]


# --------------------------------------------------------------------------------------------------- places and chains


def area_period(area: Fact) -> Fact:
    """A period of an area, in the words of the JSON."""
    return {
        "name": value(area, "name"),
        "level": value(area, "level"),
        "kinds": [],
        "parent": value(area, "parent"),
        "since": value(area, "since"),
        "until": value(area, "until"),
    }


def unit_period(unit: Fact) -> Fact:
    """Design: "A unit may have several kinds"; "a unit lies in an area": that area is its parent."""
    return {
        "name": value(unit, "name"),
        "level": None,
        "kinds": kinds_in(unit, "kinds"),
        "parent": value(unit, "area"),
        "since": value(unit, "since"),
        "until": value(unit, "until"),
    }


def place_periods(facts: Facts, wanted: str) -> list[Fact]:
    """Design: "a place may have several periods, each with its name, level (or unit kinds) and parent". By since,
    null first.
    """
    areas = [area_period(area) for area in with_id(facts["areas"], wanted)]
    units = [unit_period(unit) for unit in with_id(facts["units"], wanted)]
    return sorted(areas + units, key=lambda period: null_first(period["since"]))


def chain_of(facts: Facts, start: str, on: str) -> tuple[list[Fact], str]:
    """Design: "Chain: the place and, by the periods in force on `on`, everything above it. `chain_ends` is `root`, or
    `broken` where a parent is not in force (that parent is not part of the chain […]). A cycle on any day is refused
    at write time." "A place without parent is a root."
    """
    chain: list[Fact] = []
    next_id: str | None = start
    while next_id is not None:
        if next_id in [link["id"] for link in chain]:
            raise ValueError(f"no valid history: place {next_id!r} lies within itself on {on}")
        period = period_in_force(place_periods(facts, next_id), on)
        if period is None:
            return chain, "broken"
        link = {"distance": len(chain), "id": next_id}
        chain.append(link | {"name": period["name"], "level": period["level"], "kinds": period["kinds"]})
        next_id = period["parent"]
    return chain, "root"


def directly_in(facts: Facts, parent: str, on: str) -> list[str]:
    """Design: "below (ids of places directly in it)": those whose own period in force on `on` names it as the parent.

    Decided: also where the parent itself is not in force on `on`.
    """
    areas = [area["id"] for area in facts["areas"] if in_force(area, on) and value(area, "parent") == parent]
    units = [unit["id"] for unit in facts["units"] if in_force(unit, on) and value(unit, "area") == parent]
    return sorted(areas + units, key=by_bytes)


# -------------------------------------------------------------------------------------------------------------- matters


def matter_periods(facts: Facts, wanted: str) -> list[Fact]:
    """What an error says of a matter. Decided: {name, parent, since, until}, by since, null first."""
    periods = [
        {
            "name": value(matter, "name"),
            "parent": value(matter, "parent") or ALL,
            "since": value(matter, "since"),
            "until": value(matter, "until"),
        }
        for matter in with_id(facts["matters"], wanted)
    ]
    return sorted(periods, key=lambda period: null_first(period["since"]))


def matter_tree(facts: Facts, on: str) -> dict[str, str | None]:
    """Each matter in force and the matter that it hangs under (None for the root).

    "Matters are trees under the built-in root `all`, which every register has (a row may only name it); in a fact an
    empty matter or parent means `all`"; "a matter whose parent is not in force hangs under `all`".
    """
    rows = [matter for matter in facts["matters"] if matter["id"] != ALL and in_force(matter, on)]
    there = [row["id"] for row in rows]
    tree: dict[str, str | None] = {ALL: None}
    for row in rows:
        parent = value(row, "parent") or ALL
        tree[row["id"]] = parent if parent in there else ALL
    return tree


def at_or_above(tree: dict[str, str | None], matter: str) -> list[str]:
    """The matter, the one it hangs under, and so on up to `all`."""
    path: list[str] = []
    step: str | None = matter
    while step is not None:
        if step in path:
            raise ValueError(f"no valid history: matter {step!r} lies within itself")
        path.append(step)
        step = tree[step]
    return path


def leaves_of(tree: dict[str, str | None]) -> list[str]:
    """Design: "A leaf has no child in force on `on`"; "without matters `all` is the only leaf"."""
    return [matter for matter in tree if matter not in tree.values()]


def below(tree: dict[str, str | None], matter: str) -> list[str]:
    """Every matter that is not this one and has this one above it."""
    return [other for other in tree if other != matter and matter in at_or_above(tree, other)]


# --------------------------------------------------------------------------------------- the lines: who is named where


def lines_on_chain(facts: Facts, chain: list[Fact], on: str) -> list[Fact]:
    """Every known assignment at a place on the chain, past and future ones too, with what its post is on that day.

    "Facts whose place or post is not in force that day never answer": every place on a chain is in force, and "An
    assignment whose post is not in force counts as not in force".
    """
    lines: list[Fact] = []
    for link in chain:
        for assignment in facts["assignments"]:
            if assignment["place"] != link["id"]:
                continue
            post_periods = with_id(facts["posts"], assignment["post"])
            post_now = period_in_force(post_periods, on)
            lines.append(
                {
                    "distance": link["distance"],
                    "assignment": assignment,
                    "begun": begun(assignment, on),
                    "in_force": in_force(assignment, on) and post_now is not None,
                    "post": standing_period(post_periods, on),  # Decided: also gives the kind of a post not in force.
                    "tenures": [t for t in facts["tenures"] if t["post"] == assignment["post"] and in_force(t, on)],
                }
            )
    return lines


def unit_kinds_allow(assignment: Fact, kinds: list[str]) -> bool:
    """Design: "whose unit kinds are empty or share one with the unit asked about" (in a slot: "with the slot's own
    place"). An area has no kinds: "An assignment limited to kinds of unit never fills an area's own slot."
    """
    unit_kinds = kinds_in(assignment, "unit_kinds")
    return not unit_kinds or any(kind in kinds for kind in unit_kinds)


def lines_that_answer(chain: list[Fact], lines: list[Fact], matters: list[str]) -> list[Fact]:
    """Design: "for every place on the chain, one element per assignment in force (on a place in force) whose matter
    is" one of `matters` "and whose unit kinds are empty or share one with the unit asked about".
    """
    return [
        line
        for line in lines
        if line["in_force"]
        and matter_of(line["assignment"]) in matters
        and unit_kinds_allow(line["assignment"], chain[0]["kinds"])
    ]


# ---------------------------------------------------------------------------------------------------------- accountable


def matters_that_answer(tree: dict[str, str | None], matter: str | None) -> list[str]:
    """Design: "whose matter is the incident's matter or above it". "In a question an absent or empty matter means all
    leaves, merged, each element once (`question.matter` null); `all` means that node itself."
    """
    if matter is not None:
        return at_or_above(tree, matter)
    return [other for other in tree if any(other in at_or_above(tree, leaf) for leaf in leaves_of(tree))]


def accountable_of(
    facts: Facts, tree: dict[str, str | None], chain: list[Fact], lines: list[Fact], matter: str | None, on: str
) -> list[Fact]:
    """Design: "one element per assignment in force […], and per tenure in force of its post (one with person null
    where the post is vacant)". "Order: distance, tier (first, direct, specific), matter, post, tenure since, person,
    assignment, by bytes; null sorts first".
    """
    elements: list[Fact] = []
    for line in lines_that_answer(chain, lines, matters_that_answer(tree, matter)):
        elements += [element(facts, line, tenure, on) for tenure in line["tenures"] or [None]]

    def order(one: Fact) -> tuple[Any, ...]:
        return (
            one["distance"],
            TIERS.index(one["tier"]),
            by_bytes(one["matter"]),
            by_bytes(one["post"]["id"]),
            null_first(one["tenure"] and one["tenure"]["since"]),
            null_first(one["person"] and one["person"]["id"]),
            by_bytes(one["assignment"]["id"]),
        )

    return sorted(elements, key=order)


def element(facts: Facts, line: Fact, tenure: Fact | None, on: str) -> Fact:
    """Issue 4: "{distance, place, tier, matter (place and matter are ids), post {id, name, phone}, organization {id,
    name} or null, person {id, name} or null, tenure {kind, since, until} or null, assignment {id, since, until,
    unit_kinds, ground}}"
    """
    assignment = line["assignment"]
    post = line["post"]
    organization = value(post, "organization")
    person_json = None
    tenure_json = None
    if tenure is not None:
        person_json = {"id": tenure["person"], "name": person_name(facts, tenure["person"], on)}
        tenure_json = {"kind": tenure_kind(tenure), "since": value(tenure, "since"), "until": value(tenure, "until")}
    return {
        "distance": line["distance"],
        "place": assignment["place"],
        "tier": assignment["tier"],
        "matter": matter_of(assignment),
        "post": {"id": assignment["post"], "name": value(post, "name"), "phone": value(post, "phone")},
        "organization": organization and {"id": organization, "name": organization_name(facts, organization, on)},
        "person": person_json,
        "tenure": tenure_json,
        "assignment": {
            "id": assignment["id"],
            "since": value(assignment, "since"),
            "until": value(assignment, "until"),
            "unit_kinds": kinds_in(assignment, "unit_kinds"),
            "ground": value(assignment, "ground"),
        },
    }


def person_name(facts: Facts, person: str, on: str) -> str | None:
    """Design: "A person's periods change the name only, never end a tenure." Null where no row of the person is
    known.
    """
    period = standing_period(with_id(facts["people"], person), on)
    return None if period is None else value(period, "name")


def organization_name(facts: Facts, organization: str, on: str) -> str | None:
    """Design: "Areas, units and organizations share one space of ids (a post may belong to an organization or to a
    unit)."
    """
    rows = with_id(facts["organizations"], organization) + with_id(facts["units"], organization)
    period = standing_period(rows, on)
    return None if period is None else value(period, "name")


def call_order_of(accountable: list[Fact]) -> list[str]:
    """Design: "`call_order`: posts with at least one holder, each once, at its first place in the order tier
    specific, direct, first; then distance; substantive before concurrent before acting; then post id."
    """

    def order(one: Fact) -> tuple[Any, ...]:
        return (
            CALL_TIERS.index(one["tier"]),
            one["distance"],
            CALL_KINDS.index(one["tenure"]["kind"]),
            by_bytes(one["post"]["id"]),
        )

    posts: list[str] = []
    for one in sorted([one for one in accountable if one["person"] is not None], key=order):
        if one["post"]["id"] not in posts:
            posts.append(one["post"]["id"])
    return posts


# ------------------------------------------------------------------------------------------------------- slots and gaps


def gaps_of(
    facts: Facts, tree: dict[str, str | None], chain: list[Fact], lines: list[Fact], matter: str | None, on: str
) -> list[Fact]:
    """Design: "plus one gap per requirement of a place on the chain whose slot is unfilled"; "a matter that is not a
    leaf is judged as if it were one"; "gaps by distance, tier, matter, requirement".

    Decided: a gap's matter is the question's; for a question without matter it is the leaf.
    """
    gaps: list[Fact] = []
    for judged in leaves_of(tree) if matter is None else [matter]:
        gaps += gaps_for_matter(facts, tree, chain, lines, judged, on)

    def order(gap: Fact) -> tuple[Any, ...]:
        return (gap["distance"], TIERS.index(gap["tier"]), by_bytes(gap["matter"]), by_bytes(gap["requirement"]))

    return sorted(gaps, key=order)


def gaps_for_matter(
    facts: Facts, tree: dict[str, str | None], chain: list[Fact], lines: list[Fact], matter: str, on: str
) -> list[Fact]:
    """The unfilled slots (requirement, place on the chain, this matter)."""
    gaps: list[Fact] = []
    for link in chain:
        for requirement in facts["requirements"]:
            if asks_for(requirement, tree, chain, link, matter, on):
                gap = gap_of(requirement, tree, link, lines, matter)
                if gap is not None:
                    gaps.append(gap)
    return gaps


def asks_for(
    requirement: Fact, tree: dict[str, str | None], chain: list[Fact], link: Fact, matter: str, on: str
) -> bool:
    """Design: "A requirement in force expands to (requirement, place, leaf): every place in force whose level or one
    of whose kinds is in its `place_kinds` and whose chain contains its `area` (empty: everywhere […]), every leaf
    under its matter." "a requirement on a matter not in force has no slots".
    """
    place_kinds = kinds_in(requirement, "place_kinds")
    area = value(requirement, "area")
    own_chain = [other["id"] for other in chain if other["distance"] >= link["distance"]]
    return (
        in_force(requirement, on)
        and (link["level"] in place_kinds or any(kind in place_kinds for kind in link["kinds"]))
        and (area is None or area in own_chain)
        and matter_of(requirement) in at_or_above(tree, matter)
    )


def fits(requirement: Fact, tree: dict[str, str | None], link: Fact, line: Fact, matter: str) -> bool:
    """Design: "the assignments […] with that tier, whose matter is the leaf or above it, whose post kind fits, whose
    unit kinds are empty or share one with the slot's own place, at that place (`answered_at` place) or at it and
    everything above it together (`answered_at` chain)"; "an ended one is fitted by the chain and kinds of `on`".
    """
    assignment = line["assignment"]
    post_kinds = kinds_in(requirement, "post_kinds")
    post_kind = None if line["post"] is None else value(line["post"], "kind")
    at_place = line["distance"] == link["distance"]
    above = line["distance"] > link["distance"]
    return (
        assignment["tier"] == requirement["tier"]
        and matter_of(assignment) in at_or_above(tree, matter)
        and (not post_kinds or post_kind in post_kinds)
        and unit_kinds_allow(assignment, link["kinds"])
        and (at_place or (above and answered_at(requirement) == "chain"))
    )


def gap_of(requirement: Fact, tree: dict[str, str | None], link: Fact, lines: list[Fact], matter: str) -> Fact | None:
    """Design: "A slot is filled when the assignments in force […] have at least `minimum` distinct persons in force."
    "Acting and concurrent holders count". "Each gap says `have` and `need`."
    """
    fitting = [line for line in lines if fits(requirement, tree, link, line, matter)]
    persons = {tenure["person"] for line in fitting if line["in_force"] for tenure in line["tenures"]}
    have = len(persons)
    need = minimum_of(requirement)
    if have >= need:
        return None
    return {
        "distance": link["distance"],
        "place": link["id"],
        "tier": requirement["tier"],
        "matter": matter,
        "requirement": requirement["id"],
        "kind": gap_kind(fitting, have),
        "have": have,
        "need": need,
    }


def gap_kind(fitting: list[Fact], have: int) -> str:
    """Design: "unassigned (no fitting assignment was ever there), lapsed (there was one, none is in force), vacant
    (one is in force, nobody holds its post), partial (fewer persons than `minimum`)". "An assignment whose post is
    not in force counts as not in force; one that starts after `on` does not count".
    """
    if have >= 1:
        return "partial"
    if any(line["in_force"] for line in fitting):
        return "vacant"
    if any(line["begun"] for line in fitting):
        return "lapsed"
    return "unassigned"


# ------------------------------------------------------------------------------------------------------------- narrower


def narrower_of(
    facts: Facts, tree: dict[str, str | None], chain: list[Fact], lines: list[Fact], matter: str | None, on: str
) -> list[str]:
    """Design: "`narrower`: for a matter that is not a leaf, the matters below it that have assignments or unfilled
    slots on this chain".

    Decided: an assignment about exactly that matter which would be an element of this chain, or, where that matter is
    a leaf, an unfilled slot of it; nothing for a leaf or for a question without matter.
    """
    if matter is None:
        return []
    leaves = leaves_of(tree)
    found: list[str] = []
    for other in below(tree, matter):
        has_assignment = bool(lines_that_answer(chain, lines, [other]))
        has_gap = other in leaves and bool(gaps_for_matter(facts, tree, chain, lines, other, on))
        if has_assignment or has_gap:
            found.append(other)
    return sorted(found, key=by_bytes)
