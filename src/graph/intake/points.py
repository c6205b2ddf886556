"""Points of a sheet in another datum to WGS 84, after its rows are read.

Rules:
- Both halves of a point must stand in the file: a stored half is WGS 84, and half a point cannot be converted.
- A point outside the box in which the datum is shifted stays as it is, and is noted.
"""

from dataclasses import replace

from graph.changes.proposal import ProposedRow, Sheet
from graph.model.datum import is_shifted, to_wgs84
from graph.model.faults import Faults

HALVES = ("longitude", "latitude")


def to_wgs84_in(sheet: Sheet, datum: str, faults: Faults) -> None:
    """Convert the points of a sheet, in their place."""
    places = [sheet.fields.index(half) for half in HALVES if half in sheet.fields]
    if len(places) == 1:
        _report_halves(sheet, places[0], faults)
    elif places:
        for number, row in enumerate(sheet.rows):
            east, north = (row.values[place] for place in places)
            if isinstance(east, int) and isinstance(north, int):
                if is_shifted(east, north):
                    sheet.rows[number] = _moved(row, places, to_wgs84(datum, east, north))
                else:
                    label = sheet.labels.get(HALVES[0], HALVES[0])
                    faults.note("outside_datum", sheet.file, row.number, label, datum=datum)


def _moved(row: ProposedRow, places: list[int], point: tuple[int, int]) -> ProposedRow:
    values = list(row.values)
    for place, degrees in zip(places, point, strict=True):
        values[place] = degrees
    return replace(row, values=tuple(values))


def _report_halves(sheet: Sheet, place: int, faults: Faults) -> None:
    filled = sheet.fields[place]
    [empty] = (half for half in HALVES if half != filled)
    label = sheet.labels.get(filled, filled)
    for row in sheet.rows:
        if row.values[place] is not None:
            faults.add("half_coordinate", sheet.file, row.number, label, filled=label, empty=empty)
