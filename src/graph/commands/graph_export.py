"""Export a register, or what concerns one area of it, as a graph of one day.

Rules:
- What is exported stands at one record time, fixed when the export begins, as of any export.
- Of an area: the places inside it; the organizations of these, the posts that belong to one of them or are assigned to
  such a place; who holds those posts; the requirements of the areas inside; and every matter.
"""

from dataclasses import dataclass, replace

from graph.commands import reading
from graph.commands.coverage_question import Question, take
from graph.commands.moments import moments
from graph.meaning.rows import sorted_out
from graph.model.facts import TABLES, Area, Assignment, Fact, Organization, Person, Post, Requirement, Tenure, Unit
from graph.model.times import in_force
from graph.output.graph_files import write_graph
from graph.output.graphs import graph_of
from graph.stores import Store


@dataclass(frozen=True, slots=True)
class Written:
    """How much was written."""

    nodes: int
    edges: int


def graph_export(
    store: Store, path: str, form: str, *, area: str | None = None, on: str | None = None, known_at: str | None = None
) -> Written:
    """Write a graph into a file; raise what ``coverage_question.take`` raises, and OutputRefused."""
    asked = take(store, Question(area, on, known_at))
    day, known = moments(on, known_at, store.zone)
    head = store.register().head
    taken = head.recorded_at if known is None or head.recorded_at is None else min(known, head.recorded_at)
    facts = [
        fact
        for table in TABLES
        if table != "printings"  # they say what hangs on walls, not who answers
        for _, fact in reading.facts(store, table, head=replace(head, recorded_at=taken))
        if in_force(fact, day)
    ]
    if area is not None:
        rows = sorted_out("scope", store.ask("scope", area=area, level=None, on=day, known_at=asked.known_at))
        facts = _inside(facts, {place.id for place in rows["place"]})
    graph = graph_of(
        facts, answer="register", area=area, on=day, known_at=asked.known_text, head=asked.as_of and asked.as_of.head
    )
    write_graph(graph, path, form)
    return Written(graph.number_of_nodes(), graph.number_of_edges())


def _inside(facts: list[Fact], places: set[str]) -> list[Fact]:
    """Return the facts that concern some places."""
    bodies = places | {fact.id for fact in facts if isinstance(fact, Organization) and fact.area in places}
    answering = {fact.post for fact in facts if isinstance(fact, Assignment) and fact.place in places}
    posts = {fact.id: fact for fact in facts if isinstance(fact, Post)}
    inside = {id for id, post in posts.items() if post.organization in bodies or id in answering}
    bodies |= {str(posts[id].organization) for id in inside}
    people = {fact.person for fact in facts if isinstance(fact, Tenure) and fact.post in inside}

    def concerns(fact: Fact) -> bool:
        match fact:
            case Area() | Unit():
                return fact.id in places or fact.id in bodies
            case Organization():
                return fact.id in bodies
            case Post():
                return fact.id in inside
            case Tenure():
                return fact.post in inside
            case Person():
                return fact.id in people
            case Assignment():
                return fact.place in places
            case Requirement():
                return fact.area in places
        return True

    return [fact for fact in facts if concerns(fact)]
