"""How fast boards are printed: many in one PDF, as `zeren board` prints them, asking included.

    python -m bench.boards REGISTER AREA [--count 500] [--paper a4 a3 60x90] [--on 2026-03-14]

Rules:
- The whole command is measured but for the start of Python: asking, setting, writing. Processor time stands beside it,
  since other work on the machine falls on the clock alone.
- Processor time and memory are those of this process and of the processes that set the boards. Memory is the most that
  they held together, looked at every 50 ms (Linux).
- Registers come from `bench/prefecture.py` or `zeren demo`; the first places of the area are taken, by id.
"""

import argparse
import os
import tempfile
import threading
import time
from pathlib import Path
from typing import Self

from graph.commands import slots
from graph.commands.board import Asking, Into, print_boards
from graph.commands.coverage_question import Question, take
from graph.stores import open_store


def processor() -> float:
    """Return the processor seconds of this process and of those that it started and that have ended."""
    return sum(os.times()[:4])


class Memory:
    """The most memory that this process and those that it started held together, in MB."""

    def __init__(self) -> None:
        self.most = 0.0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._over.wait(0.05):
            self.most = max(self.most, sum(map(_held, [os.getpid(), *_children()])) / 1e6)


def _children() -> list[int]:
    tasks = Path("/proc/self/task").iterdir()
    return [int(child) for task in tasks for child in (task / "children").read_text().split()]


def _held(process: int) -> int:
    """Return a process's memory in bytes: what is shared is counted in parts."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))


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
    print("| paper | boards | seconds | processor seconds | MB of memory | MB of file |\n|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        for paper in given.paper:
            out = Path(folder) / f"{paper}.pdf"
            into = Into(str(out), paper, public_url="https://zeren.example/places/{place}")
            began, used = time.perf_counter(), processor()
            with Memory() as memory:
                printed = print_boards(store, Asking(tuple(ids), on=given.on), into)
            took = time.perf_counter() - began, processor() - used
            size = out.stat().st_size / 1e6
            row = paper, len(printed.boards), f"{took[0]:.1f}", f"{took[1]:.1f}", f"{memory.most:.0f}", f"{size:.1f}"
            print("| " + " | ".join(map(str, row)) + " |", flush=True)
    store.close()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
