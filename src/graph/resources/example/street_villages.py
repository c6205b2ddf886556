"""Who answers in the villages of Wangyu street: secretary and director, committee, contact, grid workers.

Rules:
- First: each village's secretary and director (two requirements; in one village one person holds both posts).
- Direct: the committee. Specific: the village contacts (two villages each) and the grid workers (in the two outer
  zones one worker has both cells of a village).
- The posts of a village begin with `v` and its number.
"""

from graph.resources.example.district import START
from graph.resources.example.street_places import (
    GROUND,
    MOVED,
    MOVING,
    SPLIT,
    village,
    zone_of,
)
from graph.resources.example.tables import VACANT, Tables, Turn, issued

CONTACT_AGAIN = "2026-05-01"
"""The day on which the village that moved had a contact again."""
INCIDENT_VILLAGE, NO_COMMITTEE, COMMITTEE_AGAIN = 2, "2026-02-20", "2026-04-10"
ONE_HOLDS_BOTH = 11
NEIGHBOUR_ACTS = 14
NO_DIRECTOR = 19
ELECTION = "2024-12-01"


def add_contacts(tables: Tables, people: list[str]) -> None:
    """Add the village contacts, who change villages twice."""
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


def add_villages(tables: Tables) -> None:
    """Add the posts of every village and who held them."""
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
