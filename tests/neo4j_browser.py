"""The style sheet and the ready queries for Neo4j's own browser, read and run as the browser does it."""

import re
from typing import Any

import neo4j
from neo4j.graph import Node
from neo4j.graph import Path as Walk

from graph.resources import folder
from graph.stores import Store
from graph.stores.queries import parse
from tests.conftest import Server

HERE = folder("visualizations") / "neo4j-browser"
QUERIES = sorted(HERE.glob("*.cypher"))


def read_style(text: str) -> dict[str, dict[str, str]]:
    """Read a style sheet as the browser does: rules by selector; it has no comments, and quotes are dropped."""
    assert "/*" not in text, "the browser takes a comment for a part of the next selector"
    rules = re.findall(r"([a-zA-Z_.]+) \{\n((?:  [a-z-]+: [^:;\n]+;\n)+)\}\n", text)
    assert "\n".join(f"{name} {{\n{body}}}\n" for name, body in rules) == text, "nothing stands between the rules"
    return {
        name: {key: value.strip("'") for key, value in re.findall(r"  ([a-z-]+): (.*);", body)} for name, body in rules
    }


STYLE = read_style((HERE / "zeren.grass").read_text(encoding="utf-8"))


class Browser:
    """The register on a server, and its queries as somebody runs them who has set the parameters of the file."""

    def __init__(self, server: Server, store: Store) -> None:
        self.store = store
        access = (server.access.user, server.access.password)
        self.driver = neo4j.GraphDatabase.driver(server.url, auth=access)

    def parameters(self, name: str, **given: object) -> dict[str, Any]:
        line = re.search(r"^// :params (.*)$", self.text(name), re.MULTILINE)
        assert line
        [record] = self.driver.execute_query(f"RETURN {line[1]} AS given").records
        return record["given"] | given  # type: ignore[no-any-return]

    def text(self, name: str) -> str:
        return (HERE / f"{name}.cypher").read_text(encoding="utf-8")

    def run(self, name: str, **given: object) -> list[neo4j.Record]:
        result = self.driver.execute_query(self.text(name), self.parameters(name, **given))
        assert tuple(result.keys) == parse("cypher", name, self.text(name)).columns
        return result.records

    def rows(self, name: str, columns: str, **given: object) -> list[tuple[Any, ...]]:
        return [tuple(record[one] for one in columns.split()) for record in self.run(name, **given)]


def drawn(records: list[neo4j.Record]) -> list[Node]:
    """Return the nodes that the browser draws, each once; it draws relationships of any that it got both ends of."""
    found: dict[str, Node] = {}

    def look(value: object) -> None:
        if isinstance(value, Node):
            found[value.element_id] = value
        elif isinstance(value, Walk):
            found.update((node.element_id, node) for node in value.nodes)
        elif isinstance(value, list):
            for one in value:
                look(one)

    for record in records:
        for value in record.values():
            look(value)
    return list(found.values())


def captions(records: list[neo4j.Record]) -> set[str]:
    """Return what the browser writes on the nodes, by the rules of the style sheet: the last that fits counts."""
    return {caption(node) for node in drawn(records)}


def caption(node: Node) -> str:
    text = STYLE["node"]["caption"]
    for name, rule in STYLE.items():
        if name.startswith("node.") and name.removeprefix("node.") in node.labels:
            text = rule.get("caption", text)
    return re.sub(r"\{(\w+)\}", lambda found: str(node.get(found[1], "")), text)
