"""The files for Neo4j's own browser say what they do, and look as the drawings do.

Rules:
- A query stands whole in its file, since the browser knows no fragments; each time predicate in it is, word for word,
  the one of ``cypher/predicates.cypher``. It binds ``on`` and ``known_at`` as every question does.
- What they find is tested on a server (tests/conformance/test_neo4j_browser.py).
"""

import re
from pathlib import Path

import pytest

from graph.output.drawing.style import style
from graph.resources import folder
from graph.stores.queries import parse, schema
from tests.neo4j_browser import HERE, QUERIES, STYLE

SHEET = set(style("light").colours.values())


def test_every_label_and_type_that_is_stored_has_its_rule() -> None:
    written = "\n".join(path.read_text(encoding="utf-8") for path in (folder("cypher") / "write").glob("*.cypher"))
    written += "\n".join(text for _, text in schema("cypher"))
    labels = set(re.findall(r"\(\w*:(?:Fact:)?([A-Z]\w+)", written)) - {"Fact"}
    types = set(re.findall(r"-\[:([A-Z_]+)\]->", written))

    assert {name for name in STYLE if "." in name} == {f"node.{one}" for one in labels} | {
        f"relationship.{one}" for one in types
    }
    assert len(labels) == 17
    assert len(types) == 14


def test_the_colours_are_those_of_the_drawings() -> None:
    for name, rule in STYLE.items():
        used = {value for value in rule.values() if value.startswith("#")}
        assert used <= SHEET, name


def test_a_caption_can_be_read_on_its_node_and_the_name_of_a_line_in_the_overview() -> None:
    for name, rule in STYLE.items():
        written = rule.get("text-color-internal", STYLE["relationship"]["text-color-internal"])
        assert contrast(rule["color"], written) >= 4.5, name


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours (WCAG 2.1, 1.4.3)."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_there_are_a_dozen_queries() -> None:
    assert len(QUERIES) >= 12
    readme = (HERE / "README.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| \[`([a-z-]+)\.cypher`\]", readme, re.MULTILINE) == [path.stem for path in QUERIES]


@pytest.mark.parametrize("path", QUERIES, ids=lambda path: path.stem)
def test_a_query_declares_what_it_uses_and_binds_both_times(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    query = parse("cypher", path.stem, text)  # the loader compares the header with the text

    assert {"on", "known_at"} <= set(query.parameters)
    assert set(re.findall(r"(\w+): ", re.findall(r"^// :params \{(.*)\}$", text, re.MULTILINE)[0])) == set(
        query.parameters
    )
    assert not re.search(r"\b(CREATE|MERGE|SET|DELETE|REMOVE|DETACH|LOAD|FOREACH)\b", query.text)
    assert max(map(len, text.splitlines())) <= 125


@pytest.mark.parametrize("path", QUERIES, ids=lambda path: path.stem)
def test_the_time_predicates_are_those_of_every_question(path: Path) -> None:
    """A query may spell out the predicates only as they are; what is left of it compares no record time of a fact."""
    text = _one_line(parse("cypher", path.stem, path.read_text(encoding="utf-8")).text)
    moment = _one_line(predicate("moment"))
    assert text.startswith(moment)
    left = text.removeprefix(moment)
    for name in ("in_force", "known"):
        left = re.sub(_spelled(predicate(name)), " ", left)
    assert "superseded_at IS" not in left
    assert not re.search(r"superseded_at\s*[<>]|[<>]=?\s*\w+\.superseded_at", left)
    assert not re.search(r"\w+\.recorded_at <= known_at", left.replace("c.recorded_at <= known_at", ""))


def predicate(name: str) -> str:
    uses = {"moment": "known_at", "in_force": "on", "known": ""}[name]
    asks = "@moment" if name == "moment" else f"@{name}(x)"
    return parse("cypher", "made-up", f"// Says.\n// parameters: {uses}\n// columns: a\n{asks}").text


def _one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def _spelled(text: str) -> str:
    """Return a pattern that fits a predicate of any variable, on $on or another day."""
    pattern = re.escape(_one_line(text)).replace(r"\$on", r"(?:\$on|earlier\.day)")
    first, *more = pattern.split(r"x\.")
    return first + r"(?P<x>\w+)\." + r"(?P=x)\.".join(more)
