"""Write the bundled example: ``python -m graph.resources.example.generate [FOLDER]`` (default: beside this script).

What it is: Chengning (澄宁区), a district that does not exist, from 2022 on. No chance and no clock: the same script
always writes the same bytes. It holds three systems side by side, each with a scheme limited to its own area:
- district.py: the district's leading group on two levels, command office, five departments and two lines.
- street.py and street_*.py: Wangyu street (望榆街道), three tiers over 4 zones, 24 villages, 47 cells (48 since 2026)
  and 69 units.
- community.py: Lanxin community (澜心社区) of Tinglan street, 8 sectors and 135 units.

Every slot of the three schemes is filled on every day, but for these holes (place, matter, tier, kind, days):
1. 990101001219 Mailang village, every matter, first: vacant since 2025-11-01 (the director left).
2. 990101001218 Weigang village, every matter, specific: lapsed 2026-01-01 to 04-30 (it changed zone without a contact).
3. 990101001222-02 the second cell of Zaolin village, every matter, specific: unassigned since 2026-01-01 (a new cell).
4. wangyu-u02 a restaurant, venue_fire, specific: lapsed 2026-01-01 to 03-19 (the contact's letter was not renewed).
5. 990101002001 Lanxin, flood and typhoon, direct: partial since 2026-01-15 (one of two deputies).
6. 990101001202 Liuqiao village, every matter, direct: vacant 2026-02-20 to 04-09 (nobody on the committee's seat).
7. wangyu-u50 a factory, venue_fire, first: lapsed since 2026-07-01 (new owner, the old one's letter ended).
8. lanxin-u100 a clinic, venue_fire, first: unassigned since 2026-09-01 (opened, nothing signed yet).
To come: wangyu-u23 a workshop, venue_fire, specific: lapsed from 2026-12-10.

The incident that `zeren demo` traces: fire at wangyu-u02 (venue_fire) on 2026-03-14 at 23:40; it meets 4 and 6.
docs/example.md shows the same to a reader of the register.
"""

import sys
from pathlib import Path

from graph.resources.example.community import add_community
from graph.resources.example.district import add_district
from graph.resources.example.matters import add_matters
from graph.resources.example.street import add_street
from graph.resources.example.tables import Tables


def build() -> Tables:
    """Build all nine tables."""
    tables = Tables()
    add_matters(tables)
    moving = add_district(tables)
    add_street(tables, moving)
    add_community(tables)
    return tables


if __name__ == "__main__":
    build().write(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
