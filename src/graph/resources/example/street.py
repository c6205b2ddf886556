"""The street of Wangyu: three tiers of responsible persons, from the party secretary down to the grid worker.

Rules:
- First: the street's two heads, and the head of each member unit for its own premises.
- Direct: the leadership team (four answer for a zone, two by matter), and the member units by matter.
- Specific: zone heads.
- Below stand street_places.py, street_villages.py and street_units.py, each with its own rules.
"""

from graph.resources.example.district import MOVE, START, WANGYU, add_town_heads
from graph.resources.example.street_places import GROUND, add_places, zone
from graph.resources.example.street_units import add_units
from graph.resources.example.street_villages import add_contacts, add_villages
from graph.resources.example.tables import Tables, Turn

SCHEME = "street-scheme"
MEMBERS = {
    "police": ("派出所", "所长 Police station head", ("public_order",)),
    "traffic": ("交警中队", "队长 Traffic squad head", ("road_traffic",)),
    "fire": ("消防救援站", "站长 Fire station head", ("fire_safety",)),
    "emergency": (
        "应急管理办",
        "主任 Emergency office head",
        ("production_safety", "typhoon"),
    ),
    "water": ("水利站", "站长 Water station head", ("river_flood",)),
    "market": ("市场监管所", "所长 Market office head", ("food_safety",)),
    "education": ("教育办", "主任 Education office head", ("school_surroundings",)),
    "justice": ("司法所", "所长 Justice office head", ("dispute_mediation",)),
    "urban": ("综合执法中队", "队长 Urban squad head", ("public_facilities",)),
}


def add_street(tables: Tables, moving: dict[str, str]) -> None:
    """Add the street; ``moving`` are people who go on to posts in the district."""
    contacts = tables.people(12)
    add_places(tables)
    _leaders(tables, moving["deputy-head"])
    _zones(tables, moving["duty-chief"], contacts[4])
    add_contacts(tables, contacts)
    add_villages(tables)
    add_units(tables)
    _requirements(tables)


def _leaders(tables: Tables, to_district: str) -> None:
    first, second, third = tables.people(3)
    add_town_heads(tables, "wangyu")
    early = "2023-05-01"
    tables.serve(
        "wangyu/secretary",
        Turn(tables.person(), START),
        Turn(to_district, early),
        Turn(first, MOVE),
    )
    tables.serve(
        "wangyu/director",
        Turn(to_district, START),
        Turn(first, early),
        Turn(second, MOVE),
    )
    tables.post(
        "wangyu/deputy-director",
        "副主任 Deputy director",
        "wangyu",
        "leadership_team",
        "wangyu/director",
    )
    tables.serve(
        "wangyu/deputy-director",
        Turn(first, START),
        Turn(second, early),
        Turn(third, MOVE),
    )
    tables.post(
        "wangyu/deputy-secretary",
        "副书记 Deputy secretary",
        "wangyu",
        "leadership_team",
        "wangyu/secretary",
    )
    tables.serve("wangyu/deputy-secretary", Turn(tables.person(), START))
    for matter in (
        "fire_safety",
        "flood_typhoon",
        "production_safety",
        "food_safety",
        "public_facilities",
    ):
        tables.assign("wangyu/deputy-director", WANGYU, "direct", GROUND, START, matter=matter)
    for matter in ("public_order", "road_traffic", "school_surroundings"):
        tables.assign("wangyu/deputy-secretary", WANGYU, "direct", GROUND, START, matter=matter)
    _members(tables, third)


def _members(tables: Tables, deputy_director: str) -> None:
    """Departments and stations, each a unit with its head; the deputy director stands in at one."""
    for member, (name, head, matters) in MEMBERS.items():
        unit, post = f"member-{member}", f"member-{member}/head"
        tables.add("units", id=unit, name=f"望榆{name}", kind="member_unit", area=WANGYU)
        tables.post(post, head, unit, "member_unit_head", "wangyu/director")
        deputy = Turn(deputy_director, MOVE, "concurrent")
        tables.serve(
            post,
            Turn(tables.person(), START),
            *([deputy] if member == "emergency" else []),
        )
        tables.assign(post, unit, "first", GROUND, START)
        for matter in matters:
            tables.assign(post, WANGYU, "direct", GROUND, START, matter=matter)


def _zones(tables: Tables, to_district: str, acting: str) -> None:
    """Zone heads moved round in 2024; since then one went to the district, one left, and neighbours stand in."""
    heads = [tables.person(), to_district, *tables.people(2)]
    round_day = "2024-07-01"
    later = {
        1: Turn(acting, "2025-10-01", "acting"),
        4: Turn(heads[3], "2026-08-01", "concurrent"),
    }
    for number in range(1, 5):
        post, lead = f"z{number}/head", f"wangyu/team-{number}"
        tables.post(post, "管区主任 Zone head", f"z{number}", "zone_head", lead)
        turns = [Turn(heads[number - 1], START), Turn(heads[number % 4], round_day)]
        tables.serve(post, *turns, *([later[number]] if number in later else []))
        tables.assign(post, zone(number), "specific", GROUND, START)
        tables.post(lead, "班子成员 Team member", "wangyu", "leadership_team", "wangyu/director")
        tables.serve(lead, Turn(tables.person(), START))
        tables.assign(lead, zone(number), "direct", GROUND, START)


def _requirements(tables: Tables) -> None:
    def rule(
        name: str,
        tier: str,
        kinds: str,
        post_kinds: str = "",
        since: str = "2022-03-01",
        **more: str,
    ) -> None:
        more = {"post_kinds": post_kinds, **more}
        tables.require(f"street-{name}", SCHEME, WANGYU, tier, kinds, GROUND, since, **more)

    rule("team", "direct", "township", "leadership_team")
    rule("members", "direct", "township", "member_unit_head")
    rule("zone-lead", "direct", "management_zone", "leadership_team", maximum="1")
    rule("zone-head", "specific", "management_zone", "zone_head", maximum="1")
    rule("village-secretary", "first", "village", "village_secretary", maximum="1")
    rule("village-director", "first", "village", "village_director", maximum="1")
    rule("village-committee", "direct", "village", "village_committee")
    rule("village-contact", "specific", "village", "village_contact", maximum="1")
    rule("grid-worker", "specific", "grid_cell", "grid_worker", maximum="1")
    rule("grid-above", "direct", "grid_cell", answered_at="chain")
    rule("member-unit", "first", "member_unit", "member_unit_head")
    rule(
        "legal-person",
        "first",
        "nine_small_venue;key_unit;enterprise;school",
        "legal_person",
        matter="venue_fire",
    )
    rule("kitchen", "first", "restaurant", "legal_person", matter="food_service")
    rule(
        "venue-contact",
        "specific",
        "nine_small_venue",
        "village_contact",
        "2025-01-01",
        matter="venue_fire",
    )
