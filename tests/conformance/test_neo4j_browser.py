"""The ready queries for Neo4j's own browser, run on a real server as somebody runs them there.

Rules:
- The parameters of a test are the ``:params`` line of the file, which the server itself evaluates, with what differs.
- Rows are written out from docs/example.md; where zeren has the answer too, the two agree.
"""

from collections.abc import Iterator
from typing import Any

import pytest

from graph.commands import imports
from graph.commands.coverage_question import Question
from graph.commands.gaps import gaps
from graph.commands.organization import organization
from graph.commands.person import person
from graph.commands.trace import trace
from graph.model.times import parse_instant
from graph.resources import folder
from tests.conftest import Engine, Server
from tests.importing import EPOCH, put
from tests.neo4j_browser import QUERIES, Browser, captions, drawn

CORRECTED = parse_instant("2026-05-01T02:00:00Z")


@pytest.fixture(scope="module")
def browser(neo4j_server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """The example, and a second changeset: a seat was left and filled on other days than had been thought."""
    neo4j_server.empty()
    engine = Engine("neo4j", neo4j_server.url, neo4j_server.access, neo4j_server)
    store = engine.create()
    imports.commit(store, imports.plan(store, folder("example")), by="tester", why="the example", now=EPOCH)
    files = {
        "tenures": "id,post,person,since,until,was_since\n"
        "v02/committee.1,v02/committee,p066,2022-01-01,2026-02-10,\n"
        "v02/committee.2,v02/committee,p067,2026-04-01,,2026-04-10",
        "assignments": "id,withdrawn\nv22/grid-1@990101001222-01,yes",
    }
    put(store, tmp_path_factory.mktemp("browser") / "in", files, CORRECTED)
    found = Browser(neo4j_server, store)
    yield found
    found.driver.close()
    engine.close()


@pytest.mark.neo4j
def test_every_query_starts_from_an_index_draws_nodes_with_captions_and_gives_no_notification(browser: Browser) -> None:
    for path in QUERIES:
        name = path.stem
        result = browser.driver.execute_query(f"EXPLAIN {browser.text(name)}", browser.parameters(name))
        told = [one for one in result.summary.gql_status_objects if one.is_notification]
        # a register without a requirement for everywhere, as the example is, has no such relationship
        assert [one for one in told if "APPLIES_EVERYWHERE" not in one.status_description] == [], name
        scans = [details for operator, details in _operators(result.summary.plan) if "Scan" in operator]
        assert [one for one in scans if not one.endswith(":Requirement")] == [], name  # there are dozens at most
        records = browser.run(name)
        assert drawn(records), name
        assert all(captions(records)), name


def _operators(plan: Any) -> list[tuple[str, str]]:
    here = (plan["operatorType"], plan["args"].get("Details", ""))
    return [here, *(one for child in plan.get("children", ()) for one in _operators(child))]


@pytest.mark.neo4j
@pytest.mark.parametrize("on", ["2026-03-14", "2026-04-15"])
@pytest.mark.parametrize(
    ("place", "matter"),
    [
        ("wangyu-u02", "venue_fire"),
        ("lanxin-u009", "school_gate"),
        ("990101001218", "river_flood"),
        ("wangyu-u02", None),
    ],
)
def test_who_answers_is_what_trace_says(browser: Browser, place: str, matter: str | None, on: str) -> None:
    answer = trace(browser.store, place, matter, on).answer
    said = {
        (one.distance, one.tier, one.matter, one.post.name, one.person and one.person.name)
        for one in answer.accountable
    }
    records = browser.run("who-answers", place=place, matter=matter, on=on)

    assert said
    assert {
        tuple(record[one] for one in ("distance", "tier", "matter", "post", "person"))
        for record in records
        if record["tier"]
    } == said
    assert {link.name for link in answer.chain} <= captions(records)


@pytest.mark.neo4j
def test_who_answers_shows_the_chain_and_the_empty_seat(browser: Browser) -> None:
    rows = browser.rows("who-answers", "distance tier post person")

    assert len(rows) == 18
    assert rows[0] == (0, "first", "法定代表人 Legal person", "周样辛")
    assert (2, "direct", "两委委员 Committee member", None) in rows
    assert {"桥头面馆", "柳桥村", "澄宁区", "周样辛", "first", "direct", "specific"} <= captions(
        browser.run("who-answers")
    )


@pytest.mark.neo4j
@pytest.mark.parametrize("on", ["2026-03-14", "2025-06-01"])
def test_a_person_has_the_posts_and_places_that_zeren_says(browser: Browser, on: str) -> None:
    answer = person(browser.store, "p027", on)
    rows = browser.rows("person", "kind since until holds", on=on)
    plots = browser.rows("person", "tier place matter", on=on)

    assert set(rows) == {(one.tenure.kind, one.tenure.since, one.tenure.until, one.holds) for one in answer.posts}
    assert {row for row in plots if row[0]} == {(one.tier, one.place.name, one.matter.id) for one in answer.plots}


@pytest.mark.neo4j
def test_a_person_has_three_posts_in_turn(browser: Browser) -> None:
    rows = browser.rows("person", "since until holds")
    assert sorted(set(rows), key=str) == [
        ("2022-01-01", "2023-07-01", False),
        ("2023-07-01", "2025-07-01", False),
        ("2025-07-01", None, True),
    ]
    assert "柳桥村" in captions(browser.run("person"))


@pytest.mark.neo4j
def test_a_post_has_its_tenures_in_order(browser: Browser) -> None:
    columns = "person since until holds"
    assert browser.rows("tenures-of-a-post", columns, known_at=EPOCH) == [
        ("杨例九", "2022-01-01", "2026-02-20", False),
        ("赵示十", "2026-04-10", None, False),
    ]
    assert browser.rows("tenures-of-a-post", columns, on="2026-04-05") == [
        ("杨例九", "2022-01-01", "2026-02-10", False),
        ("赵示十", "2026-04-01", None, True),
    ]


@pytest.mark.neo4j
def test_the_vacant_posts_of_an_area(browser: Browser) -> None:
    columns = "id organization"
    assert browser.rows("vacant-posts", columns) == [("v02/committee", "柳桥村两委"), ("v19/director", "麦浪村两委")]
    assert browser.rows("vacant-posts", columns, on="2026-04-15") == [("v19/director", "麦浪村两委")]
    assert browser.rows("vacant-posts", columns, area="990101001219") == [("v19/director", "麦浪村两委")]
    assert browser.rows("vacant-posts", columns, on="2025-06-01") == []


@pytest.mark.neo4j
@pytest.mark.parametrize("known_at", [None, EPOCH])
@pytest.mark.parametrize(
    ("area", "on"), [("990101", "2026-03-14"), ("990101", "2026-11-24"), ("990101001", "2026-03-14")]
)
def test_the_gaps_of_an_area_are_those_that_zeren_says(
    browser: Browser, area: str, on: str, known_at: int | None
) -> None:
    asked = None if known_at is None else "2026-01-01T00:00:00Z"
    said = [
        (one.place, one.tier, one.requirement, one.kind, one.have, one.need, sorted(one.matters))
        for one in gaps(browser.store, Question(area, on, asked), limit=500).gaps
    ]
    rows = browser.rows(
        "gaps-of-an-area", "place tier requirement kind have need matters", area=area, on=on, known_at=known_at
    )

    assert said
    assert sorted(rows) == sorted(said)


@pytest.mark.neo4j
def test_the_gaps_of_the_street_are_the_holes_of_the_example(browser: Browser) -> None:
    assert browser.rows("gaps-of-an-area", "name tier kind", known_at=EPOCH) == [
        ("柳桥村", "direct", "vacant"),
        ("苇港村", "specific", "lapsed"),
        ("麦浪村", "first", "vacant"),
        ("枣林村第二网格", "specific", "unassigned"),
        ("桥头面馆", "specific", "lapsed"),
    ]
    assert {"望榆街道", "枣林村第二网格", "specific 1"} <= captions(browser.run("gaps-of-an-area"))


@pytest.mark.neo4j
def test_the_last_change_is_shown_with_what_it_replaced(browser: Browser) -> None:
    found = [
        (
            record["number"],
            record["why"],
            record["fact"].get("id"),
            record["in_force_that_day"],
            record["replaced"]["id"],
        )
        for record in browser.run("last-change")
    ]
    assert set(found) == {
        (2, "a test", None, False, "v22/grid-1@990101001222-01"),
        (2, "a test", "v02/committee.1", False, "v02/committee.1"),
        (2, "a test", "v02/committee.2", False, "v02/committee.2"),
    }
    [*later] = browser.rows("last-change", "in_force_that_day", on="2026-04-05")
    assert sorted(later) == [(False,), (False,), (True,)]
    first = browser.run("last-change", known_at=EPOCH)
    assert (len(first), {record["why"] for record in first}) == (300, {"the example"})
    assert {"changeset 2", "withdrawn", "substantive"} <= captions(browser.run("last-change"))


@pytest.mark.neo4j
@pytest.mark.parametrize("id", ["group", "v02"])
def test_reporting_lines_are_those_that_zeren_says(browser: Browser, id: str) -> None:
    answer = organization(browser.store, id, "2026-03-14")
    said = {
        (seat.post.name, seat.reports_to and seat.reports_to.name, holder and holder.person.name)
        for seat in answer.seats
        for holder in seat.holders or [None]
    }
    rows = browser.rows("reporting-lines", "post reports_to person", organization=id)

    assert {row for row in rows if row[0]} == said
    assert len(rows) >= len(said) > 1


@pytest.mark.neo4j
def test_the_command_office_reports_to_the_deputy_head(browser: Browser) -> None:
    rows = browser.rows("reporting-lines", "organization post reports_to person kind")
    assert (
        "区指挥部办公室 Command Office",
        "办公室主任 Office director",
        "副组长 Deputy head",
        "王样一",
        "concurrent",
    ) in rows


@pytest.mark.neo4j
def test_a_matter_has_its_tree_and_what_is_required(browser: Browser) -> None:
    rows = browser.rows("matter-tree", "depth matter requirement tier")
    assert rows == [
        (0, "fire_safety", None, None),
        (1, "forest_fire", None, None),
        (1, "home_fire", None, None),
        (1, "venue_fire", "community-legal-person", "first"),
        (1, "venue_fire", "district-fire-line", "specific"),
        (1, "venue_fire", "street-legal-person", "first"),
        (1, "venue_fire", "street-venue-contact", "specific"),
    ]
    assert len({row[1] for row in browser.rows("matter-tree", "depth matter", matter="all")}) == 27
    assert {"场所消防 Venue fire", "望榆街道"} <= captions(browser.run("matter-tree"))


@pytest.mark.neo4j
def test_the_units_in_a_cell(browser: Browser) -> None:
    assert browser.rows("units-in-a-cell", "id unit post person") == [
        ("wangyu-u02", "桥头面馆", "法定代表人 Legal person", "周样辛"),
        ("wangyu-u48", "禾田采石场", "法定代表人 Legal person", "郭例九"),
    ]
    assert browser.rows("units-in-a-cell", "id", area="990101001202") == []


@pytest.mark.neo4j
def test_what_was_known_earlier_stands_beside_what_is_known_now(browser: Browser) -> None:
    def believed(**given: object) -> list[tuple[Any, ...]]:
        return browser.rows("known-earlier", "believed person since until", known_at=EPOCH, **given)

    assert believed(on="2026-02-15") == [("then", "杨例九", "2022-01-01", "2026-02-20")]
    assert believed(on="2026-03-14") == []
    assert believed(on="2026-04-05") == [("now", "赵示十", "2026-04-01", None)]
    assert [row[:2] for row in believed(on="2025-06-01")] == [("then", "杨例九"), ("now", "杨例九")]
    assert [row[0] for row in believed(post="v02/secretary")] == ["both"]
    [record] = browser.run("known-earlier", known_at=EPOCH, on="2026-02-15")
    assert record["replaced_by"]["until"] == "2026-02-10"


@pytest.mark.neo4j
def test_a_handover_shows_who_left_and_who_came(browser: Browser) -> None:
    columns = "id left came"
    assert browser.rows("handover", columns, before="2026-02-01") == [("v02/committee", ["杨例九"], ["赵示十"])]
    assert browser.rows("handover", columns, before="2026-02-01", on="2026-03-14") == [
        ("v02/committee", ["杨例九"], [])
    ]
    assert browser.rows("handover", columns, before="2026-04-14", on="2026-04-15") == []
    group = browser.rows("handover", columns, area="990101", before="2025-08-31", on="2025-09-01")
    assert [row[0] for row in group if row[0].startswith("group/")] == ["group/deputy-head", "group/head"]


@pytest.mark.neo4j
def test_assignments_without_holder(browser: Browser) -> None:
    columns = "assignment tier place post_in_force"
    assert browser.rows("assignments-without-holder", columns) == [
        ("v02/committee@990101001202", "direct", "柳桥村", True),
        ("v19/director@990101001219", "first", "麦浪村", True),
    ]
    assert browser.rows("assignments-without-holder", columns, on="2025-06-01") == []
