"""Answers as graphs on both engines: read back by networkx and igraph, with what the answer says and nothing else."""

import json
import math
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import igraph
import networkx as nx
import pytest

from graph.commands.draw import Asked, check_format, draw, formats_of, made
from graph.commands.graph_export import graph_export
from graph.commands.points import points
from graph.model.errors import FormatRefused
from graph.model.times import instant_text
from graph.output.drawing.process import Drawer
from graph.output.tables import shown
from graph.stores import Store
from tests.conftest import Engine
from tests.importing import put

ON = "2026-03-14"
FIERCE = "Plum <b>&]]> Vill\u2028age"
FILES = {
    "areas": f"id,name,level,parent\nt,Elm Town,township,\nv,{FIERCE},village,t\nw,Pear,village,t",
    "units": """
        id,name,kind,area,longitude,latitude,since,until
        u,Old Shop,shop,v,1.5,2.5,,2025-01-01
        u,Shop,shop;restaurant,v,120.5,36.25,2025-01-01,
        n,No point,shop,v,,,,
    """,
    "people": "id,name\na,Zhang Yang\nb,李例二",
    "organizations": "id,name,area,parent\no,Office,v,\nq,Lower office,v,o",
    "posts": """
        id,name,organization,phone,reports_to
        head,Head,o,0000-1,
        far,Far post,,,
        clerk,Clerk,q,,head
        none,Empty seat,o,,far
        owner,Owner,u,,
        past,Past post,o,,
    """,
    "tenures": "post,person,kind,since,until\nhead,a,,2025-01-01,\nclerk,b,acting,,\nowner,b,,,\npast,b,,,2026-01-01",
    "matters": "id,name\nfire,Fire\nflood,Flood",
    "requirements": "id,scheme,tier,place_kinds,minimum,matter\nr,s,first,village;shop,2,fire",
    "assignments": """
        id,post,place,tier,matter,unit_kinds,ground
        1,head,v,first,fire,shop;restaurant,Rule 1
        2,clerk,t,direct,,,
        3,none,v,direct,,,
        4,owner,u,first,fire,,
        5,clerk,u,specific,,,
        6,clerk,n,specific,,,
    """,
}
SUBJECTS = {"trace": "u", "coverage": "t", "person": "b", "organization": "o", "handover": "t"}


@pytest.fixture
def store(engine: Engine, tmp_path: Path) -> Store:
    store = engine.create()
    put(store, tmp_path / "files", FILES)
    return store


def by_igraph(data: bytes, folder: Path) -> Any:
    """Return a graph as igraph reads it, in networkx's form; what igraph fills where a key is absent is left out."""
    path = folder / "read.graphml"
    path.write_bytes(data)
    found = igraph.Graph.Read_GraphML(str(path))
    graph = nx.MultiDiGraph()
    for node in found.vs:
        graph.add_node(node["id"], **there(node.attributes()))
    for edge in found.es:
        graph.add_edge(*(found.vs[end]["id"] for end in edge.tuple), **there(edge.attributes()))
    return graph


def there(attributes: dict[str, Any]) -> dict[str, Any]:
    return {
        key: one for key, one in attributes.items() if one not in ("", False) and not is_absent(one) and key != "id"
    }


def is_absent(number: Any) -> bool:
    return isinstance(number, float) and math.isnan(number)


def by_gexf(data: bytes, _folder: Path) -> Any:
    graph = nx.read_gexf(BytesIO(data))
    for _, attributes in graph.nodes(data=True):
        attributes.pop("label", None)
    for _, _, attributes in graph.edges(data=True):
        attributes.pop("id", None)
    return graph


def by_cytoscape(data: bytes, _folder: Path) -> Any:
    graph = nx.cytoscape_graph(json.loads(data))
    for _, _, attributes in graph.edges(data=True):
        for name in ("key", "source", "target"):
            attributes.pop(name)
    return graph


READ: dict[str, tuple[str, Callable[[bytes, Path], Any]]] = {
    "graphml, networkx": ("graphml", lambda data, _: nx.read_graphml(BytesIO(data), force_multigraph=True)),
    "graphml, igraph": ("graphml", by_igraph),
    "gexf": ("gexf", by_gexf),
    "node-link": ("node-link", lambda data, _: nx.node_link_graph(json.loads(data), edges="edges")),
    "cytoscape": ("cytoscape", by_cytoscape),
}


def drawn(store: Store, kind: str, form: str, **more: Any) -> bytes:
    with Drawer() as drawer:  # never begun: a graph needs no drawing process
        data = made(
            draw(store, kind, Asked(SUBJECTS[kind], on=ON, form=form, **more), "en"), form, "light", drawer, "en"
        )
        assert drawer._process is None
    return data


def edges(graph: Any) -> list[tuple[str, str, str]]:
    return sorted((one, other, data["kind"]) for one, other, data in graph.edges(data=True))


@pytest.mark.parametrize("reader", READ)
def test_a_trace_is_a_graph(store: Store, tmp_path: Path, reader: str) -> None:
    form, read = READ[reader]
    graph = read(drawn(store, "trace", form), tmp_path)
    nodes = dict(graph.nodes(data=True))
    assert set(nodes) == {
        *("unit:u", "area:v", "area:t", "post:owner", "post:clerk", "post:head", "post:none", "person:a", "person:b"),
        *("organization:o", "organization:q", "gap:r/u/fire", "gap:r/v/fire"),
    }
    assert nodes["area:v"]["name"] == shown(FIERCE)
    assert {"noun": "unit", "key": "u", "kinds": "restaurant;shop", "longitude": 120.5, "latitude": 36.25}.items() <= (
        nodes["unit:u"].items()
    )
    assert nodes["unit:u"]["asked"] is True
    assert "level" not in nodes["unit:u"]
    assert "longitude" not in nodes["area:v"]
    gap = nodes["gap:r/u/fire"]
    assert (gap["gap_kind"], gap["have"], gap["need"], gap["tier"]) == ("partial", 1, 2, "first")
    assert edges(graph) == [
        ("area:v", "area:t", "within"),
        ("gap:r/u/fire", "unit:u", "missing_at"),
        ("gap:r/v/fire", "area:v", "missing_at"),
        ("person:a", "post:head", "holds"),
        ("person:b", "post:clerk", "holds"),
        ("person:b", "post:owner", "holds"),
        ("post:clerk", "area:t", "answers_for"),
        ("post:clerk", "organization:q", "in_organization"),
        ("post:clerk", "unit:u", "answers_for"),
        ("post:head", "area:v", "answers_for"),
        ("post:head", "organization:o", "in_organization"),
        ("post:none", "area:v", "answers_for"),
        ("post:none", "organization:o", "in_organization"),
        ("post:owner", "unit:u", "answers_for"),
        ("post:owner", "unit:u", "in_organization"),
        ("unit:u", "area:v", "within"),
    ]
    answers = next(data for one, _, data in graph.edges(data=True) if one == "post:head" and "tier" in data)
    assert answers == {
        "kind": "answers_for", "tier": "first", "matter": "fire", "matter_name": "Fire", "ground": "Rule 1",
        "unit_kinds": "restaurant;shop", "assignment": "1",
    }  # fmt: skip
    holds = next(data for one, end, data in graph.edges(data=True) if (one, end) == ("person:b", "post:clerk"))
    assert holds == {"kind": "holds", "tenure_kind": "acting"}


@pytest.mark.parametrize("reader", READ)
def test_coverage_is_a_graph_with_its_figures(store: Store, tmp_path: Path, reader: str) -> None:
    form, read = READ[reader]
    graph = read(drawn(store, "coverage", form), tmp_path)
    answer = draw(store, "coverage", Asked("t", on=ON), "en").answer
    nodes = dict(graph.nodes(data=True))
    assert edges(graph) == [("area:v", "area:t", "inside"), ("area:w", "area:t", "inside")]
    assert (answer.slots, answer.filled) == (4, 0)
    for area, node in ((answer, nodes["area:t"]), *((one, nodes[f"area:{one.id}"]) for one in answer.areas)):
        for key in ("slots", "filled", "filled_above", "coverage", "own_coverage"):
            if key in node or getattr(area, key):
                assert node[key] == getattr(area, key)
        for kind in ("unassigned", "lapsed", "vacant", "partial"):
            assert node.get(f"gaps_{kind}", 0) == getattr(area.gaps, kind)
        assert node["first_slots"] == area.tiers["first"].slots
    assert (nodes["area:v"]["gaps_partial"], nodes["area:v"]["level"]) == (1, "village")


@pytest.mark.parametrize("reader", READ)
def test_a_person_is_a_graph(store: Store, tmp_path: Path, reader: str) -> None:
    form, read = READ[reader]
    graph = read(drawn(store, "person", form), tmp_path)
    nodes = dict(graph.nodes(data=True))
    assert set(nodes) == {
        *("person:b", "post:clerk", "post:owner", "post:past", "organization:o", "organization:q"),
        *("area:t", "unit:u", "unit:n"),
    }
    assert (nodes["person:b"]["load"], nodes["unit:u"]["longitude"]) == (3, 120.5)
    assert edges(graph) == [
        ("person:b", "post:clerk", "holds"),
        ("person:b", "post:owner", "holds"),
        ("person:b", "post:past", "held"),
        ("post:clerk", "area:t", "answers_for"),
        ("post:clerk", "organization:q", "in_organization"),
        ("post:clerk", "unit:n", "answers_for"),
        ("post:clerk", "unit:u", "answers_for"),
        ("post:owner", "unit:u", "answers_for"),
        ("post:owner", "unit:u", "in_organization"),
        ("post:past", "organization:o", "in_organization"),
    ]


@pytest.mark.parametrize("reader", READ)
def test_an_organization_is_a_graph(store: Store, tmp_path: Path, reader: str) -> None:
    form, read = READ[reader]
    graph = read(drawn(store, "organization", form), tmp_path)
    nodes = dict(graph.nodes(data=True))
    assert edges(graph) == [
        ("organization:q", "organization:o", "part_of"),
        ("person:a", "post:head", "holds"),
        ("person:b", "post:clerk", "holds"),
        ("post:clerk", "organization:q", "in_organization"),
        ("post:clerk", "post:head", "reports_to"),
        ("post:head", "organization:o", "in_organization"),
        ("post:none", "organization:o", "in_organization"),
        ("post:none", "post:far", "reports_to"),
        ("post:past", "organization:o", "in_organization"),
    ]
    assert (nodes["post:none"]["vacant"], nodes["post:head"]["phone"]) == (True, "0000-1")
    assert nodes["post:far"]["name"] == "Far post"


@pytest.mark.parametrize("reader", READ)
def test_a_handover_is_a_graph_with_who_held_before_and_who_holds_after(
    engine: Engine, tmp_path: Path, reader: str
) -> None:
    form, read = READ[reader]
    tenures = """
        post,person,kind,since,until
        head,a,,2025-01-01,2026-01-01
        head,b,acting,2026-02-01,
        clerk,b,,2025-01-01,2026-02-01
        owner,b,,,
    """
    store = engine.create()
    put(store, tmp_path / "handed", FILES | {"tenures": tenures})
    graph = read(drawn(store, "handover", form, before="2025-12-01"), tmp_path)
    answer = draw(store, "handover", Asked("t", on=ON, before="2025-12-01"), "en").answer
    nodes = dict(graph.nodes(data=True))
    assert [one for one in edges(graph) if one[2] not in ("inside", "missing_at")] == [
        ("person:a", "post:head", "held_before"),
        ("person:b", "post:clerk", "held_before"),
        ("person:b", "post:head", "holds"),
        ("post:clerk", "area:t", "answered_before"),
        ("post:clerk", "area:t", "answers_for"),
        ("post:clerk", "unit:n", "answered_before"),
        ("post:clerk", "unit:n", "answers_for"),
        ("post:clerk", "unit:u", "answered_before"),
        ("post:clerk", "unit:u", "answers_for"),
        ("post:head", "area:v", "answered_before"),
        ("post:head", "area:v", "answers_for"),
    ]
    assert (nodes["post:clerk"]["vacant_after"], nodes["post:clerk"].get("vacant_before")) == (True, None)
    assert (nodes["post:head"]["vacant_from"], nodes["post:head"]["vacant_to"]) == ("2026-01-01", "2026-01-31")
    assert (nodes["area:v"]["handed"], nodes["unit:u"]["longitude"]) == (1, 120.5)
    held = next(data for one, _, data in graph.edges(data=True) if one == "person:b" and data["kind"] == "holds")
    assert held == {"kind": "holds", "tenure_kind": "acting", "since": "2026-02-01"}
    gaps = {"opened": answer.gaps.opened, "closed": answer.gaps.closed, "still_open": answer.gaps.still_open}
    for became, some in gaps.items():
        of_graph = [data for data in nodes.values() if data["noun"] == "gap" and data["became"] == became]
        expected = sorted((gap.requirement, gap.place, ";".join(gap.matters)) for gap in some)
        assert sorted((gap["requirement"], gap["place"], gap["matters"]) for gap in of_graph) == expected
        slots = sum(data.get(f"gaps_{became}", 0) for data in nodes.values() if data["noun"] != "gap")
        assert slots == sum(len(gap.matters) for gap in some)
    assert answer.gaps.still_open
    assert graph.graph.get("before", "2025-12-01") == "2025-12-01"


def test_a_graph_says_what_was_asked_and_at_which_head(store: Store) -> None:
    graph = nx.read_graphml(BytesIO(drawn(store, "trace", "graphml", matter="fire")))
    head = store.register().head.hash
    assert {
        "answer": "trace",
        "on": ON,
        "matter": "fire",
        "head": head,
        "chain_ends": "root",
    }.items() <= graph.graph.items()


def about_gexf(data: bytes, _folder: Path) -> dict[str, Any]:
    meta = ET.fromstring(data).find("{*}meta")
    assert meta is not None
    return dict(one.split(": ", 1) for one in str(meta.findtext("{*}description")).split("; "))


def about_igraph(data: bytes, folder: Path) -> dict[str, Any]:
    (folder / "read.graphml").write_bytes(data)
    graph = igraph.Graph.Read_GraphML(str(folder / "read.graphml"))
    return {name: graph[name] for name in graph.attributes()}


ABOUT: dict[str, tuple[str, Callable[[bytes, Path], dict[str, Any]]]] = {
    "graphml, networkx": ("graphml", lambda data, _: dict(nx.read_graphml(BytesIO(data)).graph)),
    "graphml, igraph": ("graphml", about_igraph),
    "gexf": ("gexf", about_gexf),
    "node-link": ("node-link", lambda data, _: dict(nx.node_link_graph(json.loads(data), edges="edges").graph)),
    "cytoscape": ("cytoscape", lambda data, _: dict(nx.cytoscape_graph(json.loads(data)).graph)),
    "cytoscape itself": ("cytoscape", lambda data, _: dict(json.loads(data)["data"])),
    "geojson": ("geojson", lambda data, _: dict(json.loads(data)["zeren"])),
}


@pytest.mark.parametrize("reader", ABOUT)
@pytest.mark.parametrize("kind", SUBJECTS)
def test_every_graph_says_the_day_the_record_time_and_the_head(
    store: Store, tmp_path: Path, kind: str, reader: str
) -> None:
    form, read = ABOUT[reader]
    if form not in formats_of(kind):
        pytest.skip("a kind without places")
    more = {"before": "2025-12-01"} if kind == "handover" else {}
    found = read(drawn(store, kind, form, **more), tmp_path)
    head = store.register().head
    assert (found["answer"], found["head"]) == (kind, head.hash)
    assert found["known_at"] == instant_text(head.recorded_at)
    assert found["after" if kind == "handover" else "on"] == ON


@pytest.mark.parametrize("reader", ABOUT)
def test_the_graph_of_a_register_says_the_same(store: Store, tmp_path: Path, reader: str) -> None:
    form, read = ABOUT[reader]
    graph_export(store, str(tmp_path / "out"), form, on=ON, area="t")
    found = read((tmp_path / "out").read_bytes(), tmp_path)
    assert {name: found[name] for name in ("answer", "area", "on", "head")} == {
        "answer": "register",
        "area": "t",
        "on": ON,
        "head": store.register().head.hash,
    }


def test_coverage_for_a_map_has_its_figures_and_no_outlines(store: Store) -> None:
    found = json.loads(drawn(store, "coverage", "geojson"))
    assert found["type"] == "FeatureCollection"
    features = {one["id"]: one for one in found["features"]}
    assert set(features) == {"area:t", "area:v", "area:w"}
    assert [one["geometry"] for one in features.values()] == [None] * 3
    said = features["area:v"]["properties"]
    assert said == {
        "noun": "area", "key": "v", "name": shown(FIERCE), "level": "village", "asked": False,
        "slots": 3, "filled": 0, "filled_above": 0, "coverage": 0.0, "own_coverage": 0.0,
        "gaps_unassigned": said["gaps_unassigned"], "gaps_lapsed": 0, "gaps_vacant": 0, "gaps_partial": 1,
        **{key: value for key, value in said.items() if key.split("_")[0] in ("first", "direct", "specific")},
    }  # fmt: skip
    assert said["gaps_unassigned"] + said["gaps_partial"] == 3
    assert (said["first_slots"], said["first_gaps_partial"]) == (3, 1)


@pytest.mark.parametrize("kind", ["trace", "person"])
def test_units_are_points_on_a_map_and_areas_have_no_geometry(store: Store, kind: str) -> None:
    features = {one["id"]: one["geometry"] for one in json.loads(drawn(store, kind, "geojson"))["features"]}
    assert features["unit:u"] == {"type": "Point", "coordinates": [120.5, 36.25]}
    assert features["area:t"] is None
    if kind == "person":
        assert features["unit:n"] is None


def test_points_are_those_of_the_day_and_only_units_have_a_row(store: Store) -> None:
    asked = ["u", "n", "v", "nowhere"]
    assert points(store, asked, ON, None) == {"u": (120.5, 36.25), "n": None}
    assert points(store, asked, "2024-01-01", None) == {"u": (1.5, 2.5), "n": None}
    assert points(store, [], ON, None) == {}


def test_a_handover_on_a_map_counts_changes_and_gaps_of_each_place(engine: Engine, tmp_path: Path) -> None:
    left = FILES["tenures"].replace("head,a,,2025-01-01,", "head,a,,2025-01-01,2026-02-01")
    store = engine.create()
    put(store, tmp_path / "left", FILES | {"tenures": left})
    found = json.loads(drawn(store, "handover", "geojson", before="2025-12-01"))
    features = {one["properties"]["key"]: one for one in found["features"]}
    said = features["v"]["properties"]
    assert (said["handed"], said["gaps_opened"], said["gaps_closed"]) == (1, 0, 0)
    assert features["u"]["geometry"] == {"type": "Point", "coordinates": [120.5, 36.25]}
    assert features["v"]["geometry"] is None


@pytest.mark.parametrize("kind", ["timeline", "matrix"])
def test_days_on_an_axis_and_counts_in_a_table_are_no_graph(kind: str) -> None:
    assert formats_of(kind) == ("svg", "png", "pdf", "html", "json")


def test_a_kind_without_places_is_refused_as_a_map() -> None:
    assert "geojson" not in formats_of("organization")
    with pytest.raises(FormatRefused) as refused:
        check_format("organization", "geojson")
    assert refused.value.about["formats"] == ", ".join(formats_of("organization"))


def test_what_stands_beside_a_graph_is_as_known_at_the_answer(store: Store, tmp_path: Path) -> None:
    before = store.register().head.recorded_at
    assert before is not None
    moved = FILES["units"].replace("120.5,36.25", "121.5,37.25")
    put(store, tmp_path / "moved", FILES | {"units": moved})
    for known_at, where in ((instant_text(before), [120.5, 36.25]), (None, [121.5, 37.25])):
        features = json.loads(drawn(store, "trace", "geojson", known_at=known_at))["features"]
        assert features[0]["geometry"] == {"type": "Point", "coordinates": where}
