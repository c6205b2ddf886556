"""Files as they stand on a disk: opened with care, digested as they are read.

Rules:
- Only plain files are read, links to them too. What stands in a file's place is looked at before it is opened, and
  never waited for: a pipe without a writer would block for ever.
"""

import errno
import hashlib
import io
import os
import stat
from pathlib import Path

from graph.model.faults import Faults

_KINDS = {
    stat.S_IFDIR: "directory",
    stat.S_IFIFO: "pipe",
    stat.S_IFSOCK: "socket",
    stat.S_IFCHR: "device",
    stat.S_IFBLK: "device",
}


class Digesting(io.RawIOBase):
    """A file whose bytes are digested as they are read, so that digest and rows come from the same bytes."""

    def __init__(self, file: io.FileIO) -> None:
        self._file = file
        self.digest = hashlib.sha256()

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        count = self._file.readinto(buffer) or 0
        self.digest.update(buffer[:count])
        return count


def opened(path: Path, faults: Faults) -> io.FileIO | None:
    """Open a plain file for reading; anything else is a fault. Never waits."""
    mode = path.stat().st_mode
    if stat.S_ISREG(mode):
        # Something else may stand there by now: do not wait for it either, and look again at what was opened.
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        mode = os.fstat(handle).st_mode
        if stat.S_ISREG(mode):
            return io.FileIO(handle)
        os.close(handle)
    faults.add("not_a_file", path.name, kind=_KINDS.get(stat.S_IFMT(mode), "device"))
    return None


def add_unreadable(file: str, error: OSError, faults: Faults) -> None:
    if error.errno == errno.ELOOP:
        faults.add("endless_link", file)
    else:
        faults.add("unreadable", file, reason=error.strerror or type(error).__name__)


def plain(name: str) -> str:
    """Return a file's name as text that can be printed, even where its bytes are no UTF-8."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
