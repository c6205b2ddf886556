"""The same facts in PostgreSQL: a scratch cluster that is started, asked and stopped here, on loopback alone.

Rules:
- Each fact has both of its periods; what the statement looks things up by has an index; statistics are gathered.
- One session of psql answers all rounds. The time is that of the whole round trip through its pipe; rows are few.
- PostgreSQL does not run as root: there the cluster belongs to the user ``postgres`` that the package makes.
"""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

from graph.commands import reading
from graph.model.words import ALL
from graph.stores import Store

STATEMENT = Path(__file__).with_name("tiers_only.sql")
TABLES = {
    "areas": ("id", "level", "parent", "since", "until"),
    "matters": ("id", "parent", "since", "until"),
    "posts": ("id", "kind", "since", "until"),
    "tenures": ("post", "person", "since", "until"),
    "assignments": ("post", "place", "tier", "matter", "since", "until"),
    "requirements": (
        *("id", "area", "tier", "place_kinds", "matter", "minimum", "answered_at", "post_kinds", "since", "until"),
    ),
}
INDEXES = ("areas (id)", "areas (parent)", "posts (id)", "tenures (post)", "assignments (place)")
TYPES = {"place_kinds": "text[]", "post_kinds": "text[]", "minimum": "bigint"}
SETTINGS = {"shared_buffers": "1GB", "work_mem": "256MB", "fsync": "off", "listen_addresses": "127.0.0.1", "jit": "off"}
SETTINGS |= {"plan_cache_mode": "force_custom_plan"}  # the generic plan of this statement takes minutes
END = "-- end of an answer --"


class Postgres:
    """A session of psql with a scratch cluster."""

    def __init__(self, socket: Path, user: dict[str, Any]) -> None:
        command = ["psql", "-X", "-q", "-A", "-t", "-h", str(socket), "-p", "5433", "-d", "postgres"]
        command += ["-v", "ON_ERROR_STOP=1"]
        self._psql = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8", **user
        )

    @classmethod
    @contextmanager
    def running(cls) -> Iterator[Self]:
        """Start a cluster in a scratch folder, and stop it in the end."""
        folder = Path(tempfile.mkdtemp(prefix="zeren-postgres-"))
        user: dict[str, Any] = {}
        if os.geteuid() == 0:
            user = {"user": "postgres", "cwd": "/"}
            shutil.chown(folder, "postgres")
        binaries = max(Path("/usr/lib/postgresql").glob("*/bin"))
        data, log = folder / "data", folder / "log"
        quiet: dict[str, Any] = {"stdout": subprocess.DEVNULL, **user}
        subprocess.run(
            [binaries / "initdb", "-D", data, "-E", "UTF8", "--locale=C", "-A", "trust"], check=True, **quiet
        )
        options = " ".join(f"-c {name}={value}" for name, value in SETTINGS.items())
        options += f" -c unix_socket_directories={folder} -c port=5433"
        subprocess.run([binaries / "pg_ctl", "-D", data, "-l", log, "-w", "-o", options, "start"], check=True, **quiet)
        try:
            session = cls(folder, user)
            try:
                yield session
            finally:
                session.close()
        finally:
            subprocess.run([binaries / "pg_ctl", "-D", data, "-m", "fast", "-w", "stop"], check=True, **quiet)
            shutil.rmtree(folder)

    def close(self) -> None:
        assert self._psql.stdin
        self._psql.stdin.close()
        self._psql.wait()
        assert self._psql.stdout
        self._psql.stdout.close()

    def run(self, text: str) -> list[list[str]]:
        """Run statements and return the rows that they print."""
        assert self._psql.stdin
        assert self._psql.stdout
        self._psql.stdin.write(f"{text}\n\\echo {END}\n")
        self._psql.stdin.flush()
        rows = []
        while (line := self._psql.stdout.readline().rstrip("\n")) != END:
            assert self._psql.poll() is None, line
            rows.append(line.split("|"))
        return rows

    def load(self, store: Store) -> None:
        """Take over the facts of a register, as known now."""
        assert self._psql.stdin
        recorded = store.register().head.recorded_at
        for table, names in TABLES.items():
            columns = ", ".join(f"{name} {TYPES.get(name, 'text')}" for name in names)
            self.run(f"CREATE TABLE {table} ({columns}, recorded_at bigint, superseded_at bigint);")
            self._psql.stdin.write(f"COPY {table} FROM STDIN;\n")
            for _, fact in reading.facts(store, table, shared={}):
                cells = [_cell(getattr(fact, name), name) for name in names]
                self._psql.stdin.write("\t".join([*cells, str(recorded), "\\N"]) + "\n")
            self._psql.stdin.write("\\.\n")
        for number, index in enumerate(INDEXES):
            self.run(f"CREATE INDEX i{number} ON {index};")
        self.run("ANALYZE;")
        self.run("\n".join(line for line in STATEMENT.read_text().splitlines() if not line.startswith("--")))

    def tiers_only(self, area: str, on: str, recorded: int, matter: str) -> dict[str, int]:
        """Return the counts of `bench/dict_scan.py`."""
        rows = self.run(f"EXECUTE tiers_only('{area}', '{on}', {recorded}, '{matter}');")
        names = ("slots", "filled", "filled_above", "unassigned", "lapsed", "vacant", "partial")
        return {name: sum(int(row[place]) for row in rows) for place, name in enumerate(names, start=1)}


def _cell(value: Any, name: str) -> str:
    if isinstance(value, tuple | list):
        return "{" + ",".join(f'"{one}"' for one in value) + "}"
    if name == "matter" and not value:
        return ALL
    return "\\N" if value is None else str(value)
