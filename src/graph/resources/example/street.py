"""The street of Wangyu: three tiers of responsible persons, from the party secretary down to the grid worker.

Rules:
- First: the street's two heads; each village's secretary and director (two requirements; in one village one person
  holds both posts); the head of each member unit and the legal person of each unit, for their own premises.
- Direct: the leadership team (four answer for a zone, two by matter), the member units by matter, the committees of
  the villages.
- Specific: zone heads, the village contacts (two villages each; they also sign for the nine-small venues there), and
  grid workers (in the two outer zones one worker has both cells of a village).
- Village n has the id 9901010012nn; its posts begin with `v` and the number. Six villages make a zone.
"""

from graph.resources.example import venues
from graph.resources.example.district import MOVE, START, WANGYU, add_town_heads
from graph.resources.example.tables import VACANT, Tables, Turn, issued

SCHEME = "street-scheme"
GROUND = issued("望榆办发", 2022, 7)
ZONES = ("东桥管区", "北坡管区", "河湾管区", "南原管区")
VILLAGES = (
    *("石阶村", "柳桥村", "上汀村", "下汀村", "青檐村", "桑陌村"),
    *("云栗村", "松照村", "半岭村", "晴崖村", "鹿角村", "石磨村"),
    *("芦滩村", "月湾村", "白鹭村", "渔灯村", "沙堤村", "苇港村"),
    *("麦浪村", "南禾村", "谷仓村", "枣林村", "新垄村", "长垄村"),
)
RENAMED, OLD_NAME, RENAMING = 7, "栗子沟村", "2025-07-01"
MOVED, MOVING, CONTACT_AGAIN = 18, "2026-01-01", "2026-05-01"
INCIDENT_VILLAGE, NO_COMMITTEE, COMMITTEE_AGAIN = 2, "2026-02-20", "2026-04-10"
ONE_HOLDS_BOTH = 11
NEIGHBOUR_ACTS = 14
NO_DIRECTOR = 19
ELECTION = "2024-12-01"
SPLIT, SPLITTING = 22, "2026-01-01"
"""Until that day the whole village was one cell; nobody was named for the second."""

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
VENUES = {
    "restaurant": 8,
    "shop": 8,
    "hotel": 4,
    "internet_cafe": 2,
    "clinic": 4,
    "beauty_or_bath": 4,
    "entertainment": 3,
    "workshop": 4,
    "small_school": 3,
}
OTHERS = {
    "enterprise": 7,
    "construction_site": 2,
    "quarry": 1,
    "gas_station": 2,
    "market": 2,
    "primary_school": 3,
    "middle_school": 1,
    "kindergarten": 2,
}
PREFIXES = (
    "村口 桥头 老槐 渡口 檐下 青石 半坡 鹿鸣 松间 麦香 长亭 溪边 竹里 南坡 灯下 "
    "西井 云边 禾田 枣香 柳岸 磨坊 月塘 晴窗 双井 石桥 北园 花墙 新桥 古井 东篱"
)
INCIDENT_UNIT = "wangyu-u02"
LAPSED_UNIT = "wangyu-u50"
EXPIRING_UNIT = "wangyu-u23"
OWNER_OF_TWO = 30
"""This unit (counted from 0) has the same legal person as the one before it."""


def village(number: int) -> str:
    """Give the id of a village."""
    return f"{WANGYU}{200 + number}"


def zone(number: int) -> str:
    """Give the id of a zone."""
    return f"{WANGYU}-z{number}"


def zone_of(number: int) -> int:
    """Give the zone of a village before any of them moved."""
    return (number - 1) // 6 + 1


def add_street(tables: Tables, moving: dict[str, str]) -> None:
    """Add the street; ``moving`` are people who go on to posts in the district."""
    contacts = tables.people(12)
    _places(tables)
    _leaders(tables, moving["deputy-head"])
    _zones(tables, moving["duty-chief"], contacts[4])
    _contacts(tables, contacts)
    _villages(tables)
    _units(tables)
    _requirements(tables)


def _places(tables: Tables) -> None:
    for number, name in enumerate(ZONES, 1):
        tables.add("areas", id=zone(number), name=name, level="management_zone", parent=WANGYU)
        tables.add(
            "organizations",
            id=f"z{number}",
            name=f"{name}办公室",
            area=zone(number),
            parent="wangyu",
        )
    for number, name in enumerate(VILLAGES, 1):
        within, committee = {"parent": zone(zone_of(number))}, f"v{number:02}"
        place = {"id": village(number), "level": "village"}
        body = {
            "id": committee,
            "area": village(number),
            "parent": f"z{zone_of(number)}",
        }
        if number == RENAMED:
            tables.add("areas", **place, **within, name=OLD_NAME, until=RENAMING)
            tables.add("areas", **place, **within, name=name, since=RENAMING)
            tables.add("organizations", **body, name=f"{OLD_NAME}两委", until=RENAMING)
            tables.add("organizations", **body, name=f"{name}两委", since=RENAMING)
        elif number == MOVED:
            tables.add("areas", **place, **within, name=name, until=MOVING)
            tables.add("areas", **place, name=name, parent=zone(4), since=MOVING)
            tables.add("organizations", **body, name=f"{name}两委", until=MOVING)
            tables.add(
                "organizations",
                **{**body, "parent": "z4"},
                name=f"{name}两委",
                since=MOVING,
            )
        else:
            tables.add("areas", **place, **within, name=name)
            tables.add("organizations", **body, name=f"{name}两委")
        for cell, label in (("01", "第一网格"), ("02", "第二网格")):
            since = SPLITTING if (number, cell) == (SPLIT, "02") else ""
            within = {"level": "grid_cell", "parent": village(number), "since": since}
            tables.add("areas", id=f"{village(number)}-{cell}", name=name + label, **within)


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
    for member, (name, head, matters) in MEMBERS.items():
        unit, post = f"member-{member}", f"member-{member}/head"
        tables.add("units", id=unit, name=f"望榆{name}", kind="member_unit", area=WANGYU)
        tables.post(post, head, unit, "member_unit_head", "wangyu/director")
        deputy = Turn(third, MOVE, "concurrent")
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


def _contacts(tables: Tables, people: list[str]) -> None:
    posts = [f"wangyu/contact-{number:02}" for number in range(1, 13)]
    for number, post in enumerate(posts, 1):
        villages = (2 * number - 1, 2 * number)
        tables.post(
            post,
            "包村干部 Village contact",
            "wangyu",
            "village_contact",
            f"z{zone_of(villages[0])}/head",
        )
        for each in villages:
            until = MOVING if each == MOVED else ""
            tables.assign(post, village(each), "specific", GROUND, START, until=until)
    tables.assign(
        posts[-1],
        village(MOVED),
        "specific",
        issued("望榆办发", 2026, 9),
        CONTACT_AGAIN,
    )
    tables.rotate(posts, people, (START, "2023-07-01", "2025-07-01"))


def _villages(tables: Tables) -> None:
    neighbour = ""
    for number in range(1, 25):
        v, place = f"v{number:02}", village(number)
        tables.post(
            f"{v}/secretary",
            "村书记 Village secretary",
            v,
            "village_secretary",
            f"z{zone_of(number)}/head",
        )
        tables.post(
            f"{v}/director",
            "村主任 Village director",
            v,
            "village_director",
            f"{v}/secretary",
        )
        tables.post(
            f"{v}/committee",
            "两委委员 Committee member",
            v,
            "village_committee",
            f"{v}/director",
        )
        neighbour = _village_heads(tables, number, neighbour)
        turns = [Turn(tables.person(), START)]
        if number == INCIDENT_VILLAGE:
            turns += [
                Turn(VACANT, NO_COMMITTEE),
                Turn(tables.person(), COMMITTEE_AGAIN),
            ]
        elif number % 4 == 1:
            turns += [Turn(tables.person(), "2023-09-01")]
        tables.serve(f"{v}/committee", *turns)
        for post, tier in (
            ("secretary", "first"),
            ("director", "first"),
            ("committee", "direct"),
        ):
            tables.assign(f"{v}/{post}", place, tier, GROUND, START)
        _grid_workers(tables, number)


def _village_heads(tables: Tables, number: int, neighbour: str) -> str:
    """Let people hold the two first-responsible posts of a village; give back the first director."""
    v, secretary, director = f"v{number:02}", tables.person(), tables.person()
    secretaries, directors = [Turn(secretary, START)], [Turn(director, START)]
    if number % 3 == 0:
        secretaries.append(Turn(director, ELECTION))
        directors.append(Turn(tables.person(), ELECTION))
    elif number == ONE_HOLDS_BOTH:
        directors.append(Turn(secretary, ELECTION, "concurrent"))
    elif number == NEIGHBOUR_ACTS:
        directors.append(Turn(neighbour, "2026-09-15", "acting"))
    elif number == NO_DIRECTOR:
        directors.append(Turn(VACANT, "2025-11-01"))
    tables.serve(f"{v}/secretary", *secretaries)
    tables.serve(f"{v}/director", *directors)
    return director


def _grid_workers(tables: Tables, number: int) -> None:
    v = f"v{number:02}"
    outer = zone_of(number) in {3, 4}
    for worker, cells in {1: ("01", "02")}.items() if outer else {1: ("01",), 2: ("02",)}.items():
        post = f"{v}/grid-{worker}"
        tables.post(post, "网格员 Grid worker", v, "grid_worker", f"{v}/secretary")
        later = [Turn(tables.person(), "2024-09-01")] if number % 5 == 0 else []
        tables.serve(post, Turn(tables.person(), START), *later)
        for cell in cells:
            if (number, cell) != (SPLIT, "02"):
                tables.assign(post, f"{village(number)}-{cell}", "specific", GROUND, START)


def _units(tables: Tables) -> None:
    kinds = venues.spread(VENUES, 7) + venues.spread(OTHERS, 7)
    unmoved = [number for number in range(13, 25) if number != MOVED]
    villages = [*range(1, 13), *unmoved, *range(1, 13), *range(1, 6)] + [7 * i % 24 + 1 for i in range(20)]
    owner = ""
    for i, (own, name) in enumerate(zip(kinds, venues.names(kinds, PREFIXES), strict=True)):
        unit, place = f"wangyu-u{i + 1:02}", villages[i]
        cell = "01" if i % 2 or place == SPLIT else "02"
        longitude, latitude = venues.position(place, i)
        where = {
            "area": f"{village(place)}-{cell}",
            "longitude": longitude,
            "latitude": latitude,
        }
        tables.add("units", id=unit, name=name, kind=venues.kinds(own), **where)
        post = f"{unit}/legal-person"
        tables.post(post, "法定代表人 Legal person", unit, "legal_person")
        turns = [Turn(owner, START, "concurrent")] if i == OWNER_OF_TWO else [Turn(tables.person(), START)]
        changes = {INCIDENT_UNIT: "2025-05-06", LAPSED_UNIT: "2026-07-01"}
        if unit in changes or i % 11 == 5:
            turns.append(Turn(tables.person(), changes.get(unit, "2024-06-01")))
        owner = turns[-1].person
        tables.serve(post, *turns)
        until = changes[unit] if unit == LAPSED_UNIT else ""
        tables.assign(post, unit, "first", f"望榆责任书2022-{i + 1:02}", START, until=until)
        if own in venues.NINE_SMALL:
            _contact_letters(tables, unit, place, i + 1)


def _contact_letters(tables: Tables, unit: str, place: int, number: int) -> None:
    """Every nine-small venue has a letter with its village contact: one for 2025, then one until replaced."""
    post = f"wangyu/contact-{(place + 1) // 2:02}"
    renewed = "2026-03-20" if unit == INCIDENT_UNIT else "2026-01-01"
    until = "2026-12-10" if unit == EXPIRING_UNIT else ""
    old, new = f"九小场所联系书2025-{number:02}", f"九小场所联系书2026-{number:02}"
    tables.assign(
        post,
        unit,
        "specific",
        old,
        "2025-01-01",
        matter="venue_fire",
        until="2026-01-01",
    )
    tables.assign(post, unit, "specific", new, renewed, matter="venue_fire", until=until)


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
