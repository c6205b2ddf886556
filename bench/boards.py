"""How fast boards are printed: many in one PDF, as `zeren board` prints them, asking included.

    python -m bench.boards REGISTER AREA [--count 500] [--paper a4 a3 60x90] [--on 2026-03-14]

Rules:
- The whole command is measured but for the start of Python: asking, setting, writing. Processor time stands beside it,
  since other work on the machine falls on the clock alone.
- Registers come from `bench/prefecture.py` or `zeren demo`; the first places of the area are taken, by id.
"""

import argparse
import tempfile
import time
from pathlib import Path

from graph.commands import slots
from graph.commands.board import Asking, Into, print_boards
from graph.commands.coverage_question import Question, take
from graph.stores import open_store


def main() -> int:
    """Print boards on each paper and tell how long it took."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("register")
    parser.add_argument("area")
    parser.add_argument("--count", type=int, default=500)
    parser.add_argument("--paper", nargs="+", default=["a4", "a3", "60x90"])
    parser.add_argument("--on", default="2026-03-14")
    given = parser.parse_args()
    store = open_store(given.register)
    ids = slots.places(store, take(store, Question(given.area, on=given.on)))[: given.count]
    print("| paper | boards | seconds | processor seconds | MB |\n|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        for paper in given.paper:
            out = Path(folder) / f"{paper}.pdf"
            into = Into(str(out), paper, public_url="https://zeren.example/places/{place}")
            began, used = time.perf_counter(), time.process_time()
            printed = print_boards(store, Asking(tuple(ids), on=given.on), into)
            took = time.perf_counter() - began, time.process_time() - used
            size = out.stat().st_size / 1e6
            print(f"| {paper} | {len(printed.boards)} | {took[0]:.1f} | {took[1]:.1f} | {size:.1f} |", flush=True)
    store.close()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
