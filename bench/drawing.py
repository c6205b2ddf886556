"""How long a drawing takes beside its JSON, over HTTP from a warm service: the bundled example, and 300 villages.

    python -m bench.drawing [--rounds 60]

Rules:
- All are asked in turn on one connection, so that other work on the machine falls on each. A drawing waits for another
  process, so on a busy machine it loses more than the JSON: the quickest of the rounds stands beside the median, and
  limits are judged by medians on a quiet machine.
- It ends with 1 where a limit is broken: a trace as SVG takes at most 10 times its JSON, coverage of 300 places 2 s.
- The 300 villages are made here: three requirements each, every seventh post vacant, every eleventh never assigned;
  every fifth holder leaves on 2026-01-01.
"""

import argparse
import http.client
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

import uvicorn

from api.http.app import create_app
from api.http.serving import bound
from graph.commands import imports
from graph.commands.clock import now
from graph.resources import folder
from graph.stores import create_store

ON = "2026-03-14"
TRACE = f"place=wangyu-u02&matter=venue_fire&on={ON}"
EXAMPLE = {
    "trace, JSON": f"/api/v1/trace?{TRACE}",
    "trace, SVG": f"/api/v1/drawings/trace?{TRACE}&format=svg",
    "trace, DOT": f"/api/v1/drawings/trace?{TRACE}&format=dot",
    "trace, GraphML": f"/api/v1/drawings/trace?{TRACE}&format=graphml",
    "trace, HTML": f"/api/v1/drawings/trace?{TRACE}&format=html",
    "trace, PNG": f"/api/v1/drawings/trace?{TRACE}&format=png",
    "trace, PDF": f"/api/v1/drawings/trace?{TRACE}&format=pdf",
    "coverage of 25 villages, SVG": f"/api/v1/drawings/coverage?area=990101&level=village&on={ON}",
    "timeline of a place, SVG": f"/api/v1/drawings/timeline?place=wangyu-u02&on={ON}",
    "timeline of a place, PNG": f"/api/v1/drawings/timeline?place=wangyu-u02&on={ON}&format=png",
    "timeline of a place, HTML": f"/api/v1/drawings/timeline?place=wangyu-u02&on={ON}&format=html",
    "matrix of 25 villages, SVG": f"/api/v1/drawings/matrix?area=990101&level=village&on={ON}",
    "matrix of 25 villages, PNG": f"/api/v1/drawings/matrix?area=990101&level=village&on={ON}&format=png",
    "handover of a district, SVG": f"/api/v1/drawings/handover?area=990101&from=2025-12-01&to={ON}",
    "handover of a district, GraphML": f"/api/v1/drawings/handover?area=990101&from=2025-12-01&to={ON}&format=graphml",
}
MANY = {
    "coverage of 300 villages, JSON": f"/api/v1/coverage?area=t&on={ON}",
    "coverage of 300 villages, SVG": f"/api/v1/drawings/coverage?area=t&on={ON}&format=svg",
    "coverage of 300 villages, HTML": f"/api/v1/drawings/coverage?area=t&on={ON}&format=html",
    "coverage of 300 villages, PNG": f"/api/v1/drawings/coverage?area=t&on={ON}&format=png",
    "coverage of 300 villages, PDF": f"/api/v1/drawings/coverage?area=t&on={ON}&format=pdf",
    "coverage of 300 villages, GeoJSON": f"/api/v1/drawings/coverage?area=t&on={ON}&format=geojson",
    "matrix of 300 villages, SVG": f"/api/v1/drawings/matrix?area=t&on={ON}",
    "matrix of 300 villages, HTML": f"/api/v1/drawings/matrix?area=t&on={ON}&format=html",
    "handover of 300 villages, SVG": f"/api/v1/drawings/handover?area=t&from=2025-12-01&to={ON}",
    "handover of 300 villages, HTML": f"/api/v1/drawings/handover?area=t&from=2025-12-01&to={ON}&format=html",
}
SELDOM = ("PNG", "PDF", "HTML", "GeoJSON")
TIMES_JSON, SECONDS = 10, 2.0
VILLAGES, TIERS = 300, ("first", "direct", "specific")


def main() -> int:
    """Measure both registers; tell what broke its limit."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=60)
    rounds = parser.parse_args().rounds
    print("| answer | first call | median | quickest | times the JSON |\n|---|---|---|---|---|")
    with serving(folder("example")) as port:
        traces = measure(port, EXAMPLE, rounds)
    with tempfile.TemporaryDirectory() as directory, serving(villages(Path(directory))) as port:
        coverage = measure(port, MANY, max(rounds // 6, 1))
    broken = []
    if traces["trace, SVG"] > TIMES_JSON * traces["trace, JSON"]:
        broken.append(f"a trace as SVG takes more than {TIMES_JSON} times its JSON")
    if coverage["coverage of 300 villages, SVG"] > SECONDS * 1000:
        broken.append(f"coverage of {VILLAGES} places takes more than {SECONDS:g} s")
    print(*broken or ["both limits are kept"], sep="\n")
    return 1 if broken else 0


def villages(directory: Path) -> Path:
    """Write the import folder of a town with many villages."""
    posts = [(f"v{number:03}/{tier}", tier, number) for number in range(VILLAGES) for tier in TIERS]
    held = [(post, number) for number, (post, _, _) in enumerate(posts) if number % 7]
    tables = {
        "areas": [
            "id,name,level,parent",
            "t,Town,township,",
            *(f"v{n:03},Village {n},village,t" for n in range(VILLAGES)),
        ],
        "people": ["id,name", *(f"p{number},Person {number}" for _, number in held)],
        "posts": ["id,name", *(f"{post},Post {post}" for post, _, _ in posts)],
        "tenures": ["post,person,until", *(f"{post},p{number},{left(number)}" for post, number in held)],
        "requirements": ["id,scheme,tier,place_kinds", *(f"r-{tier},rules,{tier},village" for tier in TIERS)],
        "assignments": [
            "id,post,place,tier",
            *(f"{post},{post},v{n:03},{tier}" for one, (post, tier, n) in enumerate(posts) if one % 11),
        ],
    }
    for name, rows in tables.items():
        (directory / f"{name}.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    return directory


def left(number: int) -> str:
    """Return the day on which every fifth holder leaves."""
    return "" if number % 5 else "2026-01-01"


@contextmanager
def serving(source: Path) -> Iterator[int]:
    """Serve the register of an import folder; yield the port."""
    with tempfile.TemporaryDirectory() as directory:
        store = create_store(str(Path(directory) / "register.db"), id="bench", zone="Asia/Shanghai", created_at=now())
        imports.commit(store, imports.plan(store, source), by="bench", why="a bench")
        listener = bound("127.0.0.1", 0)
        server = uvicorn.Server(uvicorn.Config(create_app(store), log_level="warning", access_log=False))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            yield listener.getsockname()[1]
        finally:
            server.should_exit = True
            thread.join()
            store.close()


def measure(port: int, addresses: dict[str, str], rounds: int) -> dict[str, float]:
    """Print a row for each address, the first of which is the JSON; return the medians in milliseconds."""
    client = http.client.HTTPConnection("127.0.0.1", port)
    while True:
        try:
            client.connect()
            break
        except ConnectionRefusedError:
            time.sleep(0.05)
    first = {name: asked(client, address) for name, address in addresses.items()}
    times: dict[str, list[float]] = {name: [] for name in addresses}
    for number in range(rounds):
        for name, address in addresses.items():
            if number % 10 == 0 or not name.endswith(SELDOM):
                times[name].append(asked(client, address))
    medians = {name: median(found) for name, found in times.items()}
    base = next(iter(medians.values()))
    for name, usual in medians.items():
        least = min(times[name])
        print(f"| {name} | {first[name]:.0f} ms | {usual:.1f} ms | {least:.1f} ms | {usual / base:.1f} |")
    return medians


def asked(client: http.client.HTTPConnection, address: str) -> float:
    begun = time.perf_counter()
    client.request("GET", address)
    answer = client.getresponse()
    answer.read()
    assert answer.status == 200, answer.status
    return (time.perf_counter() - begun) * 1000


if __name__ == "__main__":
    raise SystemExit(main())
