"""Claims of a ledger to rows of tenures and people: each name settled against the register. Pure.

Rules (docs/mapping.md, "Who a name is"):
- A name is never guessed: what the mapping settles, who holds this very post, then the one of this name in the post's
  organization. Several are doubtful, none is unknown: both are faults, unless the mapping lets new people in.
- One new person stands for one name in one organization; ids come from the mapping's pattern.
- An ended tenure is never begun again by its own since: the ledger is of an earlier day, or its name was not changed.
- A post with a claim at fault proposes nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from graph.changes.claims import NUMBER_HERE, Claim, Claims, Said, Settled, Spot
from graph.changes.namesakes import Group, Register
from graph.changes.proposal import Origins, ProposedRow, Sheet, Submission
from graph.changes.stored import Stored
from graph.changes.tenures_meant import Meant, Proposed, proposed
from graph.model.facts import TABLES
from graph.model.faults import Faults, in_sheet
from graph.model.ids import id_fault
from graph.model.times import Day

TENURES = ("post", "person", "kind", "since", "until")
PEOPLE = ("id", "name")
SHOWN = 5
"""So many people are listed for a name."""


def settle(submission: Submission, stored: Stored, faults: Faults) -> Submission:
    """Return a submission with the tenures and people that its claims mean; names that are not clear are faults."""
    if submission.claims is None:
        return submission
    return _Settling(submission, submission.claims, Register(submission.claims.claims, stored), faults).run()


@dataclass(slots=True)
class _Made:
    """A sheet as its rows are made."""

    table: str
    fields: tuple[str, ...]
    file: str
    origins: Origins
    rows: list[ProposedRow]

    def add(self, spot: Spot, *values: str | None, was_since: Day | None = None, withdrawn: bool = False) -> None:
        labels = dict.fromkeys((*self.fields, "was_since", "withdrawn"), spot.column)
        number = self.origins.add(spot.file, spot.row, labels)
        self.rows.append(ProposedRow(number, values, was_since, withdrawn))

    def sheet(self, *, complete: bool) -> Sheet:
        return Sheet(self.file, self.table, self.fields, self.rows, complete, origins=self.origins)


class _Settling:
    """Settles the claims of one submission."""

    def __init__(self, submission: Submission, claims: Claims, register: Register, faults: Faults) -> None:
        self._submission, self._claims, self._register, self._faults = submission, claims, register, faults
        self._settled = {(one.name, one.organization, one.post): one for one in claims.settled}
        self._tenures = _Made("tenures", TENURES, in_sheet(claims.file, "tenures"), Origins(), [])
        self._people = self._begun()
        self._used = {*register.ids, *(str(row.values[0]) for row in self._people.rows)}
        self._new: dict[tuple[Group | str, str], str] = {}
        self._numbers: dict[str, int] = {}

    def _begun(self) -> _Made:
        """Return the people of the mapping's own rules, to which new ones are added."""
        for sheet in self._submission.sheets:
            if sheet.table_name == "people" and sheet.origins is not None:
                order = [sheet.fields.index(name) for name in PEOPLE]
                rows = [replace(row, values=tuple(row.values[at] for at in order)) for row in sheet.rows]
                return _Made("people", PEOPLE, sheet.file, sheet.origins, rows)
        return _Made("people", PEOPLE, in_sheet(self._claims.file, "people"), Origins(), [])

    def run(self) -> Submission:
        before = len(self._faults)
        by_post: dict[str, list[Claim]] = {}
        for claim in self._claims.claims:
            by_post.setdefault(claim.post, []).append(claim)
        for post, claims in by_post.items():
            self._one(post, claims)
        complete = len(self._faults) == before
        sheets = {sheet.table_name: sheet for sheet in self._submission.sheets}
        sheets["tenures"] = self._tenures.sheet(complete=complete)
        if self._people.rows or "people" in sheets:
            sheets["people"] = self._people.sheet(complete=complete)
        return replace(self._submission, sheets=tuple(sheets[name] for name in TABLES if name in sheets), claims=None)

    def _one(self, post: str, claims: list[Claim]) -> None:
        """Settle what all rows of the ledger claim of one post."""
        before, as_of = len(self._faults), claims[0].as_of
        named: dict[Meant, Spot] = {}
        for claim in claims:
            if claim.as_of != as_of:
                self._add("as_of_differs", claim.spot, post=post, day=claim.as_of, other=as_of)
            for said in claim.said:
                person = self._person(said, claim)
                if person is not None:
                    self._check_ended(person, claim)
                    named.setdefault(Meant(person, said.kind, claim.since, claim.differs), claim.spot)
            if claim.since and claim.since > as_of:
                self._add("since_after_as_of", claim.spot, since=claim.since, day=as_of)
        self._check_once(named)
        if len(self._faults) == before:
            self._propose(post, claims[0], named, as_of)

    def _check_ended(self, person: str, claim: Claim) -> None:
        """Refuse to begin an ended tenure again: by the same since it would be the stored one, without its end."""
        until = claim.since and self._register.ended(claim.post, person, claim.since, claim.as_of)
        if claim.since and until:
            self._add("tenure_has_ended", claim.spot, person=person, until=until, day=claim.as_of)

    def _check_once(self, named: dict[Meant, Spot]) -> None:
        first: dict[str, Meant] = {}
        for one, spot in named.items():
            if first.setdefault(one.person, one) != one:
                self._add("holder_twice", spot, person=one.person, other_row=str(named[first[one.person]].row))

    def _propose(self, post: str, claim: Claim, named: dict[Meant, Spot], as_of: Day) -> None:
        spots = list(named.values())
        for row in proposed(post, self._register.held(post, as_of), list(named), as_of):
            spot = claim.spot if row.named is None else spots[row.named]
            if row.differing and self._differs(row, list(named)[row.named or 0].differs, spot):
                continue
            values = (row.tenure.post, row.tenure.person, row.tenure.kind, row.tenure.since, row.tenure.until)
            self._tenures.add(spot, *values, was_since=row.was_since, withdrawn=row.withdrawn)

    def _differs(self, row: Proposed, differs: str, spot: Spot) -> bool:
        """Tell of another since than the stored one; True where that is a fault."""
        about = {"person": row.tenure.person, "since": str(row.differing), "stored": row.tenure.since or ""}
        if differs == "keep":
            self._faults.note("since_kept", spot.file, spot.row, spot.column, **about)
            return False
        self._add("since_differs", spot, **about)
        return True

    # Who a name is

    def _person(self, said: Said, claim: Claim) -> str | None:
        """Return who a name is; None where that is not clear, which is told."""
        group = self._register.group(claim)
        settled = self._says(said.name, group, claim.post)
        if settled and settled.person:
            if settled.new and settled.person not in self._used:
                self._add_person(settled.person, said.name, claim.spot)
            return settled.person
        holding = {one.person for one in self._register.held(claim.post, claim.as_of)}
        stays = [one for one in holding if self._register.name(one, claim.as_of) == said.name]
        if len(stays) == 1:
            return stays[0]
        if settled:
            return self._new_person((claim.post if settled.post else group, said.name), said, claim, group)
        found = self._register.within(group, said.name, claim.as_of)
        if len(found) == 1:
            return found[0]
        if found:
            people = ", ".join(found[:SHOWN])
            self._add("doubtful_name", claim.spot, name=said.name, organization=group[1], people=people)
            return None
        if self._claims.new:
            return self._new_person((group, said.name), said, claim, group)
        elsewhere = ", ".join(self._register.elsewhere(group, said.name)[:SHOWN])
        self._add("unknown_name", claim.spot, name=said.name, organization=group[1], people=elsewhere or "-")
        return None

    def _says(self, name: str, group: Group, post: str) -> Settled | None:
        """Return what the mapping settles of a name; what says most counts."""
        organization = group[1] if group[0] == "organization" else None
        marks = ((name, organization, post), (name, None, post), (name, organization, None), (name, None, None))
        return next((self._settled[mark] for mark in marks if mark in self._settled), None)

    def _new_person(self, key: tuple[Group | str, str], said: Said, claim: Claim, group: Group) -> str | None:
        if key in self._new:
            return self._new[key]
        if claim.new_id is None:
            self._add("new_id_blank", claim.spot, name=said.name)
            return None
        person = self._free(claim.new_id)
        code = id_fault(person) or ("new_id_taken" if person in self._used else None)
        if code:
            about = {"length": str(len(person)), "limit": "200"} if code == "id_too_long" else {}
            self._add(code, claim.spot, value=person, **about)
            return None
        if others := self._register.elsewhere(group, said.name):
            people = ", ".join(others[:SHOWN])
            spot = claim.spot
            self._faults.note(
                "namesakes", spot.file, spot.row, spot.column, name=said.name, person=person, people=people
            )
        self._new[key] = person
        self._add_person(person, said.name, claim.spot)
        return person

    def _free(self, pattern: str) -> str:
        """Return an id with the first number that makes it free; the id itself where it has no number."""
        if NUMBER_HERE not in pattern:
            return pattern
        for number in self._counted(pattern):
            person = pattern.replace(NUMBER_HERE, str(number))
            if person not in self._used:
                break
        return person

    def _counted(self, pattern: str) -> Iterator[int]:
        while True:
            self._numbers[pattern] = self._numbers.get(pattern, 0) + 1
            yield self._numbers[pattern]

    def _add_person(self, person: str, name: str, spot: Spot) -> None:
        self._used.add(person)
        self._people.add(spot, person, name)

    def _add(self, code: str, spot: Spot, /, **about: str) -> None:
        self._faults.add(code, spot.file, spot.row, spot.column, **about)
