"""Files that leave: written aside and renamed, so that an old file stays whole when the disk is full.

Rules:
- A link is followed: the file that it leads to is replaced, not the link.
- What is no plain file, such as /dev/stdout or a pipe, is written to as it stands and never replaced.
"""

import errno
import io
import os
import re
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, TextIO

from graph.model.errors import OutputRefused

_ENDING = re.compile(r"\.[a-z][a-z0-9]{1,4}")


def check_folder_name(target: str, endings: Sequence[str]) -> None:
    """Raise OutputRefused for a folder to be made whose name ends like a file's; ``endings`` are those possible."""
    path = Path(target)
    like_a_file = _ENDING.fullmatch(path.suffix.lower()) and not target.endswith(("/", os.sep))
    if like_a_file and not os.path.lexists(path):
        raise OutputRefused("ending_unknown", path=target, endings=", ".join(endings))


def check_parent(target: str | Path) -> None:
    """Raise OutputRefused where the folder that a file or folder would stand in is not there."""
    named, real = Path(target).parent, Path(os.path.realpath(target)).parent  # a link may lead elsewhere
    with refusing(target):
        if not real.is_dir():
            raise OutputRefused("no_such_folder", path=str(target), folder=str(real if named.is_dir() else named))


def write_aside(path: str | Path, fill: Callable[[TextIO], None]) -> None:
    """Write a text file aside and put it in its place in one step; raise OutputRefused where that cannot be."""

    def fill_text(out: BinaryIO) -> None:
        text = io.TextIOWrapper(out, encoding="utf-8", newline="")
        fill(text)
        text.flush()
        text.detach()

    write_bytes_aside(path, fill_text)


def write_bytes_aside(path: str | Path, fill: Callable[[BinaryIO], None]) -> None:
    """Write a file of bytes in the same way."""
    target = Path(path)
    with refusing(target):
        if target.exists() and not target.is_file():
            with target.open("wb") as out:
                fill(out)
            return
        target = Path(os.path.realpath(target))
        handle, aside = tempfile.mkstemp(prefix=f".{target.name[:32]}.", dir=target.parent)
        try:
            with os.fdopen(handle, "wb") as out:
                fill(out)
                out.flush()
                os.fsync(out.fileno())
            Path(aside).chmod(0o644)
            Path(aside).replace(target)
        except BaseException:
            Path(aside).unlink(missing_ok=True)
            raise


def write_text(path: str | Path, text: str) -> None:
    """Write a text to a file in one step."""

    def fill(out: TextIO) -> None:
        out.write(text)

    write_aside(path, fill)


@contextmanager
def refusing(path: str | Path) -> Iterator[None]:
    """Turn an operating system's refusal into OutputRefused."""
    try:
        yield
    except OSError as error:
        code = "disk_full" if error.errno in (errno.ENOSPC, errno.EDQUOT) else "cannot_write"
        raise OutputRefused(code, path=str(path), reason=error.strerror) from error
