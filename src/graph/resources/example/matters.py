"""What is answered for: eight upper matters with eighteen leaves, all of them services and safety."""

from graph.resources.example.tables import Tables

MATTERS: dict[str, tuple[str, dict[str, str]]] = {
    "fire_safety": (
        "消防安全 Fire safety",
        {
            "venue_fire": "场所消防 Venue fire",
            "home_fire": "住宅消防 Home fire",
            "forest_fire": "森林防火 Forest fire",
        },
    ),
    "flood_typhoon": (
        "防汛防台风 Flood and typhoon",
        {"river_flood": "河道防汛 River flood", "typhoon": "防台风 Typhoon"},
    ),
    "road_traffic": (
        "道路交通 Road traffic",
        {"village_road": "农村道路 Village road", "school_bus": "校车 School bus"},
    ),
    "food_safety": (
        "食品安全 Food safety",
        {"food_service": "餐饮食品 Food service", "food_shop": "食品销售 Food shop"},
    ),
    "production_safety": (
        "安全生产 Production safety",
        {
            "construction_site": "建筑施工 Building site",
            "mine": "矿山 Mine",
            "workshop_safety": "加工作坊 Workshop",
        },
    ),
    "school_surroundings": (
        "校园周边 School surroundings",
        {
            "school_gate": "校门秩序 School gate",
            "school_shops": "周边商店 Shops near schools",
        },
    ),
    "public_order": (
        "平安建设 Public order",
        {
            "dispute_mediation": "矛盾调解 Dispute mediation",
            "theft_prevention": "防盗 Theft prevention",
        },
    ),
    "public_facilities": (
        "公共设施 Public facilities",
        {
            "street_lighting": "路灯 Street lighting",
            "manhole_covers": "井盖 Manhole covers",
        },
    ),
}


def add_matters(tables: Tables) -> None:
    """Add the upper matters under the built-in root, and their leaves."""
    for upper, (name, leaves) in MATTERS.items():
        tables.add("matters", id=upper, name=name, parent="all")
        for leaf, leaf_name in leaves.items():
            tables.add("matters", id=leaf, name=leaf_name, parent=upper)
