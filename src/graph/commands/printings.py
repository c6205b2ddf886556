"""Print boards and record that they were printed: one changeset, once every file is in its place.

Rules (docs/decisions/0009-printings-are-facts.md):
- Only the boards that were printed are recorded, onto the head that they were read at: when another writer was faster
  the files stay and nothing is recorded (StaleHead), for boards of an old head must not be recorded as current.
- A board that is recorded as it is printed again is no change; one with other content corrects the record of its day
  and paper.
- A crash in between leaves boards without a record, never a record without a board.
"""

from dataclasses import replace
from hashlib import sha256

from graph.changes.changeset import Change, Changeset, Register
from graph.commands import reading
from graph.commands.board import Asking, Into, print_at
from graph.commands.writing import write
from graph.meaning.findings import escaped
from graph.model.errors import BadValue
from graph.model.facts import PlaceId, Printing, PrintingId
from graph.model.ids import LIMIT
from graph.output.board.printing import Printed
from graph.output.progress import Report, silent
from graph.stores import Store

MARK = "~"


class Recorder:
    """Prints boards, then records them: two steps, so that people are told of the files whatever comes after."""

    def __init__(self, store: Store, asking: Asking) -> None:
        if asking.known_at:
            raise BadValue(known_at="not_with_record")
        self._store, self._asking, self._register = store, asking, store.register()

    def print_boards(self, into: Into, report: Report = silent) -> Printed:
        """Print boards as known at the head; raise as printing without a record does."""
        return print_at(self._store, self._register, self._asking, into, report)

    def record(self, printed: Printed, *, by: str, why: str) -> Changeset | None:
        """Write which boards were printed; None where every one is recorded as it is. Raises StaleHead."""
        changes = _changes(self._store, self._register, printed)
        if not changes:
            return None
        return write(self._store, self._register, changes, by=by, why=why, source=None)


def printing_id(place: str, day: str, paper: str) -> str:
    """Return the id of a printing; of a place whose id is too long beside the rest, cut and with its digest."""
    head, tail = escaped(place), f"/{day}/{paper}"
    if len(head) + len(tail) > LIMIT:
        end = MARK + sha256(place.encode()).hexdigest()[:16]
        head = head[: LIMIT - len(tail) - len(end)] + end
    return head + tail


def _changes(store: Store, register: Register, printed: Printed) -> list[Change]:
    known_at = register.head.recorded_at
    if known_at is None or not printed.boards:
        return []
    new = {
        id: Printing(
            id=PrintingId(id),
            place=PlaceId(one.place),
            day=printed.on,
            known_at=known_at,
            content=one.digest,
            paper=printed.paper,
            since=printed.on,
        )
        for one in printed.boards
        for id in [printing_id(one.place, printed.on, printed.paper)]
    }
    before: dict[str, int] = {}
    for version, fact in reading.facts(store, "printings", register.head):
        if isinstance(fact, Printing) and fact.id in new:
            if replace(fact, known_at=known_at) == new[fact.id]:
                del new[fact.id]
            else:
                before[fact.id] = version
    return [Change("printings", fact, before.get(id)) for id, fact in new.items()]
