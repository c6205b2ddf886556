"""The register of a day as a graph (graph.output.graph_files writes it).

Rules:
- A node is one id of the register in the period that is in force; its name in the graph is its noun and its id, since
  two nouns may share an id. An edge is a reference, a tenure or an assignment, read from left to right.
- Degrees are WGS 84.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from graph.model.facts import TABLE_OF, Area, Assignment, Fact, Matter, Organization, Post, Requirement, Tenure, Unit
from graph.output.graph_files import attributes
from graph.output.tables import shown

DEGREE = 10_000_000
"""Degrees are stored as whole ten-millionths (docs/decisions/0005)."""
EDGES: dict[type[Fact], tuple[tuple[str, str], ...]] = {
    Area: (("parent", "within"),),
    Unit: (("area", "within"),),
    Organization: (("area", "in_area"), ("parent", "part_of")),
    Post: (("organization", "in_organization"), ("reports_to", "reports_to")),
    Requirement: (("area", "in_area"), ("matter", "about")),
}
LEFT_OUT = frozenset(("id", "post", "person", "place"))


def graph_of(facts: Iterable[Fact], **about: Any) -> Any:
    """Return facts in force on one day as a networkx graph; what refers to nothing in it has no edge.

    ``about`` are its own attributes: of which day, as known when, at which head.
    """
    from networkx import MultiDiGraph

    graph, edges = MultiDiGraph(**attributes(about)), list[tuple[str, str, str, dict[str, Any]]]()
    where: dict[tuple[str, str], str] = {}
    for fact in facts:
        if isinstance(fact, Tenure | Assignment):
            edges.append(_fact_edge(fact))
            continue
        noun = TABLE_OF[type(fact)].noun.__name__.lower()
        node = f"{noun}:{shown(str(fact.id))}"
        where.update(((group, str(fact.id)), node) for group in _groups(noun))
        graph.add_node(node, noun=noun, key=shown(str(fact.id)), **_attributes(fact))
        edges += _references(fact, str(fact.id), noun)
    for kind, start, end, more in edges:
        source, target = (where.get(_split(one)) for one in (start, end))
        if source is not None and target is not None:
            graph.add_edge(source, target, kind=kind, **more)
    return graph


def _groups(noun: str) -> tuple[str, ...]:
    """Return by which words a node is referred to: areas, units and organizations share one space of ids."""
    return ("body",) if noun in ("area", "unit", "organization") else (noun,)


def _split(reference: str) -> tuple[str, str]:
    group, _, id = reference.partition(":")
    return group, id


def _references(fact: Fact, id: str, group: str) -> Iterator[tuple[str, str, str, dict[str, Any]]]:
    start = f"{_groups(group)[0]}:{id}"
    for field, kind in EDGES.get(type(fact), ()):
        value = getattr(fact, field)
        if value is not None:
            noun = "post" if field == "reports_to" else "matter" if field == "matter" else "body"
            yield kind, start, f"{noun}:{value}", {}
    if isinstance(fact, Matter) and fact.parent is not None and fact.parent != id:
        yield "part_of", start, f"matter:{fact.parent}", {}


def _fact_edge(fact: Tenure | Assignment) -> tuple[str, str, str, dict[str, Any]]:
    attributes = {("tenure_kind" if name == "kind" else name): value for name, value in _attributes(fact).items()}
    if isinstance(fact, Tenure):
        return "holds", f"person:{fact.person}", f"post:{fact.post}", attributes
    return "answers_for", f"post:{fact.post}", f"body:{fact.place}", attributes | {"assignment": shown(fact.id)}


def _attributes(fact: Fact) -> dict[str, Any]:
    table = TABLE_OF[type(fact)]
    said = zip(table.fields, table.values(fact), strict=True)
    values: dict[str, Any] = {name: value for name, value in said if name not in LEFT_OUT}
    for name in ("longitude", "latitude"):
        if values.get(name) is not None:
            values[name] = values[name] / DEGREE
    return attributes(values)
