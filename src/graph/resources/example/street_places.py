"""The places of Wangyu street with the bodies that run them: four zones, 24 villages, the grid cells of each.

Rules:
- Village n has the id 9901010012nn; its committee is `v` and the number. Six villages make a zone.
- One village was renamed, one moved to another zone, and one was a single cell until it was split.
"""

from graph.resources.example.district import WANGYU
from graph.resources.example.tables import Tables, issued

GROUND = issued("望榆办发", 2022, 7)
"""The letter on which most of the street's posts answer."""
ZONES = ("东桥管区", "北坡管区", "河湾管区", "南原管区")
VILLAGES = (
    *("石阶村", "柳桥村", "上汀村", "下汀村", "青檐村", "桑陌村"),
    *("云栗村", "松照村", "半岭村", "晴崖村", "鹿角村", "石磨村"),
    *("芦滩村", "月湾村", "白鹭村", "渔灯村", "沙堤村", "苇港村"),
    *("麦浪村", "南禾村", "谷仓村", "枣林村", "新垄村", "长垄村"),
)
RENAMED, OLD_NAME, RENAMING = 7, "栗子沟村", "2025-07-01"
MOVED, MOVING = 18, "2026-01-01"
SPLIT, SPLITTING = 22, "2026-01-01"
"""Until that day the whole village was one cell; nobody was named for the second."""


def village(number: int) -> str:
    """Give the id of a village."""
    return f"{WANGYU}{200 + number}"


def zone(number: int) -> str:
    """Give the id of a zone."""
    return f"{WANGYU}-z{number}"


def zone_of(number: int) -> int:
    """Give the zone of a village before any of them moved."""
    return (number - 1) // 6 + 1


def add_places(tables: Tables) -> None:
    """Add zones, villages and cells with their offices and committees."""
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
