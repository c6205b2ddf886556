"""Where an import may write beside the register: faults and marked copies.

Rules:
- A file that exists stays as it is unless it may be replaced.
- What the import reads (its source, the mapping, the register) is never written to.
"""

import errno
import os
from collections.abc import Iterable
from pathlib import Path

from graph.model.errors import BadValue, OutputRefused
from graph.output.files import refusing


def check_output(option: str, target: str | Path, reads: Iterable[str | Path], *, force: bool) -> None:
    """Raise BadValue for what the import reads, OutputRefused for a file that is in the way or has no folder."""
    path = Path(target)
    with refusing(path):
        if path.is_file() and any(_is_of(path, Path(one)) for one in reads):
            raise BadValue(**{option: "is_the_source"})
        if path.is_dir() or (path.is_file() and not force):
            raise OutputRefused("output_exists", path=str(path))
        if not path.resolve().parent.is_dir():
            raise OutputRefused("cannot_write", path=str(path), reason=os.strerror(errno.ENOENT))


def _is_of(path: Path, read: Path) -> bool:
    """Tell whether a file that exists is one of those read: itself, in the folder, or where a link there leads."""
    if not read.is_dir():
        return read.exists() and path.samefile(read)
    inside = path.resolve().is_relative_to(read.resolve())
    return inside or any(one.is_file() and path.samefile(one) for one in read.iterdir())
