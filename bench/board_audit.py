"""How long the audit of boards takes when every place of an area has one that hangs.

    python -m bench.board_audit REGISTER AREA [--printed 2025-03-14] [--on 2025-03-14 2026-03-14]

Rules:
- The printings are recorded as `zeren board --record` would, but for the printing; give it a copy of a register.
- Processor time is told, since other work on the machine falls on the clock.
"""

import argparse
import time

from graph.changes.changeset import Change
from graph.commands import slots
from graph.commands.audit import audit
from graph.commands.board import board_of
from graph.commands.coverage_question import Question, take
from graph.commands.printings import printing_id
from graph.commands.trace import trace
from graph.commands.writing import write
from graph.model.facts import PlaceId, Printing, PrintingId
from graph.model.times import Day
from graph.stores import Store, open_store


def main() -> int:
    """Record a board of every place, and audit them on each day."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("register")
    parser.add_argument("area")
    parser.add_argument("--printed", default="2025-03-14")
    parser.add_argument("--on", nargs="+", default=["2025-03-14", "2026-03-14"])
    given = parser.parse_args()
    store = open_store(given.register)
    count = recorded(store, given.area, Day(given.printed))
    print("| day | boards | outdated | processor seconds |\n|---|---|---|---|")
    for on in given.on:
        began = time.process_time()
        found = audit(store, Question(given.area, on=on), codes=["board_outdated"])
        print(f"| {on} | {count} | {len(found.findings)} | {time.process_time() - began:.1f} |", flush=True)
    store.close()
    return 0


def recorded(store: Store, area: str, day: Day) -> int:
    """Record a printing of every place in an area; return how many."""
    register = store.register()
    known_at = register.head.recorded_at
    assert known_at is not None, "an empty register has no boards"
    changes = [
        Change(
            "printings",
            Printing(
                id=PrintingId(printing_id(place, day, "a4")),
                place=PlaceId(place),
                day=day,
                known_at=known_at,
                content=board_of(trace(store, place, None, day)).digest,
                paper="a4",
                since=day,
            ),
        )
        for place in slots.places(store, take(store, Question(area, on=day)))
    ]
    write(store, register, changes, by="bench", why="a bench", source=None)
    return len(changes)


if __name__ == "__main__":
    raise SystemExit(main())
