"""How a question's file is read, beyond what the conformance suite asks of the files that are there."""

import pytest

from graph.stores.queries import Engine, QueryFault, parse, schema, statements

WHOLE = """-- Says what it asks; in no order.
-- parameters: place, on
-- columns: part, rows
-- part chain: distance, id
-- part matter: id
-- json: rows
-- only here: the other engine needs none
SELECT 1, :place, :on
-- a remark that is no part of the text
FROM areas"""


def test_a_header_declares_what_the_question_takes_and_gives() -> None:
    query = parse("sql", "made-up", WHOLE)

    assert query.name == "made-up"
    assert query.sentence == "Says what it asks; in no order."
    assert query.parameters == ("place", "on")
    assert query.columns == ("part", "rows")
    assert query.parts == {"chain": ("distance", "id"), "matter": ("id",)}
    assert query.json == ("rows",)
    assert query.only_here == "the other engine needs none"
    assert query.text == "SELECT 1, :place, :on\nFROM areas"


def test_a_question_takes_exactly_the_parameters_that_it_declares() -> None:
    query = parse("sql", "made-up", WHOLE)
    assert query.bound({"on": "2026-03-14", "place": "v"}) == {"place": "v", "on": "2026-03-14"}
    for given in ({"place": "v"}, {"place": "v", "on": None, "more": 1}, {"place": "v", "no": None}):
        with pytest.raises(QueryFault, match="made-up: takes"):
            query.bound(given)


@pytest.mark.parametrize(
    ("engine", "source"),
    [
        ("sql", "-- Writes.\n-- batch: id, name\nINSERT INTO t VALUES (:id, :name)"),
        (
            "cypher",
            "// Writes.\n// batch: id, name\n// columns: n\nUNWIND $rows AS row CREATE (n {id: row.id, n: row.name})",
        ),
        ("cypher", "// Writes.\n// batch: id, name\n// columns: n\nUNWIND $rows AS row CREATE (n) SET n = row"),
        ("cypher", "// Writes.\n// batch: id, name\n// columns: n\nUNWIND $rows AS row CREATE (n) SET n += row"),
        ("sql", "-- A cast and a time are no parameters.\n-- columns: a\nSELECT x::text, '12:30'"),
    ],
)
def test_what_is_declared_is_used(engine: Engine, source: str) -> None:
    assert parse(engine, "made-up", source).sentence.endswith(".")


@pytest.mark.parametrize(
    ("engine", "source", "fault"),
    [
        ("sql", "-- Writes.\n-- batch: id\nINSERT INTO t VALUES (:id, :name)", "not declared: {'name'}"),
        ("sql", "-- Writes.\n-- batch: id, name\nINSERT INTO t VALUES (:id)", "not used: {'name'}"),
        (
            "cypher",
            "// Writes.\n// batch: id, name\n// columns: n\nUNWIND $rows AS row CREATE ({i: row.id})",
            "{'name'}",
        ),
        ("cypher", "// Reads.\n// columns: n\nMATCH (n {id: $id}) RETURN n", "not declared: {'id'}"),
        ("cypher", "// Reads.\nMATCH (n) RETURN n", "no columns declared"),
        ("sql", "-- Only a header.\n", "needs a header and a text"),
    ],
)
def test_a_question_whose_header_and_text_disagree_is_refused(engine: Engine, source: str, fault: str) -> None:
    with pytest.raises(QueryFault) as caught:
        parse(engine, "made-up", source)
    assert fault in str(caught.value)


def test_a_time_predicate_is_written_for_the_alias_that_it_is_given() -> None:
    one = parse(
        "sql", "made-up", "-- Asks.\n-- parameters: on\n-- columns: a\nSELECT a FROM t a WHERE @in_force(a)"
    ).text
    other = parse(
        "sql", "made-up", "-- Asks.\n-- parameters: on\n-- columns: a\nSELECT a FROM t b WHERE @in_force(b)"
    ).text
    assert "a.since" in one
    assert "x." not in one
    assert one.split("WHERE")[1].replace("a.", "b.") == other.split("WHERE")[1]


@pytest.mark.parametrize("engine", ["sql", "cypher"])
def test_schema_files_are_numbered_from_1_without_a_hole(engine: Engine) -> None:
    assert [number for number, _ in schema(engine)] == list(range(1, len(schema(engine)) + 1))


def test_a_schema_file_of_cypher_is_split_at_semicolons_without_its_remarks() -> None:
    assert statements("// A remark; with a semicolon\nCREATE A;\n\nCREATE\n  B;\n") == ["CREATE A", "CREATE\n  B"]
