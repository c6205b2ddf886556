"""The first import: it begins the register file that it writes, all or nothing.

Rules:
- The file is written aside and put in its place in one step, unless another was faster (StaleHead): nobody ever sees a
  register without its first changeset, and a failure leaves nothing.
- The file aside names its process and its machine. One that a killed import left behind goes with the next first
  import; that of a living process, or of another machine in a shared folder, stays.
- Only a file is begun in this way; on a server a register is begun by ``zeren init``.
"""

import hashlib
import os
import platform
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from graph.changes.changeset import Changeset
from graph.changes.plan import Plan
from graph.commands import imports
from graph.commands.registers import init
from graph.model.errors import BadRegister, OutputRefused, StaleHead
from graph.output.files import refusing
from graph.output.progress import Report, silent
from graph.stores import is_address


def commit_first(register: str, planned: Plan, *, by: str, why: str, report: Report = silent) -> Changeset | None:
    """Begin the register file that a plan was made for, and write the plan as its first changeset."""
    if is_address(register):
        raise BadRegister("no_register", path=register)
    path = Path(os.path.realpath(register))
    if path.is_symlink():  # one that leads in a circle
        raise BadRegister("register_exists", path=str(path))
    _remove_left_behind(path)
    aside = path.with_name(f"{_prefix(path)}{os.getpid()}")
    try:
        written = _write_aside(aside, path, planned, by, why, report)
        with refusing(path):
            _put_in_place(aside, path)
    finally:
        _remove(aside)
    return written


def _prefix(path: Path) -> str:
    """Return how the files aside of a register begin that this machine writes; the number of the process follows."""
    machine = hashlib.sha256(platform.node().encode()).hexdigest()[:8]
    return f".{path.name}.{machine}-"


def _remove_left_behind(path: Path) -> None:
    """Remove files aside whose process is no more. Were one alive after all, its import would be refused, no more."""
    prefix = _prefix(path)
    with suppress(OSError):  # a folder that cannot be read is told when it is written to
        for one in list(path.parent.iterdir()):
            number = one.name.removeprefix(prefix)
            if number != one.name and number.isdecimal() and not _writes(int(number)):
                _remove(one)


def _writes(process: int) -> bool:
    """Tell whether a process of this machine may be writing its file; this one has not begun yet."""
    if process == os.getpid():
        return False
    if os.name != "posix":
        return True  # elsewhere there is no asking: a signal would end it
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:  # somebody else's
        return True
    return True


def _remove(aside: Path) -> None:
    for ending in ("", "-wal", "-shm"):
        Path(f"{aside}{ending}").unlink(missing_ok=True)


def _write_aside(aside: Path, path: Path, planned: Plan, by: str, why: str, report: Report) -> Changeset | None:
    try:
        store = init(str(aside), aside=True)
        try:
            begun = replace(planned, register=store.register())
            return imports.commit(store, begun, by=by, why=why, report=report)
        finally:
            store.close()
    except OutputRefused as error:  # speak of the file that was asked for
        raise OutputRefused(error.code, **(error.about | {"path": str(path)})) from error


def _put_in_place(aside: Path, path: Path) -> None:
    try:
        os.link(aside, path)
    except FileExistsError as error:
        raise StaleHead("stale_head", head=None) from error
    except OSError:  # a file system without hard links
        if path.exists():
            raise StaleHead("stale_head", head=None) from None
        aside.replace(path)
    with suppress(OSError):  # some systems open no folder
        folder = os.open(path.parent, os.O_RDONLY)
        os.fsync(folder)
        os.close(folder)
