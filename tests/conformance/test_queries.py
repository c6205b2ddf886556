"""The questions as files: pairs with equal headers, rows that fit their tuples, plans that touch only what they need.

Rules:
- On SQLite no read scans a table and none builds a Bloom filter for one (it makes a trace 40 times slower).
- On Neo4j every read starts from an index, and gives no notification; the register holds each kind of fact and a
  correction, so that every property and relationship that a question names exists.
"""

import json
import re
from pathlib import Path
from typing import Any

import apsw
import neo4j
import pytest

from graph.meaning import rows
from graph.resources import folder
from graph.stores import Store, queries
from graph.stores.queries import Query, QueryFault, load, names, parse
from tests.conftest import Engine
from tests.importing import put

ENGINES = ("sql", "cypher")
BOTH = sorted(set(names("sql")) & set(names("cypher")))
READS = [name for name in BOTH if not name.startswith("write/")]
PARAMETERS: dict[str, Any] = {
    "place": "v",
    "matter": "fire",
    "on": "2026-03-14",
    "known_at": None,
    "first": 1,
    "last": 10,
    "everything": False,
    "name": "V",
    "person": "n",
    "organization": "o",
    "posts": ["p"],
    "people": ["n"],
    "matters": ["fire"],
    "requirements": ["r"],
    "noun": "place",
    "id": "v",
    "text": "v",
    "after_rank": -1,
    "after_id": "",
    "limit": 51,
    "area": "c",
    "level": "village",
    "counts_in": {"990101001": "990101"},
    "tier": "first",
    "requirement": "r",
    "without": ["n"],
    "spots": [["v", "2026-03-14"], ["u", "2026-03-14"], ["v", "2026-03-15"]],
    "slots": [["v", "2026-03-14", "r", "venue"]],
    "places": ["v", "u"],
    "nouns": ["place", "organization", "post", "person", "matter"],
    "before": "2025-09-15",
    "most": 10,
}
RANGE = {"first": "2026-01-01", "last": "2026-03-14"}
DAYS = ("scope_over", "slots/days", "boards/days")
"""Questions whose first and last are days, not changes."""


def parameters_of(query: Query) -> dict[str, Any]:
    given = PARAMETERS | RANGE if query.name in DAYS else PARAMETERS
    return {parameter: given[parameter] for parameter in query.parameters}


@pytest.mark.parametrize("engine", ENGINES)
def test_every_question_declares_what_it_uses(engine: queries.Engine) -> None:
    for name in names(engine):
        assert load(engine, name).sentence.endswith((".", "."))


def test_a_question_of_one_engine_alone_says_why() -> None:
    for engine in ENGINES:
        for name in names(engine):  # type: ignore[arg-type]
            assert name in BOTH or load(engine, name).only_here, f"{engine}/{name}"


def test_a_fragment_of_one_engine_alone_says_why() -> None:
    found = {engine: {path.stem: path for path in (folder(engine) / "fragments").iterdir()} for engine in ENGINES}
    for engine, other in (ENGINES, ENGINES[::-1]):
        for name in found[engine].keys() - found[other].keys():
            text = found[engine][name].read_text(encoding="utf-8")
            assert queries.parse(engine, f"fragments/{name}", text).only_here, f"{engine}/fragments/{name}"  # type: ignore[arg-type]


@pytest.mark.parametrize("name", BOTH)
def test_both_engines_declare_the_same(name: str) -> None:
    one, other = load("sql", name), load("cypher", name)
    assert (one.parameters, one.columns, one.batch, one.parts) == (
        other.parameters,
        other.columns,
        other.batch,
        other.parts,
    )
    assert one.sentence.split(";")[0] == other.sentence.split(";")[0] or name.startswith("write/")


def test_parts_are_the_fields_of_their_tuples() -> None:
    for question, parts in rows.PARTS.items():
        declared = load("sql", question).parts
        assert declared == {part: kind._fields for part, kind in parts.items()}


def test_time_predicates_are_written_in_one_place_alone() -> None:
    """A question that reads dated facts names @known or @in_force, and never spells them out."""
    for engine in ENGINES:
        for path in folder(engine).rglob(f"*.{engine}"):
            text = path.read_text(encoding="utf-8")
            if path.stem == "predicates" or "schema" in path.parts or "write" in path.parts or "upkeep" in path.parts:
                continue
            assert not re.search(r"superseded_at\s*(<|>|IS)", text), path
            reads_facts = re.search(
                r"(FROM|JOIN) (areas|units|posts|people|tenures|matters|printings)\b|Period\b|:Tenure", text
            )
            assert not reads_facts or "@known" in text or "@in_force" in text, path


def test_no_query_text_stands_in_python() -> None:
    for path in (Path(queries.__file__).parents[2]).rglob("*.py"):
        assert not re.search(r"\b(MATCH \(|MERGE \(|SELECT .* FROM|INSERT INTO)", path.read_text(encoding="utf-8")), (
            path
        )


@pytest.mark.parametrize(
    ("source", "fault"),
    [
        ("SELECT 1", "header"),
        ("-- Says nothing.", "header"),
        ("-- Uses one.\n-- parameters:\n-- columns: a\nSELECT :b", "not declared: {'b'}"),
        ("-- Declares one.\n-- parameters: b\n-- columns: a\nSELECT 1", "not used: {'b'}"),
        ("-- Names one.\n-- columns: a\nSELECT @nothing(x)", "no predicate @nothing"),
    ],
)
def test_a_question_that_does_not_do_what_it_says_is_refused(source: str, fault: str) -> None:
    with pytest.raises(QueryFault, match=re.escape(fault) if "{" in fault else fault):
        parse("sql", "made-up", source)


def filled(engine: Engine, folder: Path) -> Store:
    """A register with every kind of fact, every optional value and a correction of each."""
    store = engine.create()
    files = {
        "areas": "id,name,level,parent,since,until\nc,C,county,,2020-01-01,2030-01-01\nv,V,village,c,2020-01-01,",
        "units": "id,name,kind,area,since,until,longitude,latitude\nu,U,shop,v,2020-01-01,2030-01-01,120.5,36.25",
        "organizations": "id,name,area,parent,since,until\no,O,c,,2020-01-01,2030-01-01\nq,Q,c,o,2020-01-01,",
        "posts": "id,name,organization,kind,phone,email,reports_to,since,until\n"
        "p,P,o,head,0000-1,p@example.org,,2020-01-01,2030-01-01\np2,P2,u,head,0000-2,,p,2020-01-01,",
        "people": "id,name,since,until\nn,N,2020-01-01,2030-01-01",
        "matters": "id,name,parent,since,until\nfire,Fire,,2020-01-01,2030-01-01\nvenue,Venue,fire,2020-01-01,",
        "tenures": "id,post,person,kind,since,until\nt,p,n,acting,2020-01-01,2030-01-01",
        "requirements": "id,scheme,area,tier,place_kinds,matter,minimum,maximum,answered_at,post_kinds,citation,"
        "since,until\nr,s,c,first,village,fire,1,2,chain,head,§1,2020-01-01,2030-01-01\nr2,s,,first,village,,1,,,,,2020-01-01,",
        "assignments": "id,post,place,tier,matter,unit_kinds,ground,since,until\n"
        "a,p,v,first,fire,shop,letter 1,2020-01-01,2030-01-01",
        "printings": "id,place,day,known_at,content,paper,since,until\n"
        "k,v,2026-03-14,2026-03-01T00:00:00Z,ab,a4,2026-03-14,2027-03-14\nl,u,2026-03-14,2026-03-01T00:00:00Z,cd,a3,,",
    }
    put(store, folder, files, datum="gcj02")
    corrected = {
        "areas": "id,since,name\nv,2020-01-01,W",
        "assignments": "id,ground\na,letter 2",
        "printings": "id,paper\nk,60x90",
        "requirements": "id,withdrawn\nr2,yes",
    }
    put(store, folder, corrected)
    return store


@pytest.mark.parametrize("name", READS)
@pytest.mark.parametrize("matter", ["fire", "all", None])
def test_sqlite_reads_by_index_and_without_bloom_filters(
    name: str, matter: str | None, sqlite: Engine, tmp_path: Path
) -> None:
    filled(sqlite, tmp_path / "in").close()
    connection = apsw.Connection(sqlite.address, flags=apsw.SQLITE_OPEN_READONLY)
    query = load("sql", name)
    parameters = {
        name: json.dumps(value) if isinstance(value, list | dict) else value
        for name, value in parameters_of(query).items()
    }
    if "matter" in parameters:
        parameters["matter"] = matter

    plan = [str(row[3]) for row in connection.execute(f"EXPLAIN QUERY PLAN {query.text}", parameters)]

    tables = "areas|units|organizations|posts|people|tenures|matters|requirements|assignments|printings|changesets"
    aliases = set(re.findall(rf"\b(?:FROM|JOIN) (?:{tables}) ([a-z])\b", query.text)) | set(tables.split("|"))
    scans = [
        step for step in plan if step.startswith("SCAN") and step.split()[1] in aliases and not _small(step, query.text)
    ]
    assert not scans, plan
    assert not [step for step in plan if "BLOOM" in step and not _listed(step.split()[3], query.text)], plan


def _small(step: str, text: str) -> bool:
    """Chains and such are scanned by their alias too; only what stands for a table counts."""
    return "VIRTUAL TABLE" in step or (_listed(step.split()[1], text) and "USING" not in step)


def _listed(alias: str, text: str) -> bool:
    """Whether an alias stands for what the question itself lists."""
    own = {"register", *re.findall(r"\b([a-z_]+)(?:\([a-z_, ]*\))? AS (?:MATERIALIZED )?\(", text)}
    return alias in own or re.search(rf"\b(?:{'|'.join(own)})\b (?:AS )?{alias}\b", text) is not None


def test_a_search_for_any_path_begins_at_its_start_however_few_nodes_there_were_when_it_was_planned() -> None:
    searching = [name for name in names("cypher") if "MATCH ANY" in load("cypher", name).text]
    assert len(searching) == 3
    for name in searching:
        text = load("cypher", name).text
        assert text.startswith("CYPHER statefulShortestPlanningMode=all_if_possible\n"), name


@pytest.mark.neo4j
def test_neo4j_reads_start_from_indexes_and_give_no_notification(neo4j_engine: Engine, tmp_path: Path) -> None:
    filled(neo4j_engine, tmp_path / "in").close()
    access = neo4j_engine.access
    with neo4j.GraphDatabase.driver(neo4j_engine.address, auth=(access.user, access.password)) as driver:
        for name in READS:
            query = load("cypher", name)
            parameters = parameters_of(query)
            for matter in ("fire", "all", None) if "matter" in parameters else (None,):
                given = parameters | ({"matter": matter} if "matter" in parameters else {})
                result = driver.execute_query(f"EXPLAIN {query.text}", query.bound(given))
                operators = _operators(result.summary.plan)
                scans = {one.split("@")[0] for one in operators if "Scan" in one}
                assert scans <= ({"NodeIndexContainsScan"} if query.scans else set()), (name, operators)
                told = [one for one in result.summary.gql_status_objects if one.is_notification]
                assert not told, (name, told)


def _operators(plan: Any) -> list[str]:
    return [plan["operatorType"], *(one for child in plan.get("children", ()) for one in _operators(child))]
