"""The bundled example is what issue 4 asks for and docs/example.md describes, and its holes are those listed there."""

import csv
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.commands import imports
from graph.commands.example import FILES, example
from graph.commands.handover import handover
from graph.commands.trace import trace
from graph.meaning.answers import Gap, Trace
from graph.model.times import Instant
from graph.resources import folder
from graph.resources.example.generate import build
from graph.stores import Store, create_store
from tests.drawn_gaps import drawn_gaps, gaps_told

Row = dict[str, str]
SOURCE = folder("example")
DAYS = ("2026-03-14", "2026-11-24")
LEAVES = (
    *("construction_site", "dispute_mediation", "food_service", "food_shop", "forest_fire", "home_fire"),
    *("manhole_covers", "mine", "river_flood", "school_bus", "school_gate", "school_shops", "street_lighting"),
    *("theft_prevention", "typhoon", "venue_fire", "village_road", "workshop_safety"),
)


def rows(table: str) -> list[Row]:
    with (SOURCE / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def in_force(table: str, on: str) -> list[Row]:
    return [row for row in rows(table) if row.get("since", "") <= on < (row.get("until") or "~")]


def ids(table: str, **cells: str) -> set[str]:
    """The ids of rows with these cells; of a list, one part is enough."""
    return {row["id"] for row in rows(table) if all(value in row[name].split(";") for name, value in cells.items())}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A register that holds the example, imported by the real command."""
    path = tmp_path_factory.mktemp("example") / "register.db"
    store = create_store(str(path), id="the-example", zone="Asia/Shanghai", created_at=Instant(0))
    imports.commit(store, imports.plan(store, SOURCE), by="tester", why="the example", now=Instant(1))
    yield store
    store.close()


def asked(store: Store, place: str, matter: str | None, on: str) -> Trace:
    return trace(store, place, matter, on).answer


@pytest.mark.parametrize(("before", "most"), [("2021-01-01", 40), ("2022-01-01", 40), ("2025-08-01", 3)])
def test_no_gap_is_lost_where_more_changed_hands_than_a_drawing_holds(store: Store, before: str, most: int) -> None:
    found = handover(store, "990101", before, "2026-03-14")
    assert len(found.handed) > most
    assert sum(len(gap.matters) for gap in found.gaps.opened) == 75
    assert drawn_gaps(found, most) == [gaps_told(found.gaps.opened), gaps_told(found.gaps.closed)]


# --- The files --------------------------------------------------------------------------------------------------------


def test_the_script_writes_exactly_the_committed_files(tmp_path: Path) -> None:
    build().write(tmp_path)

    written = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert written == {path.name: path.read_bytes() for path in SOURCE.glob("*.csv")}
    assert set(written) == {f"{table}.csv" for table in FILES}


def test_the_command_copies_these_files_and_no_others(tmp_path: Path) -> None:
    example(tmp_path / "out")
    copied = {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()}
    assert copied == {path.name: path.read_bytes() for path in SOURCE.glob("*.csv")}


def test_it_imports_without_a_fault_and_a_second_time_changes_nothing(store: Store) -> None:
    again = imports.plan(store, SOURCE)
    assert again.changes == ()
    assert sum(table.unchanged for table in again.tables) == sum(len(rows(table)) for table in FILES)


def test_the_files_hold_as_many_rows_as_the_page_says() -> None:
    assert {table: len(rows(table)) for table in FILES} == {
        "areas": 91,
        "units": 204,
        "organizations": 42,
        "posts": 362,
        "people": 413,
        "tenures": 474,
        "matters": 26,
        "requirements": 28,
        "assignments": 484,
    }


# --- District, street and community -----------------------------------------------------------------------------------


def test_there_are_as_many_places_of_each_level_as_the_page_says() -> None:
    levels = {row["id"]: row["level"] for row in rows("areas")}
    assert Counter(levels.values()) == {
        "county": 1,
        "township": 3,
        "management_zone": 4,
        "village": 25,
        "grid_cell": 48,
        "sector": 8,
    }


def test_the_district_has_a_leadership_organization_on_two_levels() -> None:
    posts = {row["id"]: row for row in rows("posts")}
    deputies = sorted(id for id, row in posts.items() if row["kind"] == "department_deputy")

    assert deputies == [f"{name}/deputy" for name in ("education", "emergency", "housing", "market", "police")]
    assert {posts[id]["reports_to"] for id in deputies} == {"command/director"}
    assert posts["command/director"]["reports_to"] == "group/deputy-head"
    assert posts["group/deputy-head"]["reports_to"] == "group/head"
    towns = {row["id"] for row in rows("organizations") if row["parent"] == "group"}
    assert {"wangyu", "tinglan", "baiyan", "command"} <= towns


def test_the_street_has_four_zones_24_villages_and_two_cells_in_each() -> None:
    on = DAYS[0]
    parents = {row["id"]: row["parent"] for row in in_force("areas", on)}
    zones = {f"990101001-z{number}" for number in (1, 2, 3, 4)}
    villages = {id for id, parent in parents.items() if parent in zones}

    assert ids("areas", level="management_zone") == zones
    assert {parents[zone] for zone in zones} == {"990101001"}
    assert len(villages) == 24
    assert Counter(parent for parent in parents.values() if parent in villages) == dict.fromkeys(villages, 2)


def test_the_street_has_nine_member_units_and_60_units_of_which_40_are_nine_small_venues() -> None:
    of_street = {row["id"]: row["kind"].split(";") for row in rows("units") if row["id"].startswith("wangyu-")}
    assert ids("units", kind="member_unit") == {
        f"member-{name}"
        for name in (
            *("police", "traffic", "fire", "emergency", "water"),
            *("market", "education", "justice", "urban"),
        )
    }
    assert len(of_street) == 60
    small = [kinds for kinds in of_street.values() if "nine_small_venue" in kinds]
    assert len(small) == 40
    assert all(len(kinds) == 2 for kinds in small)
    assert {kind for kinds in small for kind in kinds} - {"nine_small_venue"} == {
        *("restaurant", "shop", "hotel", "internet_cafe", "clinic"),
        *("beauty_or_bath", "entertainment", "workshop", "small_school"),
    }


def test_the_community_has_eight_sectors_each_with_its_cadre() -> None:
    sectors = {row["id"] for row in rows("areas") if row["level"] == "sector"}
    cadres = {row["place"]: row["post"] for row in rows("assignments") if row["post"].startswith("lanxin/cadre-")}
    assert sectors == {f"990101002001-s{number}" for number in range(1, 9)}
    assert set(cadres) == sectors
    assert len(set(cadres.values())) == 8


def test_the_community_has_135_units_each_with_its_legal_person() -> None:
    units = {row["id"]: row["kind"].split(";")[0] for row in rows("units") if row["id"].startswith("lanxin-")}
    owners = {row["organization"] for row in rows("posts") if row["kind"] == "legal_person"}
    answering = {row["place"] for row in rows("assignments") if row["post"].endswith("/legal-person")}

    assert Counter(units.values()) == {"nine_small_venue": 100, "key_unit": 35}
    assert set(units) <= owners
    assert set(units) - answering == {"lanxin-u100"}


def test_each_of_three_schemes_is_limited_to_its_own_area() -> None:
    assert Counter((row["scheme"], row["area"]) for row in rows("requirements")) == {
        ("district-scheme", "990101"): 8,
        ("street-scheme", "990101001"): 14,
        ("community-scheme", "990101002001"): 6,
    }
    assert {row["tier"] for row in rows("requirements")} == {"first", "direct", "specific"}


def test_secretary_and_director_are_two_requirements_by_kind_of_post() -> None:
    kinds = {row["id"]: (row["tier"], row["post_kinds"]) for row in rows("requirements")}
    assert kinds["street-village-secretary"] == ("first", "village_secretary")
    assert kinds["street-village-director"] == ("first", "village_director")


def test_matters_have_two_layers_and_18_leaves() -> None:
    parents = {row["id"]: row["parent"] for row in rows("matters")}
    upper = {id for id, parent in parents.items() if parent == "all"}
    assert len(upper) == 8
    assert tuple(sorted(set(parents) - upper)) == LEAVES
    assert {parents[leaf] for leaf in LEAVES} == upper


def test_two_lines_are_limited_to_kinds_of_unit() -> None:
    lines = {row["id"]: row["unit_kinds"] for row in rows("assignments") if row["unit_kinds"]}
    assert lines == {
        "education/schools@990101": "school;small_school",
        "fire/supervisor@990101:venue_fire": "nine_small_venue;key_unit",
    }


# --- People -----------------------------------------------------------------------------------------------------------


def test_people_have_one_to_four_tenures() -> None:
    each = Counter(row["person"] for row in rows("tenures"))
    assert Counter(each.values()) == {1: 371, 2: 25, 3: 15, 4: 2}
    assert set(each) == ids("people")


def test_some_hold_a_post_acting_or_beside_another() -> None:
    assert Counter(row["kind"] for row in rows("tenures")) == {"substantive": 465, "acting": 3, "concurrent": 6}


def test_tenures_lie_in_2022_to_2026() -> None:
    assert {row["since"][:4] for row in rows("tenures")} == {"2022", "2023", "2024", "2025", "2026"}


def test_in_one_village_one_person_holds_both_posts() -> None:
    for on in DAYS:
        holders = {row["post"]: row["person"] for row in in_force("tenures", on)}
        both = {
            number
            for number in range(1, 25)
            if holders.get(f"v{number:02}/secretary") == holders.get(f"v{number:02}/director")
        }
        assert both == {11}


def test_no_name_of_a_person_comes_twice_or_looks_real() -> None:
    names = [row["name"] for row in rows("people")]
    assert len(set(names)) == len(names)
    assert all(len(name) == 3 and name[1] in "样例示拟" for name in names)


def test_no_phone_address_or_coordinate_is_anybodys() -> None:
    posts, units = rows("posts"), rows("units")
    assert all(row["phone"].startswith("0000-") for row in posts)
    assert all(row["email"].endswith("@example.org") for row in posts if row["email"])
    placed = [(float(row["longitude"]), float(row["latitude"])) for row in units if row["longitude"]]
    assert len(placed) == 195
    assert all(149 < longitude < 152 and 29 < latitude < 32 for longitude, latitude in placed)
    assert all(row["id"].startswith("9901") for row in rows("areas"))


# --- What changed -----------------------------------------------------------------------------------------------------


def test_one_village_was_renamed() -> None:
    names = [(row["name"], row["since"], row["until"]) for row in rows("areas") if row["id"] == "990101001207"]
    assert names == [("栗子沟村", "", "2025-07-01"), ("云栗村", "2025-07-01", "")]


def test_one_village_changed_zone() -> None:
    parents = [(row["parent"], row["since"], row["until"]) for row in rows("areas") if row["id"] == "990101001218"]
    assert parents == [("990101001-z3", "", "2026-01-01"), ("990101001-z4", "2026-01-01", "")]


def test_no_other_place_and_two_committees_have_two_periods() -> None:
    for table, twice in (("areas", {"990101001207", "990101001218"}), ("organizations", {"v07", "v18"})):
        assert {id for id, number in Counter(row["id"] for row in rows(table)).items() if number > 1} == twice


# --- The holes --------------------------------------------------------------------------------------------------------

Hole = tuple[str, tuple[str, ...], str, str, str, int, int, str, str]
HOLES: tuple[Hole, ...] = (
    # place, matters, tier, kind, requirement, have, need, first day, first day no longer
    ("990101001219", LEAVES, "first", "vacant", "street-village-director", 0, 1, "2025-11-01", "~"),
    ("990101001218", LEAVES, "specific", "lapsed", "street-village-contact", 0, 1, "2026-01-01", "2026-05-01"),
    ("990101001222-02", LEAVES, "specific", "unassigned", "street-grid-worker", 0, 1, "2026-01-01", "~"),
    ("wangyu-u02", ("venue_fire",), "specific", "lapsed", "street-venue-contact", 0, 1, "2026-01-01", "2026-03-20"),
    (
        *("990101002001", ("river_flood", "typhoon"), "direct", "partial", "community-flood-deputies"),
        *(1, 2, "2026-01-15", "~"),
    ),
    ("990101001202", LEAVES, "direct", "vacant", "street-village-committee", 0, 1, "2026-02-20", "2026-04-10"),
    ("wangyu-u50", ("venue_fire",), "first", "lapsed", "street-legal-person", 0, 1, "2026-07-01", "~"),
    ("lanxin-u100", ("venue_fire",), "first", "unassigned", "community-legal-person", 0, 1, "2026-09-01", "~"),
    ("wangyu-u23", ("venue_fire",), "specific", "lapsed", "street-venue-contact", 0, 1, "2026-12-10", "~"),
)  # fmt: skip


def holes(on: str) -> set[Gap]:
    """The gaps of a day that are listed above."""
    return {
        Gap(0, place, tier, matter, requirement, kind, have, need)
        for place, matters, tier, kind, requirement, have, need, since, until in HOLES
        if since <= on < until
        for matter in matters
    }


def own_gaps(store: Store, on: str) -> list[Gap]:
    """The gaps at every place itself, over all places and leaves."""
    places = {row["id"] for table in ("areas", "units") for row in in_force(table, on)}
    return [gap for place in sorted(places) for gap in asked(store, place, None, on).gaps if gap.distance == 0]


@pytest.mark.parametrize(("on", "number"), [(DAYS[0], 75), (DAYS[1], 40)])
def test_the_gaps_of_a_day_over_all_places_are_exactly_those_listed(store: Store, on: str, number: int) -> None:
    found = own_gaps(store, on)
    assert len(found) == len(set(found)) == number
    assert set(found) == holes(on)


@pytest.mark.thorough
def test_every_slot_is_filled_on_every_day_but_for_the_listed_holes(store: Store) -> None:
    """Answers change only on a day on which a row begins or ends."""
    days = {row.get(end, "") for table in FILES for row in rows(table) for end in ("since", "until")} - {""}
    for on in sorted(day for day in days if day >= "2022-01-01"):
        assert set(own_gaps(store, on)) == holes(on), on


@pytest.mark.parametrize(("on", "slots"), [(DAYS[0], 4754), (DAYS[1], 4756)])
def test_the_schemes_ask_for_as_many_slots_as_the_page_says(on: str, slots: int) -> None:
    """Counted from the files alone: requirement, place inside its area, leaf under its matter."""
    areas, units = in_force("areas", on), in_force("units", on)
    above = {row["id"]: row["parent"] for row in areas} | {row["id"]: row["area"] for row in units}
    kinds = {row["id"]: {row["level"]} for row in areas} | {row["id"]: set(row["kind"].split(";")) for row in units}
    parents = {row["id"]: row["parent"] for row in rows("matters")} | {"": "", "all": ""}

    def way(id: str, up: dict[str, str]) -> list[str]:
        return [id, *way(up[id], up)] if id else []

    count = sum(
        sum((rule["matter"] or "all") in way(leaf, parents) for leaf in LEAVES)
        for rule in in_force("requirements", on)
        for place, of in kinds.items()
        if of & set(rule["place_kinds"].split(";")) and rule["area"] in way(place, above)
    )
    assert count == slots


def test_one_more_hole_is_to_come(store: Store) -> None:
    assert asked(store, "wangyu-u23", "venue_fire", "2026-12-09").gaps == ()
    assert [gap.kind for gap in asked(store, "wangyu-u23", "venue_fire", "2026-12-10").gaps] == ["lapsed"]


def test_one_zone_head_is_acting_too_long(store: Store) -> None:
    (head,) = [
        one for one in asked(store, "990101001-z1", "home_fire", DAYS[0]).accountable if one.post.id == "z1/head"
    ]
    assert head.tenure is not None
    assert (head.tenure.kind, head.tenure.since, head.tenure.until) == ("acting", "2025-10-01", None)


# --- The page's questions ---------------------------------------------------------------------------------------------


def test_the_incident_has_18_lines_over_six_places_and_two_gaps(store: Store) -> None:
    found = asked(store, "wangyu-u02", "venue_fire", "2026-03-14")

    assert [link.id for link in found.chain] == [
        *("wangyu-u02", "990101001202-01", "990101001202", "990101001-z1", "990101001", "990101"),
    ]
    assert len(found.accountable) == 18
    assert {one.tier for one in found.accountable} == {"first", "direct", "specific"}
    assert [(gap.place, gap.kind) for gap in found.gaps] == [("wangyu-u02", "lapsed"), ("990101001202", "vacant")]
    assert "fire/supervisor" in found.call_order
    assert [one.post.id for one in found.accountable if one.person is None] == ["v02/committee"]


def test_after_the_fire_no_gap_is_left(store: Store) -> None:
    assert asked(store, "wangyu-u02", "venue_fire", "2026-04-15").gaps == ()


def test_the_change_of_zone_cost_a_village_its_contact(store: Store) -> None:
    before = asked(store, "990101001218", "river_flood", "2025-12-31")
    after = asked(store, "990101001218", "river_flood", "2026-01-01")

    assert ([link.name for link in before.chain][1], before.gaps) == ("河湾管区", ())
    assert [link.name for link in after.chain][1] == "南原管区"
    assert [(gap.requirement, gap.kind) for gap in after.gaps] == [("street-village-contact", "lapsed")]


def test_the_line_of_the_schools_is_shown_for_a_school_and_not_for_a_clinic(store: Store) -> None:
    school = asked(store, "lanxin-u009", "school_gate", "2026-11-24")
    clinic = asked(store, "lanxin-u008", "school_gate", "2026-11-24")

    assert "small_school" in school.chain[0].kinds
    assert "clinic" in clinic.chain[0].kinds
    assert "education/schools" in school.call_order
    assert "education/schools" not in clinic.call_order
