"""Where boards go: the address of a place for its code, and a file's name that is safe for any id.

Rules:
- Two ids never share a file's name, on no file system: capitals, and all but a few plain marks, are written as %XX. An
  id too long for a name is cut, with its digest behind a mark that stands in no other name.
- In a folder all files are written aside first; only when every one is whole are they put in their places.
"""

import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from urllib.parse import quote, urlsplit

from graph.model.errors import BadValue, OutputRefused, Refusal
from graph.output.files import refusing

PLACE = "{place}"
LONGEST = 180
FILES = (".pdf", ".svg")
"""Endings of files that boards are printed into."""
_PLAIN = frozenset(b"abcdefghijklmnopqrstuvwxyz0123456789-_.")
_DEVICES = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)")


def check_public_url(url: str | None) -> str:
    """Return the pattern of public addresses; raise what is wrong with it."""
    if not url:
        raise Refusal("public_url_missing", place=PLACE)
    try:
        parts = urlsplit(url)
        good = parts.scheme in ("http", "https") and bool(parts.hostname) and PLACE not in parts.netloc
    except ValueError:
        good = False
    if not good or not url.isprintable() or " " in url:
        raise BadValue(ZEREN_PUBLIC_URL="not_an_address")
    return url


def address(pattern: str, place: str) -> str:
    """Return a place's public address: its id where the pattern says {place}, else at its end."""
    id = quote(place, safe="")
    return pattern.replace(PLACE, id) if PLACE in pattern else f"{pattern.rstrip('/')}/{id}"


def file_name(place: str, form: str) -> str:
    """Return the name of a place's file."""
    marks = "".join(chr(mark) if mark in _PLAIN else f"%{mark:02X}" for mark in place.encode())
    if marks.startswith(".") or _DEVICES.match(marks):
        marks = f"%{ord(marks[0]):02X}{marks[1:]}"
    if len(marks) > LONGEST:
        marks = f"{marks[: LONGEST - 20].rstrip('%')}~{sha256(place.encode()).hexdigest()[:16]}"
    return f"{marks}.{form}"


def names_file(target: str | Path) -> str | None:
    """Return the format of a file that is named; None for a folder."""
    ending = Path(target).suffix.lower()
    return ending.removeprefix(".") if ending in FILES and not Path(target).is_dir() else None


class Folder:
    """A folder that files are put into together."""

    def __init__(self, target: Path, aside: Path, *, force: bool) -> None:
        self._target, self._aside, self._force = target, aside, force
        self._names: list[str] = []

    def add(self, name: str, data: bytes) -> None:
        """Write one file aside; raise OutputRefused where another has its name and may not be replaced."""
        self._check(name)
        with (self._aside / name).open("xb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        self._names.append(name)

    def place(self) -> None:
        """Put all files in their places; a folder that is new appears in one step."""
        for name in self._names:
            self._check(name)
        if not self._names:
            return
        if not os.path.lexists(self._target):
            self._aside.chmod(0o755)
            self._aside.rename(self._target)
            return
        for name in self._names:
            (self._aside / name).replace(self._target / name)

    def _check(self, name: str) -> None:
        file = self._target / name
        if os.path.lexists(file) and (file.is_dir() or not self._force):
            raise OutputRefused("output_exists", path=str(file))


@contextmanager
def folder_aside(target: str | Path, *, force: bool) -> Iterator[Folder]:
    """Return a folder to fill; what is not put in its place is gone at the end."""
    where = Path(target)
    with refusing(where):
        if os.path.lexists(where) and not where.is_dir():
            raise OutputRefused("output_exists", path=str(where))
        inside = where if where.is_dir() else where.parent
        aside = Path(tempfile.mkdtemp(prefix=".boards.", dir=inside))
        try:
            yield Folder(where, aside, force=force)
        finally:
            shutil.rmtree(aside, ignore_errors=True)
