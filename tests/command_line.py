"""The command line in tests: called in this process, or as a process of its own, and what it said.

Rules:
- Nothing of the tester's own environment is seen: no ZEREN_ variable and no locale; words are English unless asked.
- ``zeren`` calls the command here, where most tests want it; ``process`` starts it, for streams, signals and memory.
"""

import io
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from api.cli import run
from tests.importing import write_folder

SOURCES = Path(__file__).parents[1] / "src"
STRICT = ("-W", "error", "-W", "ignore::ResourceWarning")  # a stream that failed is left open until the end
PROGRAM = (sys.executable, *STRICT, "-c", "from api.cli import main; main()")
DEFAULTS = {"ZEREN_LANG": "en", "ZEREN_BY": "tester", "ZEREN_WHY": "a test"}
SECONDS = 60

Files = Mapping[str, str]


@dataclass(frozen=True)
class Ran:
    """How one command ended, and what it wrote."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return orjson.loads(self.out)


def zeren(*arguments: object, **environment: str) -> Ran:
    """Call the command line in this process. An empty variable is as an absent one."""
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    err = io.StringIO()
    with _environment(DEFAULTS | environment), redirect_stdout(out), redirect_stderr(err):
        code = run([str(one) for one in arguments])
        out.flush()
    assert isinstance(out.buffer, io.BytesIO)
    return Ran(code, out.buffer.getvalue().decode(), err.getvalue())


@contextmanager
def _environment(said: Mapping[str, str]) -> Iterator[None]:
    before = dict(os.environ)
    try:
        os.environ.clear()
        os.environ.update(_clean(before) | dict(said))
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def _clean(environment: Mapping[str, str]) -> dict[str, str]:
    strange = ("ZEREN_", "LC_", "LANG", "PYTHON")
    return {name: value for name, value in environment.items() if not name.startswith(strange)}


def environment(**more: str) -> dict[str, str]:
    """Return the environment of a process."""
    return _clean(os.environ) | DEFAULTS | {"PYTHONPATH": str(SOURCES), "LC_ALL": "C.UTF-8"} | more


def process(*arguments: object, cwd: Path, **more: str) -> Ran:
    """Run the command line as a process."""
    ran = subprocess.run(
        [*PROGRAM, *map(str, arguments)],
        cwd=cwd,
        env=environment(**more),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=SECONDS,
    )
    return Ran(ran.returncode, ran.stdout.decode(), ran.stderr.decode())


def shell(line: str, *, cwd: Path, **more: str) -> Ran:
    """Run a line of the shell, in which ``$zeren`` is the command line."""
    quoted = " ".join(f"'{part}'" for part in PROGRAM)
    ran = subprocess.run(
        ["/bin/bash", "-c", line.replace("$zeren", quoted)],
        cwd=cwd,
        env=environment(**more),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=SECONDS,
    )
    return Ran(ran.returncode, ran.stdout.decode(), ran.stderr.decode())


@dataclass(frozen=True)
class Desk:
    """A directory with one register in it, and the folder that is imported into it."""

    directory: Path

    @property
    def register(self) -> Path:
        return self.directory / "register.db"

    def imports(self, files: Files, *options: object, **environment: str) -> Ran:
        """Import CSV texts; without ``--commit`` among the options it is a preview."""
        folder = write_folder(self.directory / "in", files)
        return zeren("import", folder, "--register", self.register, *options, **environment)

    def holds(self, files: Files) -> "Desk":
        """Import CSV texts that are sound."""
        ran = self.imports(files, "--commit")
        assert ran.code == 0, ran.err
        return self

    def asks(self, command: str, *arguments: object, **environment: str) -> Ran:
        return zeren(command, *arguments, "--register", self.register, **environment)

    def trace(self, place: str, on: str = "2026-03-14", **options: str) -> dict[str, Any]:
        """Return the answer of a trace, from its JSON."""
        more = [part for name, value in options.items() for part in (f"--{name.replace('_', '-')}", value)]
        ran = self.asks("trace", place, "--on", on, "--json", *more)
        assert ran.code == 0, ran.err
        return ran.json  # type: ignore[no-any-return]

    def bytes(self) -> dict[str, bytes]:
        """Return every file of the register as it stands."""
        return {path.name: path.read_bytes() for path in sorted(self.directory.glob("register.db*"))}

    def changesets(self) -> int:
        ran = self.asks("verify")
        assert ran.code == 0, ran.err
        return int(ran.out.split()[2].rstrip(","))


def unchanged(desk: Desk, act: Callable[[], Ran]) -> Ran:
    """Run something that must leave the register's files byte for byte as they are."""
    before = desk.bytes()
    ran = act()
    assert desk.bytes() == before, "the register was written"
    return ran
