"""Begin and open registers."""

import uuid
from zoneinfo import ZoneInfo

from graph.commands import clock
from graph.model.errors import BadValue
from graph.stores import Access, Store, create_store

ZONE = "Asia/Shanghai"


def init(register: str, *, zone: str = ZONE, access: Access | None = None, aside: bool = False) -> Store:
    """Begin an empty register, its time zone fixed for good; raise BadRegister where something is already there.

    ``aside``: a file that nobody else sees before the store is closed.
    """
    check_zone(zone)
    return create_store(register, id=str(uuid.uuid4()), zone=zone, created_at=clock.now(), access=access, aside=aside)


def check_zone(zone: str) -> None:
    try:
        ZoneInfo(zone)
    except (ValueError, OSError, KeyError) as error:
        raise BadValue(zone="not_a_time_zone") from error
