"""Units by kind: how many of each a street has, what they are called, and where on the (invented) map they lie.

Rules:
- A nine-small venue carries `nine_small_venue` and its own kind; a key unit `key_unit` and its own; a school `school`.
- Kinds are spread over the places by a fixed stride, so that no village has only restaurants.
- Coordinates lie in the open Pacific (150° E, 30° N): nobody's address.
"""

from collections.abc import Sequence

SUFFIXES: dict[str, tuple[str, ...]] = {
    "restaurant": ("小馆", "面馆", "饭庄"),
    "shop": ("便利店", "杂货店"),
    "hotel": ("旅馆", "客栈"),
    "internet_cafe": ("网吧",),
    "clinic": ("诊所",),
    "beauty_or_bath": ("美发店", "浴池"),
    "entertainment": ("棋牌室", "歌厅"),
    "workshop": ("加工坊", "修理铺"),
    "small_school": ("培训班", "托管班"),
    "enterprise": ("食品厂", "包装厂", "木业公司"),
    "construction_site": ("项目工地",),
    "quarry": ("采石场",),
    "gas_station": ("加油站",),
    "market": ("农贸市场",),
    "primary_school": ("小学",),
    "middle_school": ("中学",),
    "kindergarten": ("幼儿园",),
    "office_building": ("大厦",),
    "bank": ("银行网点",),
    "hospital": ("医院",),
    "mall": ("商场",),
    "warehouse": ("仓库",),
    "cinema": ("影院",),
    "guesthouse": ("宾馆",),
}
NINE_SMALL = (
    *("restaurant", "shop", "hotel", "internet_cafe", "clinic"),
    *("beauty_or_bath", "entertainment", "workshop", "small_school"),
)
KEY = (
    "gas_station",
    "market",
    "office_building",
    "bank",
    "hospital",
    "mall",
    "warehouse",
    "cinema",
    "guesthouse",
)
SCHOOLS = ("primary_school", "middle_school", "kindergarten")
ENTERPRISES = ("construction_site", "quarry")


def kinds(own: str) -> str:
    """Give all kinds of a unit, from its own kind."""
    for general, members in (
        ("nine_small_venue", NINE_SMALL),
        ("key_unit", KEY),
        ("school", SCHOOLS),
    ):
        if own in members:
            return f"{general};{own}"
    return f"enterprise;{own}" if own in ENTERPRISES else own


def spread(counts: dict[str, int], stride: int) -> list[str]:
    """Give the kinds, each as often as counted, spread by a stride that shares no divisor with their number."""
    flat = [kind for kind, count in counts.items() for _ in range(count)]
    return [flat[i * stride % len(flat)] for i in range(len(flat))]


def names(own_kinds: Sequence[str], prefixes: str) -> list[str]:
    """Give each unit a name; prefixes and suffixes take turns, and no name comes twice."""
    words = prefixes.split()
    given: list[str] = []
    for i, own in enumerate(own_kinds):
        suffixes = SUFFIXES[own]
        suffix = suffixes[own_kinds[:i].count(own) % len(suffixes)]
        turns = [words[(i + step) % len(words)] + suffix for step in range(len(words))]
        given.append(next(name for name in turns if name not in given))
    return given


def position(place: int, i: int) -> tuple[str, str]:
    """Give longitude and latitude of the i-th unit, near the place with that number."""
    return (
        f"{150 + place % 6 * 0.02 + i % 7 * 0.0015:.4f}",
        f"{30 + place // 6 * 0.02 + i % 5 * 0.0015:.4f}",
    )
