"""The answer of a drawing as a graph, in the words of ``zeren export --graph`` (graph.output.graphs).

Rules:
- Nodes and edges are what the answer says, and nothing else; ``asked`` marks what was asked about. The question and the
  head stand as attributes of the graph.
- An edge leads from person to post (``holds``), from post to place (``answers_for``), from a gap to its place
  (``missing_at``), and from what is inside to what it is inside of.
- The points of units are looked up beside the answer, as names are: longitude and latitude in degrees.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import Any

from graph.meaning.answers import AssignmentSeen, NamedId, OrganizationSeen, PersonSeen, PostSeen, TenureSeen, Trace
from graph.meaning.coverage_answers import Coverage, GapRow
from graph.meaning.handover import Handed, Handover, SeatThen
from graph.meaning.names import Names
from graph.output.drawing.details import flat
from graph.output.graph_files import attributes
from graph.output.tables import shown

Points = Mapping[str, tuple[float, float] | None]
"""Of those places that are units: longitude and latitude in degrees, None where no point is known."""


class _Drawn:
    """A graph that grows: what is added twice stands once."""

    def __init__(self, **about: Any) -> None:
        from networkx import MultiDiGraph

        self.graph = MultiDiGraph(**attributes(about))

    def node(self, noun: str, id: str, **values: Any) -> str:
        name = f"{noun}:{shown(id)}"
        self.graph.add_node(name, noun=noun, key=shown(id), **attributes(values))
        return name

    def edge(self, start: str, end: str, kind: str, **values: Any) -> None:
        found = attributes(values)
        known = self.graph.get_edge_data(start, end, default={})
        if {"kind": kind, **found} not in known.values():
            self.graph.add_edge(start, end, kind=kind, **found)

    def post(self, post: PostSeen, organization: NamedId | None = None, **values: Any) -> str:
        name = self.node("post", post.id, name=post.name, phone=post.phone, **values)
        if organization is not None:
            self.edge(name, self.body(organization), "in_organization")
        return name

    def body(self, organization: NamedId) -> str:
        """Return the node of an organization, which may be a unit of the chain."""
        unit = f"unit:{shown(organization.id)}"
        return unit if unit in self.graph else self.node("organization", organization.id, name=organization.name)

    def holds(self, person: NamedId, post: str, tenure: TenureSeen) -> None:
        values = {"tenure_kind": tenure.kind, "since": tenure.since, "until": tenure.until}
        self.edge(self.node("person", person.id, name=person.name), post, "holds", **values)


def trace_graph(trace: Trace, matters: Mapping[str, str], points: Points) -> Any:
    """Return a trace as a graph; a gap is a node of its own."""
    question = trace.question
    drawn = _Drawn(
        answer="trace", on=question.on, known_at=question.known_at, head=trace.as_of and trace.as_of.head,
        matter=question.matter, chain_ends=trace.chain_ends, narrower=trace.narrower,
    )  # fmt: skip
    places: dict[str, str] = {}
    for link in trace.chain:
        noun = "unit" if link.level is None else "area"
        values = {one.name: getattr(link, one.name) for one in fields(link) if one.name != "id"}
        where = _point(points, link.id)
        places[link.id] = drawn.node(noun, link.id, asked=link.distance == 0, **values, **where)
    for below, above in zip(trace.chain, trace.chain[1:], strict=False):
        drawn.edge(places[below.id], places[above.id], "within")
    calls = {post: number for number, post in enumerate(trace.call_order, 1)}
    for one in trace.accountable:
        post = drawn.post(one.post, one.organization, call=calls.get(one.post.id))
        if one.person is not None and one.tenure is not None:
            drawn.holds(one.person, post, one.tenure)
        drawn.edge(post, places[one.place], "answers_for", **_answers(one.tier, one.matter, matters, one.assignment))
    for gap in trace.gaps:
        said = {one.name: getattr(gap, one.name) for one in fields(gap) if one.name not in ("distance", "kind")}
        values = said | {"gap_kind": gap.kind, "matter_name": matters.get(gap.matter)}
        name = drawn.node("gap", f"{gap.requirement}/{gap.place}/{gap.matter}", **values)
        drawn.edge(name, places[gap.place], "missing_at")
    return drawn.graph


def coverage_graph(found: Coverage, name: str) -> Any:
    """Return coverage as a graph: the area asked about, and those inside it, each with its figures."""
    head = found.as_of and found.as_of.head
    drawn = _Drawn(answer="coverage", on=found.on, known_at=found.known_at, head=head, orphans=found.orphans)
    asked = drawn.node("area", str(found.area), name=name, asked=True, **_figures(found))
    for area in found.areas:
        inside = drawn.node("area", area.id, name=area.name, level=area.level, asked=False, **_figures(area))
        drawn.edge(inside, asked, "inside")
    return drawn.graph


def person_graph(person: PersonSeen, points: Points) -> Any:
    """Return a person as a graph: the posts, and the places answered for."""
    question = person.question
    drawn = _Drawn(answer="person", on=question.on, known_at=question.known_at, head=person.as_of and person.as_of.head)
    drawn.node("person", person.id, name=person.name, asked=True, load=person.load)
    plots = {plot.place.id: plot.place for plot in person.plots}
    places = {
        id: drawn.node("unit" if id in points else "area", id, name=place.name, **_point(points, id))
        for id, place in plots.items()
    }
    posts: dict[str, str] = {}
    for held in person.posts:
        posts[held.post.id] = drawn.post(held.post, held.organization)
        values = {"tenure_kind": held.tenure.kind, "since": held.tenure.since, "until": held.tenure.until}
        kind = "holds" if held.holds else "held"
        drawn.edge(f"person:{shown(person.id)}", posts[held.post.id], kind, **values)
    for plot in person.plots:
        names = {plot.matter.id: plot.matter.name or plot.matter.id}
        values = _answers(plot.tier, plot.matter.id, names, plot.assignment)
        drawn.edge(posts[plot.post], places[plot.place.id], "answers_for", **values)
    return drawn.graph


def organization_graph(found: OrganizationSeen) -> Any:
    """Return an organization as a graph: its posts and those directly below it, with holders and superiors."""
    question = found.question
    drawn = _Drawn(
        answer="organization", on=question.on, known_at=question.known_at, head=found.as_of and found.as_of.head
    )
    bodies = {found.id: drawn.node("organization", found.id, name=found.name, asked=True)}
    for below in found.below:
        bodies[below.id] = drawn.node("organization", below.id, name=below.name, asked=False)
        drawn.edge(bodies[below.id], bodies[found.id], "part_of")
    for seat in found.seats:
        post = drawn.post(seat.post, vacant=not seat.holders)
        drawn.edge(post, bodies[seat.organization], "in_organization")
        for holder in seat.holders:
            drawn.holds(holder.person, post, holder.tenure)
    for seat in found.seats:
        if seat.reports_to is not None:
            superior = f"post:{shown(seat.reports_to.id)}"
            if superior not in drawn.graph:
                drawn.node("post", seat.reports_to.id, name=seat.reports_to.name)
            drawn.edge(f"post:{shown(seat.post.id)}", superior, "reports_to")
    return drawn.graph


def handover_graph(found: Handover, names: Names, points: Points) -> Any:
    """Return a handover as a graph: posts with who held them before and who holds them after, where they answer.

    A place counts its changes (``handed``) and its slots by what became of them (``gaps_opened`` and so on); ``names``
    are those of the places of gaps.
    """
    question = found.question
    drawn = _Drawn(
        answer="handover", before=question.before, after=question.after, known_at=question.known_at,
        head=found.as_of and found.as_of.head,
    )  # fmt: skip
    area = drawn.node("area", question.area, name=found.name, asked=True)
    gaps = {"opened": found.gaps.opened, "closed": found.gaps.closed, "still_open": found.gaps.still_open}
    called = {plot.place.id: plot.place.name for one in found.handed for plot in one.plots}
    for id in sorted({gap.place for some in gaps.values() for gap in some} - set(called)):
        called[id] = names("place", id).name
    handed = Counter(id for one in found.handed for id in {plot.place.id for plot in one.plots})
    slots = Counter((gap.place, became) for became, some in gaps.items() for gap in some for _ in gap.matters)
    places: dict[str, str] = {}
    for id, name in sorted(called.items()):
        figures = {"handed": handed[id], **{f"gaps_{became}": slots[id, became] for became in gaps}}
        if id == question.area:
            places[id] = drawn.node("area", id, name=found.name, asked=True, **figures)
            continue
        noun = "unit" if id in points else "area"
        places[id] = drawn.node(noun, id, name=name, asked=False, **figures, **_point(points, id))
        drawn.edge(places[id], area, "inside")
    for one in found.handed:
        _handed(drawn, one, places)
    for became, some in gaps.items():
        _gaps(drawn, became, some, places)
    return drawn.graph


def _handed(drawn: _Drawn, one: Handed, places: Mapping[str, str]) -> None:
    for seats, holds, answers in ((one.before, "held_before", "answered_before"), (one.after, "holds", "answers_for")):
        for seat in seats:
            post = _seat(drawn, seat, holds)
            for plot in one.plots:
                matters = [matter.id for matter in plot.matters]
                named = [matter.name or matter.id for matter in plot.matters]
                values = {"tier": plot.tier, "matters": matters, "matter_names": named}
                drawn.edge(post, places[plot.place.id], answers, **values)
    for vacant in one.vacant:
        first, last = [days.first_day for days in vacant.days], [days.last_day for days in vacant.days]
        drawn.node("post", vacant.post.id, name=vacant.post.name, vacant_from=first, vacant_to=last)


def _seat(drawn: _Drawn, seat: SeatThen, holds: str) -> str:
    """Return the node of a post; nobody on a day is said of it, since no edge could."""
    if seat.person is None:
        when = "vacant_before" if holds == "held_before" else "vacant_after"
        return drawn.node("post", seat.post.id, name=seat.post.name, **{when: True})
    post = drawn.node("post", seat.post.id, name=seat.post.name)
    person = drawn.node("person", seat.person.id, name=seat.person.name)
    drawn.edge(person, post, holds, tenure_kind=seat.kind, since=seat.since, until=seat.until)
    return post


def _gaps(drawn: _Drawn, became: str, gaps: Iterable[GapRow], places: Mapping[str, str]) -> None:
    for gap in gaps:
        said = {one.name: getattr(gap, one.name) for one in fields(gap) if one.name not in ("kind", *_WHO)}
        who = {"_".join(path): value for path, value in flat({key: getattr(gap, key) for key in _WHO})}
        id = f"{became}/{gap.requirement}/{gap.place}/{gap.matters[0]}"
        name = drawn.node("gap", id, gap_kind=gap.kind, became=became, **said, **who)
        drawn.edge(name, places[gap.place], "missing_at")


_WHO = ("last_holder", "answered_above")


def _answers(tier: str, matter: str, matters: Mapping[str, str], assignment: AssignmentSeen) -> dict[str, Any]:
    values = {one.name: getattr(assignment, one.name) for one in fields(assignment) if one.name != "id"}
    return values | {"tier": tier, "matter": matter, "matter_name": matters.get(matter), "assignment": assignment.id}


def _figures(area: Any) -> dict[str, Any]:
    """Return the figures of an area; gaps by kind and figures by tier have their keys joined by ``_``."""
    keys = ("slots", "filled", "filled_above", "coverage", "own_coverage", "gaps", "tiers")
    values = {key: getattr(area, key) for key in keys}
    return {"_".join(path[1:] if path[0] == "tiers" else path): value for path, value in flat(values)}


def _point(points: Points, id: str) -> dict[str, float]:
    where = points.get(id)
    return {} if where is None else {"longitude": where[0], "latitude": where[1]}
