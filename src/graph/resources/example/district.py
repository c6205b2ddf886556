"""The district: a leadership organization on two levels, a command office, departments and two line departments.

Rules:
- The leading group's head is first-responsible for the district; the deputy head, who also directs the command office
  (one person, two posts), and five department deputies are directly responsible; the duty chief specifically.
- Each of the three towns has its own group: secretary and director are first-responsible, as two requirements.
- Lines: the education bureau answers for schools and for nothing else, the fire brigade for venues and key units.
"""

from graph.resources.example.tables import Tables, Turn, issued

DISTRICT = "990101"
WANGYU = "990101001"
TINGLAN = "990101002"
BAIYAN = "990101003"
TOWNS = {
    "wangyu": (WANGYU, "望榆街道"),
    "tinglan": (TINGLAN, "听澜街道"),
    "baiyan": (BAIYAN, "白砚镇"),
}
SCHEME = "district-scheme"
CITATION = issued("澄宁治", 2022, 3)
START = "2022-01-01"
MOVE = "2025-09-01"
"""The day on which a town secretary became deputy head of the district, and everybody behind moved up."""

DEPARTMENTS = {
    "police": ("公安分局 Police", ("public_order", "road_traffic")),
    "emergency": (
        "应急管理局 Emergency Bureau",
        ("fire_safety", "flood_typhoon", "production_safety"),
    ),
    "market": ("市场监管局 Market Bureau", ("food_safety",)),
    "education": ("教育局 Education Bureau", ("school_surroundings",)),
    "housing": ("住建局 Housing Bureau", ("public_facilities",)),
}
SCHOOLS = "school;small_school"


def add_district(tables: Tables) -> dict[str, str]:
    """Add the district; give back the people who also hold a post elsewhere, by the name of their move."""
    tables.add("areas", id=DISTRICT, name="澄宁区", level="county")
    for place, name in TOWNS.values():
        tables.add("areas", id=place, name=name, level="township", parent=DISTRICT)
    _organizations(tables)
    moving = {"deputy-head": tables.person(), "duty-chief": tables.person()}
    _leaders(tables, moving)
    _departments(tables)
    _towns(tables)
    _requirements(tables)
    return moving


def _organizations(tables: Tables) -> None:
    group = {"area": DISTRICT, "parent": "group"}
    tables.add("organizations", id="group", name="区领导小组 Leading Group", area=DISTRICT)
    tables.add("organizations", id="command", name="区指挥部办公室 Command Office", **group)
    for department, (name, _) in DEPARTMENTS.items():
        tables.add("organizations", id=department, name=name, **group)
    tables.add(
        "organizations",
        id="fire",
        name="消防救援大队 Fire Brigade",
        area=DISTRICT,
        parent="emergency",
    )
    for town, (area, name) in TOWNS.items():
        tables.add("organizations", id=town, name=f"{name}领导班子", area=area, parent="group")


def _leaders(tables: Tables, moving: dict[str, str]) -> None:
    tables.post("group/head", "组长 Group head", "group", "group_head")
    tables.post("group/deputy-head", "副组长 Deputy head", "group", "deputy_head", "group/head")
    tables.post(
        "command/director",
        "办公室主任 Office director",
        "command",
        "command_office",
        "group/deputy-head",
    )
    tables.post(
        "command/duty-chief",
        "值班长 Duty chief",
        "command",
        "duty_chief",
        "command/director",
    )
    deputy, newcomer = tables.person(), moving["deputy-head"]
    tables.serve("group/head", Turn(tables.person(), START), Turn(deputy, MOVE))
    tables.serve("group/deputy-head", Turn(deputy, START), Turn(newcomer, MOVE))
    tables.serve(
        "command/director",
        Turn(deputy, START, "concurrent"),
        Turn(newcomer, MOVE, "concurrent"),
    )
    tables.serve(
        "command/duty-chief",
        Turn(tables.person(), START),
        Turn(moving["duty-chief"], "2025-10-01"),
    )
    tables.assign("group/head", DISTRICT, "first", CITATION, START)
    tables.assign("group/deputy-head", DISTRICT, "direct", CITATION, START)
    tables.assign("command/director", DISTRICT, "direct", CITATION, START)
    tables.assign("command/duty-chief", DISTRICT, "specific", CITATION, START)


def _departments(tables: Tables) -> None:
    for department, (_, matters) in DEPARTMENTS.items():
        post = f"{department}/deputy"
        tables.post(
            post,
            "副局长 Deputy chief",
            department,
            "department_deputy",
            "command/director",
        )
        tables.serve(post, Turn(tables.person(), START), Turn(tables.person(), "2024-03-01"))
        for matter in matters:
            tables.assign(post, DISTRICT, "direct", CITATION, START, matter=matter)
    tables.post(
        "education/schools",
        "校园安全科长 School safety",
        "education",
        "school_safety",
        "education/deputy",
    )
    tables.serve("education/schools", Turn(tables.person(), START))
    line = issued("澄宁教发", 2022, 11)
    tables.assign("education/schools", DISTRICT, "direct", line, START, unit_kinds=SCHOOLS)
    tables.post(
        "fire/supervisor",
        "防火监督科长 Fire supervisor",
        "fire",
        "fire_supervisor",
        "emergency/deputy",
    )
    tables.serve(
        "fire/supervisor",
        Turn(tables.person(), START),
        Turn(tables.person(), "2023-11-01"),
    )
    line, kinds = issued("澄宁消", 2022, 5), "nine_small_venue;key_unit"
    tables.assign(
        "fire/supervisor",
        DISTRICT,
        "specific",
        line,
        START,
        matter="venue_fire",
        unit_kinds=kinds,
    )


def _towns(tables: Tables) -> None:
    """Fill the heads of the two towns; street.py fills those of the third."""
    acting = tables.person()
    turns = {
        "tinglan/secretary": [Turn(tables.person(), START)],
        "tinglan/director": [
            Turn(tables.person(), START),
            Turn(acting, "2026-02-01", "acting"),
            Turn(acting, "2026-07-01"),
        ],
        "baiyan/secretary": [
            Turn(tables.person(), START),
            Turn(tables.person(), "2024-10-01"),
        ],
        "baiyan/director": [Turn(tables.person(), START)],
    }
    for town in ("tinglan", "baiyan"):
        add_town_heads(tables, town)
    for post, holders in turns.items():
        tables.serve(post, *holders)


def add_town_heads(tables: Tables, town: str) -> None:
    """Add the two first-responsible posts of a town (a street's bear other titles than a rural town's)."""
    area, name = TOWNS[town]
    party, head = ("党委书记", "镇长") if name.endswith("镇") else ("党工委书记", "办事处主任")
    tables.post(
        f"{town}/secretary",
        f"{party} Party secretary",
        town,
        "party_secretary",
        "group/deputy-head",
    )
    tables.post(
        f"{town}/director",
        f"{head} Town director",
        town,
        "director",
        f"{town}/secretary",
    )
    for post in ("secretary", "director"):
        tables.assign(f"{town}/{post}", area, "first", CITATION, START)


def _requirements(tables: Tables) -> None:
    def rule(name: str, tier: str, kinds: str, post_kinds: str, **more: str) -> None:
        more = {"post_kinds": post_kinds, **more}
        tables.require(f"district-{name}", SCHEME, DISTRICT, tier, kinds, CITATION, START, **more)

    rule("head", "first", "county", "group_head", maximum="1")
    rule("deputy-head", "direct", "county", "deputy_head", maximum="1")
    rule("department", "direct", "county", "department_deputy")
    rule("duty", "specific", "county", "duty_chief")
    rule("town-secretary", "first", "township", "party_secretary", maximum="1")
    rule("town-director", "first", "township", "director", maximum="1")
    above = {"answered_at": "chain"}
    rule(
        "fire-line",
        "specific",
        "nine_small_venue;key_unit",
        "fire_supervisor",
        matter="venue_fire",
        **above,
    )
    rule(
        "school-line",
        "direct",
        SCHOOLS,
        "school_safety",
        matter="school_surroundings",
        **above,
    )
