"""The drawing process seen from outside: kept warm, ended when it hangs, begun again when it died.

Rules:
- Graphviz never runs in this process: it would stop every thread, and a fault in it would end the service.
- One drawing at a time; others wait their turn. One that takes longer than ``seconds`` is ended with all it started,
  and said to have hung. The next drawing begins a new process.
- The only font is the packaged one, by a fontconfig file of our own: the same picture on every machine.
"""

import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self
from xml.sax.saxutils import escape

from graph.model.errors import DrawingAway, OutputRefused
from graph.resources import folder

SECONDS = 60.0
CHILD = Path(__file__).with_name("child.py")


class Drawer:
    """A drawing process, begun when it is first needed."""

    def __init__(self, seconds: float = SECONDS, child: Path = CHILD) -> None:
        self._seconds, self._child = seconds, child
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._folder: tempfile.TemporaryDirectory[str] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def draw(self, text: str, form: str, sheet: tuple[float, float, int] | None = None) -> bytes:
        """Return the picture of a DOT text, or of SVG.

        Raises DrawingAway where the process dies or hangs, OutputRefused where it refuses the text. ``sheet`` is what
        an SVG needs to become PNG or PDF: points wide, points high, dots an inch.
        """
        with self._lock:
            process = self._begun()
            hung = threading.Event()
            watch = threading.Timer(self._seconds, self._end_hung, (process, hung))
            watch.start()
            try:
                fault, picture = _exchange(process, text.encode(), form, sheet)
            except (OSError, ValueError) as error:
                self._ended()
                if hung.is_set():
                    raise DrawingAway("drawing_hung", seconds=f"{self._seconds:g}") from error
                raise DrawingAway("drawing_died") from error
            except BaseException:
                self._ended()  # interrupted between question and answer: what is left of it must not answer the next
                raise
            finally:
                watch.cancel()
        if fault is not None:
            raise OutputRefused("drawing_failed", reason=fault)
        return picture

    def close(self) -> None:
        """End the process and remove its files; a later drawing begins anew."""
        with self._lock:
            self._ended()
            if self._folder is not None:
                self._folder.cleanup()
                self._folder = None

    def _begun(self) -> subprocess.Popen[bytes]:
        if self._process is not None and self._process.poll() is not None:
            self._ended()
        if self._process is None:
            self._process = subprocess.Popen(  # noqa: S603
                [sys.executable, str(self._child), str(self._settings()), str(_page()), str(_fonts())],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
        return self._process

    def _settings(self) -> Path:
        """Return the file of fontconfig's settings."""
        if self._folder is None:
            self._folder = tempfile.TemporaryDirectory(prefix="zeren-draw-")
        here = Path(self._folder.name)
        settings = here / "fonts.conf"
        fonts, cache = escape(str(_fonts())), escape(str(here / "cache"))
        settings.write_text(f"<fontconfig><dir>{fonts}</dir><cachedir>{cache}</cachedir></fontconfig>", "utf-8")
        return settings

    def _end_hung(self, process: subprocess.Popen[bytes], hung: threading.Event) -> None:
        hung.set()
        _kill(process)

    def _ended(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        _kill(process)
        process.wait()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                with suppress(OSError):
                    stream.close()


def _fonts() -> Path:
    """Return the folder of the packaged font."""
    from noto_cjk_sans_otc import FONT_PATH

    return Path(FONT_PATH).parent


def _page() -> Path:
    """Return the page on which typst sets an SVG."""
    return folder("visualizations") / "sheet.typ"


def _kill(process: subprocess.Popen[bytes]) -> None:
    """End a process and what it started."""
    if sys.platform == "win32":
        process.kill()
        return
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)


def _exchange(
    process: subprocess.Popen[bytes], text: bytes, form: str, sheet: tuple[float, float, int] | None
) -> tuple[str | None, bytes]:
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(json.dumps({"format": form, "size": len(text), "sheet": sheet}).encode() + b"\n" + text)
    process.stdin.flush()
    said = json.loads(process.stdout.readline())  # of a process that died: an empty line, a ValueError
    picture = process.stdout.read(said["size"])
    if len(picture) != said["size"]:
        raise ValueError("the answer is cut")
    return said["fault"], picture
