"""Graphs as files of graph programs and of maps: one writer for the register's graph and for that of a drawing.

Rules:
- A graph is one of networkx. Each node has a ``noun`` and a ``key``, each edge a ``kind``; attributes keep their types,
  lists are joined by ``;``, and what is null is left out (``attributes``).
- What a graph is about (question, day, record time, head) are its own attributes, where a format has a place for them:
  attributes of the graph in GraphML, node-link and Cytoscape, the description among GEXF's ``meta``, and a foreign
  member ``zeren`` of GeoJSON (RFC 7946, 6.1).
- The same graph gives the same bytes: GEXF's own day of writing is left out, and ``key`` keeps its name there too.
- What XML cannot hold is shown as escapes. In GeoJSON a place with a point is one (WGS 84), others have no geometry.
"""

import re
from collections.abc import Callable, Mapping
from html import escape
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

from graph.output.files import write_bytes_aside
from graph.output.json import dumps
from graph.output.tables import shown

ENDINGS = {".graphml": "graphml", ".gexf": "gexf", ".geojson": "geojson"}
MEDIA = {
    "graphml": "application/graphml+xml",
    "gexf": "application/gexf+xml",
    "node-link": "application/vnd.networkx.node-link+json",
    "cytoscape": "application/vnd.cytoscape+json",
    "geojson": "application/geo+json",
}
FORMATS = tuple(MEDIA)
PLACES = ("area", "unit")


def format_of(path: str) -> str | None:
    """Return the format that a file's name stands for."""
    return ENDINGS.get(Path(path).suffix.lower())


def attributes(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return values as attributes: numbers and truths as they are, lists joined, what is null or empty left out."""
    found: dict[str, Any] = {}
    for name, value in values.items():
        if value is None or value in ((), []):
            continue
        if isinstance(value, tuple | list):
            found[name] = ";".join(map(shown, value))
        else:
            found[name] = value if isinstance(value, int | float) else shown(str(value))
    return found


def graph_bytes(graph: Any, form: str) -> bytes:
    """Return a graph in a format."""
    out = BytesIO()
    WRITERS[form](graph, out)
    return out.getvalue()


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
    made = BytesIO()
    nx.write_gexf(graph, made)
    text = made.getvalue().replace(b'title="networkx_key" type="string"', b'title="key" type="string"', 1)
    text = re.sub(rb' lastmodifieddate="[^"]*"', b"", text, count=1)
    said = "; ".join(f"{name}: {value}" for name, value in graph.graph.items())
    out.write(text.replace(b"</creator>", f"</creator><description>{escape(said)}</description>".encode(), 1))


def _node_link(graph: Any, out: BinaryIO) -> None:
    import networkx as nx

    out.write(dumps(nx.node_link_data(graph, edges="edges")) + b"\n")


def _cytoscape(graph: Any, out: BinaryIO) -> None:
    import networkx as nx

    found = nx.cytoscape_data(graph)
    out.write(dumps(found | {"data": dict(found["data"])}) + b"\n")  # an object, as Cytoscape has it


def _geojson(graph: Any, out: BinaryIO) -> None:
    features = [_feature(node, data) for node, data in graph.nodes(data=True) if data["noun"] in PLACES]
    out.write(dumps({"type": "FeatureCollection", "zeren": graph.graph, "features": features}) + b"\n")


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
