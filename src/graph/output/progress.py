"""Progress of long work: a bar on a terminal, nothing in a pipe or a file.

Rules:
- Work reports its step, how much is done and how much there is (0: not known); it never asks who looks on.
- The bar is wiped when the work ends, and goes where it is told: never among answers.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

from graph.output.messages import say

Report = Callable[[str, int, int], None]


def silent(_step: str, _done: int, _total: int) -> None:
    """Report to nobody."""


@contextmanager
def progress(out: TextIO, lang: str) -> Iterator[Report]:
    """Draw what is reported on a terminal, for the length of a block."""
    if not out.isatty():
        yield silent
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(file=out), transient=True) as bar:
        task = bar.add_task("", total=None)

        def report(step: str, done: int, total: int) -> None:
            bar.update(task, description=say(lang, step), completed=done, total=total or None)

        yield report
