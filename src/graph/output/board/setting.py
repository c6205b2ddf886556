"""Parts set by processes of their own, a few at once: seen from outside.

Rules:
- typst keeps what it has laid out, some 20 MB for each board: a process sets one part and ends, and memory is that of
  the parts in hand, however many boards there are.
- Parts come in the order in which they were asked for, whichever is done first.
- A process that dies, or takes longer than ``seconds``, is ended and told. None outlives the printing.
"""

import os
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import accumulate, pairwise
from types import TracebackType
from typing import Self, TypeVar

import orjson

from graph.model.errors import DrawingAway
from graph.output.board.part import Order, Part
from graph.output.json import dumps

T = TypeVar("T")

SECONDS = 300.0
MOST = 4
"""So many processes at most: each takes up to half a gigabyte."""

COMMAND = (sys.executable, "-P", "-m", "graph.output.board.child")
"""-P: no module of the folder that zeren is called in."""


def set_parts(
    orders: Iterable[tuple[T, Order]], seconds: float = SECONDS, command: Sequence[str] = COMMAND
) -> Iterator[tuple[T, Part]]:
    """Yield each order's part with what came with it, in order; raise DrawingAway where a process fails."""
    workers = min(MOST, os.cpu_count() or 1)
    waiting: deque[tuple[T, Future[Part]]] = deque()
    with _Setters(workers, seconds, command) as setters:
        for about, order in orders:
            waiting.append((about, setters.begin(order)))
            if len(waiting) > workers + 1:
                yield _first(waiting)
        while waiting:
            yield _first(waiting)


def _first(waiting: deque[tuple[T, Future[Part]]]) -> tuple[T, Part]:
    about, made = waiting.popleft()
    return about, made.result()


class _Setters:
    """Threads that each watch a process."""

    def __init__(self, workers: int, seconds: float, command: Sequence[str]) -> None:
        self._threads, self._seconds, self._command = ThreadPoolExecutor(workers), seconds, command
        self._lock = threading.Lock()
        self._running: set[subprocess.Popen[bytes]] = set()
        self._over = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._lock:
            self._over = True
            for process in self._running:
                process.kill()
        self._threads.shutdown(cancel_futures=True)

    def begin(self, order: Order) -> Future[Part]:
        return self._threads.submit(self._set, order)

    def _set(self, order: Order) -> Part:
        process = self._begun()
        try:
            said, _ = process.communicate(dumps(order), timeout=self._seconds)
        except subprocess.TimeoutExpired as error:
            process.kill()
            process.communicate()
            raise DrawingAway("setting_hung", seconds=f"{self._seconds:g}") from error
        finally:
            with self._lock:
                self._running.discard(process)
        if process.returncode:
            raise DrawingAway("setting_died")
        return _read(said)

    def _begun(self) -> subprocess.Popen[bytes]:
        with self._lock:
            if self._over:
                raise DrawingAway("setting_died")
            process = subprocess.Popen(  # noqa: S603
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                start_new_session=True,  # an interrupt is ours to pass on
            )
            self._running.add(process)
        return process


def _read(said: bytes) -> Part:
    line, _, files = said.partition(b"\n")
    try:
        told = orjson.loads(line)
        ends = list(accumulate(told["sizes"], initial=0))
        if ends[-1] != len(files):
            raise ValueError("the answer is cut")
        return Part([files[first:until] for first, until in pairwise(ends)], dict(told["missing"]), told["left_out"])
    except (KeyError, ValueError) as error:
        raise DrawingAway("setting_died") from error
