"""How fast a trace is, in ratios: `python -m bench.speed DISTRICT.db PROVINCE.db [--neo4j DISTRICT PROVINCE]`.

Rules:
- Each figure is the minimum and the median over rounds; what is compared is measured in turn within each round, so that
  other work on the machine falls on both.
- The yardsticks do the least that could be done: a walk over plain dicts that returns the same rows (without times,
  names of other days or gaps), `RETURN 1` on the same connection, an endpoint that returns a constant of the same size.
- Registers come from `bench/prefecture.py` and `zeren import` or `zeren copy`; addresses of servers read
  ZEREN_NEO4J_USER and ZEREN_NEO4J_PASSWORD.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from random import Random
from statistics import median
from typing import Any

import neo4j
from fastapi import FastAPI, Response

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


def main() -> int:
    """Run every measurement and print one table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("district")
    parser.add_argument("province")
    parser.add_argument("--neo4j", nargs=2, metavar=("DISTRICT", "PROVINCE"), default=())
    given = parser.parse_args()
    print("| measured | minimum | median | ratio of minimums | of medians |\n|---|---|---|---|---|")
    district, province = open_store(given.district), open_store(given.province)
    places = {store.name: drawn(store) for store in (district, province)}
    on_sqlite(district, province, places)
    with_versions()
    over_http(province, places[province.name])
    for address, source in zip(given.neo4j, (district, province), strict=False):
        on_neo4j(address, source.name, places[source.name])
    command_line(given.district, places[district.name][0])
    return 0


def drawn(store: Store) -> list[str]:
    """Return villages at random."""
    rows = (fact for _, fact in reading.facts(store, "areas"))
    villages = [str(fact.id) for fact in rows if getattr(fact, "level", "") == "village"]
    return Random(1).sample(villages, CALLS)


def compare(names: Sequence[str], calls: Sequence[Callable[[], object]], per: int = CALLS) -> None:
    """Time calls in turn, and print each with its ratio to the first."""
    found: list[list[float]] = [[] for _ in calls]
    for _ in range(ROUNDS):
        for call, times in zip(calls, found, strict=True):
            began = time.perf_counter()
            call()
            times.append((time.perf_counter() - began) / per * 1000)
    first = found[0]
    for name, times in zip(names, found, strict=True):
        ratios = f"{min(times) / min(first):.2f} | {median(times) / median(first):.2f}"
        print(f"| {name} | {min(times):.3f} ms | {median(times):.3f} ms | {ratios} |", flush=True)


def each_trace(store: Store, places: Sequence[str], on: str = ON) -> Callable[[], object]:
    return lambda: [trace(store, place, MATTERS[at % len(MATTERS)], on) for at, place in enumerate(places)]


# --- SQLite in process ------------------------------------------------------------------------------------------------


def on_sqlite(district: Store, province: Store, places: dict[str, list[str]]) -> None:
    """A trace against dicts, and at the province against the district."""
    walks = {store.name: Dicts(store) for store in (district, province)}

    def walk(store: Store) -> Callable[[], object]:
        dicts, asked = walks[store.name], places[store.name]
        return lambda: [list(dicts.rows(place, MATTERS[at % len(MATTERS)])) for at, place in enumerate(asked)]

    for store, label in ((district, "district"), (province, "province")):
        asked = places[store.name]
        for at, place in enumerate(asked):
            matter = MATTERS[at % len(MATTERS)]
            answer = trace(store, place, matter, ON).answer
            assert len(answer.accountable) == len(list(walks[store.name].rows(place, matter))), place
        bare = [
            {"place": place, "matter": MATTERS[at % 4], "on": ON, "known_at": None} for at, place in enumerate(asked)
        ]
        compare(
            (f"dict walk, {label}", f"SQLite query, {label}", f"SQLite trace, {label}"),
            (walk(store), partial(store.ask_each, "trace", bare), each_trace(store, asked)),
        )
    compare(
        ("SQLite trace, district", "SQLite trace, province"),
        (each_trace(district, places[district.name]), each_trace(province, places[province.name])),
    )


class Dicts:
    """A register's present in plain dicts."""

    def __init__(self, store: Store) -> None:
        tables: dict[str, dict[str, list[Any]]] = {}
        for table, by in (
            ("areas", "id"),
            ("posts", "id"),
            ("people", "id"),
            ("matters", "id"),
            ("organizations", "id"),
        ):
            tables[table] = self._by(store, table, by)
        self._one = {table: {id: rows[0] for id, rows in found.items()} for table, found in tables.items()}
        self._assignments, self._tenures = self._by(store, "assignments", "place"), self._by(store, "tenures", "post")

    def _by(self, store: Store, table: str, field: str) -> dict[str, list[Any]]:
        found: dict[str, list[Any]] = defaultdict(list)
        for _, fact in reading.facts(store, table):
            found[getattr(fact, field)].append(fact)
        return found

    def rows(self, place: str | None, matter: str | None) -> Iterator[tuple[Any, ...]]:
        """Walk up the chain and yield a row for each holder of each assignment."""
        above, one = {"all"}, matter
        while one is not None and one != "all":
            above.add(one)
            one = self._one["matters"][one].parent
        distance = 0
        while place is not None:
            for a in self._assignments.get(place, ()):
                if (matter is None or a.matter in above) and (a.until is None or a.until > ON):
                    post = self._one["posts"][a.post]
                    body = self._one["organizations"].get(post.organization)
                    held = [
                        t
                        for t in self._tenures.get(a.post, ())
                        if (t.since is None or t.since <= ON) and (t.until is None or t.until > ON)
                    ]
                    for t in held or (None,):
                        person = None if t is None else self._one["people"][t.person]
                        yield distance, place, a, post, body, t, person
            place, distance = self._one["areas"][place].parent, distance + 1


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
        )
        store.close()


# --- HTTP -------------------------------------------------------------------------------------------------------------


def over_http(store: Store, places: Sequence[str]) -> None:
    """GET a trace against a constant of the same size, and POST many against single calls, on kept connections."""
    import http.client
    import threading

    import uvicorn

    from api.http.app import create_app
    from api.http.serving import bound

    constant = dumps(trace(store, places[0], "fire", ON).answer)
    plain = FastAPI()

    @plain.get("/constant")
    def give() -> Response:
        return Response(constant, media_type="application/json")

    ports = []
    servers = []
    for app in (plain, create_app(store)):
        listener = bound("127.0.0.1", 0)
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False))
        threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True).start()
        ports.append(listener.getsockname()[1])
        servers.append(server)
    while not all(server.started for server in servers):
        time.sleep(0.05)
    clients = [http.client.HTTPConnection("127.0.0.1", port) for port in ports]

    def get(client: http.client.HTTPConnection, address: str) -> bytes:
        client.request("GET", address)
        return client.getresponse().read()

    def post() -> None:
        body = dumps({"questions": [{"place": place, "matter": "fire", "on": ON} for place in places]})
        clients[1].request("POST", "/api/v1/traces", body)
        assert len(clients[1].getresponse().read()) > len(constant) * len(places) // 2

    compare(
        (f"HTTP constant of {len(constant):,} bytes, province", "HTTP trace, province", "HTTP traces, each of many"),
        (
            lambda: [get(clients[0], "/constant") for _ in places],
            lambda: [get(clients[1], f"/api/v1/trace?place={one}&matter=fire&on={ON}") for one in places],
            post,
        ),
    )
    for server in servers:
        server.should_exit = True


# --- Neo4j ------------------------------------------------------------------------------------------------------------


def on_neo4j(address: str, name: str, places: Sequence[str]) -> None:
    """A trace against `RETURN 1` on the same driver, and its profile."""
    access = Access(os.environ["ZEREN_NEO4J_USER"], os.environ["ZEREN_NEO4J_PASSWORD"])
    store = open_store(address, access)
    auth = (access.user, access.password)
    with (
        neo4j.GraphDatabase.driver(address, auth=auth, notifications_min_severity="OFF") as driver,
        driver.session(default_access_mode=neo4j.READ_ACCESS) as session,
    ):

        def one() -> None:
            for _ in places:
                session.execute_read(lambda tx: list(tx.run("RETURN 1").values()))

        many = [Asked(place, MATTERS[at % len(MATTERS)], ON) for at, place in enumerate(places)]
        compare(
            (f"Neo4j RETURN 1, {name}", f"Neo4j trace, {name}", f"Neo4j traces, each of many, {name}"),
            (one, each_trace(store, places), lambda: traces(store, many)),
        )
        parameters = {"place": places[0], "matter": "fire", "on": ON, "known_at": None}
        profile = session.run("PROFILE " + queries.load("cypher", "trace").text, parameters).consume().profile
        hits = _hits(profile)
        print(f"| db hits of one trace, {name}: {hits} | | | | |", flush=True)
    store.close()


def _hits(profile: Any) -> int:
    return int(profile["args"].get("DbHits", 0)) + sum(map(_hits, profile.get("children", ())))


# --- The command line -------------------------------------------------------------------------------------------------


def command_line(register: str, place: str) -> None:
    """From the start of a process to the end of one trace."""
    command = [
        sys.executable,
        "-c",
        "from api.cli import main; main()",
        "trace",
        place,
        "--json",
        "--register",
        register,
    ]
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
