"""Where units lie: looked up beside an answer, as names are."""

from collections.abc import Iterable

from graph.model.times import Instant
from graph.output.graphs import DEGREE
from graph.stores import Store

Point = tuple[float, float]


def points(store: Store, places: Iterable[str], on: str, known_at: Instant | None) -> dict[str, Point | None]:
    """Return longitude and latitude in degrees (WGS 84) of those ids that are units; None where no point is known."""
    rows = store.ask("points", places=sorted(set(places)), on=on, known_at=known_at)
    return {
        id: None if longitude is None or latitude is None else (longitude / DEGREE, latitude / DEGREE)
        for id, longitude, latitude in rows
    }
