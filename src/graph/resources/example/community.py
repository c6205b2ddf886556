"""The community of Lanxin, under another street: station head, eight sectors, 135 units with their legal persons.

Rules:
- The station head is first-responsible for the community; two deputies are directly responsible, and for flood and
  typhoon the scheme asks for both of them.
- Every sector has one cadre, specifically responsible; above the cadre the chain answers.
- 35 key units and 100 nine-small venues: each one's legal person is first-responsible for its own premises.
"""

from graph.resources.example import venues
from graph.resources.example.district import START, TINGLAN
from graph.resources.example.tables import NUMBERS, VACANT, Tables, Turn, issued

COMMUNITY = "990101002001"
SCHEME = "community-scheme"
GROUND = issued("澜心社区", 2022, 1)
VENUES = {
    "restaurant": 22,
    "shop": 24,
    "hotel": 8,
    "internet_cafe": 5,
    "clinic": 8,
    "beauty_or_bath": 12,
    "entertainment": 7,
    "workshop": 8,
    "small_school": 6,
}
KEY_UNITS = {
    "office_building": 8,
    "bank": 6,
    "market": 5,
    "hospital": 2,
    "mall": 4,
    "gas_station": 2,
    "warehouse": 4,
    "cinema": 1,
    "guesthouse": 3,
}
PREFIXES = (
    "澜心 听潮 星河 云帆 沐光 乐居 四季 家和 百味 小满 春晓 秋实 橙子 蓝鲸 白桦 "
    "金禾 万象 朝霞 望海 绿洲 锦程 悦来 同心 福满 书香 晨曦 晚晴 银杏 紫藤 飞鸟"
)
NEW_UNIT, OPENING = "lanxin-u100", "2026-09-01"
"""A venue that opened in 2026: its legal person is known, but has signed nothing yet."""


def sector(number: int) -> str:
    """Give the id of a sector."""
    return f"{COMMUNITY}-s{number}"


def add_community(tables: Tables) -> None:
    """Add the community with its sectors and units."""
    tables.add("areas", id=COMMUNITY, name="澜心社区", level="village", parent=TINGLAN)
    tables.add(
        "organizations",
        id="lanxin",
        name="澜心社区工作站 Lanxin Station",
        area=COMMUNITY,
        parent="tinglan",
    )
    _station(tables)
    _units(tables)
    _requirements(tables)


def _station(tables: Tables) -> None:
    deputy = tables.person()
    tables.post(
        "lanxin/head",
        "工作站站长 Station head",
        "lanxin",
        "station_head",
        "tinglan/director",
    )
    tables.serve("lanxin/head", Turn(tables.person(), START), Turn(deputy, "2024-05-01"))
    tables.assign("lanxin/head", COMMUNITY, "first", GROUND, START)
    for number in (1, 2):
        tables.post(
            f"lanxin/deputy-{number}",
            "副站长 Station deputy",
            "lanxin",
            "station_deputy",
            "lanxin/head",
        )
    tables.serve("lanxin/deputy-1", Turn(deputy, START), Turn(tables.person(), "2024-05-01"))
    tables.serve("lanxin/deputy-2", Turn(tables.person(), START), Turn(VACANT, "2026-01-15"))
    tables.assign("lanxin/deputy-1", COMMUNITY, "direct", GROUND, START)
    tables.assign("lanxin/deputy-2", COMMUNITY, "direct", GROUND, START, matter="flood_typhoon")
    cadres = [f"lanxin/cadre-{number}" for number in range(1, 9)]
    for number, post in enumerate(cadres, 1):
        name = f"澜心第{NUMBERS[number - 1]}片区"
        tables.add("areas", id=sector(number), name=name, level="sector", parent=COMMUNITY)
        tables.post(post, "片区干部 Sector cadre", "lanxin", "sector_cadre", "lanxin/head")
        tables.assign(post, sector(number), "specific", GROUND, START)
    tables.rotate(cadres, tables.people(8), (START, "2025-03-01"))


def _units(tables: Tables) -> None:
    kinds = venues.spread(VENUES, 37) + venues.spread(KEY_UNITS, 12)
    for i, (own, name) in enumerate(zip(kinds, venues.names(kinds, PREFIXES), strict=True)):
        unit, number = f"lanxin-u{i + 1:03}", i % 8 + 1
        opened = OPENING if unit == NEW_UNIT else ""
        longitude, latitude = venues.position(40 + number, i)
        where = {"area": sector(number), "longitude": longitude, "latitude": latitude}
        tables.add("units", id=unit, name=name, kind=venues.kinds(own), since=opened, **where)
        post = f"{unit}/legal-person"
        tables.post(post, "法定代表人 Legal person", unit, "legal_person", since=opened)
        turns = [Turn(tables.person(), opened or START)]
        if i % 9 == 4:
            turns.append(Turn(tables.person(), f"202{3 + i % 3}-0{1 + i % 8}-01"))
        tables.serve(post, *turns)
        if unit != NEW_UNIT:
            tables.assign(post, unit, "first", f"澜心责任书2022-{i + 1:03}", START)


def _requirements(tables: Tables) -> None:
    def rule(name: str, tier: str, kinds: str, post_kinds: str = "", **more: str) -> None:
        more = {"post_kinds": post_kinds, **more}
        tables.require(
            f"community-{name}",
            SCHEME,
            COMMUNITY,
            tier,
            kinds,
            GROUND,
            "2022-06-01",
            **more,
        )

    rule("head", "first", "village", "station_head", maximum="1")
    rule("deputy", "direct", "village", "station_deputy")
    rule(
        "flood-deputies",
        "direct",
        "village",
        "station_deputy",
        matter="flood_typhoon",
        minimum="2",
    )
    rule("cadre", "specific", "sector", "sector_cadre", maximum="1")
    rule("sector-above", "direct", "sector", answered_at="chain")
    rule(
        "legal-person",
        "first",
        "nine_small_venue;key_unit",
        "legal_person",
        matter="venue_fire",
    )
