"""How a question's file is read, beyond what the conformance suite asks of the files that are there."""

import pytest

from graph.stores.queries import Engine, QueryFault, names, parse, schema, statements

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


def test_a_time_predicate_can_ask_for_the_day_of_another_row() -> None:
    sql = parse("sql", "made-up", "-- Asks.\n-- columns: a\nSELECT a FROM d CROSS JOIN t b WHERE @in_force(b, d)").text
    cypher = parse(
        "cypher", "made-up", "// Asks.\n// columns: a\nMATCH (b:B) WHERE @in_force(b, at) RETURN b AS a"
    ).text

    assert "b.since <= d.day" in sql
    assert "d.day < b.until" in sql
    assert ":on" not in sql
    assert "b.since <= at.day" in cypher
    assert "$on" not in cypher


def test_an_order_by_what_stands_can_ask_for_the_day_of_another_row() -> None:
    text = parse("sql", "made-up", "-- Asks.\n-- columns: a\nSELECT a FROM t, d ORDER BY @standing(t, d)").text
    assert text.count("<= d.day") == 2


def test_parameters_can_be_handed_over_as_one_map() -> None:
    header = "// Reads.\n// parameters: id, on\n// columns: n\n// together: asked\n"
    query = parse("cypher", "made-up", header + "MATCH (n {id: $id}) WHERE $on IS NULL RETURN n")

    assert query.text == "MATCH (n {id: $asked.id}) WHERE $asked.on IS NULL RETURN n"
    assert query.parameters == ("id", "on")
    assert query.bound({"on": None, "id": "v"}) == {"asked": {"on": None, "id": "v"}}
    with pytest.raises(QueryFault, match="made-up: takes"):
        query.bound({"id": "v"})


@pytest.mark.parametrize("engine", ["sql", "cypher"])
def test_a_fragment_stands_for_its_text_and_lends_its_parameters(engine: Engine) -> None:
    mark, sign = {"sql": ("--", ":"), "cypher": ("//", "$")}[engine]
    parameters = "spots, area, matter, tier, requirement, without, on, known_at"
    source = f"{mark} Asks.\n{mark} parameters: {parameters}\n{mark} columns: a\nWITH @slots\nRETURN a"
    query = parse(engine, "made-up", source)

    assert "@" not in query.text
    assert f"{sign}spots" in query.text
    assert query.parameters == tuple(parameters.split(", "))
    with pytest.raises(QueryFault, match=r"used, not declared: \{'spots'\}"):
        parse(engine, "made-up", source.replace("spots, ", ""))


@pytest.mark.parametrize("engine", ["sql", "cypher"])
def test_fragments_are_no_questions(engine: Engine) -> None:
    assert not [name for name in names(engine) if "fragments" in name]
    assert "slots/slots" in names(engine)


def test_a_fragment_that_is_not_there_is_refused() -> None:
    with pytest.raises(QueryFault, match="no predicate @nowhere"):
        parse("sql", "made-up", "-- Asks.\n-- columns: a\nWITH @nowhere SELECT a")


@pytest.mark.parametrize("engine", ["sql", "cypher"])
def test_schema_files_are_numbered_from_1_without_a_hole(engine: Engine) -> None:
    assert [number for number, _ in schema(engine)] == list(range(1, len(schema(engine)) + 1))


def test_a_schema_file_of_cypher_is_split_at_semicolons_without_its_remarks() -> None:
    assert statements("// A remark; with a semicolon\nCREATE A;\n\nCREATE\n  B;\n") == ["CREATE A", "CREATE\n  B"]
