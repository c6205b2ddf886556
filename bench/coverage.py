"""How fast coverage, gaps and keystones are, in ratios to a scan over dicts and to PostgreSQL.

    python -m bench.coverage DISTRICT.db 3702 PROVINCE.db 37 [--rounds 5] [--postgres] [--neo4j DISTRICT PROVINCE]

Rules:
- What is compared is measured in turn within each round, so that other work on the machine falls on all; each figure is
  the minimum and the median over the rounds.
- The yardstick does the least that could be done: a scan of the same slots over plain dicts (`bench/dict_scan.py`); the
  same numbers must come out. PostgreSQL gets one statement for tiers only (`bench/tiers_only.sql`).
- Memory is the peak of a process of its own, which sends the whole answer as JSON to nowhere.
- Registers come from `bench/prefecture.py`; addresses of servers read ZEREN_NEO4J_USER and ZEREN_NEO4J_PASSWORD.
"""

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import ExitStack
from statistics import median
from typing import Any

import neo4j

from bench.dict_scan import KINDS, DictScan
from bench.plan import show_profile
from bench.postgres import Postgres
from bench.reading import peak
from graph.commands import gaps, keystones, slots, what_if
from graph.commands.coverage import coverage
from graph.commands.coverage_question import Question, take
from graph.commands.pages import Streamed
from graph.output.json import dumps, streamed
from graph.stores import Access, Store, open_store, queries

ON = "2026-03-14"
YEAR = "2025-09-01..2026-09-01"
ONE_LEAF = "fire"
Calls = Mapping[str, Callable[[], object]]


def main() -> int:
    """Run every measurement and print one table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("registers", nargs="+", metavar="REGISTER AREA", help="each register with its area")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--postgres", action="store_true")
    parser.add_argument(
        "--neo4j", nargs="+", default=(), metavar="ADDRESS", help="the same registers on servers, in order"
    )
    parser.add_argument("--memory-of", metavar="QUESTION", help=argparse.SUPPRESS)
    given = parser.parse_args()
    pairs = list(zip(given.registers[::2], given.registers[1::2], strict=True))
    if given.memory_of:
        [(register, area)] = pairs
        return memory_of(given.memory_of, register, area)
    print("| measured | minimum | median | ratio of minimums | of medians |\n|---|---|---|---|---|")
    for (register, area), server in zip(pairs, [*given.neo4j, *[None] * len(pairs)], strict=False):
        with ExitStack() as stack:
            store = open_store(register)
            stack.callback(store.close)
            calls = dict(on_sqlite(store, area))
            if given.postgres:
                calls |= on_postgres(stack.enter_context(Postgres.running()), store, area)
            if server:
                calls |= on_neo4j(server, area)
            compare(area, calls, given.rounds)
        for question in ASKED:
            command = [sys.executable, "-m", "bench.coverage", register, area, "--memory-of", question]
            said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
            print(f"| {area}: peak memory of {question} | {said.strip()} | | | |", flush=True)
    return 0


def compare(area: str, calls: Calls, rounds: int) -> None:
    """Time calls in turn, and print each with its ratio to the first, the dict scan."""
    found: dict[str, list[float]] = {name: [] for name in calls}
    for _ in range(rounds):
        for name, call in calls.items():
            print(f"{area}: {name}", file=sys.stderr, flush=True)
            began = time.perf_counter()
            call()
            found[name].append((time.perf_counter() - began) * 1000)
    [first, *_] = found.values()
    for name, times in found.items():
        ratios = f"{min(times) / min(first):.2f} | {median(times) / median(first):.2f}"
        print(f"| {area}: {name} | {min(times):,.0f} ms | {median(times):,.0f} ms | {ratios} |", flush=True)


def on_sqlite(store: Store, area: str) -> Calls:
    """Return the dict scan and the questions, after the first two gave the same numbers."""
    dicts = DictScan(store)
    for matter in (ONE_LEAF, None):
        assert counts(store, area, matter) == dicts.scan(area, ON, matter), matter
    [key, *_] = keystones.keystones(store, Question(area, on=ON), limit=1).people
    one_day, year = Question(area, on=ON), Question(area, on=ON, over=YEAR)
    return {
        "dict scan, 12 leaves": lambda: dicts.scan(area, ON),
        "dict scan, tiers only": lambda: dicts.scan(area, ON, ONE_LEAF),
        "coverage, tiers only": lambda: counts(store, area, ONE_LEAF),
        "coverage, 12 leaves": lambda: counts(store, area, None),
        "gaps, one day": lambda: gaps.gaps(store, one_day),
        "gaps, a year": lambda: gaps.gaps(store, year),
        "keystones": lambda: keystones.keystones(store, one_day),
        "what-if without the first keystone": lambda: what_if.what_if(
            store, Question(area, on=ON, without=(key.person,))
        ),
    }


def on_postgres(postgres: Postgres, store: Store, area: str) -> Calls:
    """Return PostgreSQL's one statement, after it gave the same numbers."""
    postgres.load(store)
    recorded = store.register().head.recorded_at or 0
    assert postgres.tiers_only(area, ON, recorded, ONE_LEAF) == counts(store, area, ONE_LEAF)
    return {"PostgreSQL, tiers only": lambda: postgres.tiers_only(area, ON, recorded, ONE_LEAF)}


def on_neo4j(address: str, area: str) -> Calls:
    """Return the same questions on a server, after the plan of one window's gaps."""
    access = Access(os.environ["ZEREN_NEO4J_USER"], os.environ["ZEREN_NEO4J_PASSWORD"])
    store = open_store(address, access)
    asked = take(store, Question(area, on=ON))
    window = next(slots.windows(slots.places(store, asked)))
    query = queries.load("cypher", "slots/gaps")
    given = query.bound({"spots": [list(spot) for spot in slots.on_the_day(asked, window)], **asked.narrowed})
    with (
        neo4j.GraphDatabase.driver(address, auth=(access.user, access.password)) as driver,
        driver.session() as session,
    ):
        profile = session.run(f"PROFILE {query.text}", given).consume().profile
    show_profile(f"gaps of {len(window):,} places", profile)
    return {
        "Neo4j coverage, tiers only": lambda: counts(store, area, ONE_LEAF),
        "Neo4j coverage, 12 leaves": lambda: counts(store, area, None),
        "Neo4j gaps, one day": lambda: gaps.gaps(store, Question(area, on=ON)),
    }


def counts(store: Store, area: str, matter: str | None) -> dict[str, int]:
    """Return what a coverage answer counts, as the dict scan does."""
    found = coverage(store, Question(area, on=ON, matter=matter))
    kinds = {kind: int(getattr(found.gaps, kind)) for kind in KINDS}
    return {"slots": found.slots, "filled": found.filled, "filled_above": found.filled_above, **kinds}


ASKED: Mapping[str, Callable[[Store, str], Iterable[bytes]]] = {
    "coverage, 12 leaves": lambda store, area: [dumps(coverage(store, Question(area, on=ON)))],
    "gaps, one day": lambda store, area: _sent(gaps.streamed(store, Question(area, on=ON))),
    "gaps, a year": lambda store, area: _sent(gaps.streamed(store, Question(area, on=ON, over=YEAR))),
    "keystones": lambda store, area: _sent(keystones.streamed(store, Question(area, on=ON))),
}


def _sent(answer: Streamed[Any]) -> Iterable[bytes]:
    return streamed(answer.answer, answer.rows)


def memory_of(question: str, register: str, area: str) -> int:
    """Answer one question into nothing, and print the most memory that this process had."""
    store = open_store(register)
    size = sum(map(len, ASKED[question](store, area)))
    print(f"{peak():.0f} MB for {size / 1e6:,.1f} MB of JSON")
    return 0


if __name__ == "__main__":
    sys.exit(main())
