"""How fast a district leaves as a graph, in every format; how fast drawings are made is in bench/drawing.py.

    python -m bench.graphs [--register DISTRICT.db] [--rounds 3]

Rules:
- Without a register it makes its own, as large as a district is: 2,273 places in 12 streets, one of 300 villages; 9,000
  posts with their holders and assignments; 12 matters. Everything in it is invented, and the same each time.
- A whole command is measured but for the start of Python: asking, building, writing the file. Processor time of this
  process stands beside it, since other work on the machine falls on the clock alone.
"""

import argparse
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import median

from graph.commands import imports
from graph.commands.clock import now
from graph.commands.graph_export import graph_export
from graph.output.graph_files import FORMATS
from graph.stores import Store, create_store, open_store

ON = "2026-03-14"
STREETS, VILLAGES, LARGE = 12, 2_260, 300
POSTS = 9_000


def main() -> None:
    """Measure and print one table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--register", help="a register to measure in the place of the one made here")
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as directory:
        scratch = Path(directory)
        store = open_store(given.register) if given.register else district(scratch)
        print("| measured | seconds | processor seconds | result |\n|---|---|---|---|")
        exports(store, scratch, given.rounds)
        store.close()


def exports(store: Store, scratch: Path, rounds: int) -> None:
    """Time the whole register as each kind of graph."""
    for form in FORMATS:
        path = scratch / f"graph.{form}"

        def export(path: Path = path, form: str = form) -> str:
            written = graph_export(store, str(path), form, on=ON)
            return f"{written.nodes:,} nodes, {written.edges:,} edges, {path.stat().st_size / 1e6:.1f} MB"

        measure(f"graph, {form}", export, rounds)


def measure(name: str, call: Callable[[], str], rounds: int) -> None:
    """Call several times and print the medians."""
    clock, processor, said = list[float](), list[float](), ""
    for _ in range(rounds):
        began, used = time.perf_counter(), time.process_time()
        said = call()
        clock.append(time.perf_counter() - began)
        processor.append(time.process_time() - used)
    print(f"| {name} | {median(clock):.2f} | {median(processor):.2f} | {said} |", flush=True)


# --- A district -------------------------------------------------------------------------------------------------------


def district(scratch: Path) -> Store:
    """Return a register that holds an invented district."""
    folder = scratch / "district"
    folder.mkdir()
    for name, (header, rows) in tables().items():
        lines = (",".join(row) for row in rows)
        (folder / f"{name}.csv").write_text("\n".join([header, *lines]) + "\n", encoding="utf-8")
    store = create_store(str(scratch / "district.db"), id="bench", zone="Asia/Shanghai", created_at=now())
    imports.commit(store, imports.plan(store, folder), by="bench", why="a bench")
    return store


def tables() -> dict[str, tuple[str, Iterator[Sequence[str]]]]:
    """Return each file's header and rows. Every ninth post is empty, and every eleventh assignment has ended."""
    return {
        "areas": ("id,name,level,parent", areas()),
        "organizations": ("id,name,area", ((f"o{n:04}", f"样村{n:04}两委", f"v{n:04}") for n in range(VILLAGES))),
        "posts": (
            "id,name,organization,kind,phone,reports_to",
            (
                (f"p{n:05}", f"岗位{n:05}", f"o{n % VILLAGES:04}", KINDS[n // VILLAGES], "0000-5550000", superior(n))
                for n in range(POSTS)
            ),
        ),
        "people": ("id,name", ((f"n{n:05}", f"样例{n:05}") for n in range(POSTS))),
        "tenures": ("post,person,since", ((f"p{n:05}", f"n{n:05}", "2024-01-01") for n in range(POSTS) if n % 9)),
        "matters": ("id,name,parent", ((f"m{n:02}", f"事项{n:02}", "") for n in range(12))),
        "requirements": (
            "id,scheme,tier,place_kinds,post_kinds",
            ((f"r{n}", "district", TIERS[n], "village", KINDS[n]) for n in range(len(KINDS))),
        ),
        "assignments": (
            "id,post,place,tier,ground,until",
            (
                (f"a{n:05}", f"p{n:05}", f"v{n % VILLAGES:04}", TIERS[n // VILLAGES], "样政〔2024〕1号", ended(n))
                for n in range(POSTS)
            ),
        ),
    }


KINDS = ("secretary", "director", "member", "grid_worker")
TIERS = ("first", "first", "direct", "specific")


def areas() -> Iterator[Sequence[str]]:
    """Yield a district, its streets, and the villages: 300 in the first street, the others shared out."""
    yield "d", "样区", "county", ""
    for n in range(STREETS):
        yield f"t{n:02}", f"样街道{n:02}", "township", "d"
    for n in range(VILLAGES):
        street = 0 if n < LARGE else 1 + n % (STREETS - 1)
        yield f"v{n:04}", f"样村{n:04}", "village", f"t{street:02}"


def superior(number: int) -> str:
    """Return the post that a post reports to: the village's secretary."""
    return "" if number < VILLAGES else f"p{number % VILLAGES:05}"


def ended(number: int) -> str:
    """Return the day on which an assignment ended."""
    return "" if number % 11 else "2026-01-01"


if __name__ == "__main__":
    main()
