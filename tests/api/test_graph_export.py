"""zeren export --graph: the register of a day as a graph, read back by the programs that it is for."""

import json
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from tests.command_line import Desk

FILES = {
    "areas": """
        id,name,level,parent,until
        t,Elm Town,township,,
        v,Plum <b>&"Village,village,t,
        w,Far,village,,
        x,Past,village,t,2026-01-01
    """,
    "units": "id,name,kind,area,longitude,latitude\nu,Shop,shop;restaurant,v,120.5,36.25\nn,No point,shop,v,,",
    "people": "id,name\na,Zhang Yang\nb,李例二",
    "organizations": "id,name,area\no,Office,t\nq,Far office,w",
    "posts": "id,name,organization,reports_to\nhead,Head,o,\nclerk,Clerk,o,head\nfar,Far,q,",
    "tenures": "post,person,kind,since\nhead,a,,2025-01-01\nfar,b,acting,",
    "matters": "id,name\nfire,Fire",
    "requirements": "id,scheme,tier,place_kinds,area,minimum\nr,s,first,village;shop,t,2",
    "assignments": """
        id,post,place,tier,matter,unit_kinds,ground
        1,head,v,first,fire,shop;restaurant,Rule 1
        2,far,w,direct,,,
    """,
    "printings": "id,place,day,known_at,content,paper\nk,v,2026-03-01,2026-02-01T00:00:00Z,ab,a4",
}
"""What was printed stands in no graph."""
ON = ("--on", "2026-03-14")
READ = {
    "graphml": lambda file: nx.read_graphml(file, force_multigraph=True),
    "gexf": nx.read_gexf,
    "node-link": lambda file: nx.node_link_graph(json.loads(Path(file).read_text(encoding="utf-8")), edges="edges"),
    "cytoscape": lambda file: nx.cytoscape_graph(json.loads(Path(file).read_text(encoding="utf-8"))),
}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path).holds(FILES)


def written(desk: Desk, form: str, *more: str) -> Any:
    file = desk.directory / f"graph.{form}"
    ran = desk.asks("export", "--graph", file, "--format", form, *ON, "--force", *more)
    assert ran.code == 0, ran.err
    return READ[form](file) if form in READ else json.loads(file.read_text(encoding="utf-8"))


@pytest.mark.parametrize("form", READ)
def test_a_graph_is_read_back_with_types(desk: Desk, form: str) -> None:
    graph = written(desk, form)
    nodes = dict(graph.nodes(data=True))
    assert set(nodes) == {
        *("area:t", "area:v", "area:w", "unit:u", "unit:n", "person:a", "person:b", "organization:o", "organization:q"),
        *("post:head", "post:clerk", "post:far", "matter:fire", "requirement:r"),
    }
    assert nodes["area:v"]["name"] == 'Plum <b>&"Village'
    assert nodes["unit:u"]["kinds"] == "restaurant;shop"
    assert nodes["unit:u"]["longitude"] == 120.5
    assert nodes["requirement:r"]["minimum"] == 2
    assert "longitude" not in nodes["unit:n"]
    assert "until" not in nodes["area:v"]
    edges = {(one, other, data["kind"]): data for one, other, data in graph.edges(data=True)}
    assert set(edges) == {
        *(("area:v", "area:t", "within"), ("unit:u", "area:v", "within"), ("unit:n", "area:v", "within")),
        *(("organization:o", "area:t", "in_area"), ("organization:q", "area:w", "in_area")),
        *(("post:head", "organization:o", "in_organization"), ("post:clerk", "organization:o", "in_organization")),
        *(("post:far", "organization:q", "in_organization"), ("post:clerk", "post:head", "reports_to")),
        *(
            ("requirement:r", "area:t", "in_area"),
            ("person:a", "post:head", "holds"),
            ("person:b", "post:far", "holds"),
        ),
        *(("post:head", "area:v", "answers_for"), ("post:far", "area:w", "answers_for")),
    }
    answers = edges["post:head", "area:v", "answers_for"]
    assert (answers["tier"], answers["matter"], answers["unit_kinds"]) == ("first", "fire", "restaurant;shop")
    assert edges["person:b", "post:far", "holds"]["tenure_kind"] == "acting"


def test_an_area_holds_what_concerns_it_alone(desk: Desk) -> None:
    nodes = set(written(desk, "graphml", "--area", "w"))
    assert nodes == {"area:w", "organization:q", "post:far", "person:b", "matter:fire"}


def test_geojson_has_units_as_points_and_areas_without_geometry(desk: Desk) -> None:
    found = {one["id"]: one for one in written(desk, "geojson")["features"]}
    assert set(found) == {"area:t", "area:v", "area:w", "unit:u", "unit:n"}
    assert found["unit:u"]["geometry"] == {"type": "Point", "coordinates": [120.5, 36.25]}
    assert found["area:v"]["geometry"] is None
    assert found["unit:n"]["geometry"] is None
    assert found["area:v"]["properties"]["level"] == "village"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--graph", "x.txt"), "format: not a format: graphml"),
        (("folder", "--graph", "x.gexf"), "graph: not together with a folder"),
        (("folder", "--area", "t"), "area: only together with --graph"),
        ((), "target: is missing"),
        (("--graph", "x.gexf", "--area", "nowhere"), "no place has the id nowhere"),
        (("--graph", "no/such/x.gexf"), "no/such/x.gexf cannot be written"),
    ],
)
def test_bad_input_is_one_line_and_2(desk: Desk, words: tuple[str, ...], said: str) -> None:
    ran = desk.asks("export", *words)
    assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert ran.err.startswith(f"zeren: {said}")


def test_a_file_that_exists_is_left_as_it_is(desk: Desk) -> None:
    file = desk.directory / "mine.gexf"
    file.write_text("mine", encoding="utf-8")
    ran = desk.asks("export", "--graph", file)
    assert (ran.code, ran.err) == (2, f"zeren: {file} exists already and is left as it is\n")
    assert file.read_text(encoding="utf-8") == "mine"
