"""Import a folder, trace at random, compare each answer with the oracle's: `python -m bench.against_oracle FOLDER`.

Rules:
- The register is imported on SQLite and copied to Neo4j (a server is started from packages; --sqlite leaves it out).
- Questions are drawn by seed: places, matters (a leaf, a group, all, none) and days; each engine and the oracle must
  give the same JSON. The first difference ends the run with exit 1.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from random import Random
from typing import Any

import orjson

from graph.commands import imports, reading, registers
from graph.commands.copy import copy
from graph.commands.trace import trace
from graph.output.json import dumps
from graph.stores import Access, Store, open_store
from tests import oracle
from tests.neo4j_server import running
from tests.properties.histories import history_of

DAYS = ("2022-01-01", "2023-06-30", "2024-02-29", "2025-09-01", "2026-03-14", "2026-11-24", "2027-01-01")


def main() -> int:
    """Run and print one line a step."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder")
    parser.add_argument("--count", type=int, default=2_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--sqlite", action="store_true", help="leave Neo4j out")
    given = parser.parse_args()
    with ExitStack() as stack:
        stores = list(_stores(stack, given.folder, with_neo4j=not given.sqlite))
        with _timed("read the history for the oracle"):
            history = history_of(list(reading.changesets(stores[0])))
        with _timed(f"{given.count} questions, seed {given.seed}"):
            differences = _differences(stores, history, given.count, Random(given.seed))
        engines = ", ".join(type(store).__module__.split(".")[2] for store in stores)
        print(f"engines: {engines}; differences: {differences}")
    return 1 if differences else 0


def _stores(stack: ExitStack, folder: str, *, with_neo4j: bool) -> Iterator[Store]:
    path = Path(stack.enter_context(tempfile.TemporaryDirectory())) / "register.db"
    store = registers.init(str(path))
    stack.callback(store.close)
    with _timed("import into SQLite"):
        written = imports.commit(store, imports.plan(store, folder), by="bench", why="against the oracle")
    print(f"  {written.header.count if written else 0} changes")
    yield store
    if with_neo4j:
        server = stack.enter_context(running())
        access = Access(server.user, server.password)
        with _timed("copy to Neo4j"):
            copy(store, server.url, access=access)
        other = open_store(server.url, access)
        stack.callback(other.close)
        yield other


def _differences(stores: list[Store], history: list[dict[str, Any]], count: int, random: Random) -> int:
    places = [place for table in ("areas", "units") for place in _ids(stores[0], table)]
    matters = [None, "all", *_ids(stores[0], "matters")]
    differences = 0
    for _ in range(count):
        place, matter, on = random.choice(places), random.choice(matters), random.choice(DAYS)
        wanted = oracle.trace(history, place=place, matter=matter, on=on, known_at=None)
        for store in stores:
            if orjson.loads(dumps(trace(store, place, matter, on).answer)) != wanted:
                print(f"different: {store.name} {place} {matter} {on}", file=sys.stderr)
                differences += 1
    return differences


def _ids(store: Store, table: str) -> list[str]:
    return sorted({str(fact.id) for _, fact in reading.facts(store, table)})


@contextmanager
def _timed(step: str) -> Iterator[None]:
    began = time.perf_counter()
    yield
    print(f"{time.perf_counter() - began:7.1f} s  {step}")


if __name__ == "__main__":
    sys.exit(main())
