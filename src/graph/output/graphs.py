"""The register of a day as a graph, in the formats of graph programs and of maps.

Rules:
- A node is one id of the register in the period that is in force; its name in the graph is its noun and its id, since
  two nouns may share an id. An edge is a reference, a tenure or an assignment, read from left to right.
- Attributes keep their types; lists are joined by ``;``; what is null is left out. Degrees are WGS 84.
- What XML cannot hold is shown as escapes. In GeoJSON units are points; areas have no geometry yet.
"""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

from graph.model.facts import TABLE_OF, Area, Assignment, Fact, Matter, Organization, Post, Requirement, Tenure, Unit
from graph.output.files import write_bytes_aside
from graph.output.json import dumps
from graph.output.tables import shown

FORMATS = ("graphml", "gexf", "node-link", "cytoscape", "geojson")
ENDINGS = {".graphml": "graphml", ".gexf": "gexf", ".geojson": "geojson"}
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


def format_of(path: str) -> str | None:
    """Return the format that a file's name stands for."""
    return ENDINGS.get(Path(path).suffix.lower())


def graph_of(facts: Iterable[Fact]) -> Any:
    """Return facts in force on one day as a networkx graph; what refers to nothing in it has no edge."""
    from networkx import MultiDiGraph

    graph, edges = MultiDiGraph(), list[tuple[str, str, str, dict[str, Any]]]()
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
    for kind, start, end, attributes in edges:
        source, target = (where.get(_split(one)) for one in (start, end))
        if source is not None and target is not None:
            graph.add_edge(source, target, kind=kind, **attributes)
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
    found: dict[str, Any] = {}
    for name, value in zip(table.fields, table.values(fact), strict=True):
        if name in LEFT_OUT or value is None or value == ():
            continue
        if name in ("longitude", "latitude"):
            found[name] = int(str(value)) / DEGREE
        elif isinstance(value, tuple):
            found[name] = ";".join(map(shown, value))
        else:
            found[name] = value if isinstance(value, int) else shown(str(value))
    return found


def write_graph(graph: Any, path: str, form: str) -> None:
    """Write a graph into a file in one step; raise OutputRefused where that cannot be."""
    write_bytes_aside(path, lambda out: WRITERS[form](graph, out))


def _graphml(graph: Any, out: BinaryIO) -> None:
    import networkx as nx

    nx.write_graphml_xml(graph, out)


def _gexf(graph: Any, out: BinaryIO) -> None:
    import networkx as nx

    for _, data in graph.nodes(data=True):
        data["label"] = data.get("name", data["key"])
    nx.write_gexf(graph, out)


def _node_link(graph: Any, out: BinaryIO) -> None:
    import networkx as nx

    out.write(dumps(nx.node_link_data(graph, edges="edges")) + b"\n")


def _cytoscape(graph: Any, out: BinaryIO) -> None:
    import networkx as nx

    out.write(dumps(nx.cytoscape_data(graph)) + b"\n")


def _geojson(graph: Any, out: BinaryIO) -> None:
    features = [_feature(node, data) for node, data in graph.nodes(data=True) if data["noun"] in ("area", "unit")]
    out.write(dumps({"type": "FeatureCollection", "features": features}) + b"\n")


def _feature(node: str, data: dict[str, Any]) -> dict[str, Any]:
    properties = {name: value for name, value in data.items() if name not in ("longitude", "latitude")}
    geometry = None
    if "longitude" in data and "latitude" in data:
        geometry = {"type": "Point", "coordinates": [data["longitude"], data["latitude"]]}
    return {"type": "Feature", "id": node, "geometry": geometry, "properties": properties}


WRITERS: dict[str, Callable[[Any, BinaryIO], None]] = {
    "graphml": _graphml,
    "gexf": _gexf,
    "node-link": _node_link,
    "cytoscape": _cytoscape,
    "geojson": _geojson,
}
