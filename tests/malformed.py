"""Inputs that are refused: run as a user would run them, held to their place, their time and their memory.

Rules:
- Exit code 2, the place named on standard error, no traceback, nothing on standard output, and the register the same
  byte for byte.
- Time is the processor's, so that a busy machine does not fail a test; memory is the peak that the system kept of the
  process.
"""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from graph.commands import imports
from graph.commands.registers import init

SECONDS = 8.0
MEGABYTES = 400

RUN = """
import sys
from pathlib import Path
from api.cli import main
try:
    main(sys.argv[2:])
finally:
    Path(sys.argv[1]).write_text(Path("/proc/self/status").read_text())
"""


@dataclass(frozen=True)
class Case:
    """One bad input: what makes it, and what standard error must name."""

    name: str
    make: Callable[[Path], Path]
    named: tuple[str, ...]
    seconds: float = SECONDS


def write_register(at: Path) -> Path:
    """Return a register that holds something."""
    (at / "areas.csv").write_text("id,name,level\nt,Town,township\n")
    store = init(str(at / "r.db"))
    imports.commit(store, imports.plan(store, at), by="tester", why="a test")
    store.close()
    return at / "r.db"


def files_of(register: Path) -> dict[str, bytes]:
    """Return every byte of a register that stays; the shared memory of its readers does not."""
    return {path.name: path.read_bytes() for path in register.parent.iterdir() if not path.name.endswith("-shm")}


def check_refused(case: Case, register: Path, folder: Path, *options: object) -> None:
    """Import what a case makes, and check that it is refused as it should be."""
    (folder / "given").mkdir()
    given = case.make(folder / "given")
    before = files_of(register)
    asked = ["--register", register, "--commit", "--by", "x", "--why", "y", "--lang", "en", *options]
    arguments = ["import", str(given), *map(str, asked)]
    with (folder / "out").open("wb") as out, (folder / "err").open("wb") as err:
        process = subprocess.Popen([sys.executable, "-c", RUN, folder / "status", *arguments], stdout=out, stderr=err)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    said = (folder / "err").read_text(encoding="utf-8")
    assert process.returncode == 2, said
    assert [word for word in case.named if word not in said] == [], said
    assert "Traceback" not in said
    assert "panicked" not in said
    assert (folder / "out").read_bytes() == b""
    assert max(map(len, said.splitlines())) < 1_000, "a line that a terminal can show"
    assert files_of(register) == before
    assert usage.ru_utime + usage.ru_stime < case.seconds
    peak = re.search(r"VmHWM:\s+(\d+) kB", (folder / "status").read_text())
    assert peak
    assert int(peak[1]) / 1024 < MEGABYTES
