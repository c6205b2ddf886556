"""The 60 units of Wangyu street: 40 nine-small venues and 20 others, each in a grid cell.

Rules:
- First: the legal person of each unit, for its own premises. One person owns two of them.
- Specific: the village contact, who signs a letter for each nine-small venue there.
"""

from graph.resources.example import venues
from graph.resources.example.district import START
from graph.resources.example.street_places import MOVED, SPLIT, village
from graph.resources.example.tables import Tables, Turn

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


def add_units(tables: Tables) -> None:
    """Add the units with their legal persons and letters."""
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
