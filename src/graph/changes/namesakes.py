"""Who a name may be: the people that the register knows in an organization, by the names they bear on a day. Pure.

Rules:
- The people of an organization are those who hold or ever held one of its posts. A post may have none: then its own.
- A person's name is the one that stands on the day asked about.
- Tables are read once, as they come, and only what the claims need is kept.
"""

from collections.abc import Iterable

from graph.changes.claims import Claim
from graph.changes.stored import Stored
from graph.model.facts import Person, Post, Tenure
from graph.model.names import bare_name
from graph.model.times import Day, in_force, standing

Group = tuple[str, str]
"""Where a name is sought: ("organization", its id), or ("post", its id)."""


class Register:
    """What is stored of the posts that are claimed, and of the people around them."""

    def __init__(self, claims: Iterable[Claim], stored: Stored) -> None:
        self._organizations: dict[str, list[Post]] = {}
        self._groups: dict[Group, set[str]] = {}
        self._periods: dict[str, list[Person]] = {}
        self._called: dict[str, list[str]] = {}
        self._held: dict[str, list[Tenure]] = {}
        self.ids: set[str] = set()
        """The ids of all people."""
        listed = list(claims)
        self._posts = {claim.post for claim in listed}
        self._read_posts(listed, stored)
        self._read_people({said.name for claim in listed for said in claim.said}, self._read_tenures(stored), stored)

    def group(self, claim: Claim) -> Group:
        """Return where the names of a claim are sought: its organization, else the stored post's, else the post."""
        if claim.organization:
            return "organization", claim.organization
        periods = self._organizations.get(claim.post)
        found = standing(periods, claim.as_of).organization if periods else None
        return ("organization", found) if found else ("post", claim.post)

    def held(self, post: str, day: Day) -> list[Tenure]:
        """Return the tenures of a post that are in force on a day."""
        return [one for one in self._held.get(post, ()) if in_force(one, day)]

    def ended(self, post: str, person: str, since: Day, day: Day) -> Day | None:
        """Return when a person's tenure that began on ``since`` ended; None where none did by ``day``."""
        ends = (one.until for one in self._held.get(post, ()) if one.person == person and one.since == since)
        return next((until for until in ends if until is not None and until <= day), None)

    def within(self, group: Group, name: str, day: Day) -> list[str]:
        """Return the people of a group who bear a name on a day."""
        people = self._groups.get(group, set())
        return sorted(one for one in people if self.name(one, day) == name)

    def elsewhere(self, group: Group, name: str) -> list[str]:
        """Return the people outside a group who bear or bore a name."""
        people = self._groups.get(group, set())
        return sorted(one for one in self._called.get(name, ()) if one not in people)

    def name(self, person: str, day: Day) -> str | None:
        periods = self._periods.get(person)
        return bare_name(standing(periods, day).name) if periods else None

    def _read_posts(self, claims: list[Claim], stored: Stored) -> None:
        wanted = {claim.organization for claim in claims if claim.organization}
        rest: dict[str, set[str]] = {}
        for _, fact in stored.table("posts"):
            assert isinstance(fact, Post)  # what the table holds
            if fact.id in self._posts:
                self._organizations.setdefault(fact.id, []).append(fact)
            if fact.organization:
                rest.setdefault(fact.organization, set()).add(fact.id)
        wanted.update(group[1] for group in map(self.group, claims) if group[0] == "organization")
        self._of_post: dict[str, list[Group]] = {post: [("post", post)] for post in self._posts}
        for organization in wanted:
            for post in rest.get(organization, ()):
                self._of_post.setdefault(post, []).append(("organization", organization))

    def _read_tenures(self, stored: Stored) -> set[str]:
        people: set[str] = set()
        for _, fact in stored.table("tenures"):
            assert isinstance(fact, Tenure)  # what the table holds
            for group in self._of_post.get(fact.post, ()):
                self._groups.setdefault(group, set()).add(fact.person)
                people.add(fact.person)
            if fact.post in self._posts:
                self._held.setdefault(fact.post, []).append(fact)
        return people

    def _read_people(self, names: set[str], people: set[str], stored: Stored) -> None:
        for _, fact in stored.table("people"):
            assert isinstance(fact, Person)  # what the table holds
            self.ids.add(fact.id)
            if fact.id in people:
                self._periods.setdefault(fact.id, []).append(fact)
            name = bare_name(fact.name)
            if name in names and fact.id not in self._called.setdefault(name, []):
                self._called[name].append(fact.id)
