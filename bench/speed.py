"""How fast a trace is, in ratios: `python -m bench.speed DISTRICT.db PROVINCE.db [--light …] [--neo4j …]`.

Rules:
- Each figure is the minimum and the median over rounds; what is compared is measured in turn within each round, so that
  other work on the machine falls on both.
- The yardsticks do the least that could be done: a walk over plain dicts of the present, to the holders alone and with
  all the rows that the question returns; `RETURN 1` on the same connection; an endpoint that returns a constant of the
  same size.
- What runs in this process alone is measured in time of the processor: other work on the machine takes turns with it.
- Client and services are processes of their own; all have uvloop and httptools, one worker, and no log.
- Registers come from `bench/prefecture.py` and `zeren import` or `zeren copy`; addresses of servers read
  ZEREN_NEO4J_USER and ZEREN_NEO4J_PASSWORD.
"""

import argparse
import http.client
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from pathlib import Path
from random import Random
from statistics import median
from subprocess import PIPE, STDOUT

import neo4j

from bench.dicts import Dicts
from bench.plan import show_profile
from graph.commands import reading, registers
from graph.commands.trace import trace
from graph.commands.traces import Asked, traces
from graph.model.times import parse_instant
from graph.output.json import dumps
from graph.stores import Access, Store, open_store, queries
from tests.importing import put

ON = "2026-03-14"
ROUNDS = 9
CALLS = 50
MATTERS = ("fire", "flood", "all", None)
LABELS = ("district", "province")
CLI = "from api.cli import main; main()"


def main() -> int:
    """Run every measurement and print one table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("district")
    parser.add_argument("province")
    parser.add_argument(
        "--light", nargs=2, metavar=("DISTRICT", "COUNTRY"), help="registers of `prefecture.py --light`"
    )
    parser.add_argument("--neo4j", nargs=2, metavar=("DISTRICT", "PROVINCE"), default=())
    given = parser.parse_args()
    print("| measured | minimum | median | ratio of minimums | of medians |\n|---|---|---|---|---|")
    stores = [open_store(given.district), open_store(given.province)]
    places = {store.name: drawn(store) for store in stores}
    on_sqlite(stores, places)
    if given.light:
        light = [open_store(path) for path in given.light]
        names = ("SQLite trace, district staffed lightly", "SQLite trace, country staffed lightly")
        flat(names, light, {store.name: drawn(store) for store in light}, time.process_time)
    with_versions()
    over_http(stores[1], places[given.province])
    command_line(given.district, places[given.district][0])
    on_neo4j(given.neo4j, stores, places)
    return 0


def drawn(store: Store) -> list[str]:
    """Return villages at random."""
    rows = (fact for _, fact in reading.facts(store, "areas"))
    villages = [str(fact.id) for fact in rows if getattr(fact, "level", "") == "village"]
    return Random(1).sample(villages, CALLS)


def compare(
    names: Sequence[str],
    calls: Sequence[Callable[[], object]],
    per: int = CALLS,
    clock: Callable[[], float] = time.perf_counter,
) -> None:
    """Time calls in turn, and print each with its ratio to the first."""
    found: list[list[float]] = [[] for _ in calls]
    for _ in range(ROUNDS):
        for call, times in zip(calls, found, strict=True):
            began = clock()
            call()
            times.append((clock() - began) / per * 1000)
    first = found[0]
    for name, times in zip(names, found, strict=True):
        ratios = f"{min(times) / min(first):.2f} | {median(times) / median(first):.2f}"
        print(f"| {name} | {min(times):.3f} ms | {median(times):.3f} ms | {ratios} |", flush=True)


def each_trace(store: Store, places: Sequence[str], on: str = ON) -> Callable[[], object]:
    return lambda: [trace(store, place, MATTERS[at % len(MATTERS)], on) for at, place in enumerate(places)]


# --- SQLite in process ------------------------------------------------------------------------------------------------


def on_sqlite(stores: Sequence[Store], places: dict[str, list[str]]) -> None:
    """A trace against dicts, and at the province against the district."""
    for store, label in zip(stores, LABELS, strict=False):
        against_dicts(store, label, places[store.name])
    flat([f"SQLite trace, {label}" for label in LABELS], stores, places, time.process_time)


def flat(
    names: Sequence[str],
    stores: Sequence[Store],
    places: dict[str, list[str]],
    clock: Callable[[], float] = time.perf_counter,
) -> None:
    """A trace at several registers, beside each other."""
    compare(names, [each_trace(store, places[store.name]) for store in stores], clock=clock)


def against_dicts(store: Store, label: str, places: Sequence[str]) -> None:
    """The least that could be done, the same rows from dicts, the rows that the question returns, the whole answer."""
    dicts = Dicts(store, ON)
    asked = [(place, MATTERS[at % len(MATTERS)]) for at, place in enumerate(places)]
    questions = [{"place": place, "matter": matter, "on": ON, "known_at": None} for place, matter in asked]
    for (place, matter), pieces in zip(asked, store.ask_each("trace", questions), strict=True):
        rows = {part: sorted(map(repr, map(list, rows))) for part, rows in pieces}
        same = {part: sorted(map(repr, map(list, rows))) for part, rows in dicts.rows(place, matter).items()}
        assert rows == same, place
        assert len(trace(store, place, matter, ON).answer.accountable) == len(list(dicts.holders(place, matter))), place
    compare(
        (
            f"dict walk to the holders alone, {label}",
            f"dict walk that returns the question's rows, {label}",
            f"SQLite, the question's rows, {label}",
            f"SQLite, the whole trace, {label}",
        ),
        (
            lambda: [list(dicts.holders(place, matter)) for place, matter in asked],
            lambda: [dicts.rows(place, matter) for place, matter in asked],
            partial(store.ask_each, "trace", questions),
            each_trace(store, places),
        ),
        clock=time.process_time,
    )


def with_versions() -> None:
    """A past question against a present one, where every fact has 20 versions."""
    files = {
        "areas": "id,name,level,parent\nt,T{0},township,\nv,V{0},village,t\n",
        "posts": "id,name\np,P{0}\nq,Q{0}\n",
        "people": "id,name\nx,X{0}\ny,Y{0}\n",
        "tenures": "id,post,person,kind,since\nh,p,x,{1},2020-01-01\ni,q,y,{1},2020-01-01\n",
        "matters": "id,name\nfire,F{0}\n",
        "requirements": "id,scheme,tier,place_kinds,matter,citation\nr,s,first,village,fire,C{0}\n",
        "assignments": "id,post,place,tier,ground\na,p,v,first,G{0}\nb,q,t,direct,G{0}\n",
    }
    with tempfile.TemporaryDirectory() as scratch:
        store = registers.init(f"{scratch}/r.db")
        begun = parse_instant("2026-01-01T00:00:00Z")
        for number in range(20):
            kinds = ("substantive", "acting")[number % 2]
            texts = {name: text.format(number, kinds) for name, text in files.items()}
            put(store, Path(scratch) / "in", texts, at=type(begun)(begun + number * 1_000_000))
        past = "2026-01-01T00:00:10Z"
        compare(
            ("present, 20 versions of each fact", "past, 20 versions of each fact"),
            (
                lambda: [trace(store, "v", "fire", ON) for _ in range(CALLS)],
                lambda: [trace(store, "v", "fire", ON, past) for _ in range(CALLS)],
            ),
            clock=time.process_time,
        )
        store.close()


# --- HTTP -------------------------------------------------------------------------------------------------------------


def over_http(store: Store, places: Sequence[str]) -> None:
    """GET a trace against a constant of the same size, and POST many against single calls: each service a process."""
    size = len(dumps(trace(store, places[0], "fire", ON).answer))
    with (
        served("-m", "bench.constant", str(size)) as constant,
        served("-c", CLI, "serve", "--port", "0", "--register", store.name) as service,
    ):
        questions = dumps({"questions": [{"place": place, "matter": "fire", "on": ON} for place in places]})

        def post() -> None:
            service.request("POST", "/api/v1/traces", questions)
            assert len(service.getresponse().read()) > size * len(places) // 2

        compare(
            (
                f"HTTP, plain `def` endpoint with a constant of {size:,} bytes",
                "HTTP, one trace, province",
                "HTTP, `traces`, for each of its questions",
            ),
            (
                lambda: [get(constant, "/constant") for _ in places],
                lambda: [get(service, f"/api/v1/trace?place={one}&matter=fire&on={ON}") for one in places],
                post,
            ),
        )


@contextmanager
def served(*command: str) -> Iterator[http.client.HTTPConnection]:
    """Run a service in a process of its own, which says its port in its first line; give a connection to it."""
    with subprocess.Popen([sys.executable, *command], stdout=PIPE, stderr=STDOUT, text=True) as process:
        assert process.stdout is not None
        port = re.findall(r"[0-9]+", process.stdout.readline())[-1]
        connection = http.client.HTTPConnection("127.0.0.1", int(port))
        try:
            yield connection
        finally:
            connection.close()
            process.terminate()


def get(client: http.client.HTTPConnection, address: str) -> bytes:
    """Return the body of an answer."""
    client.request("GET", address)
    answer = client.getresponse()
    assert answer.status == HTTPStatus.OK, address
    return answer.read()


# --- Neo4j ------------------------------------------------------------------------------------------------------------


def on_neo4j(addresses: Sequence[str], sources: Sequence[Store], places: dict[str, list[str]]) -> None:
    """A trace against `RETURN 1` on the same driver, and its profile; and the registers beside each other."""
    access = Access(os.environ.get("ZEREN_NEO4J_USER", ""), os.environ.get("ZEREN_NEO4J_PASSWORD", ""))
    stores = [open_store(address, access) for address in addresses]
    asked = {store.name: places[source.name] for store, source in zip(stores, sources, strict=False)}
    for store, address, label in zip(stores, addresses, LABELS, strict=False):
        against_nothing(store, address, access, label, asked[store.name])
    if stores:
        flat([f"Neo4j trace, {label}" for label in LABELS], stores, asked)
    for store in stores:
        store.close()


def against_nothing(store: Store, address: str, access: Access, label: str, places: Sequence[str]) -> None:
    """A trace against `RETURN 1` on the same driver, and its profile."""
    with (
        neo4j.GraphDatabase.driver(
            address, auth=(access.user, access.password), notifications_min_severity="OFF"
        ) as driver,
        driver.session(default_access_mode=neo4j.READ_ACCESS) as session,
    ):

        def one() -> None:
            for _ in places:
                session.execute_read(lambda tx: list(tx.run("RETURN 1").values()))

        many = [Asked(place, MATTERS[at % len(MATTERS)], ON) for at, place in enumerate(places)]
        compare(
            (f"Neo4j RETURN 1, {label}", f"Neo4j trace, {label}", f"Neo4j traces, each of many, {label}"),
            (one, each_trace(store, places), lambda: traces(store, many)),
        )
        parameters = {"place": places[0], "matter": "fire", "on": ON, "known_at": None}
        profile = session.run("PROFILE " + queries.load("cypher", "trace").text, parameters).consume().profile
        show_profile(label, profile)


# --- The command line -------------------------------------------------------------------------------------------------


def command_line(register: str, place: str) -> None:
    """From the start of a process to the end of one trace."""
    command = [sys.executable, "-c", CLI, "trace", place, "--json", "--register", register]
    compare(
        ("python -c pass", "zeren trace, whole process, district"),
        (
            lambda: subprocess.run([sys.executable, "-c", "pass"], check=True),
            lambda: subprocess.run(command, check=True, stdout=subprocess.DEVNULL),
        ),
        per=1,
    )


if __name__ == "__main__":
    sys.exit(main())
